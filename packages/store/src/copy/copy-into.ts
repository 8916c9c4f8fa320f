import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A table and the columns that are written, in order. */
export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Writes rows (each already a line of COPY text) into a table in one COPY. Column and table names are our own constants. */
export async function copyInto(
  client: pg.ClientBase,
  target: CopyTarget,
  rows: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const stream = client.query(copyFrom(`copy ${target.table} (${target.columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(blocks(rows)), stream);
}

/** Rows joined to blocks of about 64 kB: one write per row would cost more than the row. */
function* blocks(rows: readonly string[]): Generator<Buffer> {
  let block = '';
  for (const row of rows) {
    block += row;
    if (block.length >= 32_768) {
      yield Buffer.from(block, 'utf8');
      block = '';
    }
  }
  if (block !== '') yield Buffer.from(block, 'utf8');
}

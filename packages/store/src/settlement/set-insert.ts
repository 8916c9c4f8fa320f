import type { Statement } from './pipelined-connection.ts';

type SqlType = 'bigint' | 'int' | 'text' | 'date' | 'timestamptz' | 'boolean' | 'json' | 'bytea';
type SqlValue = string | number | boolean | null;

/** One column of a set-based insert: its name, its type and where its value comes from. */
export interface Column<Row> {
  readonly name: string;
  readonly type: SqlType;
  readonly of: (row: Row) => SqlValue;
}

/**
 * A prepared insert of any number of rows: one array per column, so the text and the plan are the same for every batch
 * size. `table` and the column names are constants of this package, never input.
 */
export function setInsert<Row>(
  table: string,
  columns: readonly Column<Row>[],
  condition?: string,
): (rows: readonly Row[]) => Statement {
  const names = columns.map((c) => c.name).join(', ');
  const arrays = columns.map((c, i) => arrayOf(c.type, `$${i + 1}`)).join(', ');
  const insert = `insert into ${table} (${names}) select * from unnest(${arrays}) as r (${names})`;
  const text = condition === undefined ? insert : allOrConflict(`${insert} where ${condition}`);
  const name = `settlement-insert-${table}`;
  return (rows) => ({ name, text, values: columns.map((column) => parameter(column, rows)) });
}

/** Every row must meet the condition: the arrays have as many elements as rows were inserted, or nothing is written. */
function allOrConflict(insert: string): string {
  return `with written as (${insert} returning 1)
    select case when (select count(*) from written) = cardinality($1) then 0 else settlement_version_conflict() end`;
}

/**
 * JSON travels as one text with a control character between the documents, which no JSON text contains: the array form of
 * the protocol would escape every quotation mark of every document, which was a tenth of the time of a settlement.
 */
const SEPARATOR = '\u001e';

function arrayOf(type: SqlType, parameter: string): string {
  if (type !== 'json') return `${parameter}::${type}[]`;
  return `string_to_array(${parameter}::text, chr(30), '')::json[]`;
}

function parameter<Row>(column: Column<Row>, rows: readonly Row[]): unknown {
  const values = rows.map(column.of);
  return column.type === 'json' ? values.map((v) => v ?? '').join(SEPARATOR) : values;
}

/** bytea as text the server reads: `\x` and hex. */
export function byteaText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
}

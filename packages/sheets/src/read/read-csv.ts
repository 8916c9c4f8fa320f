import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { OpenedSheet, SheetLimits, SheetRow } from './read-sheet.ts';
import { SheetUnreadable } from './sheet-unreadable.ts';

const BATCH = 500;

/** Reads comma, tab or semicolon separated text in UTF-8 (with or without mark), GB18030 or UTF-16. */
export function readCsv(bytes: Uint8Array, limits: SheetLimits): OpenedSheet {
  const { text, encoding } = decode(bytes);
  if (text.trim() === '') throw new SheetUnreadable('empty');
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) throw new SheetUnreadable('not-a-sheet');
  return { format: 'csv', encoding, rows: records(text, limits) };
}

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decoded(bytes, 'utf-16le'), encoding: 'utf-16le' };
  if (bytes.includes(0)) throw new SheetUnreadable('not-a-sheet');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return { text: decoded(bytes, encoding), encoding };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new SheetUnreadable('encoding');
}

/** The decoder takes a byte order mark away. Throws TypeError where the bytes are not of the encoding. */
function decoded(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

async function* records(text: string, limits: SheetLimits): AsyncGenerator<readonly SheetRow[]> {
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      info: true,
      max_record_size: limits.columns * limits.cellLength,
    }),
  );
  let batch: SheetRow[] = [];
  let rows = 0;
  try {
    for await (const read of parser) {
      const { record, info } = read as { record: string[]; info: { lines: number; records: number } };
      rows = info.records;
      checkRow(record, rows, limits);
      if (record.every((cell) => cell.trim() === '')) continue;
      batch.push({ rowNo: rows, cells: record });
      if (batch.length === BATCH) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SheetUnreadable('quotes', rows + 1);
    throw error;
  }
  if (batch.length > 0) yield batch;
}

export function checkRow(cells: readonly string[], rowNo: number, limits: SheetLimits): void {
  if (rowNo > limits.rows) throw new SheetUnreadable('too-many-rows', rowNo);
  if (cells.length > limits.columns) throw new SheetUnreadable('too-many-columns', rowNo);
  if (cells.some((cell) => cell.length > limits.cellLength))
    throw new SheetUnreadable('cell-too-long', rowNo);
}

/** The separator that stands most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 4_000).split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string) => first.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { SheetUnreadable } from './sheet-unreadable.ts';

/** One row of a file; `rowNo` counts from 1 as the spreadsheet program shows it. Empty rows are left out. */
export interface SheetRow {
  readonly rowNo: number;
  readonly cells: readonly string[];
}

/** An opened file: what it is, and its rows as they come. Reading on throws {@link SheetUnreadable}. */
export interface OpenedSheet {
  readonly format: 'xlsx' | 'csv';
  /** Of a text file: utf-8, gb18030 or utf-16le. */
  readonly encoding?: string;
  readonly rows: AsyncIterable<readonly SheetRow[]>;
}

/** Sizes that a file may have; checked before anything is unpacked and again while it is. */
export interface SheetLimits {
  readonly fileBytes: number;
  /** All parts of an .xlsx file together, unpacked. */
  readonly unpackedBytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cellLength: number;
}

export const SHEET_LIMITS: SheetLimits = {
  fileBytes: 32 * 1024 * 1024,
  unpackedBytes: 400 * 1024 * 1024,
  rows: 200_000,
  columns: 100,
  cellLength: 2_000,
};

export interface OpenOptions {
  readonly limits?: SheetLimits;
  /** Name of the sheet with the data; without it, or when there is none of that name, the first visible one. */
  readonly sheetName?: string;
}

/** Opens an .xlsx or text file by what it is, not by its name. Throws {@link SheetUnreadable}. */
export async function openSheet(bytes: Uint8Array, options: OpenOptions = {}): Promise<OpenedSheet> {
  const limits = options.limits ?? SHEET_LIMITS;
  if (bytes.length === 0) throw new SheetUnreadable('empty');
  if (bytes.length > limits.fileBytes) throw new SheetUnreadable('too-large');
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new SheetUnreadable('old-or-locked');
  if (startsWith(bytes, [0x50, 0x4b]))
    return { format: 'xlsx', rows: await readXlsx(bytes, limits, options.sheetName) };
  return readCsv(bytes, limits);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}

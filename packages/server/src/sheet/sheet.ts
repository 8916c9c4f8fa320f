import type { Bilingual } from '@gongji/domain';
import { csvRows, decodeText } from './csv-rows.ts';
import { isZip, xlsxRows } from './xlsx-rows.ts';

/** A table that somebody uploaded 表格文件: its rows as text, the first one with the names of the columns. */
export type SheetRead =
  | { readonly kind: 'read'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'invalid'; readonly why: Bilingual };

/** Sizes of an uploaded table. Four megabytes hold some fifty thousand bills. */
export const SHEET_LIMITS = { bytes: 4 * 1024 * 1024, rows: 20_000, columns: 60, cell: 500 } as const;

/** Reads xlsx, or CSV in UTF-8 or GB18030 with commas, semicolons or tabs. Rows without any text are left out. */
export function readSheet(bytes: Uint8Array): SheetRead {
  if (bytes.length > SHEET_LIMITS.bytes)
    return invalid('文件超过 4 MB，请按天或按类别分开', 'the file is larger than 4 MB; split it');
  const read = isZip(bytes) ? xlsxRows(bytes) : textRows(bytes);
  if (read === undefined)
    return invalid(
      '不是可读的表格：请用 xlsx，或 UTF-8、GB18030 编码的 CSV',
      'not a table: use xlsx, or CSV in UTF-8 or GB18030',
    );
  const rows = read.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length > SHEET_LIMITS.rows + 1)
    return invalid('超过 20000 行，请分成几个文件', 'more than 20 000 rows; split the file');
  if (rows.some((row) => row.length > SHEET_LIMITS.columns))
    return invalid('超过 60 列', 'more than 60 columns');
  if (rows.some((row) => row.some((cell) => cell.length > SHEET_LIMITS.cell)))
    return invalid('有单元格超过 500 字', 'a cell holds more than 500 characters');
  return { kind: 'read', rows };
}

function textRows(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  const text = decodeText(bytes);
  return text === undefined || text.includes('\0') ? undefined : csvRows(text);
}

function invalid(zh: string, en: string): SheetRead {
  return { kind: 'invalid', why: { zh, en } };
}

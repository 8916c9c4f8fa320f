import type { Bilingual } from '@gongji/domain';
import { openSheet, type SheetRow, SheetUnreadable, trimCell, type UnreadableReason } from '@gongji/sheets';

/** A table that an institution uploaded 表格文件: its rows, the first one with the names of the columns. */
export type SheetRead =
  | { readonly kind: 'read'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'invalid'; readonly why: Bilingual };

/** Sizes of an uploaded table. Four megabytes hold some fifty thousand bills. */
const LIMITS = {
  fileBytes: 4 * 1024 * 1024,
  unpackedBytes: 48 * 1024 * 1024,
  rows: 20_001,
  columns: 60,
  cellLength: 500,
} as const;

/** Reads a whole table: xlsx, or CSV in UTF-8 or GB18030 with commas, semicolons or tabs. */
export async function readSheet(bytes: Uint8Array): Promise<SheetRead> {
  try {
    const rows: SheetRow[] = [];
    for await (const batch of (await openSheet(bytes, { limits: LIMITS })).rows)
      for (const { rowNo, cells } of batch) rows.push({ rowNo, cells: cells.map(plainCell) });
    return { kind: 'read', rows };
  } catch (error) {
    if (!(error instanceof SheetUnreadable)) throw error;
    const { zh, en } = WHY[error.reason];
    const at =
      error.at === undefined ? { zh: '', en: '' } : { zh: `（第 ${error.at} 行）`, en: ` (row ${error.at})` };
    return { kind: 'invalid', why: { zh: zh + at.zh, en: en + at.en } };
  }
}

/** Spreadsheets put ="…", a tab or an apostrophe around numbers that must keep their digits, and store 0.3 as 0.30000000000000004. */
function plainCell(cell: string): string {
  const text = trimCell(cell).replace(/^'/, '');
  const kept = /^="([^"]*)"$/.exec(text)?.[1];
  if (kept !== undefined) return kept.trim();
  return /^-?\d{1,12}\.\d{12,}$/.test(text) ? String(Number(Number(text).toPrecision(15))) : text;
}

const NOT_A_TABLE = {
  zh: '不是可读的表格：请用 xlsx，或 UTF-8、GB18030 编码的 CSV',
  en: 'not a table: use xlsx, or CSV in UTF-8 or GB18030',
};
const WHY: Readonly<Record<UnreadableReason, Bilingual>> = {
  empty: { zh: '文件是空的', en: 'the file is empty' },
  'too-large': { zh: '文件太大，请按天或按类别分开', en: 'the file is too large; split it' },
  'old-or-locked': {
    zh: '旧格式（xls）或加了密码：请另存为不加密的 xlsx',
    en: 'an old format (xls) or locked: save it as xlsx without a password',
  },
  'not-a-sheet': NOT_A_TABLE,
  damaged: { zh: '文件已损坏', en: 'the file is damaged' },
  encoding: NOT_A_TABLE,
  quotes: { zh: '引号没有配对', en: 'a quotation mark has no partner' },
  'too-many-rows': { zh: '超过 20000 行，请分成几个文件', en: 'more than 20 000 rows; split the file' },
  'too-many-columns': { zh: '超过 60 列', en: 'more than 60 columns' },
  'cell-too-long': { zh: '有单元格超过 500 字', en: 'a cell holds more than 500 characters' },
  'date-1904': { zh: '工作簿使用 1904 日期，请另存', en: 'the workbook counts days from 1904; save it anew' },
  'no-sheet': { zh: '工作簿里没有可见的表', en: 'the workbook shows no sheet' },
};

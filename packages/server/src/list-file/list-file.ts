import { LIST_NAMES, type ListName } from '@gongji/contract';
import { type Bilingual, type Fen, fen, yuanText } from '@gongji/domain';
import { type CsvCell, csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import type { HandedFile } from '../rest/answer.ts';

export type Language = 'zh' | 'en';

export interface FileForm {
  readonly format: 'xlsx' | 'csv';
  readonly lang: Language;
}

/** A column 列 of a list that is handed out: text, or money or a number that the last row adds up. */
export type ListColumn<Row> = { readonly head: Bilingual; readonly width: number } & (
  | { readonly text: (row: Row, lang: Language) => string }
  | { readonly fen: (row: Row) => number }
  | { readonly count: (row: Row) => number }
);

export interface ListSheet<Row> {
  /** Of the file, without its ending. */
  readonly name: ListName;
  readonly columns: readonly ListColumn<Row>[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SUM: Bilingual = { zh: '合计', en: 'Total' };

/**
 * A list as a file for a spreadsheet: numbers that may be added up, texts that are never formulas, what the columns of
 * money and numbers come to in the last row, and below it what is to be said of the whole.
 */
export function listFile<Row>(
  { name, columns }: ListSheet<Row>,
  rows: readonly Row[],
  { format, lang }: FileForm,
  note?: Bilingual,
): HandedFile {
  const lines = [
    ...rows.map((row) => columns.map((column) => cellOf(column, row, lang))),
    ...sumLine(columns, rows, lang),
    ...(note === undefined ? [] : [[note[lang]]]),
  ];
  const heads = columns.map(({ head }) => head[lang]);
  const disposition = 'attachment';
  if (format === 'csv') {
    const content = csvFile([heads, ...lines.map((line) => line.map(csvCell))]);
    return { type: 'text/csv; charset=utf-8', name: `${name}.csv`, disposition, content };
  }
  const content = xlsxFile([
    {
      name: LIST_NAMES[name][lang],
      columns: columns.map(({ width }) => ({ width })),
      rows: [
        heads.map((value) => ({ value, style: 'head' as const })),
        ...lines.map((line) => line.map(xlsxCell)),
      ],
      frozenRows: 1,
    },
  ]);
  return { type: XLSX, name: `${name}.xlsx`, disposition, content };
}

/** Text, money or a plain number. */
type Value = string | { readonly fen: Fen } | { readonly count: number };

function cellOf<Row>(column: ListColumn<Row>, row: Row, lang: Language): Value {
  if ('text' in column) return column.text(row, lang);
  return 'fen' in column ? { fen: fen(column.fen(row)) } : { count: column.count(row) };
}

function sumLine<Row>(
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
  lang: Language,
): readonly (readonly Value[])[] {
  if (columns.every((column) => 'text' in column)) return [];
  const total = (of: (row: Row) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return [
    columns.map((column, index) => {
      if ('text' in column) return index === 0 ? SUM[lang] : '';
      return 'fen' in column ? { fen: fen(total(column.fen)) } : { count: total(column.count) };
    }),
  ];
}

function csvCell(value: Value): CsvCell {
  if (typeof value === 'string') return value;
  return { amount: 'fen' in value ? yuanText(value.fen) : String(value.count) };
}

function xlsxCell(value: Value): XlsxCell {
  if (typeof value === 'string') return value;
  return 'fen' in value ? { value: value.fen / 100, style: 'number' } : value.count;
}

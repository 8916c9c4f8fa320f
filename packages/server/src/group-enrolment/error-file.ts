import type { Rejection } from '@gongji/domain';
import { csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import type { KeptRow } from '@gongji/store/group-enrolment';
import { DATA_SHEET, type SheetKind } from './sheet-kind.ts';

const HEADS = {
  zh: ['原文件行号', '错误字段', '错误原因', '怎样改正'],
  en: ['Row of the file', 'Wrong column', 'Why', 'What to do'],
} as const;

/**
 * The rows that did not pass, as they were uploaded, with what is wrong and what to do. Corrected in place it can be
 * uploaded again: the added columns are not read.
 */
export function errorFile(
  kind: SheetKind,
  { headings, rows }: { readonly headings: readonly string[]; readonly rows: readonly KeptRow[] },
  {
    format,
    lang,
    stamp,
  }: { readonly format: 'xlsx' | 'csv'; readonly lang: 'zh' | 'en'; readonly stamp: string },
): Uint8Array {
  const head = [...headings, ...HEADS[lang]];
  const lines = rows.map(({ rowNo, cells, problems }) => ({
    cells: headings.map((_, index) => cells[index] ?? ''),
    more: [String(rowNo), columnsOf(kind, problems, lang), ...texts(problems, lang)],
  }));
  if (format === 'csv')
    return Buffer.from(csvFile([head, ...lines.map(({ cells, more }) => [...cells, ...more])]));
  const sheet = lines.map(({ cells, more }): readonly XlsxCell[] => [
    ...cells,
    ...more.map((value): XlsxCell => ({ value, style: 'wrong' })),
  ]);
  return xlsxFile([
    {
      name: DATA_SHEET,
      columns: [
        ...headings.map(() => ({ width: 16 })),
        { width: 12 },
        { width: 18 },
        { width: 50 },
        { width: 50 },
      ],
      frozenRows: 2,
      rows: [
        [{ value: stamp, style: 'title' }],
        head.map((value): XlsxCell => ({ value, style: 'head' })),
        ...sheet,
      ],
    },
  ]);
}

function columnsOf(kind: SheetKind, problems: readonly Rejection[], lang: 'zh' | 'en'): string {
  const names = problems.map(({ field }) => kind.columns.find(({ id }) => id === field)?.name[lang] ?? '');
  return [...new Set(names.filter((name) => name !== ''))].join(lang === 'zh' ? '、' : ', ');
}

/** Each reason with its remedy at the same place. */
function texts(problems: readonly Rejection[], lang: 'zh' | 'en'): readonly [string, string] {
  const numbered = (list: readonly string[]) =>
    list.length === 1 ? (list[0] ?? '') : list.map((text, index) => `${index + 1}. ${text}`).join('\n');
  return [
    numbered(problems.map(({ message }) => message[lang])),
    numbered(problems.map(({ remedy }) => remedy[lang])),
  ];
}

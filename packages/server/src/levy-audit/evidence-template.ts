import type { LevyTemplateQuery } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import type { FileAnswer } from '../rest/answer.ts';
import type { ColumnType, EvidenceKind } from './check-set.ts';
import { checkSet } from './task.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Template of a file to hand in 稽核资料模板: the columns that the checks read. */
export function levyTemplate(kindId: string, query: LevyTemplateQuery): FileAnswer {
  const kind = checkSet().evidence.get(kindId);
  return kind === undefined ? { kind: 'problem', code: 'not-found', errors: [] } : templateOf(kind, query);
}

/** Template of a file from its columns: a sheet to fill in, and one that says how. */
export function templateOf(kind: EvidenceKind, { format, lang }: LevyTemplateQuery): FileAnswer {
  return {
    kind: 'file',
    file: {
      type: format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
      name: `${kind.name[lang]}.${format}`,
      disposition: 'attachment',
      content:
        format === 'csv' ? csvFile([headings(kind, lang).map(({ value }) => value)]) : workbook(kind, lang),
    },
  };
}

/** The first sheet is the one that is read; the second shows a row, and says what each column holds. */
function workbook(kind: EvidenceKind, lang: 'zh' | 'en'): Uint8Array {
  const head = headings(kind, lang);
  const columns = kind.columns.map((column, index) => ({
    width: Math.max(14, (head[index]?.value.length ?? 0) * 2 + 2, column.example.length + 4),
    ...(column.words === undefined ? {} : { choices: choicesOf(column.words) }),
  }));
  const how: readonly (readonly XlsxCell[])[] = [
    HOW_HEADS.map((one): XlsxCell => ({ value: one[lang], style: 'head' })),
    ...kind.columns.map((column): readonly XlsxCell[] => [
      column.name[lang],
      column.required ? YES[lang] : '',
      column.words === undefined ? HOW[column.type][lang] : choicesOf(column.words).join(' / '),
      column.example,
    ]),
  ];
  return xlsxFile([
    { name: kind.name[lang], columns, frozenRows: 1, rows: [head] },
    { name: GUIDE[lang], columns: [{ width: 24 }, { width: 12 }, { width: 46 }, { width: 26 }], rows: how },
  ]);
}

function headings(kind: EvidenceKind, lang: 'zh' | 'en') {
  return kind.columns.map(({ name, required }) => ({
    value: `${name[lang]}${required ? '*' : ''}`,
    style: required ? ('required' as const) : ('head' as const),
  }));
}

/** Each value once, by the word that stands first for it. */
function choicesOf(words: Readonly<Record<string, string>>): readonly string[] {
  const seen = new Map<string, string>();
  for (const [word, value] of Object.entries(words)) if (!seen.has(value)) seen.set(value, word);
  return [...seen.values()];
}

const GUIDE: Bilingual = { zh: '说明', en: 'How to' };
const YES: Bilingual = { zh: '是', en: 'yes' };
const HOW_HEADS: readonly Bilingual[] = [
  { zh: '列', en: 'Column' },
  { zh: '必填', en: 'Required' },
  { zh: '怎样填', en: 'How' },
  { zh: '示例', en: 'Example' },
];
const HOW: Readonly<Record<ColumnType, Bilingual>> = {
  text: { zh: '文字；号码请按文本格式填写', en: 'text; write numbers as text' },
  day: { zh: '日期，如 2026-05-31', en: 'a day, as 2026-05-31' },
  month: { zh: '月份，如 2026-05', en: 'a month, as 2026-05' },
  yuan: { zh: '金额（元），至多两位小数', en: 'yuan with at most two decimals' },
  count: { zh: '整数', en: 'a whole number' },
  years: { zh: '年数，如 28 或 28.5', en: 'years, as 28 or 28.5' },
};

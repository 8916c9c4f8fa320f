import { parseDate } from '@gongji/domain';
import type { ProblemDetail } from '../http/problem.ts';
import { byColumn, type Column, cellProblem } from '../sheet/columns.ts';
import type { EvidenceRow } from './audit-facts.ts';
import type { EvidenceColumn, EvidenceKind } from './check-set.ts';

/** A file as evidence of a kind: its rows, or everything that is wrong with it. */
export type EvidenceRead =
  | { readonly kind: 'read'; readonly rows: readonly EvidenceRow[] }
  | { readonly kind: 'invalid'; readonly problems: readonly ProblemDetail[] };

/** The columns of a kind of evidence, as the reader of tables wants them. */
export function columnsOf(kind: EvidenceKind): Readonly<Record<string, Column>> {
  return Object.fromEntries(kind.columns.map(({ id, name, required }) => [id, { name, required }]));
}

/** Reads the rows of a table by the columns of the kind; all problems of all rows at once. */
export function readEvidence(kind: EvidenceKind, table: Parameters<typeof byColumn>[0]): EvidenceRead {
  const read = byColumn(table, columnsOf(kind));
  const problems: ProblemDetail[] = [...read.problems];
  const rows = read.rows.map(({ row, cells }) => {
    const values = kind.columns.map((column) => {
      const written = cells[column.id] ?? '';
      const value = cellValue(column, written);
      if (value === undefined && (written !== '' || column.required) && read.has(column.id))
        problems.push(cellProblem({ row }, column.name, { value: written, ...ruleOf(column, written) }));
      return [column.id, value] as const;
    });
    return { rowNo: row, cells: Object.fromEntries(values.filter(([, value]) => value !== undefined)) };
  });
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'read', rows };
}

/** Undefined: the cell is empty or is not what the column wants. */
function cellValue({ type, words }: EvidenceColumn, written: string): string | number | undefined {
  const text = written.normalize('NFKC').trim();
  if (text === '') return undefined;
  switch (type) {
    case 'text':
      if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return undefined;
      return words === undefined ? text : words[text];
    case 'day':
      return parseDate(
        text
          .replaceAll(/[/.年月]/g, '-')
          .replaceAll('日', '')
          .replaceAll(/-(\d)(?=-|$)/g, '-0$1'),
      );
    case 'month': {
      const month = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(text);
      const written = `${month?.[1]}-${month?.[2]?.padStart(2, '0')}`;
      return parseDate(`${written}-01`) === undefined ? undefined : written;
    }
    case 'yuan': {
      const amount = /^(-?)(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', ''));
      if (amount === null) return undefined;
      const fen = Number(amount[2]) * 100 + Number((amount[3] ?? '').padEnd(2, '0'));
      return amount[1] === '-' ? -fen : fen;
    }
    case 'count':
      return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
    case 'years':
      return /^\d{1,2}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined;
  }
}

function ruleOf(
  column: EvidenceColumn,
  written: string,
): Pick<Parameters<typeof cellProblem>[2], 'code' | 'rule' | 'remedy'> {
  if (written === '')
    return {
      code: 'cell-empty',
      rule: { zh: '不能为空', en: 'must not be empty' },
      remedy: { zh: '请填写', en: 'fill it in' },
    };
  const words = Object.keys(column.words ?? {}).join('、');
  const wants = WANTS[column.type];
  return {
    code: 'cell-invalid',
    rule: words === '' ? wants : { zh: `只能是 ${words}`, en: `must be one of ${words}` },
    remedy: REMEDY[column.type],
  };
}

const WANTS = {
  text: {
    zh: '是被表格软件改写的数字，末几位已丢失',
    en: 'is a number that the spreadsheet has rounded; its last digits are lost',
  },
  day: { zh: '不是日期', en: 'is not a day' },
  month: { zh: '不是月份', en: 'is not a month' },
  yuan: { zh: '不是金额（元，至多两位小数）', en: 'is not an amount in yuan with at most two decimals' },
  count: { zh: '不是人数', en: 'is not a count' },
  years: { zh: '不是年数', en: 'is not a number of years' },
} as const;
const REMEDY = {
  text: { zh: '把该列设为文本格式后重新填写', en: 'set the column to text and write it again' },
  day: { zh: '写成 2026-05-31', en: 'write 2026-05-31' },
  month: { zh: '写成 2026-05', en: 'write 2026-05' },
  yuan: { zh: '写成 1234.56', en: 'write 1234.56' },
  count: { zh: '写整数', en: 'write a whole number' },
  years: { zh: '写成 28 或 28.5', en: 'write 28 or 28.5' },
} as const;

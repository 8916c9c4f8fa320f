import { UNENROLLED_KINDS } from '@gongji/contract';
import { isCreditCode } from '@gongji/domain';
import type { ProblemDetail } from '../http/problem.ts';
import type { EvidenceRow } from '../levy-audit/audit-facts.ts';
import { text } from '../levy-audit/cells.ts';
import type { EvidenceKind } from '../levy-audit/check-set.ts';
import { cellProblem } from '../sheet/columns.ts';

type Kind = keyof typeof UNENROLLED_KINDS;

const WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(UNENROLLED_KINDS).flatMap(([kind, { zh, en }]) => [
    [zh, kind],
    [en, kind],
    [kind, kind],
  ]),
);

/** List of employers who ought to enrol, as an authority hands it in. */
export const UNENROLLED_FILE: EvidenceKind = {
  id: 'unenrolled',
  name: { zh: '应参保未参保单位', en: 'employers not enrolled' },
  of: 'unit',
  columns: [
    {
      ...{ id: 'uscc', type: 'text', required: true, example: '91990100MA0000010E' },
      name: { zh: '统一社会信用代码', en: 'unified social credit code' },
    },
    {
      ...{ id: 'name', type: 'text', required: true, example: '共济市同心机械有限公司' },
      name: { zh: '单位名称', en: 'name' },
    },
    {
      ...{ id: 'kind', type: 'text', required: false, words: WORDS, example: '个体工商户' },
      name: { zh: '单位类型', en: 'kind' },
    },
    {
      ...{ id: 'street', type: 'text', required: false, example: '和平街道建设路 12 号' },
      name: { zh: '街道地址', en: 'street' },
    },
    {
      ...{ id: 'contact', type: 'text', required: false, example: '陈建国' },
      name: { zh: '联系人', en: 'contact' },
    },
    {
      ...{ id: 'phone', type: 'text', required: false, example: '13800000000' },
      name: { zh: '联系电话', en: 'telephone' },
    },
    {
      ...{ id: 'headcount', type: 'count', required: false, example: '12' },
      name: { zh: '从业人数', en: 'persons at work' },
    },
  ],
};

/** Kind of an employer from its credit code (GB 32100, first two characters), where nobody says it. */
export function kindOfCode(uscc: string): Kind {
  if (uscc.startsWith('92')) return 'individual';
  if (uscc.startsWith('91')) return 'enterprise';
  if (uscc.startsWith('5')) return 'social';
  return uscc.startsWith('1') ? 'public' : 'other';
}

const LENGTHS = { name: 100, street: 200, contact: 50, phone: 30 } as const;

/** What is wrong with the rows beyond their columns: codes, codes named twice, texts that are too long. */
export function entryProblems(rows: readonly EvidenceRow[]): readonly ProblemDetail[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ rowNo: row, cells }) => {
    const uscc = text(cells.uscc).toUpperCase();
    const before = seen.get(uscc);
    seen.set(uscc, before ?? row);
    const found: ProblemDetail[] = [];
    const add = (id: string, code: string, [zh, en]: readonly [string, string]): void => {
      const column = UNENROLLED_FILE.columns.find((one) => one.id === id);
      if (column === undefined) return;
      const remedy = { zh: '请改正这一行', en: 'correct this row' };
      found.push(
        cellProblem({ row }, column.name, { code, value: text(cells[id]), rule: { zh, en }, remedy }),
      );
    };
    if (!isCreditCode(uscc))
      add('uscc', 'credit-code-wrong', ['校验码不符或不是 18 位', 'is no credit code']);
    if (before !== undefined)
      add('uscc', 'row-twice', [`与第 ${before} 行重复`, `is in row ${before} already`]);
    for (const [id, most] of Object.entries(LENGTHS))
      if (text(cells[id]).length > most)
        add(id, 'too-long', [`超过 ${most} 字`, `is longer than ${most} characters`]);
    return found;
  });
}

/** A row as an entry of the register, without where it comes from. */
export function entryOf({ cells }: EvidenceRow) {
  const uscc = text(cells.uscc).toUpperCase();
  return {
    uscc,
    name: text(cells.name).slice(0, LENGTHS.name),
    kind: text(cells.kind) === '' ? kindOfCode(uscc) : text(cells.kind),
    street: text(cells.street).slice(0, LENGTHS.street),
    contact: text(cells.contact).slice(0, LENGTHS.contact),
    phone: text(cells.phone).slice(0, LENGTHS.phone),
    headcount: typeof cells.headcount === 'number' ? cells.headcount : null,
  };
}

import type { Bilingual } from '@gongji/domain';

/** Codes of contributions in words for people, on paper and in files. */
const KINDS: Readonly<Record<string, Bilingual>> = {
  regular: { zh: '正常', en: 'regular' },
  contribution: { zh: '正常', en: 'regular' },
  enrolment: { zh: '参保即核定', en: 'with the enrolment' },
  correction: { zh: '补退', en: 'correction' },
  lateFee: { zh: '滞纳金', en: 'late fee' },
  makeUp: { zh: '补缴年限', en: 'missing years' },
  legacy: { zh: '历史欠费', en: 'acknowledged debt' },
  subsidy: { zh: '补助汇总', en: 'subsidies' },
};
const SOURCES: Readonly<Record<string, Bilingual>> = {
  tax: { zh: '税务', en: 'tax authority' },
  bank: { zh: '银行', en: 'bank' },
  'bank-debit': { zh: '银行代扣', en: 'bank debit' },
  'bank-branch': { zh: '银行网点', en: 'bank branches' },
  counter: { zh: '经办窗口', en: 'counter' },
  pos: { zh: '刷卡（POS）', en: 'card' },
  pension: { zh: '养老金代扣', en: 'withheld from the pension' },
  school: { zh: '学校代收', en: 'school' },
  finance: { zh: '财政', en: 'finance' },
  'set-off': { zh: '抵扣（无资金往来）', en: 'set off, no money moved' },
};
const STATES: Readonly<Record<string, Bilingual>> = {
  open: { zh: '未缴', en: 'open' },
  partly: { zh: '部分缴纳', en: 'partly paid' },
  paid: { zh: '已缴清', en: 'paid' },
  overdue: { zh: '已逾期', en: 'overdue' },
};
export const TAKEN_BACK = { zh: '冲回', en: 'taken back' };

const word = (words: Readonly<Record<string, Bilingual>>, code: string): Bilingual =>
  words[code] ?? { zh: code, en: code };

export const billKindName = (code: string): Bilingual => word(KINDS, code);
export const paidThrough = (code: string): Bilingual => word(SOURCES, code);
export const billStateName = (code: string): Bilingual => word(STATES, code);

/** Kind of a charge on the list of a person: normal, back-pay, corrected, refund, or what else it is for. */
export function ownKindName({
  kind,
  version,
  reversal,
  late,
}: {
  readonly kind: string;
  readonly version: number;
  readonly reversal: boolean;
  readonly late: boolean;
}): Bilingual {
  if (reversal) return { zh: '退费', en: 'refund' };
  if (kind !== 'contribution') return billKindName(kind);
  if (version > 1) return { zh: '更正', en: 'corrected' };
  return late ? { zh: '补缴', en: 'back-pay' } : billKindName(kind);
}

export function chargeKindName(kind: string, reversal: boolean): Bilingual {
  return reversal ? TAKEN_BACK : billKindName(kind);
}

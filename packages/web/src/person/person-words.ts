import type { Bilingual } from '@gongji/domain';

const word = (zh: string, en: string): Bilingual => ({ zh, en });
type Words = Readonly<Record<string, Bilingual>>;

const GROUPS: Words = {
  lowIncome: word('低保对象', 'low income'),
  extremelyPoor: word('特困人员', 'extremely poor'),
  lowIncomeEdge: word('低保边缘家庭', 'edge of low income'),
  povertyWatch: word('防止返贫监测对象', 'watched for poverty'),
  severelyDisabled: word('重度残疾', 'severely disabled'),
  orphan: word('孤儿', 'orphan'),
  entitledGroup: word('优抚对象', 'entitled group'),
};

const FILINGS: Words = {
  chronic: word('门诊慢特病认定', 'chronic disease approved'),
  outOfRegion: word('异地就医备案', 'care elsewhere'),
  transfer: word('转诊转院', 'referral'),
  designated: word('定点机构选定', 'institution chosen'),
  accident: word('外伤备案', 'accident'),
  maternity: word('生育备案', 'maternity'),
};

const OUT_KINDS: Words = {
  resettled: word('异地安置', 'lives there'),
  referred: word('转诊', 'referred'),
  emergency: word('急诊', 'emergency'),
};

const MOVEMENTS: Words = {
  spend: word('本人就医支付', 'paid for own care'),
  'spend-family': word('家庭共济支付', 'paid for family'),
  refund: word('撤销退回', 'returned by a reversal'),
  credit: word('缴费划入', 'share of a contribution'),
  'pooled-credit': word('统筹基金划入', 'credited by the pooled fund'),
  interest: word('利息', 'interest'),
  'transfer-in': word('转入', 'transferred in'),
  'transfer-out': word('转出', 'transferred out'),
  withdrawal: word('支取', 'paid out'),
  inheritance: word('继承', 'inheritance'),
  correction: word('更正', 'correction'),
  merge: word('合并结转', 'merged'),
  opening: word('期初余额', 'opening balance'),
};

/** Kinds of care 医疗类别 by their leading digits, as national lists group them. */
const CARE: Words = {
  '13': word('急诊', 'emergency'),
  '14': word('门诊慢特病', 'chronic disease'),
  '41': word('药店购药', 'pharmacy'),
  '51': word('生育门诊', 'maternity, outpatient'),
  '52': word('生育住院', 'maternity, inpatient'),
  '1': word('门诊', 'outpatient'),
  '2': word('住院', 'inpatient'),
  '5': word('生育', 'maternity'),
};

const of = (words: Words, code: string): Bilingual => words[code] ?? word(code, code);

export const groupWord = (group: string): Bilingual => of(GROUPS, group);
export const filingWord = (kind: string): Bilingual => of(FILINGS, kind);
export const outKindWord = (kind: string): Bilingual => of(OUT_KINDS, kind);
export const movementWord = (kind: string): Bilingual => of(MOVEMENTS, kind);

export function careWord(medType: string): Bilingual {
  return CARE[medType.slice(0, 2)] ?? of(CARE, medType.slice(0, 1));
}

import type { Bilingual } from '@gongji/domain';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Amounts that every bill starts with or that the engine itself names; a policy labels its own values. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  total: word('费用总额', 'total'),
  inScope: word('政策范围内费用', 'in-scope cost'),
  selfPaid: word('全自费', 'self-paid'),
  overLimit: word('超限价自费', 'over the price limit'),
  firstPay: word('先行自付', 'first-pay'),
  person: word('个人部分', "person's part"),
  personInScope: word('个人负担的范围内费用', "person's in-scope part"),
  account: word('可用个人账户', 'own account available'),
  familyAccount: word('可用共济账户', 'family account available'),
  accountPaid: word('个人账户已付', 'paid from own account'),
  familyAccountPaid: word('共济账户已付', 'paid from the family account'),
  abovePooled: word('统筹限额以上部分', 'above the pool limit'),
};

/** Words of the calculation itself. */
const OPERATIONS: Readonly<Record<string, Bilingual>> = {
  min: word('取小', 'min'),
  max: word('取大', 'max'),
  clamp: word('限于', 'clamp'),
  if: word('若', 'if'),
  abs: word('绝对值', 'abs'),
  and: word('且', 'and'),
  or: word('或', 'or'),
  not: word('非', 'not'),
  in: word('属于', 'in'),
  true: word('是', 'yes'),
  false: word('否', 'no'),
  roundFen: word('四舍五入到分', 'round to the fen'),
  roundJiao: word('四舍五入到角', 'round to the jiao'),
  roundYuan: word('四舍五入到元', 'round to the yuan'),
  floorFen: word('舍到分', 'round down to the fen'),
  floorJiao: word('舍到角', 'round down to the jiao'),
  floorYuan: word('舍到元', 'round down to the yuan'),
  ceilYuan: word('进到元', 'round up to the yuan'),
};

export function valueWord(name: string): Bilingual | undefined {
  return NAMES[name];
}

export function operationWord(name: string): Bilingual | undefined {
  return OPERATIONS[name];
}

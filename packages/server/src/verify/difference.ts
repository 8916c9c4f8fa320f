import type { Bilingual } from '@gongji/domain';

/** Everything `verify` compares, in the order in which it looks. */
export const CHECKS = {
  identity: { zh: '结算金额恒等式', en: 'amounts of the settlement add up' },
  digest: { zh: '结算记录摘要', en: 'digest of the settlement row' },
  mirror: { zh: '冲销与原结算相反', en: 'reversal is the opposite of its origin' },
  sequence: { zh: '结算顺序连续', en: 'order of the person’s settlements' },
  entry: { zh: '记账凭证与结算一致', en: 'journal entry follows from the settlement' },
  movement: { zh: '个人账户明细与结算一致', en: 'account movements follow from the settlement' },
  counters: { zh: '累计等于结算之和', en: 'counters equal the sum of the settlements' },
  account: { zh: '个人账户余额等于明细之和', en: 'account balance equals the sum of its movements' },
  outcome: { zh: '按政策重新核定的结果', en: 'outcome adjudicated again under the policy' },
  'family-counters': { zh: '家庭累计等于结算之和', en: 'family counters equal the sum of the settlements' },
  'orphan-movement': { zh: '明细所指的结算存在', en: 'settlement of an account movement exists' },
  'control-account': {
    zh: '个人账户统驭科目等于明细之和',
    en: 'control account equals the account movements',
  },
  sharing: { zh: '家庭共济在授权与限额之内', en: 'family sharing within consent and cap' },
  'merged-money': {
    zh: '被合并编号的个人账户没有余额',
    en: 'no money lies in the account of a merged number',
  },
  'trial-balance': { zh: '试算平衡与基金汇总', en: 'roll-up equals the postings' },
  'open-bill': { zh: '未缴清的缴费单与账一致', en: 'bills kept as open are those that are not paid' },
  'bill-sum': { zh: '缴费单等于应缴之和', en: 'bills equal the sums of their charges' },
  'allocation-limit': { zh: '入账不超过缴费单', en: 'nothing is allocated beyond a bill' },
  'receipt-limit': { zh: '入账与退费不超过到账', en: 'nothing is allocated or refunded beyond a receipt' },
  'contribution-income': { zh: '保费收入等于入账', en: 'income of contributions equals what was allocated' },
  unallocated: { zh: '暂收款等于到账余款', en: 'unallocated money equals what is free of receipts' },
  'late-fee': { zh: '滞纳金与逾期缴费一致', en: 'late fees follow from late payments' },
  'set-off': { zh: '抵扣两方相等', en: 'both sides of a set-off are equal' },
  'fund-transfer': { zh: '划转等于所含到账', en: 'transfers equal the receipts they carry' },
  levy: { zh: '应上解调剂金等于已计提未付', en: 'owed to the adjustment fund equals what was levied' },
  'collection-booking': {
    zh: '代收代扣入账等于回盘',
    en: 'what is booked of a list is what came back as paid',
  },
  'budget-list': {
    zh: '财政统发名单所列为已登记单位的缴费单',
    en: 'bills on a list of budget units are those of marked units',
  },
  'counter-closing': { zh: '柜面日结等于分录', en: 'closed days of the counter equal the ledger' },
  'free-receipt': { zh: '未入账的到账与账一致', en: 'receipts kept as free are those with money left' },
  'open-credit': {
    zh: '抵扣余额等于负数缴费单未用部分',
    en: 'open credits are what is left of bills of less than nothing',
  },
  'credit-used': {
    zh: '负数缴费单已抵扣或转为暂收款',
    en: 'bills of less than nothing were set off or given back',
  },
  'make-up': {
    zh: '补缴业务与其核定一致',
    en: 'what was made up is what was charged for it',
  },
  'break-repaired': {
    zh: '断缴补缴恢复的参保均已缴清',
    en: 'covers that a paid break made good rest on what is paid',
  },
  'suspension-bills': {
    zh: '暂停待遇期间没有结算',
    en: 'no bill is settled for days without benefits',
  },
  'retirement-months': {
    zh: '退休时的缴费月数等于缴费记录',
    en: 'the months of a retirement are those that were paid',
  },
  'counter-money': {
    zh: '柜面待缴存等于收款减缴存',
    en: 'the counter holds what it took and did not deposit',
  },
  'refused-bill': {
    zh: '暂停期间被拒的费用如原样保存，补结算一次',
    en: 'bills refused during a suspension are kept as sent and settled once',
  },
  class: { zh: '班级登记与学籍一致', en: 'the register of classes agrees with the schooling' },
  message: { zh: '每条报文一次效果', en: 'each settlement has the effect of one message' },
  'audit-chain': { zh: '审计链', en: 'audit chain' },
  'audit-digest': { zh: '审计记录为结算作证', en: 'audit vouches for every settlement' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type CheckName = keyof typeof CHECKS;

/** What to do, where it is not to find out how the books came to differ. */
export const REMEDIES: Partial<Readonly<Record<CheckName, Bilingual>>> = {
  'merged-money': {
    zh: '账户冻结的，解冻时自动转入；保留人账户已注销的，在该编号的账户办理支取；否则下次缴费入账、追溯重算或撤销时自动转入，也可两人办理更正：从该编号转出、记入保留人账户',
    en: 'where an account is frozen, unfreezing carries it over; where that of the one who stays is closed, pay it out from this one; else the next payment, re-settlement or reversal carries it over, or two persons correct both accounts: out of this one and into his',
  },
};

/** One place where the books are not what they must be. */
export interface Difference {
  readonly check: CheckName;
  /** What it is about: a settlement, a person, an account path, a stripe … */
  readonly subject: string;
  readonly personId?: string;
  readonly settlementId?: string;
  readonly expected: string;
  readonly found: string;
}

/** Collects differences up to a number; the rest is only counted. */
export interface Findings {
  readonly add: (difference: Difference) => void;
  readonly differences: readonly Difference[];
  readonly count: () => number;
}

export function createFindings(most: number): Findings {
  const differences: Difference[] = [];
  let count = 0;
  return {
    add: (difference) => {
      count += 1;
      if (differences.length < most) differences.push(difference);
    },
    differences,
    count: () => count,
  };
}

import type { Bilingual } from '@gongji/domain';
import type { ValueType } from '../expr/typed.ts';
import type { RuleSection } from '../model.ts';

/** What the platform hands to a rule besides the facts of the person; section 6a of docs/policy-format.md. */
export interface InputInfo {
  readonly type: Exclude<ValueType, 'category'>;
  readonly name: Bilingual;
}

type Row = readonly [name: string, type: InputInfo['type'], zh: string, en: string];

const PAY: readonly Row[] = [
  ['declaredBase', 'amount', '申报缴费基数', 'declared base'],
  ['pension', 'amount', '月养老金', 'monthly pension'],
  ['month', 'number', '费款所属月份', 'month of the contribution'],
  ['paidOn', 'day', '缴费到账日', 'day of payment'],
  ['yearStartOn', 'day', '待遇年度首日', 'first day of the benefit year'],
];
const LATE: readonly Row[] = [
  ['overdue', 'amount', '欠缴金额', 'amount overdue'],
  ['daysLate', 'number', '逾期天数', 'days late'],
  ['daysDeferred', 'number', '分期协议内天数', 'days of them within a kept agreement on instalments'],
];
const INTEREST: readonly Row[] = [
  ['carried', 'amount', '上年结转余额', 'balance carried from earlier years'],
  ['current', 'amount', '当年划入余额', 'balance of this year'],
  ['days', 'number', '计息天数', 'days of interest'],
];
const MAKE_UP: readonly Row[] = [
  ['paidMonths', 'number', '实际缴费月数', 'months paid'],
  ['localMonths', 'number', '本地实际缴费月数', 'months paid locally'],
  ['deemedMonths', 'number', '视同缴费月数', 'deemed months'],
  ['declaredBase', 'amount', '申报缴费基数', 'declared base'],
  ['pension', 'amount', '月养老金', 'monthly pension'],
];
const LEVY: readonly Row[] = [
  ['income', 'amount', '统筹基金收入', 'income of the pooled fund'],
  ['yearSpending', 'amount', '全市统筹基金年支出', 'yearly pooled spending of the whole city'],
  ['fundSize', 'amount', '调剂金结余', 'size of the adjustment fund'],
];
const ADJUSTMENT: readonly Row[] = [
  ['deficit', 'amount', '当期缺口', 'deficit'],
  ['surplus', 'amount', '累计结余', 'accumulated surplus'],
  ['levyPaid', 'amount', '已上解调剂金', 'levy paid'],
  ['levyPaidInFull', 'boolean', '按时足额上解', 'levy paid in time and in full'],
  ['followsPolicy', 'boolean', '执行市级统筹政策', 'follows the city-level policy'],
  ['collectionRate', 'rate', '征缴率', 'collection rate'],
  ['medicalParticipants', 'number', '职工医保参保人数', 'participants of employee medical insurance'],
  ['pensionParticipants', 'number', '养老保险参保人数', 'participants of pension insurance'],
];
const SUSPENSION: readonly Row[] = [
  ['dueOn', 'day', '最早欠费的缴费期限', 'due day of the oldest arrears'],
  ['overduePeriods', 'number', '欠费期数', 'periods overdue'],
  [
    'deferred',
    'boolean',
    '全部欠费均在如期履行的分期协议内',
    'all of it is within a kept agreement on instalments',
  ],
  ['overdue', 'amount', '欠缴金额', 'amount overdue'],
];
const RETIREMENT: readonly Row[] = [['bornOn', 'day', '出生日期', 'date of birth']];
const COVER: readonly Row[] = [
  ['yearStartOn', 'day', '待遇年度首日', 'first day of the benefit year'],
  ['yearEndOn', 'day', '待遇年度末日', 'last day of the benefit year'],
  ['enrolledOn', 'day', '参保登记日', 'day of enrolment'],
  ['paidOn', 'day', '缴费到账日', 'day of payment'],
  ['bornOn', 'day', '出生日期', 'date of birth'],
  ['termStartOn', 'day', '开学日', 'first day of the term'],
  ['ownEnrolment', 'boolean', '独立参保缴费', 'enrols and pays on their own'],
  ['firstTime', 'boolean', '首次参保', 'enrols for the first time'],
  ['yearsMadeUp', 'number', '已补缴断保年数', 'missed years paid for'],
  ['madeUpOn', 'day', '断保年度补缴日', 'day on which missed years were paid for'],
  ['previousEndOn', 'day', '上次参保终止日', 'last day of the cover before'],
  ['breakDays', 'number', '中断天数', 'days without cover'],
  ['breakMonths', 'number', '中断整月数', 'whole months without cover'],
  ['breakYears', 'number', '中断整年数', 'whole years without cover'],
  ['arrearsPaid', 'boolean', '中断期间已补缴', 'the months of the break have been paid'],
  ['motherCovered', 'boolean', '出生时母亲参保', 'the mother is covered at birth'],
  ['motherEndOn', 'day', '母亲参保终止日', "last day of the mother's cover"],
];

const inputs = (rows: readonly Row[]): ReadonlyMap<string, InputInfo> =>
  new Map(rows.map(([name, type, zh, en]) => [name, { type, name: { zh, en } }]));

/** Inputs by section of the policy file. */
export const INPUTS: Readonly<Record<RuleSection, ReadonlyMap<string, InputInfo>>> = {
  contribution: inputs(PAY),
  account: inputs(PAY),
  interest: inputs(INTEREST),
  lateFee: inputs(LATE),
  makeUp: inputs(MAKE_UP),
  levy: inputs(LEVY),
  adjustment: inputs(ADJUSTMENT),
  suspension: inputs(SUSPENSION),
  retirement: inputs(RETIREMENT),
  cover: inputs(COVER),
};

const NAMES: ReadonlyMap<string, Bilingual> = new Map(
  Object.values(INPUTS).flatMap((section) => [...section].map(([name, info]) => [name, info.name] as const)),
);

/** What an input is called; undefined when there is none of that name. */
export function inputName(name: string): Bilingual | undefined {
  return NAMES.get(name);
}

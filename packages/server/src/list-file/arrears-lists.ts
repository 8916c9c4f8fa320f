import type { PlansView, RefusedBillView, WaiversView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import { DECISION_STATES, yesNo } from './words.ts';

type Plan = PlansView['items'][number];
type Waiver = WaiversView['items'][number];

const ALL_OF_IT: Bilingual = { zh: '全部', en: 'all of it' };
/** Who asked, and how it was decided. */
const DECISION = [
  { head: { zh: '依据', en: 'Paper' }, width: 20, text: ({ proofNo }: Plan | Waiver) => proofNo },
  { head: { zh: '原因', en: 'Reason' }, width: 30, text: ({ reason }: Plan | Waiver) => reason },
  {
    head: { zh: '状态', en: 'State' },
    width: 12,
    text: ({ state }: Plan | Waiver, lang: 'zh' | 'en') => DECISION_STATES[state][lang],
  },
  {
    head: { zh: '申请人', en: 'Asked by' },
    width: 16,
    text: ({ requestedBy }: Plan | Waiver) => requestedBy,
  },
  {
    head: { zh: '申请时间', en: 'Asked at' },
    width: 20,
    text: ({ requestedAt }: Plan | Waiver) => beijingTime(new Date(requestedAt)),
  },
  {
    head: { zh: '复核人', en: 'Decided by' },
    width: 16,
    text: ({ decidedBy }: Plan | Waiver) => decidedBy ?? '',
  },
  { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }: Plan | Waiver) => note },
] as const;

/** 分期补缴协议 */
export const DEBT_PLANS: ListSheet<Plan> = {
  name: 'debt-plans',
  columns: [
    { head: { zh: '协议编号', en: 'Agreement' }, width: 22, text: ({ planId }) => planId },
    { head: { zh: '欠费主体', en: 'Debtor' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '欠费（元）', en: 'Owed (yuan)' }, width: 16, fen: ({ totalFen }) => totalFen },
    { head: { zh: '期数', en: 'Instalments' }, width: 10, count: ({ instalments }) => instalments.length },
    {
      head: { zh: '最后一期', en: 'Last due' },
      width: 14,
      text: ({ instalments }) => instalments.at(-1)?.dueOn ?? '',
    },
    { head: { zh: '签后已缴（元）', en: 'Paid since (yuan)' }, width: 16, fen: ({ paidFen }) => paidFen },
    {
      head: { zh: '按期履行', en: 'Kept' },
      width: 10,
      text: ({ state, kept }, lang) => (state === 'approved' ? yesNo(kept)[lang] : ''),
    },
    ...DECISION,
  ],
};

/** 滞纳金减免 */
export const WAIVERS: ListSheet<Waiver> = {
  name: 'late-fee-waivers',
  columns: [
    { head: { zh: '申请编号', en: 'Request' }, width: 22, text: ({ waiverId }) => waiverId },
    { head: { zh: '缴费主体', en: 'Payer' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '缴费单', en: 'Bill' }, width: 24, text: ({ billNo }) => billNo },
    { head: { zh: '费款所属期', en: 'Period' }, width: 14, text: ({ period }) => period },
    {
      head: { zh: '减免', en: 'Waived' },
      width: 12,
      text: ({ amountFen }, lang) => (amountFen === undefined ? ALL_OF_IT[lang] : ''),
    },
    {
      head: { zh: '减免金额（元）', en: 'Amount (yuan)' },
      width: 16,
      fen: ({ amountFen }) => amountFen ?? 0,
    },
    ...DECISION,
  ],
};

const ORIGINS: Readonly<Record<RefusedBillView['origin'], Bilingual>> = {
  refused: { zh: '暂停期间被拒', en: 'refused during the suspension' },
  reversed: { zh: '撤销缴费时冲回', en: 'reversed with the payment' },
};
const REFUSED_STATES: Readonly<Record<RefusedBillView['state'], Bilingual>> = {
  suspended: { zh: '尚未缴清', en: 'not paid yet' },
  possible: { zh: '可补结算', en: 'may be settled' },
  asked: { zh: '待复核', en: 'waits for a second person' },
  never: { zh: '不补待遇', en: 'none given back' },
  settled: { zh: '已结算', en: 'settled' },
};

/** 暂停期间被拒或冲回的费用 */
export const REFUSED_BILLS: ListSheet<RefusedBillView> = {
  name: 'refused-bills',
  columns: [
    { head: { zh: '编号', en: 'Number' }, width: 22, text: ({ refusedId }) => refusedId },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '参保人编号', en: 'Person' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '医药机构', en: 'Institution' }, width: 30, text: (row) => row.institutionName },
    { head: { zh: '开始日期', en: 'From' }, width: 14, text: ({ startedOn }) => startedOn },
    { head: { zh: '结束日期', en: 'To' }, width: 14, text: ({ endedOn }) => endedOn },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ totalFen }) => totalFen },
    { head: { zh: '来源', en: 'Origin' }, width: 22, text: ({ origin }, lang) => ORIGINS[origin][lang] },
    {
      head: { zh: '时间', en: 'Stopped at' },
      width: 20,
      text: ({ refusedAt }) => beijingTime(new Date(refusedAt)),
    },
    { head: { zh: '状态', en: 'State' }, width: 22, text: ({ state }, lang) => REFUSED_STATES[state][lang] },
    { head: { zh: '恢复待遇日', en: 'Benefits from' }, width: 14, text: ({ again }) => again ?? '' },
    { head: { zh: '依据', en: 'Clause' }, width: 20, text: ({ clause }) => clause },
    { head: { zh: '结算单', en: 'Settlement' }, width: 22, text: ({ settlementId }) => settlementId ?? '' },
  ],
};

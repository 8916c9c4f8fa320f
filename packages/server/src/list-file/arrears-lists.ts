import type { PlansView, WaiversView } from '@gongji/contract';
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

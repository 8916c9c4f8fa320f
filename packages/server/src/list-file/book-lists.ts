import type { CarriedReceiptsView, ContributionBillView, FundTransferView } from '@gongji/contract';
import { schemeName } from '../print/code-words.ts';
import { billKindName, billStateName, paidThrough } from '../print/contribution-words.ts';
import { beijingDay, beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import { DECISION_STATES } from './words.ts';

/** 缴费单 in a file; persons masked as on the page. */
export const CONTRIBUTION_BILLS: ListSheet<ContributionBillView> = {
  name: 'contribution-bills',
  columns: [
    { head: { zh: '缴费单号', en: 'Bill' }, width: 32, text: ({ billNo }) => billNo },
    { head: { zh: '缴费主体', en: 'Payer' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '险种', en: 'Scheme' }, width: 24, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    { head: { zh: '费款所属期', en: 'Period' }, width: 14, text: ({ period }) => period },
    { head: { zh: '类别', en: 'Kind' }, width: 14, text: ({ kind }, lang) => billKindName(kind)[lang] },
    { head: { zh: '人数', en: 'Persons' }, width: 10, text: ({ heads }) => String(heads) },
    { head: { zh: '应缴（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    { head: { zh: '未缴（元）', en: 'Open (yuan)' }, width: 16, fen: ({ openFen }) => openFen },
    { head: { zh: '缴费期限', en: 'Due on' }, width: 14, text: ({ dueOn }) => dueOn },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => billStateName(state)[lang] },
    {
      head: { zh: '开出日期', en: 'Issued on' },
      width: 14,
      text: ({ issuedAt }) => beijingDay(new Date(issuedAt)),
    },
  ],
};

/** 基金划转 */
export const FUND_TRANSFERS: ListSheet<FundTransferView> = {
  name: 'fund-transfers',
  columns: [
    { head: { zh: '银行流水', en: 'Bank serial' }, width: 24, text: ({ bankSerial }) => bankSerial },
    { head: { zh: '险种', en: 'Scheme' }, width: 22, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    { head: { zh: '基金', en: 'Fund' }, width: 22, text: ({ fundName }, lang) => fundName[lang] },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 18, fen: ({ amountFen }) => amountFen },
    { head: { zh: '所含到账', en: 'Receipts' }, width: 12, count: ({ receipts }) => receipts },
    { head: { zh: '截至', en: 'Up to' }, width: 14, text: ({ upTo }) => upTo },
    { head: { zh: '划转日期', en: 'Moved on' }, width: 14, text: ({ movedOn }) => movedOn },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => DECISION_STATES[state][lang] },
    { head: { zh: '登记人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    {
      head: { zh: '登记时间', en: 'Asked at' },
      width: 20,
      text: ({ requestedAt }) => beijingTime(new Date(requestedAt)),
    },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
  ],
};

/** 划转所含到账 */
export const CARRIED_RECEIPTS: ListSheet<CarriedReceiptsView['items'][number]> = {
  name: 'carried-receipts',
  columns: [
    { head: { zh: '流水号', en: 'Serial' }, width: 24, text: ({ serial }) => serial },
    {
      head: { zh: '来源', en: 'Source' },
      width: 16,
      text: ({ source }, lang) => (source === '' ? '' : paidThrough(source)[lang]),
    },
    { head: { zh: '缴费日期', en: 'Paid on' }, width: 14, text: ({ paidOn }) => paidOn },
    { head: { zh: '付款方', en: 'Payer' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 18, fen: ({ amountFen }) => amountFen },
  ],
};

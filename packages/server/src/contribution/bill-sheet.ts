import type { ContributionBillView } from '@gongji/contract';
import type { ListSheet } from '../list-file/list-file.ts';
import { schemeName } from '../print/code-words.ts';
import { billKindName, billStateName } from '../print/contribution-words.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';

/** 缴费单 in a file; persons masked as on the page. */
export const CONTRIBUTION_BILL_SHEET: ListSheet<ContributionBillView> = {
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

import type { Operation } from './operation.ts';
import {
  acceptanceBody,
  ownBillListBody,
  reconciliationDaysQuery,
  reconciliationDaysView,
  reconciliationDayView,
  reconciliationParams,
  storedReplyBody,
  storedReplyView,
} from './reconciliation.ts';

/** Daily reconciliation 日对账 of an institution. */
export const RECONCILIATION_OPERATIONS = {
  reconciliationDays: {
    method: 'GET',
    path: '/api/office/reconciliation',
    action: 'office',
    summary: { zh: '各日对账情况', en: 'Days and how they were reconciled' },
    query: reconciliationDaysQuery,
    response: reconciliationDaysView,
  },
  reconciliationDay: {
    method: 'GET',
    path: '/api/office/reconciliation/{day}',
    action: 'office',
    summary: {
      zh: '一日对账：两边合计与差异明细',
      en: 'One day: totals of both sides and the lines that differ',
    },
    params: reconciliationParams,
    response: reconciliationDayView,
  },
  giveOwnBills: {
    method: 'POST',
    path: '/api/office/reconciliation/{day}/lists',
    action: 'office',
    usersOnly: true,
    summary: {
      zh: '上传机构账单清单，或以本窗口的账单为准，并逐笔核对',
      en: 'Give the institution’s list of bills, or take those of the desk, and compare',
    },
    params: reconciliationParams,
    body: ownBillListBody,
    response: reconciliationDayView,
  },
  checkDay: {
    method: 'POST',
    path: '/api/office/reconciliation/{day}/checks',
    action: 'office',
    usersOnly: true,
    summary: { zh: '重新核对一日并留存结果', en: 'Compare a day again and keep the result' },
    params: reconciliationParams,
    response: reconciliationDayView,
  },
  acceptDifferences: {
    method: 'POST',
    path: '/api/office/reconciliation/{day}/acceptances',
    action: 'office',
    usersOnly: true,
    summary: { zh: '确认差异并写明原因', en: 'Accept differences with a reason' },
    params: reconciliationParams,
    body: acceptanceBody,
    response: reconciliationDayView,
  },
  storedReply: {
    method: 'POST',
    path: '/api/office/reconciliation/{day}/replies',
    action: 'office',
    usersOnly: true,
    summary: { zh: '取回丢失的结算应答', en: 'Fetch the stored reply of a settlement' },
    params: reconciliationParams,
    body: storedReplyBody,
    response: storedReplyView,
  },
} as const satisfies Record<string, Operation>;
export type ReconciliationOperationId = keyof typeof RECONCILIATION_OPERATIONS;

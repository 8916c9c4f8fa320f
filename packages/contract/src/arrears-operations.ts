import {
  arrearsQuery,
  arrearsRunView,
  arrearsView,
  debtorAccount,
  debtorQuery,
  waiverBody,
  waiversView,
  waiverView,
} from './arrears.ts';
import { contributionBillDetail, declarationDecision } from './contribution.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';

/** Arrears 欠费: who owes what since when, what it costs, and what is done about it. */
export const ARREARS_OPERATIONS = {
  arrears: {
    method: 'GET',
    path: '/api/arrears',
    action: 'contribution.region',
    summary: { zh: '欠费台账：欠费主体与账龄', en: 'Who owes what, and how old it is' },
    query: arrearsQuery,
    response: arrearsView,
  },
  debtor: {
    method: 'GET',
    path: '/api/arrears/account',
    action: 'contribution.read',
    summary: {
      zh: '一个欠费主体：逐月欠费、滞纳金、催缴',
      en: 'What somebody owes by month, with late fees',
    },
    query: debtorQuery,
    response: debtorAccount,
  },
  runArrears: {
    method: 'POST',
    path: '/api/arrears/runs',
    action: 'arrears.work',
    usersOnly: true,
    summary: {
      zh: '处理欠费：按政策登记暂停待遇',
      en: 'Look at everything overdue: suspend benefits by the policy',
    },
    response: arrearsRunView,
  },
  requestWaiver: {
    method: 'POST',
    path: '/api/contribution-bills/{id}/late-fee-waivers',
    action: 'arrears.work',
    usersOnly: true,
    summary: { zh: '申请减免滞纳金', en: 'Ask for a waiver of late fees' },
    params: idParams,
    body: waiverBody,
    response: waiverView,
  },
  waivers: {
    method: 'GET',
    path: '/api/late-fee-waivers',
    action: 'contribution.region',
    summary: { zh: '待复核的滞纳金减免', en: 'Waivers that wait for a decision' },
    response: waiversView,
  },
  decideWaiver: {
    method: 'POST',
    path: '/api/late-fee-waivers/{id}/decision',
    action: 'arrears.decide',
    usersOnly: true,
    summary: { zh: '复核滞纳金减免，不能自审', en: 'Decide a waiver, never one’s own' },
    params: idParams,
    body: declarationDecision,
    response: waiverView,
  },
  setOffBill: {
    method: 'POST',
    path: '/api/contribution-bills/{id}/set-off',
    action: 'receipt.take',
    usersOnly: true,
    summary: {
      zh: '负数缴费单抵扣同期欠费',
      en: 'Set a bill of less than nothing off against what is owed for the same period',
    },
    params: idParams,
    response: contributionBillDetail,
  },
} as const satisfies Record<string, Operation>;

export type ArrearsOperationId = keyof typeof ARREARS_OPERATIONS;

import {
  carriedReceiptsQuery,
  carriedReceiptsView,
  fundTransferBody,
  fundTransfersQuery,
  fundTransfersView,
  fundTransferView,
  leviesQuery,
  leviesView,
  levyBody,
  levyView,
} from './books.ts';
import { declarationDecision } from './contribution.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { refundPayment } from './receipts.ts';

/** The books of what is collected 征缴账务. */
export const BOOKS_OPERATIONS = {
  fundTransfers: {
    method: 'GET',
    path: '/api/fund-transfers',
    action: 'fund.read',
    summary: { zh: '收入户待划转与划转记录', en: 'What is on the collection account, and transfers' },
    query: fundTransfersQuery,
    response: fundTransfersView,
  },
  fundTransfer: {
    method: 'GET',
    path: '/api/fund-transfers/{id}',
    action: 'fund.read',
    summary: { zh: '一笔划转', en: 'A transfer' },
    params: idParams,
    response: fundTransferView,
  },
  carriedReceipts: {
    method: 'GET',
    path: '/api/fund-transfers/{id}/receipts',
    action: 'fund.read',
    summary: { zh: '一笔划转所含到账', en: 'The receipts that a transfer carries' },
    params: idParams,
    query: carriedReceiptsQuery,
    response: carriedReceiptsView,
  },
  requestFundTransfer: {
    method: 'POST',
    path: '/api/fund-transfers',
    action: 'fund.transfer',
    usersOnly: true,
    summary: { zh: '登记向财政专户划转', en: 'Record a transfer to the account of a fund' },
    body: fundTransferBody,
    response: fundTransferView,
  },
  decideFundTransfer: {
    method: 'POST',
    path: '/api/fund-transfers/{id}/decision',
    action: 'fund.decide',
    usersOnly: true,
    summary: { zh: '复核划转，不能自审', en: 'Decide a transfer, never one’s own' },
    params: idParams,
    body: declarationDecision,
    response: fundTransferView,
  },
  adjustmentLevies: {
    method: 'GET',
    path: '/api/adjustment-levies',
    action: 'fund.read',
    summary: { zh: '调剂金上解', en: 'Levies to the adjustment fund' },
    query: leviesQuery,
    response: leviesView,
  },
  requestAdjustmentLevy: {
    method: 'POST',
    path: '/api/adjustment-levies',
    action: 'fund.transfer',
    usersOnly: true,
    summary: { zh: '按政策计提调剂金', en: 'Work a levy out by the policy' },
    body: levyBody,
    response: levyView,
  },
  decideAdjustmentLevy: {
    method: 'POST',
    path: '/api/adjustment-levies/{id}/decision',
    action: 'fund.decide',
    usersOnly: true,
    summary: { zh: '复核上解，不能自审', en: 'Decide a levy, never one’s own' },
    params: idParams,
    body: declarationDecision,
    response: levyView,
  },
  payAdjustmentLevy: {
    method: 'POST',
    path: '/api/adjustment-levies/{id}/payment',
    action: 'fund.transfer',
    usersOnly: true,
    summary: { zh: '登记上解已付', en: 'Record that a levy was paid' },
    params: idParams,
    body: refundPayment,
    response: levyView,
  },
} as const satisfies Record<string, Operation>;

export type BooksOperationId = keyof typeof BOOKS_OPERATIONS;

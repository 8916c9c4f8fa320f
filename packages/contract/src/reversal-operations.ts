import { settlementParams } from './bill.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import {
  reversalDecisionBody,
  reversalPreviewView,
  reversalRequestBody,
  reversalRequestsPage,
  reversalRequestsQuery,
  reversalRequestView,
  reversalWithdrawalBody,
} from './reversal.ts';

/** Reversing with a second person: look at the effects, ask, and let another decide. */
export const REVERSAL_OPERATIONS = {
  reversalPreview: {
    method: 'GET',
    path: '/api/settlements/{id}/reversal',
    action: 'reverse.preview',
    summary: { zh: '撤销影响：会发生什么，不留记录', en: 'What a reversal would do; nothing is kept' },
    params: settlementParams,
    response: reversalPreviewView,
  },
  requestReversal: {
    method: 'POST',
    path: '/api/settlements/{id}/reversal-requests',
    action: 'reverse.request',
    usersOnly: true,
    summary: { zh: '申请撤销（由另一人审批）', en: 'Ask for a reversal, which another person decides' },
    params: settlementParams,
    body: reversalRequestBody,
    response: reversalRequestView,
  },
  reversalRequests: {
    method: 'GET',
    path: '/api/reversal-requests',
    action: 'reverse.requests',
    summary: { zh: '撤销申请，最近的在前', en: 'Requests for reversals, latest first' },
    query: reversalRequestsQuery,
    response: reversalRequestsPage,
  },
  decideReversal: {
    method: 'POST',
    path: '/api/reversal-requests/{id}/decision',
    action: 'reverse.decide',
    usersOnly: true,
    summary: { zh: '审批撤销申请：同意即撤销', en: 'Decide a request: approving reverses at once' },
    params: idParams,
    body: reversalDecisionBody,
    response: reversalRequestView,
  },
  withdrawReversal: {
    method: 'POST',
    path: '/api/reversal-requests/{id}/withdrawal',
    action: 'reverse.request',
    usersOnly: true,
    summary: { zh: '撤回本人的撤销申请', en: 'Withdraw one’s own request' },
    params: idParams,
    body: reversalWithdrawalBody,
    response: reversalRequestView,
  },
} as const satisfies Record<string, Operation>;
export type ReversalOperationId = keyof typeof REVERSAL_OPERATIONS;

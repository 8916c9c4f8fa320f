import {
  accountDecisionBody,
  accountRequestBody,
  accountRequestsQuery,
  accountRequestsView,
  accountRequestView,
  accountRunBody,
  accountView,
  consentBody,
  revocationBody,
} from './account.ts';
import { deceasedQuery, deceasedView } from './deceased.ts';
import { idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { personParams } from './registers.ts';
import { taskStartedView } from './task.ts';

/** Personal accounts 个人账户: how they stand, who may use them, and what is done to them by hand. */
export const ACCOUNT_OPERATIONS = {
  account: {
    method: 'GET',
    path: '/api/persons/{psnNo}/account',
    action: 'account.read',
    summary: { zh: '个人账户：余额、年度汇总、家庭共济', en: 'A personal account: balance, years, consents' },
    params: personParams,
    response: accountView,
  },
  shareAccount: {
    method: 'POST',
    path: '/api/persons/{psnNo}/account/consents',
    action: 'account.share',
    summary: { zh: '家庭共济授权', en: 'Let a relative use the account' },
    params: personParams,
    body: consentBody,
    response: accountView,
  },
  revokeSharing: {
    method: 'POST',
    path: '/api/persons/{psnNo}/account/consents/revocation',
    action: 'account.share',
    summary: { zh: '撤回家庭共济授权', en: 'Take a consent back' },
    params: personParams,
    body: revocationBody,
    response: accountView,
  },
  requestAccount: {
    method: 'POST',
    path: '/api/persons/{psnNo}/account/requests',
    action: 'account.request',
    usersOnly: true,
    summary: {
      zh: '申请账户更正、冻结、注销、支取（须复核）',
      en: 'Ask to correct, freeze, close or pay out an account; a second person decides',
    },
    params: personParams,
    body: accountRequestBody,
    response: accountRequestView,
  },
  deceased: {
    method: 'GET',
    path: '/api/deceased',
    action: 'account.requests',
    summary: { zh: '已故人员：参保终止与个人账户', en: 'The deceased: their covers and accounts' },
    query: deceasedQuery,
    response: deceasedView,
  },
  startAccountRun: {
    method: 'POST',
    path: '/api/account-runs',
    action: 'account.run',
    usersOnly: true,
    summary: {
      zh: '个人账户年度计息、退休人员月划入（后台任务）',
      en: 'Yearly interest, or the monthly credit of the retired, as a task',
    },
    body: accountRunBody,
    response: taskStartedView,
  },
  accountRequests: {
    method: 'GET',
    path: '/api/account-requests',
    action: 'account.requests',
    summary: { zh: '账户业务申请', en: 'Requests about accounts' },
    query: accountRequestsQuery,
    response: accountRequestsView,
  },
  decideAccount: {
    method: 'POST',
    path: '/api/account-requests/{id}/decision',
    action: 'account.decide',
    usersOnly: true,
    summary: { zh: '复核账户业务申请', en: 'Decide a request about an account' },
    params: idParams,
    body: accountDecisionBody,
    response: accountRequestView,
  },
} as const satisfies Record<string, Operation>;

export type AccountOperationId = keyof typeof ACCOUNT_OPERATIONS;

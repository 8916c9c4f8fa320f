import { ACCOUNT_OPERATIONS } from './account-operations.ts';
import { ARREARS_OPERATIONS } from './arrears-operations.ts';
import { billBody, reversalBody, settlementParams } from './bill.ts';
import { BOOKS_OPERATIONS } from './books-operations.ts';
import { CENSUS_OPERATIONS } from './census-operations.ts';
import { COLLECTION_DAY_OPERATIONS } from './collection-day-operations.ts';
import { COLLECTION_LIST_OPERATIONS } from './collection-list-operations.ts';
import { CONTRIBUTION_OPERATIONS } from './contribution-operations.ts';
import { COUNTER_OPERATIONS } from './counter-operations.ts';
import { DESK_OPERATIONS } from './desk-operations.ts';
import { ENROLMENT_FIGURES_OPERATIONS } from './enrolment-figures-operations.ts';
import { ENROLMENT_OPERATIONS } from './enrolment-operations.ts';
import { FINDINGS_OPERATIONS } from './findings-operations.ts';
import { GROUP_ENROLMENT_OPERATIONS } from './group-enrolment-operations.ts';
import { HANDOVER_OPERATIONS } from './handover-operations.ts';
import { IDENTITY_OPERATIONS } from './identity-operations.ts';
import { LEVY_AUDIT_OPERATIONS } from './levy-audit-operations.ts';
import { LIST_FILE_OPERATIONS } from './list-file-operations.ts';
import { OFFICE_OPERATIONS } from './office-operations.ts';
import type { Operation } from './operation.ts';
import { PAYMENTS_OPERATIONS } from './payments-operations.ts';
import { PRINT_OPERATIONS } from './print-operations.ts';
import { REGISTER_OPERATIONS } from './register-operations.ts';
import {
  countersView,
  fundsView,
  overviewView,
  personParams,
  personView,
  policiesView,
  policyParams,
  policyView,
} from './registers.ts';
import { REVERSAL_OPERATIONS } from './reversal-operations.ts';
import {
  explanationQuery,
  explanationView,
  previewView,
  settledView,
  settlementPage,
  settlementQuery,
  settlementView,
} from './settlement.ts';
import { TASK_OPERATIONS } from './task-operations.ts';
import { TRANSFER_OPERATIONS } from './transfer-operations.ts';
import { UNENROLLED_OPERATIONS } from './unenrolled-operations.ts';

/** Every operation of the REST interface. */
export const OPERATIONS = {
  ...IDENTITY_OPERATIONS,
  ...DESK_OPERATIONS,
  ...OFFICE_OPERATIONS,
  ...TASK_OPERATIONS,
  ...ENROLMENT_FIGURES_OPERATIONS,
  ...REGISTER_OPERATIONS,
  ...CONTRIBUTION_OPERATIONS,
  ...ARREARS_OPERATIONS,
  ...BOOKS_OPERATIONS,
  ...COLLECTION_DAY_OPERATIONS,
  ...COUNTER_OPERATIONS,
  ...COLLECTION_LIST_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...TRANSFER_OPERATIONS,
  ...HANDOVER_OPERATIONS,
  ...LEVY_AUDIT_OPERATIONS,
  ...UNENROLLED_OPERATIONS,
  ...LIST_FILE_OPERATIONS,
  ...ENROLMENT_OPERATIONS,
  ...GROUP_ENROLMENT_OPERATIONS,
  ...CENSUS_OPERATIONS,
  ...PAYMENTS_OPERATIONS,
  ...FINDINGS_OPERATIONS,
  ...PRINT_OPERATIONS,
  ...REVERSAL_OPERATIONS,
  overview: {
    method: 'GET',
    path: '/api/overview',
    action: 'operations.read',
    summary: { zh: '今日概览', en: 'Today at a glance' },
    response: overviewView,
  },
  preview: {
    method: 'POST',
    path: '/api/settlements/preview',
    action: 'preview',
    summary: { zh: '预结算：算出谁付多少，不留记录', en: 'Preview: who would pay what; nothing is kept' },
    body: billBody,
    response: previewView,
  },
  settle: {
    method: 'POST',
    path: '/api/settlements',
    action: 'settle',
    summary: { zh: '结算', en: 'Settle a bill' },
    body: billBody,
    response: settledView,
    idempotent: true,
  },
  reverse: {
    method: 'POST',
    path: '/api/settlements/{id}/reversal',
    action: 'reverse',
    summary: { zh: '撤销结算', en: 'Reverse a settlement' },
    params: settlementParams,
    body: reversalBody,
    response: settledView,
    idempotent: true,
  },
  settlements: {
    method: 'GET',
    path: '/api/settlements',
    action: 'settlement.read',
    summary: { zh: '结算列表，最近的在前', en: 'Settlements, latest first' },
    query: settlementQuery,
    response: settlementPage,
  },
  settlement: {
    method: 'GET',
    path: '/api/settlements/{id}',
    action: 'settlement.read',
    summary: { zh: '一笔结算：分割、明细与分录', en: 'One settlement: its split, lines and postings' },
    params: settlementParams,
    response: settlementView,
  },
  explanation: {
    method: 'GET',
    path: '/api/settlements/{id}/explanation',
    action: 'settlement.read',
    summary: { zh: '逐步解释这笔结算', en: 'The settlement explained step by step' },
    params: settlementParams,
    query: explanationQuery,
    response: explanationView,
  },
  person: {
    method: 'GET',
    path: '/api/persons/{psnNo}',
    action: 'person.read',
    summary: { zh: '参保人（已脱敏）', en: 'A person, masked' },
    params: personParams,
    response: personView,
  },
  counters: {
    method: 'GET',
    path: '/api/persons/{psnNo}/counters',
    action: 'person.read',
    summary: { zh: '参保人的年度累计', en: 'Counters of a person' },
    params: personParams,
    response: countersView,
  },
  funds: {
    method: 'GET',
    path: '/api/funds',
    action: 'fund.read',
    summary: { zh: '基金发生额（由分录汇总）', en: 'Fund totals from postings' },
    response: fundsView,
  },
  policies: {
    method: 'GET',
    path: '/api/policies',
    action: 'policy.read',
    summary: { zh: '在用政策', en: 'Policies in use' },
    response: policiesView,
  },
  policy: {
    method: 'GET',
    path: '/api/policies/{id}',
    action: 'policy.read',
    summary: { zh: '一份政策', en: 'One policy' },
    params: policyParams,
    response: policyView,
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;
/** Operations that anybody may call. */
export type PublicOperationId = {
  [Id in OperationId]: (typeof OPERATIONS)[Id]['action'] extends 'public' ? Id : never;
}[OperationId];

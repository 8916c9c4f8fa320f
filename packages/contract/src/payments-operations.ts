import { z } from 'zod';
import { monthsView } from './enrol.ts';
import type { Operation } from './operation.ts';
import { askTransferBody, paymentsQuery, paymentsView, statementQuery } from './payments.ts';
import { personParams } from './registers.ts';
import { transferView } from './transfer.ts';

/** What an insured person does by himself 个人自助; a clerk reads the same for him. */
export const PAYMENTS_OPERATIONS = {
  payments: {
    method: 'GET',
    path: '/api/persons/{psnNo}/payments',
    action: 'account.read',
    summary: { zh: '缴费明细：应缴、已缴、单位代扣', en: 'What is due and paid of a person, by year' },
    params: personParams,
    query: paymentsQuery,
    response: paymentsView,
  },
  contributionMonths: {
    method: 'GET',
    path: '/api/persons/{psnNo}/contribution-months',
    action: 'account.read',
    summary: {
      zh: '职工医保缴费月数：已缴、视同、退休所需、不足',
      en: 'Months of contribution of an employee: paid, deemed, needed to retire, missing',
    },
    params: personParams,
    response: z.object({ months: monthsView.optional() }),
  },
  accountStatement: {
    method: 'GET',
    path: '/api/persons/{psnNo}/account-statement.xlsx',
    action: 'account.read',
    summary: { zh: '个人账户对账单（Excel）', en: 'Statement of the account (Excel)' },
    params: personParams,
    query: statementQuery,
    response: z.string(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  contributionFile: {
    method: 'GET',
    path: '/api/persons/{psnNo}/contributions.xlsx',
    action: 'account.read',
    summary: {
      zh: '个人缴费明细（Excel），缺省为全部年度',
      en: 'Contributions of a person (Excel), of all years when left out',
    },
    params: personParams,
    query: statementQuery,
    response: z.string(),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  askTransfer: {
    method: 'POST',
    path: '/api/persons/{psnNo}/transfers-out',
    action: 'transfer.ask',
    usersOnly: true,
    summary: { zh: '本人申请转出', en: 'Ask to be transferred out' },
    params: personParams,
    body: askTransferBody,
    response: transferView,
  },
} as const satisfies Record<string, Operation>;
export type PaymentsOperationId = keyof typeof PAYMENTS_OPERATIONS;

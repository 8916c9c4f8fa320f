import { z } from 'zod';
import type { Operation } from './operation.ts';
import { day, id, psnNo } from './values.ts';

/** Asked for as `zh`, `en` or `zh-CN`. */
const lang = z
  .enum(['zh', 'zh-CN', 'en'])
  .default('zh')
  .transform((tag) => (tag === 'en' ? ('en' as const) : ('zh' as const)));

const SETTLEMENT_DOCUMENTS = { settlement: 'settlement-sheet', explanation: 'explanation-sheet' } as const;

/** Name in the address → kind of document. */
const settlementDocument = z
  .enum(['settlement', 'explanation'])
  .transform((name) => SETTLEMENT_DOCUMENTS[name]);

export const printSettlementParams = z.strictObject({ id, document: settlementDocument });
export const printSettlementQuery = z.strictObject({ lang });
export const dayListParams = z.strictObject({ visitId: z.string().min(1).max(30) });
export const dayListQuery = z.strictObject({ day, lang });

export const printPersonParams = z.strictObject({
  psnNo,
  document: z.enum(['cover-certificate', 'account-statement', 'yearly-record']),
});
export const printPersonQuery = z.strictObject({
  lang,
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});
export const printTransferParams = z.strictObject({
  id,
  document: z.enum(['contact-letter', 'transfer-sheets']),
});
export const printTransferQuery = z.strictObject({ lang });

/** Printing is reading: the same permission, the same scope. */
export const PRINT_OPERATIONS = {
  printSettlement: {
    method: 'GET',
    path: '/api/settlements/{id}/print/{document}',
    action: 'settlement.read',
    summary: { zh: '打印结算单、待遇计算说明（PDF）', en: 'Print a settlement or its explanation (PDF)' },
    params: printSettlementParams,
    query: printSettlementQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printPerson: {
    method: 'GET',
    path: '/api/persons/{psnNo}/print/{document}',
    action: 'account.read',
    summary: {
      zh: '打印参保凭证、个人账户对账单、个人权益记录单（PDF）',
      en: 'Print the certificate of cover, the account statement or the record of a year (PDF)',
    },
    params: printPersonParams,
    query: printPersonQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printTransfer: {
    method: 'GET',
    path: '/api/transfers/{id}/print/{document}',
    action: 'transfer.read',
    summary: {
      zh: '打印转移联系函、信息表（PDF）',
      en: 'Print the contact letter or the sheets of a transfer (PDF)',
    },
    params: printTransferParams,
    query: printTransferQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
  printDayList: {
    method: 'GET',
    path: '/api/visits/{visitId}/print/day-list',
    action: 'settlement.read',
    summary: { zh: '打印一日清单（PDF）', en: 'Print the fees of one day of a visit (PDF)' },
    params: dayListParams,
    query: dayListQuery,
    response: z.string(),
    produces: 'application/pdf',
  },
} as const satisfies Record<string, Operation>;
export type PrintOperationId = keyof typeof PRINT_OPERATIONS;

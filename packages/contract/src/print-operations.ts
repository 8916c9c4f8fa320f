import { z } from 'zod';
import type { Operation } from './operation.ts';
import { day, id } from './values.ts';

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

import { z } from 'zod';
import type { Action } from './actions.ts';

/**
 * What may wait for somebody 待办, with the action by which it is done: whoever may not do it does not see that it waits.
 * What the caller asked for himself waits for another person and is not counted.
 */
export const WORK = {
  enrolmentRequests: 'register.decide',
  accountRequests: 'account.decide',
  reversalRequests: 'reverse.decide',
  declarations: 'declaration.decide',
  lists: 'list.upload',
  listDecisions: 'register.decide',
  transfers: 'transfer.work',
  transferSheets: 'transfer.decide',
  transferMoney: 'transfer.money',
  handovers: 'handover.work',
  findings: 'finding.work',
  bills: 'payment.read',
  counterCorrections: 'collection.sign',
  counterDays: 'collection.sign',
  receipts: 'receipt.take',
  days: 'collection.sign',
  refunds: 'refund.decide',
  refundsToPay: 'refund.pay',
  fundTransfers: 'fund.decide',
  waivers: 'arrears.decide',
  debtPlans: 'arrears.decide',
  lateBills: 'arrears.work',
  levyFindings: 'levy.audit',
  levyResults: 'levy.decide',
  unenrolled: 'unenrolled.work',
  censusPromises: 'census.work',
  targetsBehind: 'census.work',
  mappings: 'mapping.review',
  roleRequests: 'role.decide',
} as const satisfies Readonly<Record<string, Action>>;
export type WorkKind = keyof typeof WORK;
export const WORK_KINDS = Object.keys(WORK) as [WorkKind, ...WorkKind[]];

export const worklistView = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(WORK_KINDS),
        count: z.int().positive(),
        late: z.int().meta({ description: '其中已过期限 of these, past their day' }),
      }),
    ),
  })
  .meta({ description: '待办，没有的不列 what waits; kinds of which nothing waits are left out' });
export type WorklistView = z.infer<typeof worklistView>;

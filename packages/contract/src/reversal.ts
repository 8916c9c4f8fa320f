import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { settlementSummary } from './settlement.ts';
import { bilingual, fenAmount, id } from './values.ts';

const effects = z
  .string()
  .max(64)
  .meta({ description: '影响指纹：与查看影响时一致才办理 as shown in the preview' });
const reason = z.string().trim().min(2).max(200);
const moment = z.iso.datetime();

const whose = z
  .enum(['own', 'merged', 'family'])
  .meta({ description: '本人、被合并编号或家庭成员 the person, his merged number, or a relative' });

const assessed = z.object({
  totalFen: fenAmount,
  fundFen: fenAmount,
  providerFen: fenAmount,
  accountFen: fenAmount,
  familyAccountFen: fenAmount,
  cashFen: fenAmount,
});
const rejectionView = z.object({ code: z.string(), message: bilingual, remedy: bilingual });

/** A request for a reversal 撤销申请 and what became of it. */
export const reversalRequestView = z
  .object({
    requestId: id,
    settlement: settlementSummary,
    reason: z.string(),
    requestedBy: z.object({ account: z.string(), name: z.string() }),
    requestedAt: moment,
    mine: z
      .boolean()
      .meta({ description: '本人申请，不能由本人审批 asked by the reader: decided by another' }),
    state: z.enum(['open', 'withdrawn', 'approved', 'refused']),
    decision: z
      .object({
        by: z.object({ account: z.string(), name: z.string() }),
        at: moment,
        note: z.string(),
        reversalId: id.optional(),
      })
      .optional(),
  })
  .meta({ id: 'ReversalRequest' });

/** What a reversal would do 撤销影响; nothing has been changed. */
export const reversalPreviewView = z
  .object({
    settlementId: id.meta({
      description:
        '实际撤销的结算（可能是重新计算后的那张） the one reversed: a recompute may have put it in place',
    }),
    possible: z.boolean(),
    reasons: z.array(rejectionView).meta({ description: '不能撤销的全部原因 every reason why not' }),
    secondPerson: z
      .object({ needed: z.boolean(), fromFen: fenAmount })
      .meta({ description: '双人办理标准 from this total a second person decides' }),
    request: reversalRequestView.optional().meta({ description: '待审批的申请 the open request' }),
    returned: z
      .object({
        ...assessed.shape,
        payments: z.array(z.object({ payer: z.string(), name: bilingual, amountFen: fenAmount })),
      })
      .optional(),
    accounts: z.array(z.object({ whose, beforeFen: fenAmount, afterFen: fenAmount })),
    counters: z.array(
      z.object({
        key: z.string(),
        name: bilingual,
        unit: z.enum(['yuan', 'number']),
        scope: z.string(),
        period: z.string(),
        owner: z.enum(['person', 'family']),
        whose,
        before: z.int(),
        after: z.int(),
      }),
    ),
    postings: z.array(z.object({ debit: z.string(), credit: z.string(), amountFen: fenAmount })),
    later: z.array(
      z.object({
        settlementId: id,
        settledAt: moment,
        institutionCode: z.string(),
        whose,
        effect: z.enum(['unchanged', 'recomputed', 'blocks']),
        before: assessed,
        after: assessed.optional(),
      }),
    ),
    elsewhere: z
      .int()
      .meta({ description: '其他机构或家庭成员受影响的结算笔数 affected bills that the reader may not see' }),
    fingerprint: z.string(),
  })
  .meta({ id: 'ReversalPreview' });

export const reversalRequestBody = z.strictObject({ reason, effects }).meta({ id: 'NewReversalRequest' });
export const reversalDecisionBody = z
  .strictObject({
    approved: z.boolean(),
    note: z.string().trim().max(200).default(''),
    effects: effects.optional(),
  })
  .refine(({ approved, note }) => approved || note.length >= 2, {
    path: ['note'],
    error: 'a refusal needs a reason of at least two characters',
  })
  .refine(({ approved, effects: shown }) => !approved || shown !== undefined, {
    path: ['effects'],
    error: 'an approval names the effects that were shown',
  })
  .meta({ id: 'ReversalDecision' });
export const reversalWithdrawalBody = z.strictObject({ withdrawn: z.literal(true) });
/** By default the latest first. */
const REVERSAL_SORTS = ['requestedAt', 'totalFen'] as const;
export const reversalRequestsQuery = z.strictObject({
  state: z.enum(['open', 'closed']).optional(),
  settlementId: id.optional(),
  ...listPage(REVERSAL_SORTS),
});
export const reversalRequestsPage = z
  .object({
    items: z.array(reversalRequestView),
    open: z.int().meta({ description: '待审批总数 open requests in all' }),
    total,
    totalFen: fenAmount.meta({ description: '全部页的医疗费总额 of the bills, of all pages' }),
    next: z.int().optional(),
  })
  .meta({ id: 'ReversalRequestPage' });

export type ReversalPreviewView = z.input<typeof reversalPreviewView>;
export type ReversalRequestView = z.input<typeof reversalRequestView>;
export type ReversalRequestsQuery = z.output<typeof reversalRequestsQuery>;
export type ReversalRequestsPage = z.input<typeof reversalRequestsPage>;
export type ReversalDecisionBody = z.output<typeof reversalDecisionBody>;
export type ReversalRequestBody = z.output<typeof reversalRequestBody>;

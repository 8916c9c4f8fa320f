import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { explanationView } from './settlement.ts';
import { day, fenAmount, id, personRef, positiveFen } from './values.ts';

const scheme = z.enum(['employee', 'resident']);
/** Month `2026-05` or year `2026`. */
const period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)
  .meta({ description: '费款所属期 month yyyy-MM or year yyyy', examples: ['2026-11'] });
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const text = (most: number) => z.string().trim().max(most);
const limit = z.coerce.number().int().min(1).max(200).default(50);

/** Somebody as lists show him: masked, with the address of his page. */
const someone = z.object({ person: personRef, name: z.string(), psnNo: z.string() });

// ---- base declarations 基数申报

export const declarationBody = z.strictObject({
  /** Left out by a user of a unit: his own. */
  unitId: id.optional(),
  fromMonth: month,
  toMonth: month.optional(),
  lines: z
    .array(z.strictObject({ person: personRef, declaredFen: positiveFen }))
    .min(1)
    .max(20_000),
});
export type DeclarationBody = z.output<typeof declarationBody>;

/** What becomes of a declared wage: the base after floor and ceiling, and what is due on it. */
const declaredLine = someone
  .extend({
    declaredFen: fenAmount,
    baseFen: fenAmount.optional(),
    clamped: z.enum(['no', 'raised', 'lowered']),
    unitFen: fenAmount,
    personFen: fenAmount,
    problem: z.object({ zh: z.string(), en: z.string() }).optional(),
  })
  .meta({ id: 'DeclaredLine' });

export const declarationPreview = z
  .object({
    lines: z.array(declaredLine),
    unitFen: fenAmount,
    personFen: fenAmount,
    /** Months of the declaration that are assessed already: approving it makes adjustment charges 补退. */
    assessedMonths: z.array(z.string()),
  })
  .meta({ id: 'DeclarationPreview' });
export type DeclarationPreview = z.input<typeof declarationPreview>;

export const declarationView = z
  .object({
    declarationId: id,
    unitId: id.optional(),
    unitName: z.string(),
    fromMonth: z.string(),
    toMonth: z.string().optional(),
    persons: z.int(),
    state: z.enum(['open', 'approved', 'refused', 'withdrawn']),
    submittedBy: z.string(),
    submittedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    note: z.string(),
    mine: z.boolean(),
  })
  .meta({ id: 'Declaration' });
export type DeclarationView = z.input<typeof declarationView>;
export const DECLARATION_SORTS = ['submittedAt', 'unitName', 'fromMonth', 'persons'] as const;
export const declarationsQuery = z.strictObject({
  state: z.enum(['open', 'approved', 'refused', 'withdrawn']).optional(),
  ...listPage(DECLARATION_SORTS),
});
export const declarationsView = z.object({
  items: z.array(declarationView),
  total,
  next: z.int().optional(),
});
export type DeclarationsView = z.input<typeof declarationsView>;
export type DeclarationsQuery = z.output<typeof declarationsQuery>;
export const declarationDetail = declarationView.extend({ lines: z.array(declaredLine) });
export const declarationDecision = z.strictObject({ approved: z.boolean(), note: text(200).default('') });
export const rosterQuery = z.strictObject({ unitId: id.optional() });
/** Who is to be declared, with the wage that holds now. */
export const rosterView = z
  .object({
    unitId: id,
    unitName: z.string(),
    items: z.array(someone.extend({ declaredFen: fenAmount.optional() })),
  })
  .meta({ id: 'DeclarationRoster' });

// ---- assessment 核定

export const runBody = z.strictObject({ scheme, period, dueOn: day.optional() });
export type RunBody = z.output<typeof runBody>;
export const runView = z
  .object({
    runId: id,
    scheme,
    period: z.string(),
    kind: z.enum(['regular', 'correction', 'lateFee', 'legacy', 'enrolment', 'makeUp', 'subsidy']),
    state: z.enum(['running', 'done']),
    parts: z.int().optional(),
    partsDone: z.int(),
    persons: z.int(),
    charges: z.int(),
    problems: z.int(),
    totalFen: fenAmount,
    dueOn: z.string(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    taskId: id.optional(),
  })
  .meta({ id: 'AssessmentRun' });
export type RunView = z.input<typeof runView>;
export const runsQuery = z.strictObject({
  scheme: scheme.optional(),
  ...listPage(['createdAt', 'period']),
});
export type RunsQuery = z.output<typeof runsQuery>;
export const runsView = z.object({ items: z.array(runView), total, next: z.int().optional() });
export type RunsView = z.input<typeof runsView>;
export const PROBLEM_SORTS = ['unitName', 'name'] as const;
export const problemsQuery = z.strictObject(listPage(PROBLEM_SORTS, 'asc'));
export type ProblemsQuery = z.output<typeof problemsQuery>;
/** Who could not be assessed in a run, and why. */
export const problemsView = z.object({
  items: z.array(
    someone.extend({
      unitName: z.string().optional(),
      reasons: z.array(z.object({ zh: z.string(), en: z.string() })),
    }),
  ),
  total,
  next: z.int().optional(),
});
export type ProblemsView = z.input<typeof problemsView>;

// ---- bills 缴费单

const payer = z.enum([
  'unit',
  'person',
  'account',
  'medicalAid',
  'central',
  'province',
  'city',
  'county',
  'government',
]);
/** What acts and corrections ask of levels of government, by payer; it is billed once a month. */
export const waitingSubsidies = z
  .object({
    items: z.array(
      z.object({
        scheme,
        period: z.string(),
        payer,
        payerName: z.object({ zh: z.string(), en: z.string() }),
        heads: z.int(),
        amountFen: fenAmount,
      }),
    ),
    totalFen: fenAmount,
  })
  .meta({ id: 'WaitingSubsidies' });
export type WaitingSubsidies = z.input<typeof waitingSubsidies>;
export const gatheredSubsidies = z
  .object({ bills: z.int(), amountFen: fenAmount })
  .meta({ id: 'GatheredSubsidies' });
export type GatheredSubsidies = z.input<typeof gatheredSubsidies>;
export const billState = z.enum(['open', 'partly', 'paid', 'overdue']);
export const contributionBillView = z
  .object({
    billId: id,
    billNo: z.string(),
    scheme,
    period: z.string(),
    kind: z.string(),
    payer,
    payerName: z.string(),
    person: personRef.optional(),
    unitId: id.optional(),
    heads: z.int(),
    baseFen: fenAmount,
    amountFen: fenAmount,
    paidFen: fenAmount,
    openFen: fenAmount,
    state: billState,
    dueOn: z.string(),
    issuedAt: z.iso.datetime(),
  })
  .meta({ id: 'ContributionBill' });
export type ContributionBillView = z.input<typeof contributionBillView>;
const billFilter = {
  q: text(60).optional(),
  period: period.optional(),
  scheme: scheme.optional(),
  payer: payer.optional(),
  state: billState.optional(),
};
export const CONTRIBUTION_BILL_SORTS = ['billId', 'period', 'amountFen', 'dueOn'] as const;
export const contributionBillsQuery = z.strictObject({ ...billFilter, ...listPage(CONTRIBUTION_BILL_SORTS) });
export type ContributionBillsQuery = z.output<typeof contributionBillsQuery>;
export const contributionBillsView = z.object({
  items: z.array(contributionBillView),
  totals: z.object({ bills: z.int(), heads: z.int(), amountFen: fenAmount, openFen: fenAmount }).meta({
    description: '筛选出的全部缴费单合计，不只这一页 of all bills of the filter, not of this page alone',
  }),
  next: z.int().optional(),
});

export type ContributionBillsView = z.input<typeof contributionBillsView>;

const namedLine = z.object({
  payer: z.string(),
  payerName: z.object({ zh: z.string(), en: z.string() }),
  fund: z.string(),
  fundName: z.object({ zh: z.string(), en: z.string() }),
  component: z.string(),
  componentName: z.object({ zh: z.string(), en: z.string() }),
  amountFen: fenAmount,
  paidFen: fenAmount,
});
export const allocationView = z.object({
  allocationId: id,
  /** Left out for a set-off 抵扣: no money moved. */
  receiptId: id.optional(),
  source: z.string(),
  serial: z.string(),
  paidOn: z.string(),
  amountFen: fenAmount,
  how: z.enum(['number', 'confirmed', 'correction', 'reversal', 'set-off']),
  reversed: z.boolean(),
  waitingRequestId: id.optional().meta({
    description: '待复核的撤销申请 a request to take it back that a second person has to decide',
  }),
  by: z.string(),
  at: z.iso.datetime(),
});
export const contributionBillDetail = contributionBillView
  .extend({ lines: z.array(namedLine), allocations: z.array(allocationView), runId: id })
  .meta({ id: 'ContributionBillDetail' });
export type ContributionBillDetail = z.input<typeof contributionBillDetail>;
export const chargesQuery = z.strictObject({ after: id.optional(), limit });
export const chargeView = someone
  .extend({
    chargeId: id,
    kind: z.string(),
    reversal: z.boolean(),
    version: z.int(),
    declaredFen: fenAmount.optional(),
    baseFen: fenAmount.optional(),
    totalFen: fenAmount,
    /** What of it stands on this bill. */
    hereFen: fenAmount,
  })
  .meta({ id: 'Charge' });
export type ChargeView = z.input<typeof chargeView>;
export const chargesView = z.object({ items: z.array(chargeView), next: z.string().optional() });
export const chargeExplanation = explanationView.omit({ settlementId: true }).extend({
  chargeId: id,
  totalFen: fenAmount,
  lines: z.array(namedLine.omit({ paidFen: true })),
});
export type ChargeExplanation = z.input<typeof chargeExplanation>;

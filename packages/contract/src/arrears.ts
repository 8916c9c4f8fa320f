import { z } from 'zod';
import { fileForm, listPage, total } from './list-query.ts';
import { day, fenAmount, id, personRef, positiveFen } from './values.ts';

const scheme = z.enum(['employee', 'resident']);
const words = z.object({ zh: z.string(), en: z.string() });
const text = (most: number) => z.string().trim().max(most);

// ---- who owes 欠费台账

export const debtorView = z
  .object({
    payer: z.enum([
      'unit',
      'person',
      'account',
      'medicalAid',
      'central',
      'province',
      'city',
      'county',
      'government',
    ]),
    payerName: z.string(),
    unitId: id.optional(),
    person: personRef.optional(),
    bills: z.int(),
    /** Months, or years of residents. */
    periods: z.int(),
    openFen: fenAmount,
    /** Part paid of the same bills. */
    paidFen: fenAmount,
    oldestDueOn: day,
    daysLate: z.int(),
  })
  .meta({ id: 'Debtor' });
export type DebtorView = z.input<typeof debtorView>;
export const DEBTOR_SORTS = ['openFen', 'oldestDueOn', 'bills', 'payerName'] as const;
export const arrearsQuery = z.strictObject({
  q: text(60).optional(),
  payer: z
    .enum(['unit', 'person', 'medicalAid', 'central', 'province', 'city', 'county', 'government'])
    .optional(),
  scheme: scheme.optional(),
  minDays: z.coerce.number().int().min(1).max(10_000).default(1),
  ...listPage(DEBTOR_SORTS),
});
export type ArrearsQuery = z.output<typeof arrearsQuery>;
export const arrearsView = z
  .object({
    items: z.array(debtorView),
    total,
    /** Of the debtors that match. */
    openFen: fenAmount,
    paidFen: fenAmount,
    /** By days since the due day: up to 30, 90, 180, 365; without an end: older. */
    ages: z.array(z.object({ upTo: z.int().optional(), bills: z.int(), openFen: fenAmount })),
    next: z.int().optional(),
  })
  .meta({ id: 'Arrears' });
export type ArrearsView = z.input<typeof arrearsView>;

// ---- one debtor

/** Whose account of arrears it is; neither: of a level of government. */
const debtorRef = { unitId: id.optional(), person: personRef.optional() };
const decisionState = z.enum(['open', 'approved', 'refused']);

export const waiverView = z
  .object({
    waiverId: id,
    billId: id,
    billNo: z.string(),
    period: z.string(),
    payerName: z.string(),
    ...debtorRef,
    /** Left out: all of the late fee. */
    amountFen: fenAmount.optional(),
    reason: z.string(),
    proofNo: z.string(),
    state: decisionState,
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    note: z.string(),
    mine: z.boolean(),
  })
  .meta({ id: 'LateFeeWaiver' });
export type WaiverView = z.input<typeof waiverView>;

/** Somebody's account of arrears: by unit or by person; a user of a unit leaves both out. */
export const debtorQuery = z.strictObject({ unitId: id.optional(), person: personRef.optional() });
export type DebtorQuery = z.output<typeof debtorQuery>;
export const overdueBillView = z.object({
  billId: id,
  billNo: z.string(),
  scheme,
  period: z.string(),
  kind: z.string(),
  heads: z.int(),
  amountFen: fenAmount,
  paidFen: fenAmount,
  openFen: fenAmount,
  dueOn: day,
  daysLate: z.int(),
  /** Late fee that paying all of it today makes, after a waiver. */
  feeFen: fenAmount,
  waivedFen: fenAmount,
  /** Why others could not collect it the last time. */
  failure: z.string().optional(),
  /** No policy in force says what the late fee is: it cannot be paid yet. */
  noPolicy: z.boolean(),
});
// ---- dunning 催缴

export const dunningNoticeView = z
  .object({
    noticeId: id,
    noticeNo: z.string(),
    payerName: z.string(),
    unitId: id.optional(),
    person: personRef.optional(),
    level: z.int(),
    oldestDueOn: day,
    payBy: day,
    openFen: fenAmount,
    feeFen: fenAmount,
    title: words,
    body: words,
    bills: z.array(z.object({ billNo: z.string(), period: z.string(), openFen: fenAmount, dueOn: day })),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
  })
  .meta({ id: 'DunningNotice' });
export type DunningNoticeView = z.input<typeof dunningNoticeView>;
export const dunningNoticesQuery = z.strictObject({
  level: z.coerce.number().int().min(1).max(9).optional(),
  ...listPage(['madeAt', 'openFen', 'payBy', 'payerName']),
});
export const dunningNoticesFileQuery = z.strictObject({
  ...dunningNoticesQuery.pick({ level: true, sort: true, order: true }).shape,
  ...fileForm,
});
export type DunningNoticesFileQuery = z.output<typeof dunningNoticesFileQuery>;
export type DunningNoticesQuery = z.output<typeof dunningNoticesQuery>;
export const dunningNoticesView = z.object({
  items: z.array(dunningNoticeView),
  total,
  openFen: fenAmount,
  next: z.int().optional(),
});
export type DunningNoticesView = z.input<typeof dunningNoticesView>;

export const contactBody = z.strictObject({
  ...debtorQuery.shape,
  kind: z.enum(['visit', 'phone', 'letter']),
  heldOn: day,
  said: text(500).min(1),
  /** Until when they promised to pay. */
  promisedOn: day.optional(),
  /** 恶意欠费 */
  malicious: z.boolean().default(false),
});
export type ContactBody = z.output<typeof contactBody>;
export const contactView = z
  .object({
    contactId: id,
    kind: z.enum(['visit', 'phone', 'letter']),
    heldOn: day,
    said: z.string(),
    promisedOn: day.optional(),
    malicious: z.boolean(),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
  })
  .meta({ id: 'DunningContact' });
export type ContactView = z.input<typeof contactView>;

// ---- instalments 分期补缴协议

export const planBody = z.strictObject({
  ...debtorQuery.shape,
  /** They come to exactly what is overdue, their days rising. */
  instalments: z
    .array(z.strictObject({ dueOn: day, amountFen: positiveFen.refine((n) => n > 0) }))
    .min(1)
    .max(120),
  reason: text(500).min(1),
  proofNo: text(60).default(''),
});
export type PlanBody = z.output<typeof planBody>;
export const planView = z
  .object({
    planId: id,
    payerName: z.string(),
    ...debtorRef,
    totalFen: fenAmount,
    /** Since it was agreed. */
    paidFen: fenAmount,
    kept: z.boolean(),
    instalments: z.array(
      z.object({ dueOn: day, amountFen: fenAmount, state: z.enum(['paid', 'open', 'late']) }),
    ),
    reason: z.string(),
    proofNo: z.string(),
    state: decisionState,
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    note: z.string(),
    mine: z.boolean(),
  })
  .meta({ id: 'DebtPlan' });
export type PlanView = z.input<typeof planView>;
export const plansQuery = z.strictObject({
  state: decisionState.optional(),
  ...listPage(['requestedAt', 'totalFen']),
});
export type PlansQuery = z.output<typeof plansQuery>;
export const plansView = z.object({
  items: z.array(planView),
  total,
  /** Of the agreements that match. */
  totalFen: fenAmount,
  next: z.int().optional(),
});
export type PlansView = z.input<typeof plansView>;

/** Suspensions of benefits that arrears made, and whether the payment made them good. */
const suspensionGroup = z.object({
  scheme,
  fromOn: day,
  toOn: day.optional(),
  /** Left out: not paid yet. */
  how: z.enum(['repaired', 'waiting', 'deferred']).optional(),
  paidOn: day.optional(),
  periods: z.string(),
  clause: z.string(),
  persons: z.int(),
});
const refusedState = z.enum(['suspended', 'possible', 'asked', 'never', 'settled']);

/** A bill that a suspension has stopped, and what may become of it. */
export const refusedBillView = z
  .object({
    person: personRef,
    name: z.string(),
    psnNo: z.string(),
    institutionName: z.string(),
    refusedId: id,
    origin: z.enum(['refused', 'reversed']).meta({
      description:
        'refused 暂停期间被拒；reversed 已结算，撤销缴费时冲回 refused during the suspension; settled, and reversed as the payment was taken back',
    }),
    startedOn: day,
    endedOn: day,
    totalFen: fenAmount,
    refusedAt: z.iso.datetime(),
    state: refusedState.meta({
      description:
        'suspended 尚未缴清；possible 可补结算；asked 已提交待复核；never 政策不补待遇；settled 已结算 not paid yet; may be settled; waits for a second person; the policy gives none back; settled',
    }),
    clause: z.string(),
    /** First day with benefits again, where none are given back. */
    again: day.optional(),
    settlementId: id.optional(),
  })
  .meta({ id: 'RefusedBill' });
export type RefusedBillView = z.input<typeof refusedBillView>;
export const REFUSED_SORTS = ['refusedAt', 'startedOn', 'totalFen', 'name'] as const;
/** Of the people of a debtor; without one, of all in the region, or of the user’s own unit or person. */
export const refusedBillsQuery = z.strictObject({
  ...debtorQuery.shape,
  state: refusedState.optional(),
  ...listPage(REFUSED_SORTS),
});
export type RefusedBillsQuery = z.output<typeof refusedBillsQuery>;
export const refusedBillsView = z.object({
  items: z.array(refusedBillView),
  total,
  totalFen: fenAmount,
  next: z.int().optional(),
});
export type RefusedBillsView = z.input<typeof refusedBillsView>;

/** 补结算: bills of a person that a suspension has stopped. */
export const refusedBillsBody = z
  .strictObject({ person: personRef, ids: z.array(id).min(1).max(50), reason: text(200).min(2) })
  .meta({ id: 'SettleRefusedBills' });
export type RefusedBillsBody = z.output<typeof refusedBillsBody>;

export const debtorAccount = z
  .object({
    payerName: z.string(),
    unitId: id.optional(),
    person: personRef.optional(),
    on: day,
    openFen: fenAmount,
    feeFen: fenAmount,
    /** To pay everything today. */
    totalFen: fenAmount,
    sentence: words,
    bills: z.array(overdueBillView),
    waivers: z.array(waiverView),
    suspensions: z.array(suspensionGroup),
    /** What paying today does to suspended benefits, one sentence for each outcome. */
    repairs: z.array(words),
    notices: z.array(dunningNoticeView),
    contacts: z.array(contactView),
    plans: z.array(planView),
  })
  .meta({ id: 'DebtorAccount' });
export type DebtorAccount = z.input<typeof debtorAccount>;

// ---- waivers of late fees 减免滞纳金

export const waiverBody = z.strictObject({
  /** Left out: all of the late fee of the bill. */
  amountFen: positiveFen.refine((n) => n > 0).optional(),
  reason: text(200).min(1),
  proofNo: text(60).default(''),
});
export type WaiverBody = z.output<typeof waiverBody>;
export const waiversQuery = z.strictObject({
  state: decisionState.optional(),
  ...listPage(['requestedAt', 'amountFen', 'period']),
});
export type WaiversQuery = z.output<typeof waiversQuery>;
export const waiversView = z.object({ items: z.array(waiverView), total, next: z.int().optional() });
export type WaiversView = z.input<typeof waiversView>;

// ---- the run 欠费处理

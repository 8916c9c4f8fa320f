import { z } from 'zod';
import { otherAgency } from './transfer.ts';
import { bilingual, day, fenAmount, id } from './values.ts';

export const paymentsQuery = z.strictObject({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional()
    .meta({
      description: '费款所属年度，缺省为有记录的最近年度 year; the latest with records when left out',
    }),
});
export type PaymentsQuery = z.output<typeof paymentsQuery>;

/** A charge as the person sees it: what he bears, what others bear, and whether it is paid. */
const payment = z.object({
  chargeId: id,
  period: z.string(),
  scheme: z.enum(['employee', 'resident']),
  kind: z.string(),
  baseFen: fenAmount.optional(),
  totalFen: fenAmount,
  ownFen: fenAmount,
  parts: z.array(z.object({ payer: z.string(), payerName: bilingual, amountFen: fenAmount })),
  /** Withheld and paid by the employer, or paid by oneself. */
  through: z.enum(['unit', 'person', 'nobody']),
  unitName: z.string().optional(),
  state: z.enum(['open', 'partly', 'paid', 'overdue']),
  paidOn: day.optional(),
});
/** A bill of one's own with something open. */
const due = z.object({
  billId: id,
  billNo: z.string(),
  period: z.string(),
  scheme: z.enum(['employee', 'resident']),
  kind: z.string(),
  amountFen: fenAmount,
  openFen: fenAmount,
  dueOn: day,
  overdue: z.boolean(),
});
export const paymentsView = z
  .object({
    years: z.array(z.string()),
    year: z.string(),
    due: z.array(due),
    items: z.array(payment),
    /** Own bills of the year that prove a payment, to be printed. */
    receipts: z.array(z.object({ billId: id, period: z.string(), paidFen: fenAmount })),
    ownFen: fenAmount,
    totalFen: fenAmount,
  })
  .meta({ id: 'Payments' });
export type PaymentsView = z.input<typeof paymentsView>;

export const statementQuery = z.strictObject({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
  lang: z.enum(['zh', 'en']).default('zh'),
});
export type StatementQuery = z.output<typeof statementQuery>;

/** A citizen asks to be transferred out 转出申请; the agency takes it from there. */
export const askTransferBody = z.strictObject({
  scheme: z.enum(['employee', 'resident']),
  otherAgency: otherAgency.pick({ division: true, name: true }),
  note: z.string().trim().max(200).default(''),
});
export type AskTransferBody = z.output<typeof askTransferBody>;

import { z } from 'zod';
import { listPage, signedDays, total } from './list-query.ts';
import { day, fenAmount, id, personRef, positiveFen } from './values.ts';

const text = (most: number) => z.string().trim().max(most);
const someFen = positiveFen.refine((n) => n > 0);

// ---- payments 柜面收款

export const counterMethod = z.enum(['cash', 'pos', 'cheque', 'transfer']);
export type CounterMethod = z.output<typeof counterMethod>;

/** An open bill as the counter sees it: paying it today also makes the late fee. */
export const counterBill = z.object({
  billId: id,
  billNo: z.string(),
  scheme: z.enum(['employee', 'resident']),
  period: z.string(),
  kind: z.string(),
  amountFen: fenAmount,
  openFen: fenAmount,
  feeFen: fenAmount,
  dueOn: day,
  overdue: z.boolean(),
  /** No policy in force says what its late fee is. */
  noPolicy: z.boolean(),
  /** Why others could not collect it the last time. */
  failure: z.string().optional(),
});
export const counterPayerQuery = z.strictObject({ unitId: id.optional(), person: personRef.optional() });
export type CounterPayerQuery = z.output<typeof counterPayerQuery>;
export const counterPayerView = z
  .object({
    payerName: z.string(),
    unitId: id.optional(),
    person: personRef.optional(),
    on: day,
    bills: z.array(counterBill),
    openFen: fenAmount,
    feeFen: fenAmount,
    /** Cheques for these bills that are not cleared yet. */
    heldFen: fenAmount,
    /** The day of this clerk is signed: nothing more can be taken. */
    closed: z.boolean(),
  })
  .meta({ id: 'CounterPayer' });
export type CounterPayerView = z.input<typeof counterPayerView>;

export const counterPaymentBody = z.strictObject({
  unitId: id.optional(),
  person: personRef.optional(),
  billIds: z.array(id).min(1).max(100),
  method: counterMethod,
  amountFen: someFen,
  /** Number of the card slip, of the cheque, or of the bank; none for cash. */
  reference: text(64).default(''),
  chequeBank: text(60).default(''),
  /** Of a transfer: the day at the bank. */
  paidOn: day.optional(),
});
export type CounterPaymentBody = z.output<typeof counterPaymentBody>;

export const counterPaymentView = z
  .object({
    paymentId: id,
    clerk: z.string(),
    day,
    method: counterMethod,
    reference: z.string(),
    chequeBank: z.string(),
    amountFen: fenAmount,
    /** Of it not allocated to a bill. */
    freeFen: fenAmount,
    paidOn: day,
    payerName: z.string(),
    unitId: id.optional(),
    person: personRef.optional(),
    bills: z.array(
      z.object({ billId: id, billNo: z.string(), period: z.string(), kind: z.string(), paidFen: fenAmount }),
    ),
    /** `asked`: booked, and its reversal asked for. */
    state: z.enum(['booked', 'held', 'bounced', 'asked', 'reversed']),
    takenAt: z.iso.datetime(),
    chequeBy: z.string().optional(),
    chequeNote: z.string(),
    reversalReason: z.string().optional(),
    decidedBy: z.string().optional(),
    decisionNote: z.string(),
    mine: z.boolean(),
    /** Its day is today and not closed: it can still be taken back. */
    today: z.boolean(),
  })
  .meta({ id: 'CounterPayment' });
export type CounterPaymentView = z.input<typeof counterPaymentView>;
export const counterPaymentsQuery = z.strictObject({
  day: day.optional(),
  clerk: text(60).optional(),
  /** `asked`: reversals that wait; `held`: cheques that are not cleared. */
  state: z.enum(['asked', 'held']).optional(),
  ...listPage(['takenAt', 'amountFen']),
});
export type CounterPaymentsQuery = z.output<typeof counterPaymentsQuery>;
export const counterPaymentsView = z.object({
  items: z.array(counterPaymentView),
  total,
  /** Of the payments that match, whatever became of them. */
  amountFen: fenAmount,
  next: z.int().optional(),
});
export type CounterPaymentsView = z.input<typeof counterPaymentsView>;
export const chequeOutcomeBody = z.strictObject({
  cleared: z.boolean(),
  /** Serial of the bank, when it is cleared. */
  bankSerial: text(64).default(''),
  on: day.optional(),
  note: text(200).default(''),
});
export type ChequeOutcomeBody = z.output<typeof chequeOutcomeBody>;

// ---- end of the day 日结

const counterSum = z.object({ fen: fenAmount, payments: z.int() });
export const counterDayParams = z.object({ clerk: z.string().regex(/^[\w.@-]{1,60}$/), day });
export const counterDayView = z
  .object({
    clerk: z.string(),
    day,
    /** From the ledger, without what was taken back. */
    cash: counterSum,
    pos: counterSum,
    transfer: counterSum,
    /** Cheques taken, cleared or not. */
    cheque: counterSum,
    reversed: z.int(),
    countedCashFen: fenAmount.optional(),
    posSlipsFen: fenAmount.optional(),
    countedCheques: z.int().optional(),
    note: z.string().optional(),
    signedBy: z.string().optional(),
    signedAt: z.iso.datetime().optional(),
    signNote: z.string().optional(),
    depositedFen: fenAmount,
    /** `recount`: something was taken since it was counted. */
    state: z.enum(['open', 'counted', 'recount', 'signed', 'deposited']),
  })
  .meta({ id: 'CounterDay' });
export type CounterDayView = z.input<typeof counterDayView>;
/** Those not signed first, by default the latest of them. */
const COUNTER_DAY_SORTS = ['day', 'clerk', 'takenFen'] as const;
export const counterDaysQuery = z.strictObject({ ...signedDays, ...listPage(COUNTER_DAY_SORTS) });
export type CounterDaysQuery = z.output<typeof counterDaysQuery>;
export const counterDaysView = z
  .object({
    items: z.array(counterDayView),
    total,
    takenFen: fenAmount.meta({ description: '全部页的收款合计 taken, of all pages' }),
    depositedFen: fenAmount.meta({ description: '全部页的已缴存 at the bank, of all pages' }),
    next: z.int().optional(),
  })
  .meta({ id: 'CounterDays' });
export type CounterDaysView = z.input<typeof counterDaysView>;
export const counterDayDetail = counterDayView
  .extend({
    payments: z.array(counterPaymentView),
    /** What was counted against the books. */
    differences: z.array(
      z.object({
        method: z.enum(['cash', 'pos', 'cheque']),
        /** Fen, or the number of cheques. */
        booked: z.int(),
        counted: z.int(),
      }),
    ),
    deposits: z.array(
      z.object({
        method: z.enum(['cash', 'pos']),
        serial: z.string(),
        amountFen: fenAmount,
        paidOn: day,
        by: z.string(),
      }),
    ),
    mine: z.boolean(),
  })
  .meta({ id: 'CounterDayDetail' });
export type CounterDayDetail = z.input<typeof counterDayDetail>;
export const counterCountBody = z.strictObject({
  cashFen: positiveFen,
  posSlipsFen: positiveFen,
  cheques: z.int().min(0).max(10_000),
  note: text(500).default(''),
});
export type CounterCountBody = z.output<typeof counterCountBody>;
export const counterDepositBody = z.strictObject({
  method: z.enum(['cash', 'pos']),
  serial: text(64).min(1),
  amountFen: someFen,
  paidOn: day,
});
export type CounterDepositBody = z.output<typeof counterDepositBody>;

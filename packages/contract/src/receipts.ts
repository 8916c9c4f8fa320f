import { z } from 'zod';
import { allocationView, contributionBillView } from './contribution.ts';
import { listPage, total } from './list-query.ts';
import { day, fenAmount, id, positiveFen } from './values.ts';

const text = (most: number) => z.string().trim().max(most);

/** Money that came in 到账, with what of it is free. */
export const receiptView = z
  .object({
    receiptId: id,
    source: z.string(),
    serial: z.string(),
    amountFen: fenAmount,
    freeFen: fenAmount,
    paidOn: z.string(),
    payerName: z.string(),
    billNo: z.string(),
    purpose: z.string(),
    takenBy: z.string(),
    takenAt: z.iso.datetime(),
  })
  .meta({ id: 'Receipt' });
export type ReceiptView = z.input<typeof receiptView>;
export const RECEIPT_SORTS = ['takenAt', 'paidOn', 'payerName', 'amountFen'] as const;
export const receiptsQuery = z.strictObject({
  state: z.enum(['free', 'all']).default('free'),
  q: text(60).optional(),
  ...listPage(RECEIPT_SORTS),
});
export type ReceiptsQuery = z.output<typeof receiptsQuery>;
export const receiptsView = z.object({
  items: z.array(receiptView),
  /** All money that is not allocated. */
  freeFen: fenAmount,
  total,
  /** Of the receipts that match. */
  amountFen: fenAmount,
  next: z.int().optional(),
});
export type ReceiptsView = z.input<typeof receiptsView>;
/** A bill that a receipt may be meant for, and why. */
export const suggestionView = contributionBillView.extend({
  score: z.int(),
  why: z.array(z.enum(['name', 'code', 'amount', 'period'])),
});
export const receiptDetail = receiptView
  .extend({
    suggestions: z.array(suggestionView),
    allocations: z.array(allocationView.extend({ billId: id, billNo: z.string(), payerName: z.string() })),
    refunds: z.array(z.lazy(() => refundView)),
  })
  .meta({ id: 'ReceiptDetail' });
export type ReceiptDetail = z.input<typeof receiptDetail>;
export const receiptBody = z.strictObject({
  source: z.enum(['school', 'finance']),
  serial: text(64).min(1),
  amountFen: positiveFen.refine((n) => n > 0),
  paidOn: day,
  payerName: text(100).default(''),
  payerCode: text(40).default(''),
  billNo: text(60).default(''),
  purpose: text(200).default(''),
});
export type ReceiptBody = z.output<typeof receiptBody>;
export const allocateBody = z.strictObject({ billId: id });
/** `settleAgain`: bills that rest on a suspension which the payment ended are settled again, once a second person agrees. */
export const paymentBackBody = z.strictObject({
  reason: text(200).min(1),
  settleAgain: z.boolean().default(false),
});
export type PaymentBackBody = z.output<typeof paymentBackBody>;
export const reasonedBody = z.strictObject({ reason: text(200).min(1) });

export const layoutsView = z.object({
  items: z.array(
    z.object({ layout: z.string(), name: z.object({ zh: z.string(), en: z.string() }), source: z.string() }),
  ),
});
export const paymentFileBody = z.strictObject({
  layout: z.string().max(40),
  name: text(200).min(1),
  /** Bytes of the file in Base64, at most 6 MB before encoding. */
  content: z.base64().max(8_000_000),
});
export type PaymentFileBody = z.output<typeof paymentFileBody>;
export const paymentFileView = z
  .object({
    fileId: id,
    layout: z.string(),
    name: z.string(),
    lines: z.int(),
    /** New ones; the others were known already. */
    taken: z.int(),
    totalFen: fenAmount,
    matched: z.int(),
    freeFen: fenAmount,
    /** The same bytes came before: nothing was done. */
    again: z.boolean(),
    uploadedBy: z.string(),
    uploadedAt: z.iso.datetime(),
  })
  .meta({ id: 'PaymentFile' });
export type PaymentFileView = z.input<typeof paymentFileView>;
export const paymentFilesQuery = z.strictObject(listPage(['uploadedAt', 'name', 'totalFen']));
export type PaymentFilesQuery = z.output<typeof paymentFilesQuery>;
export const paymentFilesView = z.object({
  items: z.array(paymentFileView),
  total,
  /** Of all files. */
  totalFen: fenAmount,
  next: z.int().optional(),
});
export type PaymentFilesView = z.input<typeof paymentFilesView>;

// ---- refunds 退费

export const refundBody = z.strictObject({
  amountFen: positiveFen.refine((n) => n > 0),
  reason: text(200).min(1),
  payeeName: text(100).min(1),
  payeeAccount: text(40).min(1),
  payeeBank: text(100).default(''),
});
export type RefundBody = z.output<typeof refundBody>;
export const refundView = z
  .object({
    refundId: id,
    receiptId: id,
    amountFen: fenAmount,
    reason: z.string(),
    payeeName: z.string(),
    payeeAccount: z.string(),
    state: z.enum(['open', 'approved', 'refused', 'paid']),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    note: z.string(),
    paidAt: z.iso.datetime().optional(),
    bankSerial: z.string().optional(),
    mine: z.boolean(),
  })
  .meta({ id: 'Refund' });
export type RefundView = z.input<typeof refundView>;
export const REFUND_SORTS = ['requestedAt', 'payeeName', 'amountFen'] as const;
export const refundsQuery = z.strictObject({
  state: z.enum(['open', 'approved', 'refused', 'paid']).optional(),
  ...listPage(REFUND_SORTS),
});
export const refundsView = z.object({
  items: z.array(refundView),
  total,
  amountFen: fenAmount,
  next: z.int().optional(),
});
export type RefundsQuery = z.output<typeof refundsQuery>;
export type RefundsView = z.input<typeof refundsView>;
export const refundPayment = z.strictObject({ bankSerial: text(64).min(1) });

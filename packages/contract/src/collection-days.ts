import { z } from 'zod';
import { listPage, signedDays, total } from './list-query.ts';
import { paymentFileBody } from './receipts.ts';
import { day, fenAmount, id } from './values.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** A day of a source 日对账: our receipts against its statement. */
export const collectionDayView = z
  .object({
    source: z.string(),
    day,
    receipts: z.int(),
    receiptsFen: fenAmount,
    /** Of the entries of these receipts. */
    bookedFen: fenAmount,
    lines: z.int().optional(),
    totalFen: fenAmount.optional(),
    differences: z.int().optional(),
    uploadedBy: z.string().optional(),
    signedBy: z.string().optional(),
    signedAt: z.iso.datetime().optional(),
    note: z.string().optional(),
    /** `changed`: something came after it was signed. */
    state: z.enum(['no-statement', 'differs', 'to-sign', 'signed', 'changed']),
  })
  .meta({ id: 'CollectionDay' });
export type CollectionDayView = z.input<typeof collectionDayView>;
/** Those not signed first, by default the latest of them. */
const COLLECTION_DAY_SORTS = ['day', 'receiptsFen', 'differences'] as const;
export const collectionDaysQuery = z.strictObject({ ...signedDays, ...listPage(COLLECTION_DAY_SORTS) });
export type CollectionDaysQuery = z.output<typeof collectionDaysQuery>;
export const collectionDaysView = z
  .object({
    unsigned: z.int().meta({ description: '这些天中未签字的 not signed, of these days' }),
    items: z.array(collectionDayView),
    total,
    receiptsFen: fenAmount.meta({ description: '全部页的我方金额 ours, of all pages' }),
    bookedFen: fenAmount,
    statedFen: fenAmount.meta({ description: '全部页的对方金额 theirs, of all pages' }),
    next: z.int().optional(),
  })
  .meta({ id: 'CollectionDays' });
export type CollectionDaysView = z.input<typeof collectionDaysView>;
export const collectionDayParams = z.object({ source: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/), day });
export const collectionDayDetail = collectionDayView
  .extend({
    differing: z.array(
      z.object({
        kind: z.enum(['not-taken', 'not-on-statement', 'amount', 'other-day']),
        serial: z.string(),
        payerName: z.string(),
        statedFen: fenAmount.optional(),
        receivedFen: fenAmount.optional(),
        receiptId: id.optional(),
        paidOn: day.optional(),
        remedy: words,
      }),
    ),
    /** The statement was taken by who asks: another signs. */
    mine: z.boolean(),
  })
  .meta({ id: 'CollectionDayDetail' });
export type CollectionDayDetail = z.input<typeof collectionDayDetail>;
/** A statement is written like a payment file of its source. */
export const dayStatementBody = paymentFileBody;
export type DayStatementBody = z.output<typeof dayStatementBody>;
export const signOffBody = z.strictObject({ note: z.string().trim().max(500).default('') });
export type SignOffBody = z.output<typeof signOffBody>;

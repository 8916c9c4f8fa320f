import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, fenAmount, id, personRef } from './values.ts';

const text = (most: number) => z.string().trim().max(most);
const scheme = z.enum(['employee', 'resident']);
const period = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/);
/** Who collects: a school, finance, the pension payer, a bank by agreement; finance from whole budget units. */
export const listKind = z.enum(['school', 'finance', 'pension', 'bank', 'budget']);
export type ListKind = z.output<typeof listKind>;

export const collectionListBody = z.strictObject({
  kind: listKind,
  scheme,
  period,
  /** Of a school; left out by its own officer. */
  unitId: id.optional(),
  className: text(50).default(''),
});
export type CollectionListBody = z.output<typeof collectionListBody>;

export const collectionListView = z
  .object({
    listId: id,
    listNo: z.string(),
    kind: listKind,
    scheme,
    period: z.string(),
    unitName: z.string().optional(),
    className: z.string(),
    /** Persons; of budget, units. */
    heads: z.int(),
    amountFen: fenAmount,
    /** Reported as paid, as failed, and their sum; the others have not come back. */
    paid: z.int(),
    failed: z.int(),
    paidFen: fenAmount,
    bookedFen: fenAmount,
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    state: z.enum(['out', 'reported', 'partly', 'booked', 'withdrawn']),
  })
  .meta({ id: 'CollectionList' });
export type CollectionListView = z.input<typeof collectionListView>;
/** By default the latest first. */
const COLLECTION_LIST_SORTS = ['madeAt', 'period', 'heads', 'amountFen', 'paidFen', 'failed'] as const;
export const collectionListsQuery = z.strictObject({
  kind: listKind.optional(),
  ...listPage(COLLECTION_LIST_SORTS),
});
export type CollectionListsQuery = z.output<typeof collectionListsQuery>;
export const collectionListsView = z
  .object({
    items: z.array(collectionListView),
    total,
    amountFen: fenAmount.meta({
      description: '全部页的金额，不含已作废 of all pages, without those withdrawn',
    }),
    paidFen: fenAmount,
    bookedFen: fenAmount,
    next: z.int().optional(),
  })
  .meta({ id: 'CollectionLists' });
export type CollectionListsView = z.input<typeof collectionListsView>;

export const collectionListDetail = collectionListView
  .extend({
    rows: z.array(
      z.object({
        rowNo: z.int(),
        /** Of a unit its number instead. */
        person: personRef.optional(),
        unitId: id.optional(),
        name: z.string(),
        className: z.string(),
        billId: id,
        billNo: z.string(),
        amountFen: fenAmount,
        outcome: z.enum(['waiting', 'paid', 'failed']),
        reason: z.string(),
      }),
    ),
    /** Of a school: who has not paid, by class, with the head teacher who is to be told. */
    classes: z.array(
      z.object({
        name: z.string(),
        headName: z.string().optional(),
        headPhone: z.string().optional(),
        unpaid: z.int(),
        unpaidFen: fenAmount,
      }),
    ),
    results: z.array(
      z.object({
        resultId: id,
        name: z.string(),
        paid: z.int(),
        failed: z.int(),
        paidFen: fenAmount,
        takenBy: z.string(),
        takenAt: z.iso.datetime(),
        receiptId: id.optional(),
        bookedBy: z.string().optional(),
      }),
    ),
    /** The same bytes came before: nothing was done. */
    again: z.boolean(),
  })
  .meta({ id: 'CollectionListDetail' });
export type CollectionListDetail = z.input<typeof collectionListDetail>;

export const listResultBody = z.strictObject({ name: text(200).min(1), content: z.base64().max(5_600_000) });
export type ListResultBody = z.output<typeof listResultBody>;
export const listBookingBody = z.strictObject({
  resultId: id,
  /** Of the one transfer that brought the money. */
  serial: text(64).min(1),
  paidOn: day,
});
export type ListBookingBody = z.output<typeof listBookingBody>;

export const agreementBody = z.strictObject({
  bankName: text(60).min(1),
  accountNo: text(40).min(1),
  from: day,
});
export type AgreementBody = z.output<typeof agreementBody>;
export const agreementView = z
  .object({
    agreement: z
      .object({ bankName: z.string(), accountNo: z.string(), from: day, agreedBy: z.string() })
      .optional(),
  })
  .meta({ id: 'WithholdingAgreement' });
export type AgreementView = z.input<typeof agreementView>;

export const budgetUnitBody = z.strictObject({
  /** 预算单位编码 of finance. */
  budgetCode: text(20).min(1),
  from: day,
  reason: text(200).min(1),
});
export type BudgetUnitBody = z.output<typeof budgetUnitBody>;
export const budgetUnitView = z
  .object({
    agreement: z.object({ budgetCode: z.string(), from: day, agreedBy: z.string() }).optional(),
    /** A mark or its end that a second person has not decided about. */
    waiting: z.object({ askedBy: z.string() }).optional(),
  })
  .meta({ id: 'BudgetUnit' });
export type BudgetUnitView = z.input<typeof budgetUnitView>;

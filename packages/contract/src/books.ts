import type { Fen } from '@gongji/domain';
import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, fenAmount, id } from './values.ts';

const scheme = z.enum(['employee', 'resident']);
const words = z.object({ zh: z.string(), en: z.string() });
const text = (most: number) => z.string().trim().max(most);
/** Sums of a whole city: more than one bill may be. */
const largeFen = z
  .int()
  .min(0)
  .max(9_000_000_000_000)
  .transform((n) => n as Fen);

// ---- transfers to the accounts of the funds 划转

const ofFund = { scheme, fund: z.string(), fundName: words };
export const fundTransferView = z
  .object({
    transferId: id,
    ...ofFund,
    amountFen: fenAmount,
    receipts: z.int(),
    upTo: day,
    movedOn: day,
    bankSerial: z.string(),
    state: z.enum(['open', 'approved', 'refused']),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    note: z.string(),
    mine: z.boolean(),
  })
  .meta({ id: 'FundTransfer' });
export type FundTransferView = z.input<typeof fundTransferView>;
export const fundTransfersView = z
  .object({
    on: day,
    /** Still on the collection account 收入户, by fund. */
    open: z.array(z.object({ ...ofFund, amountFen: fenAmount, receipts: z.int() })),
    items: z.array(fundTransferView),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'FundTransfers' });
export type FundTransfersView = z.input<typeof fundTransfersView>;
export const FUND_TRANSFER_SORTS = ['requestedAt', 'movedOn', 'amountFen'] as const;
export const fundTransfersQuery = z.strictObject(listPage(FUND_TRANSFER_SORTS));
export type FundTransfersQuery = z.output<typeof fundTransfersQuery>;
export const CARRIED_SORTS = ['paidOn', 'payerName', 'amountFen'] as const;
export const carriedReceiptsQuery = z.strictObject(listPage(CARRIED_SORTS, 'asc'));
export type CarriedReceiptsQuery = z.output<typeof carriedReceiptsQuery>;
/** The receipts that a transfer carries, each with what of it stands in the transfer. */
export const carriedReceiptsView = z
  .object({
    items: z.array(
      z.object({
        /** Left out: what was set off. */
        receiptId: id.optional(),
        source: z.string(),
        serial: z.string(),
        paidOn: z.string(),
        payerName: z.string(),
        amountFen: fenAmount,
      }),
    ),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'CarriedReceipts' });
export type CarriedReceiptsView = z.input<typeof carriedReceiptsView>;
export const fundTransferBody = z.strictObject({
  scheme,
  /** As lines of bills name it; `account`: personal accounts. */
  fund: text(60).min(1),
  upTo: day,
  movedOn: day,
  bankSerial: text(64).min(1),
});
export type FundTransferBody = z.output<typeof fundTransferBody>;

// ---- levy to the adjustment fund 调剂金上解

export const levyBody = z.strictObject({
  scheme,
  fromOn: day,
  toOn: day,
  /** Pooled spending of the whole city in a year, and what the adjustment fund holds, as the city says. */
  yearSpendingFen: largeFen,
  fundSizeFen: largeFen,
});
export type LevyBody = z.output<typeof levyBody>;
export const levyView = z
  .object({
    levyId: id,
    scheme,
    fromOn: day,
    toOn: day,
    incomeFen: fenAmount,
    yearSpendingFen: fenAmount,
    fundSizeFen: fenAmount,
    /** 0: the levy is suspended. */
    amountFen: fenAmount,
    clause: z.string(),
    state: z.enum(['open', 'approved', 'refused', 'paid']),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    note: z.string(),
    bankSerial: z.string().optional(),
    mine: z.boolean(),
  })
  .meta({ id: 'AdjustmentLevy' });
export type LevyView = z.input<typeof levyView>;
export const leviesQuery = z.strictObject({
  state: z.enum(['open', 'approved', 'refused', 'paid']).optional(),
  ...listPage(['requestedAt', 'fromOn', 'amountFen']),
});
export type LeviesQuery = z.output<typeof leviesQuery>;
export const leviesView = z.object({
  items: z.array(levyView),
  total,
  /** Of the levies that match. */
  amountFen: fenAmount,
  next: z.int().optional(),
});
export type LeviesView = z.input<typeof leviesView>;

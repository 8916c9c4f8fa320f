import type { Fen } from '@gongji/domain';
import { z } from 'zod';
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
  })
  .meta({ id: 'FundTransfers' });
export type FundTransfersView = z.input<typeof fundTransfersView>;
export const fundTransferDetail = fundTransferView
  .extend({
    carried: z.array(
      z.object({
        receiptId: id.optional(),
        source: z.string(),
        serial: z.string(),
        paidOn: z.string(),
        payerName: z.string(),
        amountFen: fenAmount,
      }),
    ),
  })
  .meta({ id: 'FundTransferDetail' });
export type FundTransferDetail = z.input<typeof fundTransferDetail>;
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
export const leviesView = z.object({ items: z.array(levyView) });

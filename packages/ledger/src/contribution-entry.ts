import type { Fen } from '@gongji/domain';
import { accountPath } from './account-path.ts';
import { type Posting, posting } from './posting.ts';

/** What of an allocation goes where: who paid it, into which fund. */
export interface IncomeLine {
  /** Source 收入来源: employer, person, central … */
  readonly payer: string;
  /** What it is for 款项: a late fee is a source of its own. */
  readonly component: string;
  /** Fund 基金, or `account` 个人账户. */
  readonly fund: string;
  readonly amountFen: number;
}

interface Place {
  readonly regionCode: string;
  readonly scheme: string;
}

const bank = (regionCode: string) => accountPath({ kind: 'collection', regionCode, use: 'bank' });
const unallocated = (regionCode: string) =>
  accountPath({ kind: 'collection', regionCode, use: 'unallocated' });
const counter = (regionCode: string) => accountPath({ kind: 'collection', regionCode, use: 'counter' });
const refunds = (regionCode: string) => accountPath({ kind: 'payable', regionCode, to: 'refunds' });

/** Where money came in: at the bank, or at the counter, from where it goes to the bank later. */
export type ReceiptPlace = 'bank' | 'counter';

/** Money came in 到账; nobody knows yet what for. */
export function receiptPostings(
  regionCode: string,
  amountFen: number,
  place: ReceiptPlace = 'bank',
): readonly Posting[] {
  const at = place === 'bank' ? bank(regionCode) : counter(regionCode);
  return [posting(at, unallocated(regionCode), amountFen as Fen)];
}

/**
 * Money leaves the counter: it is brought to the bank 缴存, or goes against money not allocated, because it was given back or
 * the file of the bank had brought the deposit as a receipt.
 */
export function leaveCounterPostings(
  regionCode: string,
  amountFen: number,
  to: 'bank' | 'unallocated',
): readonly Posting[] {
  const at = to === 'bank' ? bank(regionCode) : unallocated(regionCode);
  return [posting(at, counter(regionCode), amountFen as Fen)];
}

/**
 * Money that came in pays a bill 入账: income of the funds by source, and what belongs to personal accounts. A negative
 * line takes income back.
 */
export function allocationPostings(
  { regionCode, scheme }: Place,
  lines: readonly IncomeLine[],
): readonly Posting[] {
  return lines.flatMap(({ payer, component, fund, amountFen }) => {
    const source = component === 'lateFee' ? component : payer;
    const income =
      fund === 'account'
        ? accountPath({ kind: 'personalAccounts', regionCode })
        : accountPath({ kind: 'fundIncome', regionCode, scheme, fund, source });
    if (amountFen === 0) return [];
    return amountFen > 0
      ? [posting(unallocated(regionCode), income, amountFen as Fen)]
      : [posting(income, unallocated(regionCode), -amountFen as Fen)];
  });
}

/** A refund 退费 is agreed: it is owed to the payer. */
export function refundPostings(regionCode: string, amountFen: number): readonly Posting[] {
  return [posting(unallocated(regionCode), refunds(regionCode), amountFen as Fen)];
}

/** The refund is paid. */
export function refundPaidPostings(regionCode: string, amountFen: number): readonly Posting[] {
  return [posting(refunds(regionCode), bank(regionCode), amountFen as Fen)];
}

/** Collected money goes to the account of its fund 归集划转. */
export function fundTransferPostings(
  { regionCode, scheme }: Place,
  fund: string,
  amountFen: number,
): readonly Posting[] {
  const own = accountPath({ kind: 'fund', regionCode, scheme, fund, use: 'bank' });
  return [posting(own, bank(regionCode), amountFen as Fen)];
}

/** Levy 调剂金上解: owed to the adjustment fund. */
export function levyPostings(
  { regionCode, scheme }: Place,
  fund: string,
  amountFen: number,
): readonly Posting[] {
  const expense = accountPath({ kind: 'fund', regionCode, scheme, fund, use: 'expense' });
  return [
    posting(expense, accountPath({ kind: 'payable', regionCode, to: 'adjustmentFund' }), amountFen as Fen),
  ];
}

/** The levy is paid from the account of the fund. */
export function levyPaidPostings(
  { regionCode, scheme }: Place,
  fund: string,
  amountFen: number,
): readonly Posting[] {
  const own = accountPath({ kind: 'fund', regionCode, scheme, fund, use: 'bank' });
  return [posting(accountPath({ kind: 'payable', regionCode, to: 'adjustmentFund' }), own, amountFen as Fen)];
}

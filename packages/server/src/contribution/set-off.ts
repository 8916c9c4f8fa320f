import { allocationPostings } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import {
  type Allocation,
  accountShares,
  type BillLine,
  insertAllocations,
  lockAllocating,
  lockBills,
  lockReceipts,
  type OpenBill,
  openCredits,
  receiptsOfPayer,
  setOffCandidates,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { fetchable } from '../settlement/fetch-carried.ts';
import { type AllocateContext, creditShares, entryOf } from './allocate.ts';
import { endPaidSuspensions } from './end-suspensions.ts';
import { openLines } from './split-allocation.ts';

type Context = Omit<AllocateContext, 'how'>;

/** What a bill of less than nothing has become. */
export interface CreditUse {
  /** Asked no more of other bills of the payer. */
  readonly setOffFen: number;
  /** Free money of the receipts that paid it. */
  readonly freedFen: number;
  /** Not used: shares that personal accounts have spent. */
  readonly leftFen: number;
}

/**
 * A bill of less than nothing is a credit 抵扣余额 of its payer, used at once: set off, line by line, against what he still
 * owes, of the same period first; what is left was paid, and becomes free money of the receipts that paid it, for the next bill
 * or a refund that a second person agrees to. Shares of personal accounts go back whole or, once spent, not at all.
 */
export async function useCredit(tx: PoolClient, context: Context, billId: string): Promise<CreditUse> {
  await lockAllocating(tx);
  const setOffFen = await setOffAll(tx, context, billId);
  const freedFen = await freeFromReceipts(tx, context, billId);
  const [left] = await lockBills(tx, [billId]);
  const leftFen = left === undefined ? 0 : -total(openLines(left));
  return { setOffFen, freedFen, leftFen };
}

/** Sets a bill of less than nothing off whole. False: some of it is left. */
export async function setOff(tx: PoolClient, context: Context, billId: string): Promise<boolean> {
  await lockAllocating(tx);
  await setOffAll(tx, context, billId);
  const [left] = await lockBills(tx, [billId]);
  return left !== undefined && total(openLines(left)) === 0;
}

/** What was left of credits is used for bills that have come since. */
export async function useOpenCredits(
  tx: PoolClient,
  context: Context,
  of: { readonly regionCode: string; readonly scheme: string },
): Promise<void> {
  for (const billId of await openCredits(tx, of)) await useCredit(tx, context, billId);
}

async function setOffAll(tx: PoolClient, context: Context, billId: string): Promise<number> {
  const candidates = await setOffCandidates(tx, billId);
  const ids = candidates.map((one) => one.billId);
  const bills = new Map((await lockBills(tx, [billId, ...ids])).map((bill) => [bill.billId, bill]));
  let less = bills.get(billId);
  let fen = 0;
  for (const { billId: otherId, samePeriod } of candidates) {
    const other = bills.get(otherId);
    if (less === undefined || other === undefined) continue;
    const lines = taken(openLines(less), openLines(other), samePeriod);
    if (lines.length === 0) continue;
    await writePair(tx, context, { less, other, lines });
    less = { ...less, paidLines: [...less.paidLines, ...lines.map(opposite)] };
    fen += total(lines);
  }
  return fen;
}

/**
 * What of the open lines of a credit (below nothing) the open lines of a bill take: of each line as much as both have. Shares of
 * accounts go together, all of them, and within a period alone: there they were never credited.
 */
function taken(
  credit: readonly BillLine[],
  open: readonly BillLine[],
  withAccounts: boolean,
): readonly BillLine[] {
  if (credit.some((line) => line.amountFen > 0) || open.some((line) => line.amountFen < 0)) return [];
  const lines = credit.map((line) => {
    const there = open.find((o) => sameLine(o, line))?.amountFen ?? 0;
    return { ...line, amountFen: Math.min(there, -line.amountFen) };
  });
  const whole = credit.every(
    (line, index) => line.fund !== 'account' || lines[index]?.amountFen === -line.amountFen,
  );
  return lines.filter((line) => line.amountFen > 0 && (line.fund !== 'account' || (withAccounts && whole)));
}

async function writePair(
  tx: PoolClient,
  context: Context,
  { less, other, lines }: { less: OpenBill; other: OpenBill; lines: readonly BillLine[] },
): Promise<void> {
  const entryId = context.newId();
  const setOffId = context.newId();
  const back = lines.map(opposite);
  const rows = [rowOf(context, less, back), rowOf(context, other, lines)].map((row) => ({
    ...{ ...row, receiptId: null, how: 'set-off' as const, entryId, setOffId },
  }));
  await insertAllocations(tx, rows);
  const { regionCode, personId, scheme } = less;
  await bookEntries(tx, [
    {
      ...{ regionCode, personId, entryId, entryKind: 'contribution' },
      ...{ bookedOn: context.bookedOn, bookedAt: context.at },
      postings: [...lines, ...back].flatMap((line) => allocationPostings({ regionCode, scheme }, [line])),
    },
  ]);
  const [, allocation] = rows;
  const full = total(openLines({ ...other, paidLines: [...other.paidLines, ...lines] })) === 0;
  if (allocation !== undefined)
    await endPaidSuspensions(tx, { ...context, how: 'correction' }, [
      { allocation, bill: other, paidOn: context.bookedOn, full },
    ]);
}

/** What was paid goes back to the receipts that paid it, the last first, line by line. */
async function freeFromReceipts(tx: PoolClient, context: Context, billId: string): Promise<number> {
  const receipts = await receiptsOfPayer(tx, billId);
  await lockReceipts(
    tx,
    receipts.map((one) => one.receiptId),
  );
  const [found] = await lockBills(tx, [billId]);
  let less: OpenBill | undefined = found;
  if (less === undefined || openLines(less).every((line) => line.amountFen === 0)) return 0;
  const spent = await isSpent(tx, less);
  let fen = 0;
  for (const { receiptId, lines: paid } of receipts) {
    const lines: readonly BillLine[] = taken(openLines(less), paid, !spent).map(opposite);
    if (lines.length === 0) continue;
    const allocation: Allocation = {
      ...{ ...rowOf(context, less, lines), receiptId, how: 'correction', entryId: context.newId() },
    };
    await insertAllocations(tx, [allocation]);
    await bookEntries(tx, [entryOf({ ...context, how: 'correction' }, { allocation, bill: less })]);
    await creditShares(tx, { ...context, how: 'correction' }, allocation, less);
    less = { ...less, paidLines: [...less.paidLines, ...lines] };
    fen -= total(lines);
  }
  return fen;
}

/** An account has spent what the bill would take back from it. */
async function isSpent(tx: PoolClient, bill: OpenBill): Promise<boolean> {
  return (await fetchable(tx, await accountShares(tx, bill))) === undefined;
}

const sameLine = (a: BillLine, b: BillLine): boolean =>
  a.payer === b.payer && a.fund === b.fund && a.component === b.component;
const opposite = (line: BillLine): BillLine => ({ ...line, amountFen: -line.amountFen });
const total = (lines: readonly BillLine[]): number => lines.reduce((sum, line) => sum + line.amountFen, 0);

function rowOf(
  { newId, by, at }: Pick<Context, 'newId' | 'by' | 'at'>,
  { regionCode, personId, billId }: OpenBill,
  lines: readonly BillLine[],
): Omit<Allocation, 'entryId' | 'setOffId' | 'receiptId' | 'how'> {
  const amountFen = total(lines);
  return { regionCode, personId, allocationId: newId(), billId, amountFen, originId: null, lines, by, at };
}

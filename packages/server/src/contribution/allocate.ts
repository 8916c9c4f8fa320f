import type { CalendarDate } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import { allocationPostings } from '@gongji/ledger';
import type { NewId, PoolClient } from '@gongji/store';
import { creditAccounts, moveAccounts } from '@gongji/store/account';
import {
  type Allocation,
  accountShares,
  insertAllocations,
  lockAllocating,
  lockBills,
  lockReceipts,
  type OpenBill,
} from '@gongji/store/contribution';
import { bookEntries, type NewEntry } from '@gongji/store/ledger';
import { repairBreaks } from '../enrolment/repair-break.ts';
import { fetchCarried } from '../settlement/fetch-carried.ts';
import { carryOn } from '../settlement/merge-carry.ts';
import { endPaidSuspensions } from './end-suspensions.ts';
import { latePolicyMissing } from './late-fee-rules.ts';
import { chargeLateFees } from './late-fees.ts';
import { type Split, splitAllocation } from './split-allocation.ts';

/** A receipt and the bill that it is to pay, as far as it goes. */
export interface Pair {
  readonly receiptId: string;
  readonly billId: string;
}

export interface AllocateContext {
  readonly newId: NewId;
  /** The policies say what a late payment costs. */
  readonly policies: readonly { readonly model: PolicyModel }[];
  readonly how: 'number' | 'confirmed' | 'correction';
  readonly by: string;
  readonly at: Date;
  readonly bookedOn: CalendarDate;
}

export interface Allocated {
  readonly allocation: Allocation;
  readonly bill: OpenBill;
  readonly paidOn: CalendarDate;
  /** Nothing of the bill is open any more. */
  readonly full: boolean;
}

/**
 * Allocates 入账 receipts to bills in the transaction: never more than is free of the receipt, never more than is open of
 * the bill, whoever works at the same time. Books the income, and credits personal accounts when a bill is paid in full.
 * What came late makes a late fee, which the rest of the receipt pays as far as it goes; what makes arrears good ends their
 * suspension of benefits.
 */
export async function allocate(
  tx: PoolClient,
  context: AllocateContext,
  pairs: readonly Pair[],
): Promise<readonly Allocated[]> {
  await lockAllocating(tx);
  const done = await allocatePairs(tx, context, pairs);
  const fees = await chargeLateFees(tx, context, done);
  await endPaidSuspensions(tx, context, done);
  for (const { bill, full, paidOn } of done)
    if (full && bill.kind === 'makeUp') await repairBreaks(tx, context, { billId: bill.billId, paidOn });
  return fees.length === 0 ? done : [...done, ...(await allocatePairs(tx, context, fees))];
}

async function allocatePairs(
  tx: PoolClient,
  context: AllocateContext,
  pairs: readonly Pair[],
): Promise<readonly Allocated[]> {
  const receipts = await lockReceipts(tx, [...new Set(pairs.map((p) => p.receiptId))]);
  const bills = await lockBills(tx, [...new Set(pairs.map((p) => p.billId))]);
  const done = decide(context, pairs, receipts, bills);
  if (done.length === 0) return [];
  await insertAllocations(
    tx,
    done.map((d) => d.allocation),
  );
  await bookEntries(
    tx,
    done.map((d) => entryOf(context, d)),
  );
  for (const { allocation, bill } of done) await creditShares(tx, context, allocation, bill);
  return done;
}

/** Pure: in the order of the pairs, each from what the ones before it have left. */
function decide(
  context: AllocateContext,
  pairs: readonly Pair[],
  receipts: Awaited<ReturnType<typeof lockReceipts>>,
  bills: readonly OpenBill[],
): readonly Allocated[] {
  const free = new Map(receipts.map((r) => [r.receiptId, { ...r }]));
  const open = new Map(bills.map((b) => [b.billId, b]));
  const done: Allocated[] = [];
  for (const { receiptId, billId } of pairs) {
    const [receipt, bill] = [free.get(receiptId), open.get(billId)];
    if (receipt === undefined || bill === undefined) continue;
    // The money stays free, and the page of the receipt says why.
    if (latePolicyMissing(context.policies, bill, receipt.paidOn)) continue;
    const split = splitAllocation(bill, receipt.freeFen, receipt.allocatedFen);
    if (split.amountFen === 0) continue;
    const { freeFen, allocatedFen } = receipt;
    const left = { freeFen: freeFen - split.amountFen, allocatedFen: allocatedFen + split.amountFen };
    free.set(receiptId, { ...receipt, ...left });
    open.set(billId, { ...bill, paidLines: [...bill.paidLines, ...split.lines] });
    const allocation = allocationOf(context, receiptId, bill, split);
    done.push({ allocation, bill, paidOn: receipt.paidOn, full: split.full });
  }
  return done;
}

function allocationOf(
  { newId, how, by, at }: AllocateContext,
  receiptId: string,
  bill: OpenBill,
  { amountFen, lines }: Split,
): Allocation {
  const { regionCode, personId, billId } = bill;
  const allocationId = newId();
  return {
    ...{ regionCode, personId, allocationId, receiptId, billId, amountFen, how, originId: null },
    ...{ lines, entryId: newId(), by, at },
  };
}

export function entryOf(
  context: AllocateContext,
  { allocation, bill }: Pick<Allocated, 'allocation' | 'bill'>,
): NewEntry {
  const { regionCode, personId, entryId, lines } = allocation;
  return {
    regionCode,
    personId,
    entryId,
    entryKind: 'contribution',
    bookedOn: context.bookedOn,
    bookedAt: context.at,
    postings: allocationPostings({ regionCode, scheme: bill.scheme }, merged(lines)),
  };
}

/** One posting for each source and fund. */
function merged(lines: Allocation['lines']): Allocation['lines'] {
  const sums = new Map<string, Allocation['lines'][number]>();
  for (const line of lines) {
    const key = `${line.payer}/${line.fund}/${line.component === 'lateFee'}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? line : { ...known, amountFen: known.amountFen + line.amountFen });
  }
  return [...sums.values()];
}

/**
 * Personal accounts 个人账户 get their share with the allocation that pays the account lines of the bill, all at once; what is
 * that of a merged number goes on to who stays.
 */
export async function creditShares(
  tx: PoolClient,
  { newId, at }: AllocateContext,
  { regionCode, entryId, lines }: Allocation,
  bill: OpenBill,
): Promise<void> {
  const shareFen = lines.reduce((sum, line) => sum + (line.fund === 'account' ? line.amountFen : 0), 0);
  if (shareFen === 0) return;
  const moves = await accountShares(tx, bill);
  const sumFen = moves.reduce((sum, move) => sum + move.amountFen, 0);
  if (sumFen !== shareFen)
    throw new Error(`bill ${bill.billNo}: shares of accounts are ${sumFen} fen, its lines ${shareFen}`);
  const ways = { newId, now: () => at };
  // What is not there to be taken is refused by the database.
  await fetchCarried(ways, tx, moves);
  const up = moves.filter((move) => move.amountFen > 0);
  const down = moves.filter((move) => move.amountFen < 0);
  if (up.length > 0)
    await creditAccounts(tx, newId, { regionCode, entryId, kind: 'credit', moves: up, movedAt: at });
  if (down.length > 0)
    await moveAccounts(tx, newId, { regionCode, entryId, kind: 'correction', moves: down, movedAt: at });
  await carryOn(
    ways,
    tx,
    up.map((move) => move.personId),
  );
}

import type { ReceiptDetail } from '@gongji/contract';
import { allocationPostings, oppositePostings } from '@gongji/ledger';
import { lockAccounts, moveAccounts } from '@gongji/store/account';
import {
  accountShares,
  insertAllocations,
  lockAllocating,
  lockAllocation,
  lockBills,
  lockReceipts,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { audited } from '../identity/audited.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { today } from './bills.ts';
import { receipt } from './receipts.ts';

/**
 * 撤销入账: an opposite row and an opposite entry; the money is free again. Refused when a personal account has spent its
 * share meanwhile: it would fall below zero.
 */
export async function reverseAllocation(
  deps: RestDeps,
  caller: Caller,
  allocationId: string,
  reason: string,
): Promise<Answer<ReceiptDetail>> {
  let problem: 'not-found' | 'reversed' | 'spent' = 'not-found';
  const at = deps.now();
  const deed = {
    actor: caller.actor,
    action: 'allocation.reverse',
    subject: `allocation:${allocationId}`,
    detail: { reason },
  };
  const done = await audited(deps, deed, async (tx) => {
    await lockAllocating(tx);
    const origin = await lockAllocation(tx, allocationId);
    if (origin === undefined || origin.regionCode.slice(0, 4) !== caller.regionCode.slice(0, 4))
      return undefined;
    problem = 'reversed';
    if (origin.reversed || origin.how === 'reversal') return undefined;
    await lockReceipts(tx, [origin.receiptId]);
    const [bill] = await lockBills(tx, [origin.billId]);
    const accounts = origin.lines.some((line) => line.fund === 'account');
    const shares = bill !== undefined && accounts ? await accountShares(tx, bill) : [];
    const locked = await lockAccounts(
      tx,
      shares.map((s) => s.personId),
    );
    problem = 'spent';
    if (shares.some((s) => (locked.get(s.personId)?.balanceFen ?? 0) < s.amountFen)) return undefined;
    const entryId = deps.newId();
    const lines = origin.lines.map((line) => ({ ...line, amountFen: -line.amountFen }));
    const { regionCode, personId, scheme } = origin;
    const postings = oppositePostings(allocationPostings({ regionCode, scheme }, origin.lines));
    await bookEntries(tx, [
      {
        regionCode,
        personId,
        entryId,
        entryKind: 'contribution-reversal',
        bookedOn: today(deps),
        bookedAt: at,
        postings,
      },
    ]);
    if (shares.length > 0) {
      const moves = shares.map((s) => ({ personId: s.personId, amountFen: -s.amountFen }));
      await moveAccounts(tx, deps.newId, { regionCode, entryId, kind: 'correction', moves, movedAt: at });
    }
    const { receiptId, billId } = origin;
    await insertAllocations(tx, [
      {
        ...{
          regionCode,
          personId,
          allocationId: deps.newId(),
          receiptId,
          billId,
          amountFen: -origin.amountFen,
        },
        ...{ how: 'reversal', originId: allocationId, lines, entryId, by: caller.actor, at },
      },
    ]);
    return origin;
  });
  if (done !== undefined) return receipt(deps, caller, done.receiptId);
  return problem === 'not-found'
    ? problemAnswer('not-found')
    : problemAnswer('conflict', [PROBLEMS[problem]]);
}

const PROBLEMS = {
  reversed: {
    code: 'allocation-reversed',
    message: { zh: '该入账已撤销', en: 'the allocation has been taken back' },
    remedy: { zh: '请刷新', en: 'look again' },
  },
  spent: {
    code: 'account-spent',
    message: { zh: '划入的个人账户余额已使用，不能撤销', en: 'a personal account has spent its share' },
    remedy: { zh: '请按个人账户更正流程处理', en: 'correct the personal account first' },
  },
} as const;

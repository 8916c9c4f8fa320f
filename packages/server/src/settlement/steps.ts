import type { PoolClient, Queryable } from '@gongji/store';
import type { AccountMove } from '@gongji/store/account';
import { mergedInto, staysOf } from '@gongji/store/enrolment';
import { actorOf, type ReviewRequest, type SettlementService } from './contract.ts';
import type { ReviewedBill } from './decide-review.ts';
import type { Work } from './group-commit.ts';
import { lastWordOnEach } from './last-word.ts';
import { type CarryDeps, carryOn } from './merge-carry.ts';
import { reverseWork } from './reverse.ts';
import { type MergedInto, reviewWork } from './review.ts';

/** Where works are done: each in a write of its own, or all in one transaction. */
export interface Ground extends CarryDeps {
  readonly run: <Result>(work: Work<Result>) => Promise<Result>;
  readonly db: Queryable;
  readonly inTransaction: <T>(work: (tx: PoolClient) => Promise<T>) => Promise<T>;
  /** Money that went on to accounts of those who stay. */
  readonly onCarried: (moves: readonly AccountMove[]) => void;
}

export type Steps = Pick<SettlementService, 'reverse' | 'review' | 'resettle'>;

/** Reversals and reviews, each with what follows from it for the bills and accounts of those who have several numbers. */
export function stepsOn(ground: Ground): Steps {
  const { db, run, now, newId } = ground;
  const review: Steps['review'] = async (request) => {
    const merged = new Map<string, readonly string[]>();
    for (const id of [request.personId, ...(request.apart ?? [])]) merged.set(id, await mergedInto(db, id));
    const result = await run(reviewWork(request, merged, now, newId));
    const { scheme, commit } = request;
    if (commit === undefined || result.kind === 'rejected') return result;
    const numbers = new Set([...merged].flat(2));
    const relatives = result.bills.flatMap((one) => (numbers.has(one.personId) ? [] : one.personId));
    return reviewed([...result.bills, ...(await reviewMerged({ scheme, commit }, relatives))], merged);
  };
  /** Bills of somebody with several numbers are gone or settled again: what those of his other numbers after them found is otherwise. */
  const reviewMerged = async (
    { scheme, commit }: Required<Pick<ReviewRequest, 'scheme' | 'commit'>>,
    personIds: readonly string[],
  ): Promise<readonly ReviewedBill[]> => {
    const bills: ReviewedBill[] = [];
    for (const personId of personIds.length === 0 ? [] : await staysOf(db, personIds)) {
      const result = await review({ personId, scheme, commit });
      if (result.kind === 'reviewed') bills.push(...result.bills);
      await carryRefunds(personId);
    }
    return bills;
  };
  /** What bills that were settled again have given back to accounts of duplicates goes to who stays. */
  const carryRefunds = (keepId: string) =>
    ground.inTransaction(async (tx) =>
      ground.onCarried(await carryOn(ground, tx, await mergedInto(tx, keepId))),
    );
  return {
    review,
    reverse: async (request) => {
      const result = await run(reverseWork(request, now, newId));
      if (result.kind !== 'reversed') return result;
      const { scheme } = result.settled;
      const commit = { reason: request.reason, actor: actorOf(request.message) };
      const changed = [result.settled, ...result.recomputed].map((one) => one.personId);
      await reviewMerged({ scheme, commit }, changed);
      return result;
    },
    resettle: async ({ personId, apart = [], schemes, ...commit }) => {
      let [bills, personOwesFen] = [[] as readonly ReviewedBill[], 0];
      for (const scheme of schemes) {
        const result = await review({ personId, apart, scheme, commit });
        if (result.kind === 'rejected') return result;
        bills = [...bills, ...result.bills];
        personOwesFen += result.personOwesFen;
      }
      // Only now: bills of those who had been merged before may take again what has come to their accounts.
      for (const id of [personId, ...apart]) await carryRefunds(id);
      return { kind: 'reviewed', bills, personOwesFen };
    },
  };
}

function reviewed(bills: readonly ReviewedBill[], merged: MergedInto) {
  const numbers = new Set([...merged].flat(2));
  const last = lastWordOnEach(bills);
  const own = last.filter(({ personId }) => numbers.has(personId));
  return {
    ...{ kind: 'reviewed' as const, bills: last },
    personOwesFen: own.reduce((sum, { personOwesFen }) => sum + personOwesFen, 0),
  };
}

import { createHash } from 'node:crypto';
import { type Fen, fen } from '@gongji/domain';
import type { CounterMove } from '@gongji/engine';
import { counterRowKey, type SettlementContext, type SettlementRow } from '@gongji/store/settlement';
import type { Assessed, CounterEffect, LaterEffect, ReversalEffects } from './contract.ts';
import type { WeighedReversal } from './decide-reversal.ts';
import { counterMovesOf } from './record-reversal.ts';
import type { ReviewAfter } from './reversal-review.ts';
import { FAMILY, seenBy, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

/**
 * The effects of a weighed reversal, told for people, with a fingerprint of them; `review` is what follows for the merged numbers
 * of the person. Pure.
 */
export function reversalEffects(
  weighed: WeighedReversal,
  context: SettlementContext,
  review: ReviewAfter | undefined,
): ReversalEffects {
  const { found, reversal, blocking, state } = weighed;
  const blocked = blocking.length > 0;
  // What cannot be done recomputes nothing: only its own part is told.
  const written = blocked
    ? [reversal]
    : [reversal, ...weighed.recomputed, ...(review?.decided.written ?? [])];
  const counters = counterEffects(written, weighed, { context: review?.context ?? context, review });
  const accounts = blocked ? [] : accountEffects(state, context, review);
  const postings = [
    ...written.flatMap((one) => one.postings),
    ...(review?.decided.differences.flatMap((one) => one.postings) ?? []),
  ];
  const later = withReviewed(
    found.later
      .map((row) => laterEffect(row, weighed, blocked))
      // Of relatives only what is affected: a bill of theirs that has nothing to do with it is not told.
      .filter((one) => one.personId === found.target.personId || one.effect !== 'unchanged'),
    review,
  );
  return {
    settlementId: found.target.settlementId,
    reversal: reversal.settled,
    counters,
    accounts,
    postings,
    later,
    merged: [...(review?.merged ?? [])],
    blocked,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([found.target.settlementId, blocked, counters, accounts, postings, later]))
      .digest('base64url'),
  };
}

function accountEffects(
  state: WorkingState,
  context: SettlementContext,
  review: ReviewAfter | undefined,
): ReversalEffects['accounts'] {
  const after = new Map<string, Fen>();
  const before = new Map<string, number>();
  const put = (accounts: WorkingState['accounts'] | undefined, known: SettlementContext): void => {
    for (const [personId, { balanceFen, moved }] of accounts ?? []) {
      if (!moved) continue;
      after.set(personId, fen(balanceFen));
      before.set(personId, known.accounts.get(personId)?.balanceFen ?? 0);
    }
  };
  put(state.accounts, context);
  put(review?.decided.state?.accounts, review?.context ?? context);
  return [...after].map(([personId, afterFen]) => ({
    personId,
    beforeFen: fen(before.get(personId) ?? 0),
    afterFen,
  }));
}

/** Each counter that ends at another value, with where it stands and where it would stand. */
function counterEffects(
  written: readonly Written[],
  { state }: WeighedReversal,
  { context, review }: { readonly context: SettlementContext; readonly review: ReviewAfter | undefined },
): readonly CounterEffect[] {
  type Move = Pick<CounterMove, 'key' | 'owner' | 'counter' | 'delta'>;
  const net = new Map<string, { readonly move: Move; readonly ownerId: string; delta: number }>();
  const add = (ownerId: string, move: Move): void => {
    const id = `${counterRowKey(ownerId, state.scheme)} ${move.owner} ${move.key}`;
    net.set(id, { move, ownerId, delta: (net.get(id)?.delta ?? 0) + move.delta });
  };
  for (const { row } of written) {
    const { own, family } = seenBy(state, row);
    for (const move of counterMovesOf(row)) add((move.owner === 'family' ? family : own).ownerId, move);
  }
  for (const { personId, counters } of review?.decided.carries ?? [])
    for (const [key, delta] of Object.entries(counters)) {
      const [counter = ''] = key.split('|');
      add(personId, { key, owner: 'person', counter, delta });
    }
  return [...net.values()].flatMap(({ move: { key, owner, counter }, ownerId, delta }) => {
    if (delta === 0) return [];
    const kept = context.counters.get(counterRowKey(ownerId, state.scheme))?.counters ?? {};
    const before = kept[owner === 'family' ? FAMILY + key : key] ?? 0;
    return [{ ownerId, key, counter, owner, before, after: before + delta }];
  });
}

function laterEffect(
  row: SettlementRow,
  { blocking, recomputed }: WeighedReversal,
  blocked: boolean,
): LaterEffect {
  const again = recomputed.find((one) => one.row.replacesId === row.settlementId);
  const { personId, settlementId, institutionCode, settledAt } = row;
  const told = { personId, settlementId, institutionCode, settledAt, before: assessedOf(row) };
  if (blocking.includes(settlementId)) return { ...told, effect: 'blocks' };
  if (again === undefined || blocked) return { ...told, effect: 'unchanged' };
  return { ...told, effect: 'recomputed', after: assessedOf(again.row) };
}

/** With what the review of the merged numbers does to the bills after the reversal: the last word on each. */
function withReviewed(
  later: readonly LaterEffect[],
  review: ReviewAfter | undefined,
): readonly LaterEffect[] {
  const told = new Map(later.map((one) => [one.settlementId, one]));
  for (const bill of review?.decided.bills ?? []) {
    const row = review?.standing.get(bill.settlementId);
    if (row === undefined) continue;
    const now = review?.decided.written.find((one) => one.row.replacesId === bill.settlementId)?.row;
    const { personId, settlementId, institutionCode, settledAt } = row;
    told.set(settlementId, {
      ...{ personId, settlementId, institutionCode, settledAt, before: assessedOf(row) },
      ...{ effect: 'recomputed', after: now === undefined ? notPaid(row) : assessedOf(now) },
    });
  }
  return [...told.values()];
}

/** Without cover any more: all of it is the person's. */
function notPaid({ totalFen }: SettlementRow): Assessed {
  const none = fen(0);
  return {
    ...{ totalFen: fen(totalFen), fundFen: none, providerFen: none, accountFen: none },
    ...{ familyAccountFen: none, cashFen: fen(totalFen) },
  };
}

function assessedOf(row: SettlementRow): Assessed {
  return {
    totalFen: fen(row.totalFen),
    fundFen: fen(row.fundFen),
    providerFen: fen(row.providerFen),
    accountFen: fen(row.accountFen),
    familyAccountFen: fen(row.familyAccountFen),
    cashFen: fen(row.cashFen),
  };
}

import { createHash } from 'node:crypto';
import { fen } from '@gongji/domain';
import type { CounterMove } from '@gongji/engine';
import { counterRowKey, type SettlementContext, type SettlementRow } from '@gongji/store/settlement';
import type { Assessed, CounterEffect, LaterEffect, ReversalEffects } from './contract.ts';
import type { WeighedReversal } from './decide-reversal.ts';
import { counterMovesOf } from './record-reversal.ts';
import { FAMILY, seenBy } from './working-state.ts';
import type { Written } from './written.ts';

/** The effects of a weighed reversal, told for people, with a fingerprint of them. Pure. */
export function reversalEffects(weighed: WeighedReversal, context: SettlementContext): ReversalEffects {
  const { found, reversal, blocking, state } = weighed;
  const blocked = blocking.length > 0;
  // What cannot be done recomputes nothing: only its own part is told.
  const written = blocked ? [reversal] : [reversal, ...weighed.recomputed];
  const counters = counterEffects(written, weighed, context);
  const accounts = [...state.accounts].flatMap(([personId, { balanceFen, moved }]) =>
    !moved || blocked
      ? []
      : [
          {
            personId,
            beforeFen: fen(context.accounts.get(personId)?.balanceFen ?? 0),
            afterFen: fen(balanceFen),
          },
        ],
  );
  const postings = written.flatMap((one) => one.postings);
  const later = found.later
    .map((row) => laterEffect(row, weighed, blocked))
    // Of relatives only what is affected: a bill of theirs that has nothing to do with it is not told.
    .filter((one) => one.personId === found.target.personId || one.effect !== 'unchanged');
  return {
    settlementId: found.target.settlementId,
    reversal: reversal.settled,
    counters,
    accounts,
    postings,
    later,
    blocked,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([found.target.settlementId, blocked, counters, accounts, postings, later]))
      .digest('base64url'),
  };
}

/** Each counter that ends at another value, with where it stands and where it would stand. */
function counterEffects(
  written: readonly Written[],
  { state }: WeighedReversal,
  context: SettlementContext,
): readonly CounterEffect[] {
  const net = new Map<string, { readonly move: CounterMove; readonly ownerId: string; delta: number }>();
  for (const { row } of written) {
    const { own, family, scheme } = seenBy(state, row);
    for (const move of counterMovesOf(row)) {
      const { ownerId } = move.owner === 'family' ? family : own;
      const id = `${counterRowKey(ownerId, scheme)} ${move.owner} ${move.key}`;
      net.set(id, { move, ownerId, delta: (net.get(id)?.delta ?? 0) + move.delta });
    }
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

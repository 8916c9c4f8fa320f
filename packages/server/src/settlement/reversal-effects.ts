import { createHash } from 'node:crypto';
import { fen } from '@gongji/domain';
import type { CounterMove } from '@gongji/engine';
import { mergedAmong, mergedInto } from '@gongji/store/enrolment';
import {
  askedOver,
  type CarriedCounters,
  loadAccounts,
  loadCounters,
  loadSettlements,
  type SettlementRow,
} from '@gongji/store/settlement';
import type { Assessed, CounterEffect, LaterEffect, ReversalEffects } from './contract.ts';
import type { WeighedReversal } from './decide-reversal.ts';
import { counterMovesOf } from './record-reversal.ts';
import type { Within } from './within.ts';
import { FAMILY } from './working-state.ts';

type Work = Pick<Within, 'db' | 'written' | 'carried'>;

/**
 * The effects of a reversal that was done in a transaction with all that followed from it, told for people from what was
 * written, with a fingerprint of them. Where later settlements stand in its way nothing was done: only its own part is told.
 */
export async function reversalEffects(weighed: WeighedReversal, work: Work): Promise<ReversalEffects> {
  const { found, reversal, blocking } = weighed;
  const { settlementId, personId } = found.target;
  const blocked = blocking.length > 0;
  const rows = blocked ? [reversal.row] : work.written.flatMap(({ settlements }) => settlements);
  const postings = blocked
    ? reversal.postings
    : work.written.flatMap(({ postings: booked }) => booked.map(({ posting }) => posting));
  const counters = await counterEffects(rows, work, blocked);
  const accounts = await accountEffects(work);
  const later = await laterEffects(weighed, rows, work);
  return {
    settlementId,
    reversal: reversal.settled,
    counters,
    accounts,
    postings,
    later,
    merged: await mergedInto(work.db, personId),
    blocked,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([settlementId, blocked, counters, accounts, postings, later]))
      .digest('base64url'),
  };
}

/** Accounts that end at another balance; what goes on from a merged number to who stays is told at who stays. */
async function accountEffects({ db, written, carried }: Work): Promise<ReversalEffects['accounts']> {
  const net = new Map<string, number>();
  for (const { personId, amountFen } of [...written.flatMap(({ movements }) => movements), ...carried])
    net.set(personId, (net.get(personId) ?? 0) + amountFen);
  const moved = [...net].filter(([, amountFen]) => amountFen !== 0);
  const now = await loadAccounts(
    askedOver(db),
    moved.map(([personId]) => personId),
  );
  return moved.map(([personId, amountFen]) => {
    const balanceFen = now.get(personId)?.balanceFen ?? 0;
    return { personId, beforeFen: fen(balanceFen - amountFen), afterFen: fen(balanceFen) };
  });
}

/** Each counter that ends at another value. What a merged number counts is carried to who stays, and told there. */
async function counterEffects(
  rows: readonly SettlementRow[],
  { db, written }: Work,
  blocked: boolean,
): Promise<readonly CounterEffect[]> {
  type Move = Pick<CounterMove, 'key' | 'owner' | 'counter' | 'delta'>;
  const net = new Map<string, { readonly move: Move; readonly ownerId: string; delta: number }>();
  const add = (ownerId: string, move: Move): void => {
    const id = `${ownerId} ${move.owner} ${move.key}`;
    net.set(id, { move, ownerId, delta: (net.get(id)?.delta ?? 0) + move.delta });
  };
  for (const row of rows)
    for (const move of counterMovesOf(row))
      add(move.owner === 'family' ? (row.familyId ?? row.personId) : row.personId, move);
  for (const { personId, counters } of written.flatMap(({ carries }): readonly CarriedCounters[] => carries))
    for (const [key, delta] of Object.entries(counters)) {
      const [counter = ''] = key.split('|');
      add(personId, { key, owner: 'person', counter, delta });
    }
  const owners = [...new Set([...net.values()].map(({ ownerId }) => ownerId))];
  const others = new Set((await mergedAmong(db, owners)).map(({ personId }) => personId));
  const kept = new Map(
    (await loadCounters(askedOver(db), owners, rows[0]?.scheme ?? '')).map((row) => [
      row.personId,
      row.counters,
    ]),
  );
  return [...net.values()].flatMap(({ move: { key, owner, counter }, ownerId, delta }) => {
    if (delta === 0 || (owner === 'person' && others.has(ownerId))) return [];
    const now = kept.get(ownerId)?.[owner === 'family' ? FAMILY + key : key] ?? 0;
    const before = blocked ? now : now - delta;
    return [{ ownerId, key, counter, owner, before, after: before + delta }];
  });
}

/** Later bills that stand, with what became of each; of relatives only what is affected. */
async function laterEffects(
  { found, blocking }: WeighedReversal,
  rows: readonly SettlementRow[],
  { db }: Work,
): Promise<readonly LaterEffect[]> {
  const last = lastInPlaceOf(rows);
  last.delete(found.target.settlementId);
  const told = new Set(found.later.map(({ settlementId }) => settlementId));
  const others = [...last].flatMap(([settlementId, { row }]) =>
    told.has(settlementId) ? [] : [{ settlementId, personId: row.personId }],
  );
  return [...found.later, ...(await loadSettlements(askedOver(db), others))].flatMap(
    (row): readonly LaterEffect[] => {
      const { personId, settlementId, institutionCode, settledAt } = row;
      const again = last.get(settlementId);
      const before = again?.wasPaid === false ? notPaid(row) : assessedOf(row);
      const shown = { personId, settlementId, institutionCode, settledAt, before };
      if (blocking.includes(settlementId)) return [{ ...shown, effect: 'blocks' }];
      if (again !== undefined) {
        const after = again.row.kind === 'reversal' ? notPaid(row) : assessedOf(again.row);
        return [{ ...shown, effect: 'recomputed', after }];
      }
      return personId === found.target.personId ? [{ ...shown, effect: 'unchanged' }] : [];
    },
  );
}

interface LastRow {
  readonly row: SettlementRow;
  /** False: a review had left it without cover, and it comes back. */
  readonly wasPaid: boolean;
}

/** The last row written of each bill, by the number under which it stood before: its reversal, or what is in its place. */
function lastInPlaceOf(rows: readonly SettlementRow[]): Map<string, LastRow> {
  const firstOf = new Map<string, string>();
  const last = new Map<string, LastRow>();
  for (const row of rows) {
    const changed = row.originId ?? row.replacesId ?? row.settlementId;
    const first = firstOf.get(changed) ?? changed;
    firstOf.set(row.settlementId, first);
    last.set(first, { row, wasPaid: last.get(first)?.wasPaid ?? row.kind === 'reversal' });
  }
  return last;
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

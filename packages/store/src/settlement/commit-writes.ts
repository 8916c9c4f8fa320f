import { type AuditHead, chain } from '../audit/chain.ts';
import { postedSums } from '../ledger/posted-sums.ts';
import {
  insertAudit,
  insertCarries,
  insertCounters,
  insertEffects,
  insertEntries,
  insertMovements,
  insertOutbox,
  insertPostings,
  insertSettlements,
  moveAuditHead,
  updateAccounts,
  updateCounters,
} from './insert-rows.ts';
import type { Asked } from './read-settlements.ts';
import { setStatement } from './set-statement.ts';
import type { WriteSet } from './write-set.ts';

const commitStatement = setStatement('settlement-commit', {
  changed_counters: updateCounters,
  new_counters: insertCounters,
  accounts: updateAccounts,
  effects: insertEffects,
  settlements: insertSettlements,
  entries: insertEntries,
  postings: insertPostings,
  movements: insertMovements,
  carries: insertCarries,
  audit: insertAudit,
  audit_heads: moveAuditHead,
  outbox_rows: insertOutbox,
});

/**
 * Writes the sets of several use cases in one transaction and one round trip, and appends to the writer's audit chain.
 * Rejects, with nothing written, when a version is no longer current, a message already has an effect, or the head of
 * the chain has moved ({@link isConflict}). No two sets may touch the same counter row or account.
 */
export async function commitWrites(
  db: Asked,
  sets: readonly WriteSet[],
  head: AuditHead,
): Promise<AuditHead> {
  const audit = chain(
    head,
    sets.flatMap((s) => s.audit),
  );
  const heads = audit.rows.length === 0 ? [] : [{ from: head, to: audit.head }];
  await db.query(commitStatement({ ...rowsOf(sets), audit: audit.rows, audit_heads: heads }));
  return audit.head;
}

/**
 * Writes one set in a transaction of the caller's; rejects as {@link commitWrites} does. Its audit entries are the caller's to
 * append, last of all: a chain is locked until the end.
 */
export async function writeWithin(tx: Asked, set: WriteSet): Promise<void> {
  await tx.query(commitStatement({ ...rowsOf([set]), audit: [], audit_heads: [] }));
}

function rowsOf(sets: readonly WriteSet[]) {
  const counters = sets.flatMap((s) => s.counters).toSorted(byOwner);
  return {
    changed_counters: counters.filter((c) => c.expectedVersion !== undefined),
    new_counters: counters.filter((c) => c.expectedVersion === undefined),
    accounts: sets.flatMap((s) => s.accounts).toSorted(byOwner),
    effects: sets.flatMap((s) => s.effects),
    settlements: sets.flatMap((s) => s.settlements),
    entries: sets.flatMap((s) => s.entries),
    postings: sets.flatMap((s) => s.postings),
    movements: sets.flatMap((s) => s.movements),
    carries: sets.flatMap((s) => s.carries),
    outbox_rows: outboxRows(sets),
  };
}

/** Everybody locks rows of several persons in the same order, so that no two writes wait for each other. */
function byOwner(a: { readonly personId: string }, b: { readonly personId: string }): number {
  return a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0;
}

/** True for errors after which the same requests may be decided again from what is true now. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  // GJ001: a version check; 23505: another process wrote this message first; 40P01, 40001: the database chose a victim.
  return error.code === 'GJ001' || error.code === '23505' || error.code === '40P01' || error.code === '40001';
}

/** One row of sums per region and day, for the roll-up of fund totals. */
function outboxRows(sets: readonly WriteSet[]) {
  const entries = sets.flatMap((s) => s.entries);
  const postings = sets.flatMap((s) => s.postings);
  return postedSums(entries, postings).map((body) => ({ topic: 'posted', bodyJson: JSON.stringify(body) }));
}

import { type AuditHead, chain } from '../audit/chain.ts';
import { postedSums } from '../ledger/posted-sums.ts';
import {
  insertAudit,
  insertEffects,
  insertEntries,
  insertMovements,
  insertOutbox,
  insertPostings,
  insertSettlements,
} from './insert-rows.ts';
import type { PipelinedConnection, Statement } from './pipelined-connection.ts';
import type { AccountWrite, CounterWrite, WriteSet } from './write-set.ts';

/**
 * Writes the sets of several use cases in one transaction and one round trip, and appends to the writer's audit chain.
 * Rejects, with nothing written, when a version is no longer current, a message already has an effect, or the head of
 * the chain has moved ({@link isConflict}). No two sets may touch the same counter row or account.
 */
export async function commitWrites(
  db: PipelinedConnection,
  sets: readonly WriteSet[],
  head: AuditHead,
): Promise<AuditHead> {
  const audit = chain(
    head,
    sets.flatMap((s) => s.audit),
  );
  const statements = [
    ...someRows(
      sets.flatMap((s) => s.counters.filter((c) => c.expectedVersion !== undefined)),
      updateCounters,
    ),
    ...someRows(
      sets.flatMap((s) => s.counters.filter((c) => c.expectedVersion === undefined)),
      insertCounters,
    ),
    ...someRows(
      sets.flatMap((s) => s.accounts),
      updateAccounts,
    ),
    ...someRows(
      sets.flatMap((s) => s.effects),
      insertEffects,
    ),
    ...someRows(
      sets.flatMap((s) => s.settlements),
      insertSettlements,
    ),
    ...someRows(
      sets.flatMap((s) => s.entries),
      insertEntries,
    ),
    ...someRows(
      sets.flatMap((s) => s.postings),
      insertPostings,
    ),
    ...someRows(
      sets.flatMap((s) => s.movements),
      insertMovements,
    ),
    ...someRows(audit.rows, insertAudit),
    ...moveHead(head, audit.head),
    ...someRows(outboxRows(sets), insertOutbox),
  ];
  await db.transaction(statements);
  return audit.head;
}

/** For a version found to be old before the write. */
export function versionConflict(): Error {
  return Object.assign(new Error('a version read before is no longer current'), { code: 'GJ001' });
}

/** True for errors after which the same requests may be decided again from what is true now. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  // GJ001: a version check; 23505: another process wrote this message first; 40P01, 40001: the database chose a victim.
  return error.code === 'GJ001' || error.code === '23505' || error.code === '40P01' || error.code === '40001';
}

function someRows<Row>(
  rows: readonly Row[],
  build: (rows: readonly Row[]) => Statement,
): readonly Statement[] {
  return rows.length === 0 ? [] : [build(rows)];
}

function updateCounters(rows: readonly CounterWrite[]): Statement {
  return {
    name: 'settlement-update-counters',
    text: `
      with given as (
        select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::jsonb[])
          as g (person_id, scheme, expected, version, counters)
      ), written as (
        update counter_state c set version = g.version, counters = g.counters from given g
         where c.person_id = g.person_id and c.scheme = g.scheme and c.version = g.expected returning 1
      )
      select case when (select count(*) from written) = (select count(*) from given) then 0
                  else settlement_version_conflict() end`,
    values: [
      rows.map((r) => r.personId),
      rows.map((r) => r.scheme),
      rows.map((r) => r.expectedVersion),
      rows.map((r) => r.version),
      rows.map((r) => JSON.stringify(r.counters)),
    ],
  };
}

function insertCounters(rows: readonly CounterWrite[]): Statement {
  return {
    name: 'settlement-insert-counters',
    text: `
      insert into counter_state (region_code, person_id, scheme, version, counters)
      select * from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::jsonb[])`,
    values: [
      rows.map((r) => r.regionCode),
      rows.map((r) => r.personId),
      rows.map((r) => r.scheme),
      rows.map((r) => r.version),
      rows.map((r) => JSON.stringify(r.counters)),
    ],
  };
}

function updateAccounts(rows: readonly AccountWrite[]): Statement {
  return {
    name: 'settlement-update-accounts',
    text: `
      with given as (
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as g (person_id, expected, balance_fen)
      ), written as (
        update personal_account a set version = a.version + 1, balance_fen = g.balance_fen from given g
         where a.person_id = g.person_id and a.version = g.expected returning 1
      )
      select case when (select count(*) from written) = (select count(*) from given) then 0
                  else settlement_version_conflict() end`,
    values: [rows.map((r) => r.personId), rows.map((r) => r.expectedVersion), rows.map((r) => r.balanceFen)],
  };
}

function moveHead(from: AuditHead, to: AuditHead): readonly Statement[] {
  if (from.position === to.position) return [];
  return [
    {
      name: 'settlement-move-audit-head',
      text: `
        with moved as (
          update audit_head set position = $2, hash = $3 where stripe = $1 and position = $4 returning 1
        )
        select case when exists (select from moved) then 0 else settlement_version_conflict() end`,
      values: [to.stripe, to.position, Buffer.from(to.hash), from.position],
    },
  ];
}

/** One row of sums per region and day, for the roll-up of fund totals. */
function outboxRows(sets: readonly WriteSet[]) {
  const entries = sets.flatMap((s) => s.entries);
  const postings = sets.flatMap((s) => s.postings);
  return postedSums(entries, postings).map((body) => ({ topic: 'posted', bodyJson: JSON.stringify(body) }));
}

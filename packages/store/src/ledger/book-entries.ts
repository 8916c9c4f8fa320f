import type { CalendarDate } from '@gongji/domain';
import type { Posting } from '@gongji/ledger';
import type { PoolClient } from '../pool.ts';
import { postedSums } from './posted-sums.ts';

/** Journal entry 记账凭证 that does not come from a settlement. */
export interface NewEntry {
  readonly regionCode: string;
  /** '0' for an entry that belongs to no single person. */
  readonly personId: string;
  readonly entryId: string;
  /** What it books, e.g. `account-correction`. */
  readonly entryKind: string;
  readonly bookedOn: CalendarDate;
  readonly bookedAt: Date;
  /** At least one. */
  readonly postings: readonly Posting[];
}

/**
 * Books entries in the transaction of their use case, with the sums that the roll-up of fund totals waits for. Money of
 * personal accounts moves beside it, by `moveAccounts` with the same entry.
 */
export async function bookEntries(
  tx: Pick<PoolClient, 'query'>,
  entries: readonly NewEntry[],
): Promise<void> {
  if (entries.some((entry) => entry.postings.length === 0))
    throw new RangeError('an entry without a posting');
  const postings = entries.flatMap((entry) =>
    entry.postings.map((posting, index) => ({ ...entry, lineNo: index + 1, posting })),
  );
  await tx.query(ENTRIES, [
    entries.map((e) => e.regionCode),
    entries.map((e) => e.personId),
    entries.map((e) => e.entryId),
    entries.map((e) => e.entryKind),
    entries.map((e) => e.bookedOn),
    entries.map((e) => e.bookedAt.toISOString()),
  ]);
  await tx.query(POSTINGS, [
    postings.map((p) => p.regionCode),
    postings.map((p) => p.personId),
    postings.map((p) => p.entryId),
    postings.map((p) => p.lineNo),
    postings.map((p) => p.posting.debit),
    postings.map((p) => p.posting.credit),
    postings.map((p) => p.posting.amountFen),
  ]);
  const sums = postedSums(entries, postings).map((body) => JSON.stringify(body));
  await tx.query(`insert into outbox (topic, body) select 'posted', b::json from unnest($1::text[]) b`, [
    sums,
  ]);
}

const ENTRIES = `
  insert into journal_entry (region_code, person_id, entry_id, entry_kind, booked_on, booked_at)
  select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::date[], $6::timestamptz[])`;

const POSTINGS = `
  insert into posting (region_code, person_id, entry_id, line_no, debit_account, credit_account, amount_fen)
  select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::text[], $7::bigint[])`;

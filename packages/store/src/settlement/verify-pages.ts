import type { PoolClient } from '../pool.ts';
import type { CarriedCounters } from './merge-carry.ts';
import { type RawSettlement, SETTLEMENT_COLUMNS, settlementFromRaw } from './read-settlements.ts';
import type { SettlementRow } from './write-set.ts';

/** Everything on the books of some persons, for recomputing it. */
export interface BooksPage {
  readonly personIds: readonly string[];
  /** By person, scheme and sequence. */
  readonly settlements: readonly SettlementRow[];
  readonly entries: readonly BookedEntry[];
  readonly postings: readonly BookedPosting[];
  readonly counters: readonly BookedCounters[];
  /** Of persons and schemes, by place. */
  readonly carries: readonly CarriedCounters[];
  readonly accounts: readonly BookedAccount[];
  /** Movements of the page's settlements, whoever owns the account. */
  readonly movements: readonly BookedMovement[];
  /** Families of the page's settlements in which bills of more than one person read common counters, as `family/scheme`. */
  readonly sharedFamilies: ReadonlySet<string>;
}

export interface BookedEntry {
  readonly personId: string;
  readonly entryId: string;
  readonly settlementId: string | null;
  readonly entryKind: string;
}

export interface BookedPosting {
  readonly personId: string;
  readonly entryId: string;
  readonly lineNo: number;
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: number;
}

export interface BookedCounters {
  readonly personId: string;
  readonly scheme: string;
  readonly version: number;
  readonly counters: Readonly<Record<string, number>>;
}

export interface BookedAccount {
  readonly personId: string;
  readonly balanceFen: number;
  /** Sum of all movements; must equal the balance. */
  readonly movedFen: number;
}

export interface BookedMovement {
  readonly personId: string;
  readonly settlementId: string;
  readonly amountFen: number;
}

/**
 * The books of the next `size` persons after `afterId` ('0' to begin), in order of their ids; undefined at the end.
 * Persons are found by every table that may hold something of them, so a row without its partner is not missed.
 */
export async function nextBooksPage(
  client: PoolClient,
  afterId: string,
  size: number,
): Promise<BooksPage | undefined> {
  const persons = await client.query<{ person_id: string }>(NEXT_PERSONS, [afterId, size]);
  const personIds = persons.rows.map((row) => row.person_id);
  if (personIds.length === 0) return undefined;
  const of = async <Row extends object>(text: string) => (await client.query<Row>(text, [personIds])).rows;
  return {
    personIds,
    settlements: (await of<RawSettlement>(SETTLEMENTS)).map(settlementFromRaw),
    entries: await of<BookedEntry>(ENTRIES),
    postings: (await of<BookedPosting>(POSTINGS)).map((p) => ({ ...p, amountFen: Number(p.amountFen) })),
    counters: (await of<BookedCounters>(COUNTERS)).map((c) => ({ ...c, version: Number(c.version) })),
    carries: (await of<CarriedCounters>(CARRIES)).map((c) => ({ ...c, place: Number(c.place) })),
    accounts: (await of<BookedAccount>(ACCOUNTS)).map((a) => ({
      ...a,
      balanceFen: Number(a.balanceFen),
      movedFen: Number(a.movedFen),
    })),
    movements: (await of<BookedMovement>(MOVEMENTS)).map((m) => ({ ...m, amountFen: Number(m.amountFen) })),
    sharedFamilies: new Set((await of<{ family: string }>(SHARED)).map(({ family }) => family)),
  };
}

export interface SharingFamily {
  readonly familyId: string;
  readonly scheme: string;
  /** One of those with bills; the head may have none. */
  readonly memberId: string;
}

/** The next `size` families after the head `afterId` in which bills of more than one person read common counters. */
export async function nextFamilies(
  client: PoolClient,
  afterId: string,
  size: number,
): Promise<readonly SharingFamily[]> {
  const { rows } = await client.query<SharingFamily>(NEXT_FAMILIES, [afterId, size]);
  return rows;
}

const NEXT_FAMILIES = `
  select family_id as "familyId", scheme, min(person_id) as "memberId" from settlement
   where family_id in (
     select family_id from settlement where family_id > $1 group by family_id
     having count(distinct person_id) > 1 order by family_id limit $2)
   group by family_id, scheme having count(distinct person_id) > 1 order by family_id, scheme`;

const TABLES = [
  'settlement',
  'counter_state',
  'journal_entry',
  'posting',
  'personal_account',
  'account_movement',
];

const NEXT_PERSONS = `
  select person_id from (
    ${TABLES.map((t) => `(select distinct person_id from ${t} where person_id > $1 order by person_id limit $2)`).join(' union ')}
  ) p order by person_id limit $2`;

const SETTLEMENTS = `
  select ${SETTLEMENT_COLUMNS} from settlement s where s.person_id = any($1::bigint[])
   order by s.person_id, s.scheme, s.sequence`;

const ENTRIES = `
  select person_id as "personId", entry_id as "entryId", settlement_id as "settlementId", entry_kind as "entryKind"
    from journal_entry where person_id = any($1::bigint[]) and entry_kind in ('settlement', 'reversal')`;

const POSTINGS = `
  select person_id as "personId", entry_id as "entryId", line_no as "lineNo", debit_account as debit,
         credit_account as credit, amount_fen as "amountFen"
    from posting where person_id = any($1::bigint[]) order by person_id, entry_id, line_no`;

const COUNTERS = `
  select person_id as "personId", scheme, version, counters from counter_state where person_id = any($1::bigint[])`;

const CARRIES = `
  select person_id as "personId", from_person_id as "fromId", scheme, place, counters from merge_carry
   where person_id = any($1::bigint[]) and scheme is not null order by person_id, scheme, place`;

const ACCOUNTS = `
  select person_id as "personId", coalesce(a.balance_fen, 0) as "balanceFen", coalesce(m.moved_fen, 0) as "movedFen"
    from (select person_id, balance_fen from personal_account where person_id = any($1::bigint[])) a
    full join (select person_id, sum(amount_fen) as moved_fen from account_movement
                where person_id = any($1::bigint[]) group by person_id) m using (person_id)`;

const MOVEMENTS = `
  select m.person_id as "personId", m.settlement_id as "settlementId", m.amount_fen as "amountFen"
    from account_movement m
   where m.settlement_id in (select settlement_id from settlement where person_id = any($1::bigint[]))`;

const SHARED = `
  select o.family_id || '/' || o.scheme as family from settlement o
   where o.family_id in (select family_id from settlement where person_id = any($1::bigint[]) and family_id is not null)
   group by o.family_id, o.scheme having count(distinct o.person_id) > 1`;

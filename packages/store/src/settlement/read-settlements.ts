import type { Queryable } from '../pool.ts';
import type { CounterRow } from './context-rows.ts';
import type { CarriedCounters } from './merge-carry.ts';
import type { PipelinedConnection } from './pipelined-connection.ts';
import type { SettlementRow } from './write-set.ts';

/** Whatever answers a statement: a connection that writes, an open transaction, or one that verifies. */
export type Asked = Pick<PipelinedConnection, 'query'>;

/** A transaction or pool as what answers statements. */
export function askedOver(db: Queryable): Asked {
  return {
    query: async (statement) => (await db.query({ ...statement, values: [...statement.values] })).rows,
  };
}

/** Select list that reads a `settlement s` as {@link RawSettlement}. */
export const SETTLEMENT_COLUMNS = `
  s.region_code as "regionCode", s.person_id as "personId", s.settlement_id as "settlementId", s.kind,
  s.origin_id as "originId", s.cause, s.owed_to as "owedTo", s.scheme, s.insutype, s.institution_code as "institutionCode",
  s.visit_id as "visitId", s.benefit, s.med_type as "medType", s.clr_type as "clrType", s.mid_stay as "midStay",
  s.policy_version as "policyVersion", s.benefit_year as "benefitYear", s.sequence, s.place,
  s.replaces_id as "replacesId", s.family_id as "familyId", s.family_sequence as "familySequence",
  s.started_on as "startedOn", s.ended_on as "endedOn", s.settled_at as "settledAt",
  s.medins_setl_id as "medinsSetlId", s.invoice_no as "invoiceNo", s.total_fen as "totalFen",
  s.self_paid_fen as "selfPaidFen", s.over_limit_fen as "overLimitFen", s.first_pay_fen as "firstPayFen",
  s.in_scope_fen as "inScopeFen", s.deductible_fen as "deductibleFen", s.fund_fen as "fundFen",
  s.provider_fen as "providerFen", s.account_fen as "accountFen", s.family_account_fen as "familyAccountFen",
  s.cash_fen as "cashFen", s.account_balance_fen as "accountBalanceFen", s.account_moves::text as "accountMovesJson",
  s.payments::text as "paymentsJson", s.counter_moves::text as "counterMovesJson", s.bill::text as "billJson",
  s.trace::text as "traceJson", s.line_splits::text as "lineSplitsJson", s.reason, s.digest`;

type BigintColumn =
  | 'sequence'
  | 'place'
  | 'totalFen'
  | 'selfPaidFen'
  | 'overLimitFen'
  | 'firstPayFen'
  | 'inScopeFen'
  | 'deductibleFen'
  | 'fundFen'
  | 'providerFen'
  | 'accountFen'
  | 'familyAccountFen'
  | 'cashFen';
type NullableBigintColumn = 'familySequence' | 'accountBalanceFen';

/** A row as the driver gives it: bigint columns are text. */
export type RawSettlement = Omit<SettlementRow, BigintColumn | NullableBigintColumn> &
  Readonly<Record<BigintColumn, string> & Record<NullableBigintColumn, string | null>>;

export function settlementFromRaw(raw: RawSettlement): SettlementRow {
  return {
    ...raw,
    sequence: Number(raw.sequence),
    place: Number(raw.place),
    familySequence: raw.familySequence === null ? null : Number(raw.familySequence),
    totalFen: Number(raw.totalFen),
    selfPaidFen: Number(raw.selfPaidFen),
    overLimitFen: Number(raw.overLimitFen),
    firstPayFen: Number(raw.firstPayFen),
    inScopeFen: Number(raw.inScopeFen),
    deductibleFen: Number(raw.deductibleFen),
    fundFen: Number(raw.fundFen),
    providerFen: Number(raw.providerFen),
    accountFen: Number(raw.accountFen),
    familyAccountFen: Number(raw.familyAccountFen),
    cashFen: Number(raw.cashFen),
    accountBalanceFen: raw.accountBalanceFen === null ? null : Number(raw.accountBalanceFen),
  };
}

/** Where a settlement or reversal stands, without its money and its documents. */
export type PlacedRow = Pick<
  SettlementRow,
  | 'personId'
  | 'settlementId'
  | 'kind'
  | 'originId'
  | 'cause'
  | 'place'
  | 'replacesId'
  | 'familyId'
  | 'familySequence'
>;

/** Everybody who shares counters with some persons in a scheme, directly or over others, as of one moment. */
export interface FamilyBooks {
  /** Every row of all of them in the scheme, reversals included. */
  readonly placed: readonly PlacedRow[];
  /** Counters of all of them and of their heads, in the scheme. */
  readonly counters: readonly CounterRow[];
  /** What merges of duplicates carried to their counters. */
  readonly carries: readonly CarriedCounters[];
}

/**
 * `families` are seen too, also where none of the persons has a bill that read their counters yet.
 * One statement, and so one moment: counters that know of a bill which the rows do not would be set back wrongly.
 */
export async function loadFamilyBooks(
  db: Asked,
  personIds: readonly string[],
  scheme: string,
  families: readonly string[] = [],
): Promise<FamilyBooks> {
  const found = await db.query<{
    readonly placed: PlacedRow | null;
    readonly counters: CounterRow | null;
    readonly carries: CarriedCounters | null;
  }>({
    name: 'settlement-family',
    text: FAMILY_BOOKS,
    values: [personIds, scheme, families],
  });
  return {
    placed: found.flatMap(({ placed }) => (placed === null ? [] : [placed])),
    counters: found.flatMap(({ counters }) => (counters === null ? [] : [counters])),
    carries: found.flatMap(({ carries }) => (carries === null ? [] : [carries])),
  };
}

/** Settlements in full, in the order in which they are named. A row never changes, so it may be read at any time. */
export async function loadSettlements(
  db: Asked,
  rows: readonly Pick<SettlementRow, 'personId' | 'settlementId'>[],
): Promise<readonly SettlementRow[]> {
  if (rows.length === 0) return [];
  const found = await db.query<RawSettlement>({
    name: 'settlement-rows',
    text: ROWS,
    values: [rows.map((row) => row.personId), rows.map((row) => row.settlementId)],
  });
  return found.map(settlementFromRaw);
}

/** The scheme of a settlement of a person; undefined when there is none. */
export async function schemeOfSettlement(
  db: Asked,
  personId: string,
  settlementId: string,
): Promise<SettlementRow['scheme'] | undefined> {
  const [row] = await db.query<Pick<SettlementRow, 'scheme'>>({
    name: 'settlement-scheme',
    text: 'select scheme from settlement where person_id = $1::bigint and settlement_id = $2::bigint',
    values: [personId, settlementId],
  });
  return row?.scheme;
}

/** Counters of some owners in a scheme. */
export function loadCounters(
  db: Asked,
  ownerIds: readonly string[],
  scheme: string,
): Promise<readonly CounterRow[]> {
  return db.query({
    name: 'settlement-load-counters',
    text: `select person_id::text as "personId", scheme, version::float8 as version, counters from counter_state
            where person_id = any($1::bigint[]) and scheme = $2`,
    values: [ownerIds, scheme],
  });
}

/** Kin: persons whose bills ever read a counter of a family that a bill of the person, or of other kin, read. */
const FAMILY_BOOKS = `
  with recursive kin as (
    select person_id from (
      select unnest($1::bigint[]) as person_id
      union select person_id from settlement where family_id = any($3::bigint[]) and scheme = $2) asked
    union
    select other.person_id from kin
     cross join lateral (
       select distinct family_id from settlement
        where person_id = kin.person_id and scheme = $2 and family_id is not null) family
     cross join lateral (
       select distinct person_id from settlement where family_id = family.family_id and scheme = $2) other
  ), placed as (
    select s.person_id::text as "personId", s.settlement_id::text as "settlementId", s.kind,
           s.origin_id::text as "originId", s.cause, s.place, s.replaces_id::text as "replacesId",
           s.family_id::text as "familyId", s.family_sequence as "familySequence"
      from kin join settlement s using (person_id) where s.scheme = $2
  ), kept as (
    select c.person_id::text as "personId", c.scheme, c.version, c.counters from counter_state c
     where c.scheme = $2 and c.person_id in (
       select person_id from kin union select "familyId"::bigint from placed where "familyId" is not null
       union select unnest($3::bigint[]))
  ), carried as (
    select m.person_id::text as "personId", m.from_person_id::text as "fromId", m.scheme, m.place, m.counters
      from merge_carry m
     where m.scheme = $2 and m.person_id in (
       select person_id from kin union select "familyId"::bigint from placed where "familyId" is not null)
     order by m.place
  )
  select row_to_json(p) as placed, null::json as counters, null::json as carries from placed p
  union all
  select null, row_to_json(k), null from kept k
  union all
  select null, null, row_to_json(c) from carried c`;

const ROWS = `
  select ${SETTLEMENT_COLUMNS}
    from unnest($1::bigint[], $2::bigint[]) with ordinality as named (person_id, settlement_id, position)
    join settlement s using (person_id, settlement_id)
   order by named.position`;

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { Asked } from './read-settlements.ts';

/** What the medins_setl_id of a settlement begins with that was refused before. */
export const LATE = 'LATE';

/** Key of settling a refused bill: what was reversed since is settled again under another. */
export function lateKey(refusedId: string, attempt: number): string {
  return `${LATE}${refusedId}${attempt === 1 ? '' : `-${attempt}`}`;
}

/** What says which bill it is. */
export interface BillMarks {
  readonly scheme: string | undefined;
  readonly institutionCode: string;
  readonly visitId?: string | null | undefined;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly totalFen: number;
}

/** Whether two bills of a person are one: scheme, institution, days and total are the same, and they are not of two visits. */
export function isSameBill(one: BillMarks, other: BillMarks): boolean {
  const marks = ['scheme', 'institutionCode', 'startedOn', 'endedOn', 'totalFen'] as const;
  const twoVisits = one.visitId != null && other.visitId != null && one.visitId !== other.visitId;
  return !twoVisits && marks.every((mark) => one[mark] === other[mark]);
}

/** SQL: the visit of a bill that stands; a pharmacy’s is made for each message and says nothing. */
export const ownVisit = (bill: string, visitId = `${bill}.visit_id`) =>
  `(select o.visit_id from visit o where o.person_id = ${bill}.person_id and o.visit_id = ${visitId}
    and o.kind <> 'pharmacy' and o.state <> 'cancelled')`;

/** SQL: whether the settlement `s` is a bill, as {@link isSameBill}. */
export const isAlike = (bill: string, visitId: string) =>
  `(s.scheme = ${bill}.scheme and s.institution_code = ${bill}.institution_code and s.started_on = ${bill}.started_on
    and s.ended_on = ${bill}.ended_on and s.total_fen = ${bill}.total_fen and (s.visit_id = ${visitId}) is not false)`;

/** SQL: whether `number` of the register is of the same person as `known` 合并; it is found by that one. */
export const isNumberOf = (number: string, known: string) =>
  `coalesce(${known}.merged_into, ${known}.person_id) in (${number}.person_id, ${number}.merged_into)`;

/** SQL: whether the settlement `s` stands. */
export const STANDS = `s.kind = 'settlement' and not exists (select from settlement v
  where v.person_id = s.person_id and v.origin_id = s.settlement_id and v.kind = 'reversal')`;

/** SQL: whether the settlement `s` is of the refused bill `r`, by any of its keys. */
export const LATE_OF = `split_part(s.medins_setl_id, '-', 1) = '${LATE}' || r.refused_id`;

/** SQL: the same, or what the institution settled of its visit. */
export const SETTLES = `(${LATE_OF} or s.visit_id = r.visit_id and s.ended_on = r.ended_on)`;

/**
 * SQL: whether the settlement `s` is the refused bill `r`: by a key, by its visit, or as the same bill {@link isSameBill}, sent again by the
 * institution or refused several times, of which one was settled after all. Ids of messages, lines and invoices change from
 * one sending to the next and say nothing.
 */
export const IS_SETTLED_BY = `(${SETTLES} or ${isAlike('r', ownVisit('r'))})`;

/** The settlement that stands of a refused bill, by the key of settling it; undefined: there is none. */
export async function standsForRefused(
  db: Asked,
  personId: string,
  key: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ readonly settlementId: string }>({
    name: 'settlement-of-refused',
    text: `select s.settlement_id::text as "settlementId"
             from refused_bill r join person p using (person_id) join person n on ${isNumberOf('n', 'p')}
             join settlement s on s.person_id = n.person_id and ${STANDS} and ${IS_SETTLED_BY}
            where r.person_id = $1::bigint and '${LATE}' || r.refused_id = split_part($2, '-', 1) limit 1`,
    values: [personId, key],
  });
  return row?.settlementId;
}

/** A bill that only the agency settles again, as it stands. */
export interface AgencyBillRow extends BillMarks {
  readonly personId: string;
  readonly settlementId: string;
  /** False: a review has reversed it, and the next may settle it again. */
  readonly stands: boolean;
}

/** SQL: whether the row `o` of a person tells of a bill that only the agency settles again; it is read with every settlement. */
const BY_AGENCY = `(o.kind = 'settlement' and o.cause = 'manual' or o.kind = 'reversal' and o.cause = 'recompute'
   and not exists (select from settlement i
     where i.person_id = o.person_id and i.replaces_id = o.origin_id and i.settled_at = o.settled_at))`;

/** SQL: whether there may be such bills under one of the numbers of the person `p`. */
export const MAY_HAVE_AGENCY_BILLS = `(exists (select from settlement o where o.person_id = p.person_id and ${BY_AGENCY})
  or p.merged_into is not null or exists (select from person m where m.merged_into = p.person_id))`;

/**
 * SQL: bills `b` under whichever number `n` of the person `a` that only the agency settles again: settled after all 补结算, or reversed
 * by a review 冲回, after which the institution has been promised what it was. Settlements that replace one another keep the
 * medins_setl_id. `numbers` finds the one person by the other.
 */
export const agencyBills = (numbers: string) => `from person a join person n on ${numbers}
  join settlement o on o.person_id = n.person_id and ${BY_AGENCY}
  cross join lateral (
    select s.*, v.settlement_id is null as stands, v.cause = 'recompute' as dormant, ${ownVisit(
      's',
      `coalesce((select r.visit_id from refused_bill r where r.person_id = s.person_id and ${LATE_OF}), s.visit_id)`,
    )} as own_visit
      from settlement s
      left join settlement v on v.person_id = s.person_id and v.origin_id = s.settlement_id and v.kind = 'reversal'
     where s.person_id = o.person_id and s.institution_code = o.institution_code and s.medins_setl_id = o.medins_setl_id
       and s.kind = 'settlement'
     order by v.settlement_id is null desc, s.settlement_id desc limit 1) b
 where (b.stands or b.dormant)`;

/** Bills of persons, under whichever of their numbers, that only the agency settles again. */
export async function loadAgencyBills(
  db: Asked,
  personIds: readonly string[],
): Promise<readonly AgencyBillRow[]> {
  if (personIds.length === 0) return [];
  return db.query<AgencyBillRow>({
    name: 'settlement-agency-bills',
    text: `select a.person_id::text as "personId", b.settlement_id::text as "settlementId", b.stands, b.scheme,
                  b.institution_code as "institutionCode", b.own_visit as "visitId", b.started_on as "startedOn",
                  b.ended_on as "endedOn", b.total_fen::float8 as "totalFen"
             ${agencyBills(isNumberOf('n', 'a'))} and a.person_id = any($1::bigint[])`,
    values: [personIds],
  });
}

/**
 * SQL: settlements `s` that stand of a bill `l` which the agency has settled again and which stands; of one that a review had
 * reversed those that came since. `numbers`: as of {@link agencyBills}, `l` is of the one and `s` of the other.
 */
export const paidTwice = (numbers: string) => `from (
    select a.person_id as number, case when o.kind = 'reversal' then o.settled_at end as reversed_at, b.*
      ${agencyBills(numbers)} and b.stands) l
  join settlement s on s.person_id = l.number and s.settlement_id <> l.settlement_id and ${STANDS} and ${isAlike('l', 'l.own_visit')}
 where l.reversed_at is null or exists (select from settlement f
   where f.person_id = s.person_id and f.institution_code = s.institution_code and f.medins_setl_id = s.medins_setl_id
     and f.kind = 'settlement' and f.replaces_id is null and f.settled_at > l.reversed_at)`;

/** Settlements that would be of one bill paid twice if these numbers were of one person, in pairs. */
export async function paidUnderBoth(
  db: Queryable,
  some: readonly string[],
  others: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ readonly pair: string }>(
    `select distinct least(l.settlement_id, s.settlement_id) || ', ' || greatest(l.settlement_id, s.settlement_id) as pair
       ${paidTwice(`a.person_id = any($1::bigint[] || $2::bigint[]) and n.person_id = any($1::bigint[] || $2::bigint[])
         and (a.person_id = any($1::bigint[])) <> (n.person_id = any($1::bigint[]))`)} order by 1`,
    [some, others],
  );
  return rows.map((row) => row.pair);
}

/** Which of these settlements, reversed by a review, are bills of which another settlement stands under one of the person’s numbers. */
export async function settledOtherwise(
  db: Asked,
  personIds: readonly string[],
  settlementIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (settlementIds.length === 0) return new Set();
  const rows = await db.query<{ readonly settlementId: string }>({
    name: 'settlement-otherwise',
    text: `select d.settlement_id::text as "settlementId" from settlement d
            where d.person_id = any($1::bigint[]) and d.settlement_id = any($2::bigint[]) and exists (
              select from settlement s where s.person_id = any($1::bigint[]) and ${STANDS} and ${isAlike('d', ownVisit('d'))})`,
    values: [personIds, settlementIds],
  });
  return new Set(rows.map((row) => row.settlementId));
}

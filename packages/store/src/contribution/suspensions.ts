import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { POLICY_DAY } from '../settlement/policy-day.ts';
import { type Debtor, ofDebtor } from './arrears.ts';

/** Somebody for whom something is overdue: a person, what is owed for him, and the facts it was charged by. */
export interface OverduePerson {
  readonly personId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  /** Who owes; null: the person himself. */
  readonly unitId: string | null;
  readonly bornOn: CalendarDate;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly dueOn: CalendarDate;
  readonly periods: readonly string[];
  readonly overdueFen: number;
  readonly billIds: readonly string[];
}

/**
 * Persons of a region, in the order of their numbers after one, for whom a bill is overdue, who are still covered through
 * who owes it, and whose benefits are not suspended yet.
 */
export async function overduePersons(
  db: Queryable,
  of: {
    readonly regionCode: string;
    readonly on: CalendarDate;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly OverduePerson[]> {
  const { rows } = await db.query<OverduePerson>(
    `with due as (
       select b.bill_id, b.run_id, b.payer, b.unit_id, b.person_id, b.scheme, b.period, b.due_on,
              b.amount_fen - b.paid_fen as open
         from open_bill b
        where b.region_code like left($1, 4) || '%' and b.due_on < $2 and b.payer in ('unit', 'person')
          and b.kind in ('regular', 'correction')
     ), owed as (
       select c.person_id, due.scheme, case due.payer when 'unit' then due.unit_id end as unit_id, due.bill_id, due.period,
              due.due_on, due.open, c.charge_id, c.basis_id
         from due join charge c on c.run_id = due.run_id and c.origin_id is null
          and case due.payer when 'unit' then c.unit_id = due.unit_id else c.person_id = due.person_id end
        where c.person_id > $3
          and not exists (select from charge x where x.person_id = c.person_id and x.origin_id = c.charge_id)
     ), person_owed as (
       select person_id, scheme, unit_id, min(due_on) as due_on, array_agg(distinct period order by period) as periods,
              sum(open) as open, array_agg(distinct bill_id) as bill_ids, (array_agg(basis_id order by charge_id desc))[1] as basis_id
         from owed group by 1, 2, 3)
     select o.person_id as "personId", p.region_code as "regionCode", o.scheme, o.unit_id as "unitId", p.born_on as "bornOn",
            s.facts, o.due_on as "dueOn", o.periods, o.open::float8 as "overdueFen",
            o.bill_ids::text[] as "billIds"
       from person_owed o join person p using (person_id) join assessment_basis s using (basis_id)
      where exists (select from coverage c where c.person_id = o.person_id and c.scheme = o.scheme and c.status = '1'
                      and (o.unit_id is null or c.unit_id = o.unit_id) and (c.covered_to is null or c.covered_to >= $2))
        and not exists (select from benefit_suspension x where x.person_id = o.person_id and x.scheme = o.scheme and x.to_on is null)
      order by o.person_id, o.scheme limit $4`,
    [of.regionCode, of.on, of.after, of.limit],
  );
  return rows;
}

/** Suspension of benefits 暂停待遇. */
export interface SuspensionRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly suspensionId: string;
  readonly scheme: 'employee' | 'resident';
  readonly fromOn: CalendarDate;
  readonly unitId: string | null;
  readonly periods: string;
  readonly clause: string;
  readonly policyVersion: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** How many were written: who is suspended meanwhile is left out. */
export async function insertSuspensions(db: Queryable, rows: readonly SuspensionRow[]): Promise<number> {
  const { rowCount } = await db.query(
    `insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, unit_id, periods, clause,
        policy_version, made_by, made_at)
     select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::date[], $6::bigint[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::timestamptz[])
     on conflict (person_id, scheme) where to_on is null do nothing`,
    [
      rows.map((r) => r.regionCode),
      rows.map((r) => r.personId),
      rows.map((r) => r.suspensionId),
      rows.map((r) => r.scheme),
      rows.map((r) => r.fromOn),
      rows.map((r) => r.unitId),
      rows.map((r) => r.periods),
      rows.map((r) => r.clause),
      rows.map((r) => r.policyVersion),
      rows.map((r) => r.madeBy),
      rows.map((r) => r.madeAt),
    ],
  );
  return rowCount ?? 0;
}

/** A suspension that a payment may end, with what the rules of cover need. */
export interface OpenSuspension {
  readonly personId: string;
  readonly suspensionId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly fromOn: CalendarDate;
  readonly bornOn: CalendarDate;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

const OPEN = `select s.person_id as "personId", s.suspension_id as "suspensionId", s.region_code as "regionCode", s.scheme,
    s.from_on as "fromOn", p.born_on as "bornOn", coalesce(f.facts, '{}') as facts
  from benefit_suspension s join person p using (person_id)
  left join lateral (select b.facts from charge c join assessment_basis b using (basis_id)
     where c.person_id = s.person_id and c.scheme = s.scheme and c.kind = 'contribution' and c.origin_id is null
     order by c.charge_id desc limit 1) f on true
  where s.to_on is null and s.scheme = $1 and case when $2::bigint is null then s.unit_id is null and s.person_id = $3 else s.unit_id = $2 end`;

/** Open suspensions of a debtor in a scheme. */
export async function openSuspensions(
  db: Queryable,
  scheme: string,
  debtor: Debtor,
): Promise<readonly OpenSuspension[]> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, null] : [null, debtor.personId];
  const { rows } = await db.query<OpenSuspension>(`${OPEN} order by s.person_id`, [scheme, unitId, personId]);
  return rows;
}

/** Which of the debtors have an open suspension of their own in any scheme: one question for a batch of payments. */
export async function debtorsSuspended(
  db: Queryable,
  debtors: readonly Debtor[],
): Promise<(debtor: Debtor) => boolean> {
  const units = debtors.flatMap((d) => ('unitId' in d ? [d.unitId] : []));
  const persons = debtors.flatMap((d) => ('personId' in d ? [d.personId] : []));
  const { rows } = await db.query<{ unitId: string | null; personId: string }>(
    `select distinct unit_id::text as "unitId", case when unit_id is null then person_id::text end as "personId"
       from benefit_suspension
      where to_on is null and (unit_id = any($1::bigint[]) or unit_id is null and person_id = any($2::bigint[]))`,
    [units, persons],
  );
  const [suspendedUnits, suspendedPersons] = [
    new Set(rows.map((row) => row.unitId)),
    new Set(rows.map((row) => row.personId)),
  ];
  return (debtor) =>
    'unitId' in debtor ? suspendedUnits.has(debtor.unitId) : suspendedPersons.has(debtor.personId);
}

/** Of bills just paid in full: those after which the debtor owes nothing more of the scheme that was due by the day. */
export async function nothingOwed(
  tx: Queryable,
  scheme: string,
  debtor: Debtor,
  on: CalendarDate,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select from open_bill b
      where b.scheme = $1 and b.due_on < $2 and b.kind in ('regular', 'correction') and ${ofDebtor(debtor, 3)} limit 1`,
    [scheme, on, 'unitId' in debtor ? debtor.unitId : debtor.personId],
  );
  return rows.length === 0;
}

export interface SuspensionEnd {
  readonly personId: string;
  readonly suspensionId: string;
  /** Last day without benefits; before the first: made good without a gap. */
  readonly toOn: CalendarDate;
  /** Deferred: by an agreement on instalments. */
  readonly how: 'repaired' | 'waiting' | 'deferred';
}

/** What ended it: the payment of a bill, or an agreement on instalments. */
export type SuspensionEndedBy = { readonly actor: string; readonly at: Date } & (
  | { readonly billId: string; readonly paidOn: CalendarDate }
  | { readonly planId: string }
);

export async function endSuspensions(
  tx: PoolClient,
  ends: readonly SuspensionEnd[],
  by: SuspensionEndedBy,
): Promise<void> {
  const [billId, paidOn, planId] = 'planId' in by ? [null, null, by.planId] : [by.billId, by.paidOn, null];
  await tx.query(
    `update benefit_suspension s set to_on = e.to_on, ended_how = e.how, ended_bill_id = $5, paid_on = $6, ended_by = $7, ended_at = $8,
            ended_plan_id = $9
       from unnest($1::bigint[], $2::bigint[], $3::date[], $4::text[]) e (person_id, suspension_id, to_on, how)
      where s.person_id = e.person_id and s.suspension_id = e.suspension_id and s.to_on is null`,
    [
      ...[ends.map((e) => e.personId), ends.map((e) => e.suspensionId), ends.map((e) => e.toOn)],
      ...[ends.map((e) => e.how), billId, paidOn, by.actor, by.at, planId],
    ],
  );
}

/** The payment of a bill was taken back: what it ended goes on, unless something else began meanwhile. */
export async function reopenSuspensions(tx: PoolClient, billId: string): Promise<void> {
  await tx.query(
    `update benefit_suspension s set to_on = null, ended_how = null, ended_bill_id = null, paid_on = null, ended_by = null, ended_at = null
      where s.ended_bill_id = $1 and not exists (select from benefit_suspension x
        where x.person_id = s.person_id and x.scheme = s.scheme and x.to_on is null)`,
    [billId],
  );
}

/** A bill that was settled because a payment had ended a suspension. */
export interface BillOnPayment {
  readonly personId: string;
  /** The number that stays, of a person with several 合并. */
  readonly staysId: string;
  readonly settlementId: string;
}

/** Bills that stand and would have been refused, had the payment of a bill not ended suspensions: it is taken back with them. */
export async function billsOnPayment(db: Queryable, billId: string): Promise<readonly BillOnPayment[]> {
  const { rows } = await db.query<BillOnPayment>(
    `select s.person_id as "personId", coalesce(p.merged_into, p.person_id) as "staysId", s.settlement_id as "settlementId"
       from benefit_suspension x join settlement s on s.person_id = x.person_id and s.scheme = x.scheme
       join person p on p.person_id = s.person_id
      where x.ended_bill_id = $1 and s.kind = 'settlement' and s.settled_at >= x.ended_at
        and ${POLICY_DAY} >= x.from_on
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
        and not exists (select from benefit_suspension o
          where o.person_id = x.person_id and o.scheme = x.scheme and o.to_on is null)
      order by s.person_id, s.settlement_id`,
    [billId],
  );
  return rows;
}

/** The request to take allocation `a` back that waits for a second person; null where there is none. */
export const PAYMENT_BACK_ASKED = `(select min(r.request_id) from enrolment_request r
  where r.decided_by is null and r.body ->> 'kind' = 'paymentBack' and r.body ->> 'allocationId' = a.allocation_id::text)`;

/** The receipt that an allocation spends, and the request to take it back that waits for a second person. */
export async function paymentBackAsked(
  db: Queryable,
  allocationId: string,
): Promise<{ readonly receiptId: string; readonly requestId: string | null } | undefined> {
  const { rows } = await db.query<{ receiptId: string; requestId: string | null }>(
    `select a.receipt_id as "receiptId", ${PAYMENT_BACK_ASKED} as "requestId" from allocation a where a.allocation_id = $1`,
    [allocationId],
  );
  return rows[0];
}

/** Suspensions of a debtor for the page: by scheme, first day and end, with how many persons. */
export interface SuspensionGroup {
  readonly scheme: 'employee' | 'resident';
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate | null;
  readonly how: 'repaired' | 'waiting' | 'deferred' | null;
  readonly paidOn: CalendarDate | null;
  readonly periods: string;
  readonly clause: string;
  readonly persons: number;
}

export async function suspensionGroups(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
): Promise<readonly SuspensionGroup[]> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, null] : [null, debtor.personId];
  const { rows } = await db.query<SuspensionGroup>(
    `select scheme, from_on as "fromOn", to_on as "toOn", ended_how as how, paid_on as "paidOn", periods, clause, count(*)::int as persons
       from benefit_suspension where region_code like $1
        and case when $2::bigint is null then unit_id is null and person_id = $3 else unit_id = $2 end
      group by 1, 2, 3, 4, 5, 6, 7 order by from_on desc, scheme`,
    [regionPattern(scope), unitId, personId],
  );
  return rows;
}

/** Pooling regions with bills that are not paid. */
export async function overdueRegions(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ code: string }>(
    `select r.region_code as code from region r
      where exists (select from open_bill b where b.region_code = r.region_code) order by 1`,
  );
  return rows.map((row) => row.code);
}

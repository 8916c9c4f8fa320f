import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { BillPayer } from './write-charges.ts';

/** Debtor 欠费主体: a unit, a person or a level of government with overdue bills. */
export interface DebtorRow {
  readonly payer: BillPayer;
  readonly unitId: string | null;
  readonly personId: string;
  readonly areaCode: string | null;
  readonly name: string | null;
  readonly areaName: string | null;
  readonly bills: number;
  readonly periods: number;
  readonly openFen: number;
  readonly paidFen: number;
  readonly oldestDueOn: CalendarDate;
}

export interface DebtorFilter {
  readonly on: CalendarDate;
  readonly text?: string | undefined;
  readonly payer?: string | undefined;
  readonly scheme?: string | undefined;
  /** Overdue for at least so many days. */
  readonly minDays: number;
}

/** Overdue: something open after its day. Of a user of a unit, or a person, his own. */
const OVERDUE = `from open_bill b
  where b.region_code like $1 and ($2::bigint is null or (b.payer = 'unit' and b.unit_id = $2))
    and ($3::bigint is null or b.person_id = $3) and b.due_on < $4`;

/** By payer: what is overdue, with the name of the payer where he has one. */
const DEBTORS = `with overdue as (select b.* ${OVERDUE}
    and ($5::text is null or b.payer = $5) and ($6::text is null or b.scheme = $6)), owed as (
   select payer, case payer when 'unit' then unit_id end as unit_id, person_id,
          case payer when 'county' then area_code end as area_code, count(*)::int as bills,
          count(distinct (scheme, period))::int as periods, sum(amount_fen - paid_fen)::float8 as open,
          sum(paid_fen)::float8 as paid, min(due_on) as oldest
     from overdue group by 1, 2, 3, 4), debtor as (
   select d.*, coalesce(u.name, p.name) as name, a.name as area_name
     from owed d left join unit u on u.unit_id = d.unit_id left join person p on p.person_id = nullif(d.person_id, 0)
     left join area a on a.area_code = d.area_code
    where ($7::text is null or u.code = $7 or u.name like '%' || $7 || '%' or p.name = $7 or p.psn_no = $7 or p.cert_no = $7)
      and d.oldest <= $4::date - $8::int)`;
const DEBTOR_ORDERS = { openFen: 'open', oldestDueOn: 'oldest', bills: 'bills', payerName: 'name' };

const valuesOf = (scope: Scope, filter: DebtorFilter) => [
  ...[regionPattern(scope), scope.unitId, scope.personId, filter.on, filter.payer ?? null],
  ...[filter.scheme ?? null, filter.text || null, filter.minDays],
];

export async function listDebtors(
  db: Queryable,
  scope: Scope,
  filter: DebtorFilter & ListOrder,
): Promise<readonly DebtorRow[]> {
  const { rows } = await db.query<DebtorRow>(
    `${DEBTORS} select payer, unit_id as "unitId", person_id as "personId", area_code as "areaCode", name,
        area_name as "areaName", bills, periods, open as "openFen", paid as "paidFen", oldest as "oldestDueOn"
       from debtor order by ${orderBy(DEBTOR_ORDERS, filter, 'unit_id, person_id, area_code')} offset $9 limit $10`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many debtors match, and what they owe together. */
export async function debtorTotals(
  db: Queryable,
  scope: Scope,
  filter: DebtorFilter,
): Promise<{ readonly total: number; readonly openFen: number; readonly paidFen: number }> {
  const { rows } = await db.query<{ total: number; openFen: number; paidFen: number }>(
    `${DEBTORS} select count(*)::int as total, coalesce(sum(open), 0)::float8 as "openFen",
        coalesce(sum(paid), 0)::float8 as "paidFen" from debtor`,
    valuesOf(scope, filter),
  );
  return rows[0] ?? { total: 0, openFen: 0, paidFen: 0 };
}

/** Sums of what is overdue by its age in days: up to 30, 90, 180, 365, and older. */
export interface ArrearsAge {
  readonly upTo: number | null;
  readonly bills: number;
  readonly openFen: number;
}

export async function arrearsByAge(
  db: Queryable,
  scope: Scope,
  on: CalendarDate,
): Promise<readonly ArrearsAge[]> {
  const { rows } = await db.query<ArrearsAge>(
    `select case when $4::date - b.due_on <= 30 then 30 when $4::date - b.due_on <= 90 then 90
                 when $4::date - b.due_on <= 180 then 180 when $4::date - b.due_on <= 365 then 365 end as "upTo",
            count(*)::int as bills, sum(b.amount_fen - b.paid_fen)::float8 as "openFen"
       ${OVERDUE} group by 1 order by 1 nulls last`,
    [regionPattern(scope), scope.unitId, scope.personId, on],
  );
  return rows;
}

/** Whose account of arrears is looked at. */
export type Debtor = { readonly unitId: string } | { readonly personId: string };

/** Bills `b` of a debtor, whose number is the parameter `n`: each kind by its own index. */
export function ofDebtor(debtor: Debtor, n: number): string {
  return 'unitId' in debtor
    ? `b.payer = 'unit' and b.unit_id = $${n}`
    : `b.payer = 'person' and b.person_id = $${n}`;
}

/** An overdue bill of a debtor. */
export interface OverdueRow {
  readonly billId: string;
  readonly billNo: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly runId: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly kind: string;
  readonly payer: BillPayer;
  readonly heads: number;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly dueOn: CalendarDate;
}

/** Overdue bills of a debtor, the oldest first. */
export async function overdueBills(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
  on: CalendarDate,
): Promise<readonly OverdueRow[]> {
  const { rows } = await db.query<OverdueRow>(
    `with overdue as (select b.* ${OVERDUE} and ${ofDebtor(debtor, 5)})
     select o.bill_id as "billId", b.bill_no as "billNo", o.region_code as "regionCode", o.person_id as "personId",
            o.unit_id as "unitId", o.run_id as "runId", o.scheme, o.period, o.kind, o.payer, b.heads,
            o.amount_fen::float8 as "amountFen", o.paid_fen::float8 as "paidFen", o.due_on as "dueOn"
       from overdue o join contribution_bill b using (person_id, bill_id)
      order by o.due_on, o.bill_id`,
    [
      regionPattern(scope),
      scope.unitId,
      scope.personId,
      on,
      'unitId' in debtor ? debtor.unitId : debtor.personId,
    ],
  );
  return rows;
}

/** Every bill of a payer with something open, due already or not, the oldest first. */
export async function openBills(db: Queryable, scope: Scope, of: Debtor): Promise<readonly OverdueRow[]> {
  return overdueBills(db, scope, of, NEVER);
}

/** Later than every due day. */
const NEVER = '9999-12-31' as CalendarDate;

/** Name and number of a debtor; undefined: not in scope. */
export async function debtorName(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
): Promise<{ readonly name: string; readonly code: string } | undefined> {
  const sql =
    'unitId' in debtor
      ? `select name, code from unit where unit_id = $4 and region_code like $1 and ($2::bigint is null or unit_id = $2) and $3::bigint is null`
      : `select name, psn_no as code from person where person_id = $4 and region_code like $1 and $2::bigint is null and ($3::bigint is null or person_id = $3)`;
  const { rows } = await db.query<{ name: string; code: string }>(sql, [
    ...[regionPattern(scope), scope.unitId, scope.personId],
    'unitId' in debtor ? debtor.unitId : debtor.personId,
  ]);
  return rows[0];
}

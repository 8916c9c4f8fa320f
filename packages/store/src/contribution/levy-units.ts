import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** What an employer was billed and what was allocated to its bills in some days 单位征缴. */
export interface LevyUnitRow {
  readonly unitId: string;
  readonly name: string;
  readonly code: string;
  /** Street where it lies today. */
  readonly areaName: string | null;
  readonly billedFen: Fen;
  readonly paidFen: Fen;
  /** Paid of billed in millionths; null where nothing was billed. */
  readonly ratePpm: number | null;
}

export interface LevyUnitFilter {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Part of the name, or the beginning of the code. */
  readonly employer: string;
}

/** Parameters 1 to 5. */
const UNITS = `with days as (select $3::date::timestamptz as since, ($4::date + 1)::timestamptz as before),
  moved as (
    select unit_id, amount_fen as billed, 0::bigint as paid from contribution_bill, days
     where payer = 'unit' and region_code like $1 and ($2::bigint is null or unit_id = $2)
       and issued_at >= since and issued_at < before
    union all
    select b.unit_id, 0, a.amount_fen from days, allocation a join contribution_bill b using (person_id, bill_id)
     where b.payer = 'unit' and b.region_code like $1 and ($2::bigint is null or b.unit_id = $2)
       and a.allocated_at >= since and a.allocated_at < before
  ), sums as (select unit_id, sum(billed) as billed, sum(paid) as paid from moved group by 1),
  units as (
    select s.unit_id as "unitId", u.name, u.code, area.name as "areaName", s.billed::float8 as "billedFen",
           s.paid::float8 as "paidFen", case when s.billed > 0 then round(s.paid * 1e6 / s.billed)::float8 end as "ratePpm"
      from sums s join unit u using (unit_id) left join area using (area_code)
     where $5 = '' or u.name like '%' || $5 || '%' or u.code like $5 || '%'
  )`;
const ORDERS = {
  ratePpm: '"ratePpm"',
  billedFen: '"billedFen"',
  paidFen: '"paidFen"',
  name: 'name',
};

const valuesOf = (scope: Scope, { from, to, employer }: LevyUnitFilter) => [
  ...[regionPattern(scope), scope.unitId, from, to, employer.replaceAll(/[%_\\]/g, '')],
];

/** Employers with what they were billed and paid, in the order asked for. */
export async function levyUnits(
  db: Queryable,
  scope: Scope,
  filter: LevyUnitFilter & ListOrder,
): Promise<readonly LevyUnitRow[]> {
  const { rows } = await db.query<LevyUnitRow>(
    `${UNITS} select * from units order by ${orderBy(ORDERS, filter, '"unitId"')} offset $6 limit $7`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many employers match, and what they come to together. */
export async function sumLevyUnits(
  db: Queryable,
  scope: Scope,
  filter: LevyUnitFilter,
): Promise<{ readonly total: number; readonly billedFen: Fen; readonly paidFen: Fen }> {
  const { rows } = await db.query<{ total: number; billedFen: Fen; paidFen: Fen }>(
    `${UNITS} select count(*)::int as total, coalesce(sum("billedFen"), 0)::float8 as "billedFen",
            coalesce(sum("paidFen"), 0)::float8 as "paidFen" from units`,
    valuesOf(scope, filter),
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

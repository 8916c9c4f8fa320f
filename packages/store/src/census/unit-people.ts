import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Somebody on the list of a unit in a month: covered in it, joined in it, or ended in it. */
export interface UnitPersonRow {
  readonly personId: string;
  readonly name: string;
  readonly psnNo: string;
  readonly scheme: 'employee' | 'resident';
  readonly personStatus: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly joined: boolean;
  readonly ended: boolean;
}

export interface UnitPeopleFilter {
  readonly unitId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Part of the name, or a whole number; empty: everybody. */
  readonly text: string;
  readonly moved: 'yes' | 'no' | undefined;
}

/** Parameters 1 to 7. */
const PEOPLE = `with listed as (
  select c.person_id as "personId", p.name, p.psn_no as "psnNo", c.scheme, c.person_status as "personStatus",
         c.covered_from as "coveredFrom", c.covered_to as "coveredTo", c.benefit_from as "benefitFrom",
         c.covered_from between $4 and $5 as joined, coalesce(c.covered_to between $4 and $5, false) as ended
    from coverage c join person p on p.person_id = c.person_id and p.status <> 'merged'
   where c.region_code like $1 and ($2::bigint is null or c.unit_id = $2) and c.unit_id = $3
     and c.covered_from <= $5 and (c.covered_to is null or c.covered_to >= $4)
     and ($6 = '' or p.name like '%' || $6 || '%' or p.psn_no = $6 or p.cert_no = $6)),
  people as (select * from listed where $7::text is null or (joined or ended) = ($7 = 'yes'))`;
const ORDERS = { psnNo: '"psnNo"', name: 'name', coveredFrom: '"coveredFrom"' };
const valuesOf = (scope: Scope, { unitId, from, to, text, moved }: UnitPeopleFilter) => [
  ...[regionPattern(scope), scope.unitId, unitId, from, to, text.replaceAll(/[%_\\]/g, ''), moved ?? null],
];

/** The people of a unit in a month; joins and ends first, each in the order asked for. */
export async function unitPeople(
  db: Queryable,
  scope: Scope,
  filter: UnitPeopleFilter & ListOrder,
): Promise<readonly UnitPersonRow[]> {
  const { rows } = await db.query<UnitPersonRow>(
    `${PEOPLE} select * from people
      order by not (joined or ended), ${orderBy(ORDERS, filter, '"personId", scheme, "coveredFrom"')} offset $8 limit $9`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many match; and how many joined and ended in the month, whether or not those alone are asked for. */
export async function countUnitPeople(
  db: Queryable,
  scope: Scope,
  filter: UnitPeopleFilter,
): Promise<{ readonly total: number; readonly joined: number; readonly ended: number }> {
  const { rows } = await db.query<{ total: number; joined: number; ended: number }>(
    `${PEOPLE} select (select count(*)::int from people) as total, count(*) filter (where joined)::int as joined,
       count(*) filter (where ended)::int as ended from listed`,
    valuesOf(scope, filter),
  );
  return rows[0] ?? { total: 0, joined: 0, ended: 0 };
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
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

/** The people of a unit in a month; joins and ends first, then by number. */
export async function unitPeople(
  db: Queryable,
  scope: Scope,
  {
    unitId,
    from,
    to,
    limit,
  }: {
    readonly unitId: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly limit: number;
  },
): Promise<readonly UnitPersonRow[]> {
  const { rows } = await db.query<UnitPersonRow>(
    `select c.person_id as "personId", p.name, p.psn_no as "psnNo", c.scheme, c.person_status as "personStatus",
            c.covered_from as "coveredFrom", c.covered_to as "coveredTo", c.benefit_from as "benefitFrom",
            c.covered_from between $4 and $5 as joined, coalesce(c.covered_to between $4 and $5, false) as ended
       from coverage c join person p on p.person_id = c.person_id and p.status <> 'merged'
      where c.region_code like $1 and ($2::bigint is null or c.unit_id = $2) and c.unit_id = $3
        and c.covered_from <= $5 and (c.covered_to is null or c.covered_to >= $4)
      order by (c.covered_from between $4 and $5 or coalesce(c.covered_to between $4 and $5, false)) desc, c.person_id
      limit $6`,
    [regionPattern(scope), scope.unitId, unitId, from, to, limit],
  );
  return rows;
}

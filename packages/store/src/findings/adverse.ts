import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Who joined and had benefits soon after 有病参保, by scheme and kind of person. */
export interface EarlyUseRow {
  readonly scheme: 'employee' | 'resident';
  readonly personStatus: string;
  /** Persons whose first cover of the scheme after at least a year without began in the days asked for. */
  readonly joiners: number;
  /** Of them, with a bill that stands, within so many days from the first day of benefits. */
  readonly users: number;
  /** Of those, in hospital. */
  readonly inpatients: number;
  readonly fundFen: number;
}

/**
 * New joiners of the days, and how many had benefits within `days` of their first day of benefits. Newborns are left out:
 * they join because they were born.
 */
export async function earlyUse(
  db: Queryable,
  scope: Scope,
  { from, to, days }: { readonly from: CalendarDate; readonly to: CalendarDate; readonly days: number },
): Promise<readonly EarlyUseRow[]> {
  const { rows } = await db.query<EarlyUseRow>(
    `with joined as (
       select c.person_id, c.scheme, c.person_status, c.benefit_from from coverage c
        where c.region_code like $1 and c.covered_from between $2 and $3 and c.person_status <> 'newborn'
          and not exists (select from coverage e where e.person_id = c.person_id and e.covered_from < c.covered_from
            and (e.covered_to is null or e.covered_to >= c.covered_from - 365))),
     used as (
       select j.person_id, j.scheme, bool_or(left(s.med_type, 1) = '2') as inpatient, sum(s.fund_fen) as fund
         from joined j join settlement s on s.person_id = j.person_id and s.scheme = j.scheme and s.kind = 'settlement'
          and s.started_on between j.benefit_from and j.benefit_from + $4::int
        where not exists (select from settlement o where o.person_id = s.person_id and o.origin_id = s.settlement_id)
        group by 1, 2)
     select j.scheme, j.person_status as "personStatus", count(*)::int as joiners, count(u.person_id)::int as users,
            (count(*) filter (where u.inpatient))::int as inpatients, coalesce(sum(u.fund), 0)::float8 as "fundFen"
       from joined j left join used u on u.person_id = j.person_id and u.scheme = j.scheme
      group by 1, 2 order by 1, 2`,
    [regionPattern(scope), from, to, days],
  );
  return rows;
}

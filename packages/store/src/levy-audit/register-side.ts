import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Somebody whom a unit has insured within some days, by the registers. */
export interface InsuredRow {
  readonly personId: string;
  readonly name: string;
  readonly certNo: string;
  readonly bornOn: CalendarDate;
  readonly personStatus: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
}

export async function insuredByUnit(
  db: Queryable,
  unitId: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<readonly InsuredRow[]> {
  const { rows } = await db.query<InsuredRow>(
    `select distinct on (c.person_id) c.person_id as "personId", p.name, p.cert_no as "certNo", p.born_on as "bornOn",
            c.person_status as "personStatus", c.covered_from as "coveredFrom", c.covered_to as "coveredTo"
       from coverage c join person p on p.person_id = c.person_id and p.status <> 'merged'
      where c.unit_id = $1 and c.scheme = 'employee' and c.status <> '4' and c.covered_from <= $3
        and (c.covered_to is null or c.covered_to >= $2)
      order by c.person_id, c.covered_from desc`,
    [unitId, from, to],
  );
  return rows;
}

export interface RegisteredUnitRow {
  readonly unitId: string;
  readonly uscc: string;
  readonly name: string;
  readonly insured: number;
}

/** Employers of the region with how many persons they have insured on a day. */
export async function registeredUnits(
  db: Queryable,
  scope: Scope,
  on: CalendarDate,
): Promise<readonly RegisteredUnitRow[]> {
  const { rows } = await db.query<RegisteredUnitRow>(
    `select u.unit_id as "unitId", u.code as uscc, u.name,
            (select count(distinct c.person_id)::int from coverage c
              where c.unit_id = u.unit_id and c.scheme = 'employee' and c.status <> '4' and c.covered_from <= $2
                and (c.covered_to is null or c.covered_to >= $2)) as insured
       from unit u where u.kind = 'employer' and u.region_code like $1`,
    [regionPattern(scope), on],
  );
  return rows;
}

/** An employer of the region by its code; undefined when there is none. */
export async function employerByCode(
  db: Queryable,
  scope: Scope,
  uscc: string,
): Promise<{ readonly unitId: string; readonly name: string } | undefined> {
  const { rows } = await db.query<{ unitId: string; name: string }>(
    `select unit_id as "unitId", name from unit where kind = 'employer' and code = $2 and region_code like $1`,
    [regionPattern(scope), uscc],
  );
  return rows[0];
}

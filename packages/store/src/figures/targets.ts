import type { CalendarDate } from '@gongji/domain';
import { endOfDay } from '../enrolment/known.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Persons, the rate of participation, or money: of both schemes or of one. */
export type TargetMetric =
  | 'employees'
  | 'residents'
  | 'ratePpm'
  | 'levyFen'
  | 'employeeLevyFen'
  | 'residentLevyFen';

/** Target 目标 of a place in a year. */
export interface TargetRow {
  readonly place: string;
  readonly placeName: string | null;
  readonly metric: TargetMetric;
  readonly value: number;
  readonly responsible: string;
  readonly signedOn: CalendarDate | null;
  readonly setBy: string;
  readonly setAt: Date;
}

/**
 * All targets that were ever set for a year, known at the end of a day; of each place and figure the one that
 * holds first. A unit reads those set to itself.
 */
export async function targetsEver(
  db: Queryable,
  scope: Scope,
  year: number,
  knownOn: CalendarDate | null = null,
): Promise<readonly TargetRow[]> {
  const { rows } = await db.query<TargetRow>(
    `select t.place, coalesce(a.name, u.name) as "placeName", t.metric,
            t.value::float8 as value, t.responsible, t.signed_on as "signedOn", t.set_by as "setBy", t.set_at as "setAt"
       from target t left join area a on a.area_code = t.place left join unit u on u.unit_id::text = t.place
      where t.region_code like $1 and t.year = $2 and t.set_at < ${endOfDay('$3')}
        and ($4::text is null or t.place = $4)
      order by t.place, t.metric, t.set_at desc, t.target_id desc`,
    [regionPattern(scope), year, knownOn, scope.unitId],
  );
  return rows;
}

/** The targets of a year that hold, or held at the end of a day. */
export async function listTargets(...asked: Parameters<typeof targetsEver>): Promise<readonly TargetRow[]> {
  const rows = await targetsEver(...asked);
  return rows.filter((one, i) => one.place !== rows[i - 1]?.place || one.metric !== rows[i - 1]?.metric);
}

export interface NewTarget {
  readonly targetId: string;
  readonly regionCode: string;
  readonly year: number;
  readonly place: string;
  readonly metric: TargetMetric;
  readonly value: number;
  readonly responsible: string;
  readonly signedOn: CalendarDate | null;
  readonly by: string;
  readonly at: Date;
}

/** False: there is no such area or unit. */
export async function insertTarget(db: Queryable, target: NewTarget): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into target (region_code, target_id, year, place, metric, value, responsible, signed_on, set_by, set_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
      where $4 = '' or exists (select from area where area_code = $4 and region_code like left($1, 4) || '%')
         or exists (select from unit where unit_id::text = $4 and region_code like left($1, 4) || '%')`,
    [
      target.regionCode,
      target.targetId,
      target.year,
      target.place,
      target.metric,
      target.value,
      target.responsible,
      target.signedOn,
      target.by,
      target.at,
    ],
  );
  return rowCount === 1;
}

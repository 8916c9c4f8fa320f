import type { CalendarDate } from '@gongji/domain';
import { BEGINNING_ACTS } from '../enrolment/acts.ts';
import { endOfDay, rowsThen } from '../enrolment/known.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** How people are put together by where they live 片区: county, street or community. */
export type PlaceLevel = 'county' | 'street' | 'community';

/** Which covers are counted, and by what was known when. */
export interface CountedCovers {
  /** Covered on any of these days: the day itself, or a benefit year 待遇年度 that it does not lie in. */
  readonly covered: { readonly from: CalendarDate; readonly to: CalendarDate };
  /** A day that is over: what was known at its end counts. Null: what is known now. */
  readonly knownOn: CalendarDate | null;
}

/** Cover `c` on any of the days from `from` to `to`, both SQL. */
export const coveredIn = (from: string, to: string): string =>
  `c.status <> '4' and c.covered_from <= ${to} and (c.covered_to is null or c.covered_to >= ${from})`;

/** What was counted of a place on a day 片区统计: everybody by the community where he lives or is registered. */
export interface PlaceCountRow {
  readonly key: string;
  readonly name: string;
  readonly employees: number;
  readonly residents: number;
  /** Enrolled on the day itself, by acts that stood at its end and reach into the days that are counted. */
  readonly newToday: number;
  /** By the census: who ought to be insured, of them registered but not living here, and exempt. Null: no census there. */
  readonly eligible: number | null;
  readonly away: number;
  readonly missing: number;
}

const PLACE: Readonly<Record<PlaceLevel, { readonly key: string; readonly name: string }>> = {
  county: { key: "coalesce(left(u.area_code, 6), '')", name: 'max(county.name)' },
  street: { key: "coalesce(u.area_code, '')", name: 'max(street.name)' },
  community: { key: "coalesce(u.unit_id::text, '')", name: 'max(u.name)' },
};

/**
 * Persons by place: insured by scheme (each once in a scheme), and against the census, where there is one. Who is exempt
 * 免计 (insured elsewhere, in the army, abroad) is not in the denominator. A day that is over is counted by what was known at its end.
 */
export async function placeCounts(
  db: Queryable,
  scope: Scope,
  {
    on,
    covered,
    knownOn,
    level,
    within,
  }: CountedCovers & {
    readonly on: CalendarDate;
    readonly level: PlaceLevel;
    readonly within?: string | undefined;
  },
): Promise<readonly PlaceCountRow[]> {
  const { key, name } = PLACE[level];
  const then = endOfDay('$7');
  const { rows } = await db.query<PlaceCountRow>(
    `with new as (
       select distinct a.person_id from enrolment_act a, jsonb_path_query(a.effects, '$[*] ? (@.register == "coverage").after') e
        where a.region_code like $1 and a.acted_at >= $2::date::timestamptz and a.acted_at < ($2::date + 1)::timestamptz
          and a.kind in ${BEGINNING_ACTS} and e ->> 'end_reason' is null
          and (e ->> 'covered_from')::date <= $6 and coalesce((e ->> 'covered_to')::date >= $5, true)
          and not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id and u.acted_at < ${then})
     ),
     person_state as (
       select p.person_id, p.community_id, bool_or(c.scheme = 'employee') as employee, bool_or(c.scheme = 'resident') as resident
         from ${rowsThen('person', then)} p
         left join ${rowsThen('coverage', then)} c on c.person_id = p.person_id and ${coveredIn('$5', '$6')}
        where p.status = 'active' and p.region_code like $1 and ($3::bigint is null or p.community_id = $3)
        group by 1, 2
     )
     select ${key} as key, coalesce(${name}, '') as name,
            count(*) filter (where employee)::int as employees, count(*) filter (where resident)::int as residents,
            count(new.person_id)::int as "newToday",
            case when count(s.person_id) = 0 then null else count(*) filter (where s.exempt = 'none')::int end as eligible,
            count(*) filter (where not s.living_here and s.exempt = 'none')::int as away,
            count(*) filter (where s.exempt = 'none' and s.living_here and not coalesce(employee, false)
              and not coalesce(resident, false))::int as missing
       from person_state t left join unit u on u.unit_id = t.community_id
       left join area street on street.area_code = u.area_code left join area county on county.area_code = left(u.area_code, 6)
       left join ${rowsThen('census', then)} s on s.person_id = t.person_id
       left join new on new.person_id = t.person_id
      where $4::text is null or u.area_code like $4 || '%'
      group by ${key} having count(*) filter (where employee or resident) > 0 or count(s.person_id) > 0 order by 1`,
    [regionPattern(scope), on, scope.unitId, within ?? null, covered.from, covered.to, knownOn],
  );
  return rows;
}

/** Day and source of the latest census; undefined when there is none. */
export async function latestCensus(
  db: Queryable,
  scope: Scope,
  knownOn: CalendarDate | null = null,
): Promise<{ readonly asOf: CalendarDate; readonly source: string } | undefined> {
  const { rows } = await db.query<{ asOf: CalendarDate; source: string }>(
    `select as_of as "asOf", source from ${rowsThen('census', endOfDay('$2'))} s where region_code like $1
      order by as_of desc limit 1`,
    [regionPattern(scope), knownOn],
  );
  return rows[0];
}

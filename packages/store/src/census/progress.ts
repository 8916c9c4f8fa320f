import { type CountedCovers, coveredIn } from '../figures/places.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { ageBand } from './people.ts';

/** How far a community, or a collector, has come 进度. The four states add up to the census. */
export interface CensusProgressRow {
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly covered: number;
  readonly exempt: number;
  readonly away: number;
  readonly missing: number;
  /** Of the missing: with a collector; visited; and by the result of the last visit. */
  readonly assigned: number;
  readonly visited: number;
  readonly promised: number;
  readonly refused: number;
  readonly notFound: number;
  /** Covered today after a visit. */
  readonly won: number;
}

const BY = {
  unit: { key: 'unit_id::text', name: 'max(unit_name)' },
  collector: { key: "coalesce(collector_id::text, '')", name: "coalesce(max(collector_name), '')" },
  /** Why somebody is not covered: not counted for what, registered only, or missing with what came of the last visit. */
  reason: {
    key: `case when covered then 'covered' when exempt then 'exempt.' || why when away then 'away'
               else 'missing.' || coalesce(result, 'none') end`,
    name: `''`,
  },
  age: { key: 'band::text', name: `''` },
  residence: { key: 'residence', name: `''` },
  group: { key: 'groups', name: `''` },
} as const;

/** Progress by community, by collector of a community, by reason or by who people are; everybody stands in one row. */
export async function censusProgress(
  db: Queryable,
  scope: Scope,
  {
    covered,
    by,
    unitId,
  }: {
    /** Covered on any of these days. */
    readonly covered: CountedCovers['covered'];
    readonly by: keyof typeof BY;
    readonly unitId?: string | undefined;
  },
): Promise<readonly CensusProgressRow[]> {
  const { key, name } = BY[by];
  const { rows } = await db.query<CensusProgressRow>(
    `with visit as (select distinct on (person_id) person_id, result from census_visit where region_code like $1
            order by person_id, visit_id desc),
          task as (select distinct on (a.person_id) a.person_id, a.collector_id, k.name as collector_name
            from collector_assignment a join collector k using (collector_id) where a.region_code like $1
            order by a.person_id, a.assignment_id desc),
          live as (select distinct c.person_id from coverage c where c.region_code like $1 and ${coveredIn('$3::date', '$5::date')}),
          one as (
     select s.unit_id, u.name as unit_name, t.collector_id, t.collector_name, v.result, s.exempt as why, p.residence,
            ${ageBand('$3::date')} as band,
            coalesce((select string_agg(distinct g.group_name, ',' order by g.group_name) from person_group g
              where g.person_id = s.person_id and g.valid_from <= $5::date and (g.valid_to is null or g.valid_to >= $3::date)), '') as groups,
            live.person_id is not null as covered,
            live.person_id is null and s.exempt <> 'none' as exempt,
            live.person_id is null and s.exempt = 'none' and not s.living_here as away,
            live.person_id is null and s.exempt = 'none' and s.living_here as missing
       from census s join person p on p.person_id = s.person_id and p.status = 'active'
       join unit u on u.unit_id = s.unit_id
       left join task t on t.person_id = s.person_id left join visit v on v.person_id = s.person_id
       left join live on live.person_id = s.person_id
      where s.region_code like $1 and ($2::bigint is null or s.unit_id = $2) and ($4::bigint is null or s.unit_id = $4))
     select ${key} as key, ${name} as name, count(*)::int as people,
            count(*) filter (where covered)::int as covered, count(*) filter (where exempt)::int as exempt,
            count(*) filter (where away)::int as away, count(*) filter (where missing)::int as missing,
            count(*) filter (where missing and collector_id is not null)::int as assigned,
            count(*) filter (where missing and result is not null)::int as visited,
            count(*) filter (where missing and result = 'promised')::int as promised,
            count(*) filter (where missing and result = 'refused')::int as refused,
            count(*) filter (where missing and result = 'notFound')::int as "notFound",
            count(*) filter (where covered and result is not null)::int as won
       from one group by ${key} order by 1`,
    [regionPattern(scope), scope.unitId, covered.from, unitId ?? null, covered.to],
  );
  return rows;
}

import type { CalendarDate } from '@gongji/domain';
import { type CountedCovers, coveredIn } from '../figures/places.ts';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/**
 * Where somebody of the census stands on a day: covered here; not counted, with the reason; registered here and living
 * elsewhere 空挂户; or missing 应参未参.
 */
export type CensusState = 'covered' | 'exempt' | 'away' | 'missing';

/** What came of the last visit, and whose task the person is; the same for the missing and for renewals. */
export interface FollowUp {
  readonly collectorId: string | null;
  readonly collectorName: string | null;
  readonly visits: number;
  readonly visitedOn: CalendarDate | null;
  readonly result: string | null;
  readonly promisedBy: CalendarDate | null;
  readonly note: string | null;
}

export interface CensusPersonRow extends FollowUp {
  readonly personId: string;
  readonly regionCode: string;
  readonly name: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly phone: string | null;
  readonly address: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: CensusState;
  readonly exempt: string;
  readonly proof: string | null;
  readonly scheme: string | null;
  /** Last day of an earlier cover here: who has been covered before is asked first. */
  readonly lastCoveredTo: CalendarDate | null;
  readonly groups: readonly string[];
}

/** What both lists are filtered by. */
export interface FollowUpFilter {
  /** Beginning of the name or its initials, or a whole number; empty: everybody. */
  readonly q: string;
  readonly unitId?: string | undefined;
  /** `0`: nobody's. */
  readonly collectorId?: string | undefined;
  /** Special group 特殊人群; `any`: whoever is in one. */
  readonly group?: string | undefined;
  /** Result of the last visit; `none`: not visited. */
  readonly result?: string | undefined;
  /** Only promises whose day has come. */
  readonly due?: boolean | undefined;
  readonly today: CalendarDate;
}

export interface CensusFilter extends FollowUpFilter {
  /** Covered on any of these days. */
  readonly covered: CountedCovers['covered'];
  readonly state: CensusState;
  readonly exempt?: string | undefined;
  /** Number of a band of {@link ageBand}. */
  readonly age?: string | undefined;
  readonly residence?: string | undefined;
}

/** Age band 年龄段 of the person `p` on a day, both SQL: 0 to 5. */
export const ageBand = (day: string): string =>
  `width_bucket(extract(year from age(${day}, p.born_on))::int, array[7, 18, 45, 60, 80])`;

/** A cover of the person `p` that counts, as SQL over `c`; parameters 3 and 4. */
const COUNTS = `c.person_id = p.person_id and ${coveredIn('$3::date', '$4::date')}`;
const COVERED = `exists (select from coverage c where ${COUNTS})`;
/** Each state by itself, so that the list of the missing reads nobody who is covered. */
const IN_STATE: Readonly<Record<CensusState, string>> = {
  covered: COVERED,
  exempt: `s.exempt <> 'none' and not ${COVERED}`,
  away: `s.exempt = 'none' and not s.living_here and not ${COVERED}`,
  missing: `s.exempt = 'none' and s.living_here and not ${COVERED}`,
};

/** Latest assignment and visit of the person `p`. */
export const FOLLOW_UP_JOINS = `
  left join lateral (select a.collector_id, k.name from collector_assignment a join collector k using (collector_id)
    where a.person_id = p.person_id order by a.assignment_id desc limit 1) task on true
  left join lateral (select v.visited_on, v.result, v.promised_by, v.note, count(*) over ()::int as visits from census_visit v
    where v.person_id = p.person_id order by v.visit_id desc limit 1) seen on true`;
export const FOLLOW_UP_COLUMNS = `task.collector_id as "collectorId", task.name as "collectorName",
  coalesce(seen.visits, 0) as visits, seen.visited_on as "visitedOn", seen.result, seen.promised_by as "promisedBy", seen.note`;
/** {@link FollowUpFilter} of the person `p`, as SQL; parameters `n` to `n + 6` are {@link followUpValues}. */
export const followUpIs = (n: number): string => `($${n}::bigint is null or s.unit_id = $${n})
  and ($${n + 1}::bigint is null or coalesce(task.collector_id, 0) = $${n + 1})
  and ($${n + 2}::text is null or coalesce(seen.result, 'none') = $${n + 2})
  and ($${n + 3} = '' or p.name like $${n + 3} || '%' or p.name_initials like upper($${n + 3}) || '%'
       or p.psn_no = $${n + 3} or p.cert_no = $${n + 3})
  and ($${n + 4}::text is null or exists (select from person_group g where g.person_id = p.person_id and $${n + 4} in (g.group_name, 'any')
       and g.valid_from <= $${n + 5}::date and (g.valid_to is null or g.valid_to >= $${n + 5}::date)))
  and (not $${n + 6}::boolean or (seen.result = 'promised' and seen.promised_by <= $${n + 5}::date))`;
export const followUpValues = ({ q, unitId, collectorId, group, result, due, today }: FollowUpFilter) => [
  ...[unitId ?? null, collectorId ?? null, result ?? null, q.replaceAll(/[%_\\]/g, ''), group ?? null, today],
  due ?? false,
];
export const FOLLOW_UP_ORDERS = {
  person: 'p.person_id',
  name: 'p.name',
  age: `date '2100-01-01' - p.born_on`,
  visitedOn: 'seen.visited_on',
  promisedBy: 'seen.promised_by',
};

/** Who is listed; parameters 1 to 14. */
const listed = (state: CensusState): string => `
  from census s join person p on p.person_id = s.person_id and p.status = 'active'
  join unit u on u.unit_id = s.unit_id ${FOLLOW_UP_JOINS}
  where s.region_code like $1 and ($2::bigint is null or s.unit_id = $2) and ${IN_STATE[state]}
    and ($5::text is null or s.exempt = $5) and ${followUpIs(6)}
    and ($13::int is null or ${ageBand('$3::date')} = $13) and ($14::text is null or p.residence = $14)`;
const valuesOf = (scope: Scope, { covered, exempt, age, residence, ...filter }: CensusFilter) => [
  ...[regionPattern(scope), scope.unitId, covered.from, covered.to, exempt ?? null],
  ...followUpValues(filter),
  ...[age ?? null, residence ?? null],
];

/** People of the census in a state, in the order asked for; a page of them. */
export async function censusPeople(
  db: Queryable,
  scope: Scope,
  filter: CensusFilter & ListOrder,
): Promise<readonly CensusPersonRow[]> {
  const { rows } = await db.query<CensusPersonRow>(
    `select p.person_id as "personId", p.region_code as "regionCode", p.name, p.cert_no as "certNo", p.sex,
            p.born_on as "bornOn", p.phone, p.address, u.unit_id as "unitId", u.name as "unitName", '${filter.state}' as state, s.exempt,
            s.exempt_proof as proof,
            (select c.scheme from coverage c where ${COUNTS} order by c.covered_from desc limit 1) as scheme,
            (select max(c.covered_to) from coverage c where c.person_id = p.person_id and c.covered_to < $3::date) as "lastCoveredTo",
            coalesce((select array_agg(distinct g.group_name) from person_group g where g.person_id = p.person_id
              and g.valid_from <= $11::date and (g.valid_to is null or g.valid_to >= $11::date)), '{}') as groups,
            ${FOLLOW_UP_COLUMNS}
     ${listed(filter.state)}
     order by ${orderBy(FOLLOW_UP_ORDERS, filter, 'p.person_id')} offset $15 limit $16`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many they are. */
export async function countCensusPeople(db: Queryable, scope: Scope, filter: CensusFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n ${listed(filter.state)}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.n ?? 0;
}

/** Somebody whom the caller may visit: of the census of his community, or covered there or at his school. */
export interface VisitedPerson {
  readonly personId: string;
  readonly regionCode: string;
  /** Community of the census; null when he stands in none. */
  readonly unitId: string | null;
  readonly exempt: string | null;
  readonly livingHere: boolean | null;
}

export async function visitedPersons(
  db: Queryable,
  scope: Scope,
  personIds: readonly string[],
): Promise<readonly VisitedPerson[]> {
  const { rows } = await db.query<VisitedPerson>(
    `select p.person_id as "personId", p.region_code as "regionCode", s.unit_id as "unitId", s.exempt,
            s.living_here as "livingHere"
       from person p left join census s on s.person_id = p.person_id
      where p.person_id = any($3::bigint[]) and p.region_code like $1 and p.status = 'active'
        and ($2::bigint is null or s.unit_id = $2
             or exists (select from coverage c where c.person_id = p.person_id and c.unit_id = $2))
      order by p.person_id`,
    [regionPattern(scope), scope.unitId, personIds],
  );
  return rows;
}

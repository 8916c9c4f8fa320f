import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** An employer who ought to enrol 应参保未参保单位, with where things stand on a day. */
export interface UnenrolledRow {
  readonly entryId: string;
  readonly regionCode: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly street: string;
  readonly contact: string;
  readonly phone: string;
  readonly headcount: number | null;
  readonly source: 'audit' | 'file' | 'hand';
  readonly sourceName: string;
  readonly sourceOn: CalendarDate;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly knownFrom: Date;
  readonly state: UnenrolledState;
  readonly insured: number;
  readonly collectorId: string | null;
  readonly collectorName: string | null;
  readonly visits: number;
  readonly visitedOn: CalendarDate | null;
  readonly result: string | null;
  readonly promisedBy: CalendarDate | null;
  readonly overdue: boolean;
  readonly reason: string | null;
  readonly step: string | null;
  readonly nextStep: string | null;
  readonly nextOn: CalendarDate | null;
}
export type UnenrolledState = 'toVisit' | 'promised' | 'refused' | 'enrolled' | 'notApplicable';

/** $1 region, $2 unit of the reader, $3 the day. Enrolled is who has somebody insured on that day, whatever was said at the door. */
const STANDING = `
  select x.*, x.state = 'promised' and x."promisedBy" < $3 as overdue from (
  select e.entry_id as "entryId", e.region_code as "regionCode", e.uscc, e.name, e.kind, e.street, e.contact, e.phone, e.headcount,
         e.source, e.source_name as "sourceName", e.source_on as "sourceOn", e.added_by as "addedBy", e.added_at as "addedAt",
         e.known_from as "knownFrom",
         coalesce(i.n, 0) as insured, k.collector_id as "collectorId", k.name as "collectorName", k.unit_id,
         coalesce(v.n, 0) as visits, v.visited_on as "visitedOn", v.result, v.promised_by as "promisedBy",
         nullif(v.reason, '') as reason, s.kind as step, s.next_step as "nextStep", s.next_on as "nextOn",
         case when i.n > 0 then 'enrolled' when v.result in ('promised', 'refused') then v.result
              when v.result in ('closed', 'elsewhere') then 'notApplicable' else 'toVisit' end as state
    from unenrolled_employer e
    left join lateral (select collector_id from unenrolled_assignment a where a.entry_id = e.entry_id
                        order by assignment_id desc limit 1) a on true
    left join collector k on k.collector_id = a.collector_id
    left join (select distinct on (entry_id) *, count(*) over (partition by entry_id)::int as n
                 from unenrolled_visit order by entry_id, visited_on desc, visit_id desc) v on v.entry_id = e.entry_id
    left join (select distinct on (entry_id) * from unenrolled_step order by entry_id, taken_on desc, step_id desc) s
           on s.entry_id = e.entry_id
    left join unit u on u.kind = 'employer' and u.code = e.uscc
    left join lateral (select count(distinct c.person_id)::int as n from coverage c
                        where c.unit_id = u.unit_id and c.scheme = 'employee' and c.status <> '4' and c.covered_from <= $3
                          and (c.covered_to is null or c.covered_to >= $3)) i on u.unit_id is not null
   where e.region_code like $1) x
   where ($2::bigint is null or x.unit_id = $2)`;

export interface UnenrolledFilter {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  /** '0': nobody's. */
  readonly collectorId?: string | undefined;
  readonly overdue?: boolean | undefined;
}

const MATCHES = `($4::text is null or y.name ilike $4 or y.uscc ilike $4 or y.street ilike $4) and ($5::text is null or y.state = $5)
  and ($6::text is null or y.kind = $6) and ($7::bigint is null or coalesce(y."collectorId", 0) = $7)
  and (not $8::boolean or y.overdue)`;

function valuesOf(scope: Scope, on: CalendarDate, filter: UnenrolledFilter): readonly unknown[] {
  const q = filter.q === undefined || filter.q === '' ? null : `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    ...[regionPattern(scope), scope.unitId, on, q, filter.state ?? null, filter.kind ?? null],
    ...[filter.collectorId ?? null, filter.overdue === true],
  ];
}

const ORDERS = {
  addedAt: '"addedAt"',
  headcount: 'headcount',
  visits: 'visits',
  visitedOn: '"visitedOn"',
  promisedBy: '"promisedBy"',
  nextOn: '"nextOn"',
  insured: 'insured',
};

/** Employers of the register in the order asked for, as things stand on a day. */
export async function listUnenrolled(
  db: Queryable,
  scope: Scope,
  { on, ...filter }: UnenrolledFilter & ListOrder & { readonly on: CalendarDate },
): Promise<readonly UnenrolledRow[]> {
  const { rows } = await db.query<UnenrolledRow>(
    `select * from (${STANDING}) y where ${MATCHES}
      order by ${orderBy(ORDERS, filter, '"entryId" desc')} offset $9 limit $10`,
    [...valuesOf(scope, on, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many of all that match stand where. Visits end with enrolment, so that who is enrolled and was visited enrolled after it. */
export interface UnenrolledCounts extends Readonly<Record<UnenrolledState, number>> {
  readonly total: number;
  readonly overdue: number;
  readonly visited: number;
  readonly enrolledAfterVisit: number;
  readonly newlyInsured: number;
}

export async function countUnenrolled(
  db: Queryable,
  scope: Scope,
  { on, ...filter }: UnenrolledFilter & { readonly on: CalendarDate },
): Promise<UnenrolledCounts> {
  const { rows } = await db.query<UnenrolledCounts>(
    `select count(*)::int as total, count(*) filter (where state = 'toVisit')::int as "toVisit",
            count(*) filter (where state = 'promised')::int as promised,
            count(*) filter (where state = 'refused')::int as refused,
            count(*) filter (where state = 'enrolled')::int as enrolled,
            count(*) filter (where state = 'notApplicable')::int as "notApplicable",
            count(*) filter (where overdue)::int as overdue, count(*) filter (where visits > 0)::int as visited,
            count(*) filter (where state = 'enrolled' and visits > 0)::int as "enrolledAfterVisit",
            coalesce(sum(insured) filter (where state = 'enrolled' and visits > 0), 0)::int as "newlyInsured"
       from (${STANDING}) y where ${MATCHES}`,
    [...valuesOf(scope, on, filter)],
  );
  const [counts] = rows;
  if (counts === undefined) throw new Error('a count has no row');
  return counts;
}

export async function readUnenrolled(
  db: Queryable,
  scope: Scope,
  { entryId, on }: { readonly entryId: string; readonly on: CalendarDate },
): Promise<UnenrolledRow | undefined> {
  const { rows } = await db.query<UnenrolledRow>(`select * from (${STANDING}) y where y."entryId" = $4`, [
    ...[regionPattern(scope), scope.unitId, on, entryId],
  ]);
  return rows[0];
}

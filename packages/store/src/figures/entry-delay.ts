import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** How soon acts of enrolment are entered after the day they are of 录入及时性, by who reports them. */
export interface EntryDelayRow {
  /** Null: the desk of the agency, for nobody's list. */
  readonly unitId: string | null;
  readonly name: string | null;
  readonly kind: string | null;
  readonly acts: number;
  /** Entered more than {@link LATE_AFTER} days later. */
  readonly late: number;
  /** Days on average, to a tenth. */
  readonly averageDays: number;
  readonly mostDays: number;
}

export interface EntryDelayFilter {
  /** Days on which the acts were entered. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Working days of a week: later than this a bill may come before the cover is known. */
export const LATE_AFTER = 5;

/** Acts that say who is covered, and stand. What is entered ahead of its day is in time. Parameters 1 to 4. */
const DELAYS = `with acts as (
    select a.unit_id, greatest(0, a.acted_at::date - a.effective_on) as days
      from enrolment_act a
     where a.region_code like $1 and ($2::bigint is null or a.unit_id = $2)
       and a.kind in ('join', 'resume', 'flexible', 'newborn', 'student', 'retire', 'stop')
       and a.acted_at >= $3::date::timestamptz and a.acted_at < ($4::date + 1)::timestamptz
       and not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)
  ), delays as (
    select a.unit_id as "unitId", u.name, u.kind, count(*)::int as acts,
           (count(*) filter (where days > ${LATE_AFTER}))::int as late, round(avg(days), 1)::float8 as "averageDays",
           max(days) as "mostDays"
      from acts a left join unit u using (unit_id) group by a.unit_id, u.name, u.kind
  )`;
const ORDERS = { late: 'late', acts: 'acts', averageDays: '"averageDays"', mostDays: '"mostDays"' };

export async function entryDelays(
  db: Queryable,
  scope: Scope,
  filter: EntryDelayFilter & ListOrder,
): Promise<readonly EntryDelayRow[]> {
  const { rows } = await db.query<EntryDelayRow>(
    `${DELAYS} select * from delays order by ${orderBy(ORDERS, filter, '"unitId"')} offset $5 limit $6`,
    [regionPattern(scope), scope.unitId, filter.from, filter.to, filter.after, filter.limit],
  );
  return rows;
}

/** Of all who report: how many they are, their acts, and those that came late. */
export async function sumEntryDelays(
  db: Queryable,
  scope: Scope,
  { from, to }: EntryDelayFilter,
): Promise<{ readonly total: number; readonly acts: number; readonly late: number }> {
  const { rows } = await db.query<{ total: number; acts: number; late: number }>(
    `${DELAYS} select count(*)::int as total, coalesce(sum(acts), 0)::int as acts, coalesce(sum(late), 0)::int as late from delays`,
    [regionPattern(scope), scope.unitId, from, to],
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

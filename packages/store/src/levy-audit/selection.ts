import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** The last month of employees assessed for everybody, the first to compare it with, and somebody's facts in it. */
export interface SelectionMonths {
  readonly from: string;
  readonly to: string;
  readonly policyVersion: string;
  readonly facts: unknown;
}

/** Undefined while no month is assessed. `months`: how far back the first one may lie. */
export async function selectionMonths(
  db: Queryable,
  scope: Scope,
  months: number,
): Promise<SelectionMonths | undefined> {
  const { rows } = await db.query<SelectionMonths>(
    `with runs as (
       select run_id, period from assessment_run
        where region_code like $1 and scheme = 'employee' and kind = 'regular' and state = 'done' and unit_id is null
     ), last as (select max(period) as period from runs)
     select last.period as "to", b.policy_version as "policyVersion", b.facts,
            (select min(period) from runs
              where period >= to_char((last.period || '-01')::date - make_interval(months => $2), 'YYYY-MM')) as "from"
       from last join runs using (period)
       join lateral (select basis_id from charge c
                      where c.run_id = runs.run_id and c.unit_id is not null and c.base_fen is not null limit 1) c on true
       join assessment_basis b using (basis_id) limit 1`,
    [regionPattern(scope), months],
  );
  return rows[0];
}

/** An employer with what its score is made of 选户得分; shares in percent, points in the order of the signals. */
export interface SelectedUnit {
  readonly unitId: string;
  readonly name: string;
  readonly uscc: string;
  readonly areaName: string | null;
  readonly persons: number;
  readonly atFloor: number;
  readonly regionFloorShare: number;
  readonly averageFen: Fen | null;
  readonly kindAverageFen: Fen | null;
  readonly joined: number;
  readonly gone: number;
  readonly overdueFen: Fen;
  readonly billedFen: Fen;
  readonly compared: number;
  readonly lowered: number;
  readonly uncorrected: number;
  readonly points: readonly number[];
  readonly score: number;
  readonly auditId: string | null;
  readonly lastAuditedOn: CalendarDate | null;
}

export interface SelectionFilter {
  readonly from: string;
  readonly to: string;
  /** Base of who declares nothing; null: the policy does not say, and nobody counts as assessed at it. */
  readonly floorFen: Fen | null;
  readonly today: CalendarDate;
  readonly minPersons: number;
  /** Of each signal: at floor, low average, movement, arrears, lowered, uncorrected. */
  readonly weights: readonly number[];
  readonly froms: readonly number[];
  readonly fulls: readonly number[];
  readonly employer: string;
  /** Place of the signal that must have points, from 1; null: any. */
  readonly signal: number | null;
}

export interface Selection {
  readonly rows: readonly SelectedUnit[];
  readonly total: number;
  readonly persons: number;
  readonly overdueFen: Fen;
}

/**
 * Corrections and acts of enrolment have runs of their own, with charges of many months. What was taken back in the month is few
 * and gathered once: looking for it charge by charge took half of the whole.
 */
const assessed = (month: string) => `
    select c.unit_id, c.person_id, c.base_fen from charge c
     where c.run_id in (select run_id from assessment_run where region_code like $1 and scheme = 'employee'
                           and (period = ${month} or kind <> 'regular' or unit_id is not null))
       and c.period = ${month} and c.scheme = 'employee' and c.unit_id is not null and c.base_fen is not null
       and c.person_id > 0 and c.kind = 'contribution' and c.origin_id is null
       and (c.person_id, c.charge_id) not in (
         select o.person_id, o.origin_id from charge o where o.origin_id is not null and o.period = ${month})`;

/** A cover that goes on with the same employer, or into retirement, is neither joined nor left. */
const MOVES = `
    select c.unit_id,
           count(*) filter (where c.covered_from between w.since and $5 and not exists (
             select from coverage e where e.person_id = c.person_id and e.scheme = 'employee' and e.unit_id = c.unit_id
                and e.covered_from < c.covered_from and e.covered_to >= c.covered_from - 1)) as joined,
           count(*) filter (where c.covered_to between w.since and $5 and not exists (
             select from coverage e where e.person_id = c.person_id and e.scheme = 'employee'
                and (e.unit_id = c.unit_id or e.person_status = 'retired')
                and e.covered_from > c.covered_from and e.covered_from <= c.covered_to + 1)) as gone
      from coverage c, (select ($2 || '-01')::date as since) w
     where c.region_code like $1 and c.scheme = 'employee' and c.unit_id is not null and c.status <> '4'
       and (c.covered_from between w.since and $5 or c.covered_to between w.since and $5)
     group by 1`;

/** Parameters 1 to 11. */
const MATCHED = `with latest as (${assessed('$3')}), first as (${assessed('$2')}),
  sizes as (
    select unit_id, count(*) as persons, sum(l.base_fen) as base, count(*) filter (where l.base_fen <= $4::bigint) as at_floor,
           count(f.person_id) as compared, count(*) filter (where l.base_fen < f.base_fen) as lowered
      from latest l left join first f using (unit_id, person_id) group by 1
  ), region as (
    select coalesce(sum(at_floor) * 100 / nullif(sum(persons), 0), 0) as floor_share from sizes
  ), kinds as (
    select u.employer_kind, sum(s.base) / sum(s.persons) as average from sizes s join unit u using (unit_id) group by 1
  ), moves as (${MOVES}
  ), overdue as (
    select unit_id, sum(amount_fen - paid_fen) as fen from open_bill
     where payer = 'unit' and region_code like $1 and due_on < $5 group by 1
  ), billed as (
    select unit_id, sum(amount_fen) as fen from contribution_bill
     where payer = 'unit' and region_code like $1 and period between $2 and $3 group by 1
  ), uncorrected as (
    select f.unit_id, count(*) as n from levy_finding f join levy_notice n using (notice_id)
     where f.region_code like $1 and f.state = 'noticed' and n.due_on < $5 and f.unit_id is not null group by 1
  ), measured as (
    select u.unit_id, u.name, u.code, u.area_code, u.employer_kind, coalesce(s.persons, 0) as persons,
           coalesce(s.at_floor, 0) as at_floor, r.floor_share, s.base / nullif(s.persons, 0) as average, k.average as kind_average,
           coalesce(m.joined, 0) as joined, coalesce(m.gone, 0) as gone, coalesce(o.fen, 0) as overdue,
           coalesce(b.fen, 0) as billed, coalesce(s.compared, 0) as compared, coalesce(s.lowered, 0) as lowered,
           coalesce(n.n, 0) as uncorrected
      from unit u cross join region r left join sizes s using (unit_id) left join kinds k using (employer_kind)
      left join moves m using (unit_id) left join overdue o using (unit_id)
      left join billed b using (unit_id) left join uncorrected n using (unit_id)
     where u.kind = 'employer' and u.status <> 'cancelled' and u.region_code like $1
  ), signals as (
    select *, array[
      case when persons >= $6 then at_floor * 100.0 / persons - floor_share end,
      case when persons >= $6 and kind_average > 0 then (1 - average / kind_average) * 100 end,
      case when persons >= $6 then (joined + gone) * 100.0 / persons end,
      case when overdue > 0 then least(100, overdue * 100.0 / greatest(billed, 1)) end,
      case when compared >= $6 then lowered * 100.0 / compared end,
      uncorrected]::numeric[] as values from measured
  ), scored as (
    select s.*, p.points, p.score from signals s cross join lateral (
      select array_agg(points order by n) as points, sum(points)::int as score from (
        select n, round(weight * least(1, greatest(0, (coalesce(value, 0) - low) / (high - low))))::int as points
          from unnest(s.values, $7::numeric[], $8::numeric[], $9::numeric[]) with ordinality as v(value, weight, low, high, n)
      ) each) p
  ), matched as (
    select * from scored
     where score > 0 and ($10 = '' or name like '%' || $10 || '%' or code like $10 || '%')
       and ($11::int is null or points[$11] > 0)
  )`;

const ORDERS = { score: 'score', persons: 'persons', overdueFen: 'overdue', name: 'name' };

const PAGE = (order: string) => `
  select m.unit_id::text as "unitId", m.name, m.code as uscc, area.name as "areaName", m.persons,
         m.at_floor as "atFloor", round(m.floor_share, 1) as "regionFloorShare", round(m.average) as "averageFen",
         round(m.kind_average) as "kindAverageFen", m.joined, m.gone, m.overdue as "overdueFen", m.billed as "billedFen",
         m.compared, m.lowered, m.uncorrected, m.points, m.score, m.place, a."auditId", a."lastAuditedOn"
    from (select *, row_number() over (order by ${order}) as place from matched order by ${order} offset $12 limit $13) m
    left join area using (area_code)
    cross join lateral (
      select max(audit_id) filter (where closed_at is null)::text as "auditId",
             to_char(max(created_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "lastAuditedOn"
        from levy_audit where unit_id = m.unit_id) a`;

/** Employers that stand out, in the order asked for, and what all that match come to; one pass over the months for both. */
export async function selectUnits(
  db: Queryable,
  scope: Scope,
  filter: SelectionFilter & ListOrder,
): Promise<Selection> {
  const { from, to, floorFen, today, minPersons, weights, froms, fulls, employer, signal } = filter;
  const { rows } = await db.query<Selection>(
    `${MATCHED} select count(*)::int as total, coalesce(sum(persons), 0)::int as persons,
            coalesce(sum(overdue), 0)::float8 as "overdueFen",
            (select coalesce(json_agg(p order by p.place), '[]') from (${PAGE(orderBy(ORDERS, filter, 'unit_id'))}) p) as rows
       from matched`,
    [
      ...[regionPattern(scope), from, to, floorFen, today, minPersons, weights, froms, fulls],
      ...[employer.replaceAll(/[%_\\]/g, ''), signal, filter.after, filter.limit],
    ],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('a sum has no row');
  return found;
}

import { addDays, type CalendarDate } from '@gongji/domain';
import { syntheticUscc } from '../identity-number.ts';
import { REGION } from '../region/places.ts';

interface Database {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Every community has one of each; the ones of 和平社区 have names of their own. */
const COLLECTORS = `
  insert into collector (collector_id, region_code, unit_id, name, phone, role, added_by, added_at)
  select row_number() over (order by u.unit_id, k.role), u.region_code, u.unit_id,
         case when u.unit_id = 990101001001 then k.name else left(u.name, 3) || k.title end, k.phone, k.role, 'demo.community', $2
    from unit u cross join (values ('grid', '林网格', '网格员', '10000000101'), ('specialist', '何专干', '专干', '10000000102'))
      as k (role, name, title, phone)
   where u.kind = 'community' and u.region_code = $1`;

/** Who is missing is given to the two of his community by turns. */
const ASSIGNMENTS = `
  insert into collector_assignment (region_code, person_id, assignment_id, collector_id, assigned_by, assigned_at)
  select s.region_code, s.person_id, 1, k.collector_id, 'demo.community', $2
    from census s join collector k on k.unit_id = s.unit_id and k.role = case when s.person_id % 2 = 0 then 'grid' else 'specialist' end
   where s.region_code = $1 and s.exempt = 'none' and s.living_here and s.person_id > 20
     and not exists (select from coverage c where c.person_id = s.person_id and c.status <> '4' and c.covered_from <= $3::date
                       and (c.covered_to is null or c.covered_to >= $3::date))`;

/** Half of them have been visited. */
const VISITS = `
  insert into census_visit (region_code, person_id, visit_id, visited_on, collector_id, result, promised_by, note, recorded_by, recorded_at)
  select a.region_code, a.person_id, 1, $3::date - (a.person_id % 20)::int - 1, a.collector_id, r.result,
         case when r.result = 'promised' then $3::date + 10 end, r.note, 'demo.community', $2
    from collector_assignment a join (values (0, 'promised', '月底前到社区缴费'), (1, 'refused', '嫌保费高，已讲解政策'),
      (2, 'notFound', '两次上门无人'), (3, 'promised', '发工资后办理')) as r (n, result, note) on r.n = a.person_id / 2 % 4
   where a.region_code = $1 and a.person_id % 4 < 2`;

/** Targets 目标责任书 of the year: two in a hundred above what is covered, in tens; of the region and of each county. */
const TARGETS = `
  insert into target (region_code, target_id, year, place, metric, value, responsible, signed_on, set_by, set_at)
  select $1, row_number() over (order by place, metric), extract(year from $3::date)::int, place, metric,
         ceil(n * 1.02 / 10) * 10, '分管领导', $4::date, 'demo.leader', $2
    from (select coalesce(left(u.area_code, 6), '') as place, c.scheme || 's' as metric, count(distinct c.person_id) as n
            from coverage c join person p using (person_id) join unit u on u.unit_id = p.community_id
           where c.region_code = $1 and c.status <> '4' and c.covered_from <= $3::date
             and (c.covered_to is null or c.covered_to >= $3::date)
           group by grouping sets ((left(u.area_code, 6), c.scheme), (c.scheme))) t`;

/** Employers of the tax register by whom nobody is insured 应参保未参保单位: waiting, promised, refusing and interviewed. */
const UNENROLLED = `
  insert into unenrolled_employer (entry_id, region_code, uscc, name, kind, street, headcount, source, source_name, source_on, added_by, added_at)
  select e.n, $1, e.code, e.name, e.kind, e.street, e.heads, 'file', '税务登记名册', $3::date - 30, 'demo.supervisor', $2
    from unnest($4::text[]) with ordinality as c (code, n)
    join (values (1, '共济市南风餐饮管理有限公司', 'private', '和平街道', 12), (2, '共济市小满面馆', 'individual', '和平街道', 3),
                 (3, '共济市启航劳务派遣有限公司', 'enterprise', '朝阳街道', 46), (4, '共济市邻里超市', 'individual', '桂花街道', 5),
                 (5, '共济市云杉科技有限公司', 'private', '朝阳街道', 21)) as v (n, name, kind, street, heads) using (n)
    cross join lateral (select v.*, c.code) as e`;
const UNENROLLED_VISITS = `
  insert into unenrolled_visit (entry_id, visit_id, visited_on, collector_id, result, promised_by, reason, recorded_by, recorded_at)
  select v.entry_id, v.visit_id, $1::date - v.ago, k.collector_id, v.result, $1::date + v.due, v.reason, 'demo.supervisor', $2
    from (values (1, 1, 12, 'promised', 15, '老板答应本月底前为全部员工参保'), (2, 1, 25, 'promised', -5, '答应办理'),
                 (3, 1, 20, 'refused', null, '称员工均在户籍地参保，不愿提供名册')) as v (entry_id, visit_id, ago, result, due, reason)
    cross join (select min(collector_id) as collector_id from collector) k`;
const UNENROLLED_STEPS = `
  insert into unenrolled_step (entry_id, step_id, kind, paper_no, taken_on, next_step, next_on, taken_by, taken_at)
  values (3, 1, 'interview', '共济医保约〔' || to_char($1::date - 10, 'YYYY') || '〕3 号', $1::date - 10, '拒不整改的移送劳动监察', $1::date + 20,
          'demo.supervisor', $2)`;

/** Who goes from door to door for whom, what came of it so far, and what the year is to reach. */
export async function loadCensusWork(db: Database, asOf: CalendarDate): Promise<void> {
  // The day has begun wherever in it the demo is loaded: nothing of it lies ahead.
  const at = `${asOf} 00:00+08`;
  const signedOn = addDays(`${asOf.slice(0, 4)}-01-01` as CalendarDate, 9);
  await db.query(COLLECTORS, [REGION.code, at]);
  await db.query(ASSIGNMENTS, [REGION.code, at, asOf]);
  await db.query(VISITS, [REGION.code, at, asOf]);
  await db.query(TARGETS, [REGION.code, at, asOf, signedOn]);
  const codes = [1, 2, 3, 4, 5].map((n) => syntheticUscc('company', 990_000 + n));
  await db.query(UNENROLLED, [REGION.code, at, asOf, codes]);
  await db.query(UNENROLLED_VISITS, [asOf, at]);
  await db.query(UNENROLLED_STEPS, [asOf, at]);
}

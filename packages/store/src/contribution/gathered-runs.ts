import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { PublicSum } from './public-sums.ts';
import type { BillPayer } from './write-charges.ts';

/** Runs of a scheme and period whose subsidies are one bill of each payer. */
export interface GatheredGroup {
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
}

/** The subsidies of a run wait until they are gathered 待汇总. */
export async function waitForGathering(tx: Queryable, runId: string): Promise<void> {
  await tx.query('insert into gathered_run (run_id) values ($1)', [runId]);
}

/** What waits, in one region or in all, of runs before a moment or of all, by scheme and period. */
export async function waitingGroups(
  db: Queryable,
  { regionCode, before }: { readonly regionCode?: string; readonly before?: Date },
): Promise<readonly GatheredGroup[]> {
  const { rows } = await db.query<GatheredGroup>(
    `select distinct r.region_code as "regionCode", r.scheme, r.period
       from gathered_run g join assessment_run r using (run_id)
      where g.into_run_id is null and ($2::timestamptz is null or r.created_at < $2) and ($1::text is null or r.region_code = $1) order by 1, 2, 3`,
    [regionCode ?? null, before ?? null],
  );
  return rows;
}

/** Gathers what waits of a group into a run that has been written; each run goes into one, whoever gathers at the same time. */
export async function gatherInto(
  tx: Queryable,
  { regionCode, scheme, period }: GatheredGroup,
  intoRunId: string,
  before?: Date,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update gathered_run set into_run_id = $4 where into_run_id is null and run_id in (
       select w.run_id from gathered_run w join assessment_run r using (run_id)
        where w.into_run_id is null and r.region_code = $1 and r.scheme = $2 and r.period = $3
          and ($5::timestamptz is null or r.created_at < $5)
        order by 1 for update of w)`,
    [regionCode, scheme, period, intoRunId, before ?? null],
  );
  return rowCount ?? 0;
}

/** What charges of the runs `r` ask of each public payer for each person, by line; an act and its undo come to nothing and are none. */
const OWED = `select r.scheme, r.period, c.person_id, l.line ->> 'billTo' as bill_to,
    case l.line ->> 'billTo' when 'county' then coalesce(c.area_code, left(c.region_code, 6)) end as area_code,
    l.line ->> 'payer' as payer, l.line ->> 'fund' as fund, l.line ->> 'component' as component, sum(c.amounts[l.n]) as fen
  from r join charge c using (run_id) join assessment_basis s using (basis_id)
  cross join lateral json_array_elements(s.lines) with ordinality l (line, n)
 where l.line ->> 'billTo' not in ('unit', 'person', 'account')
 group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(c.amounts[l.n]) <> 0`;

/** What a public payer owes of the runs that a run has gathered. */
export async function gatheredSums(db: Queryable, intoRunId: string): Promise<readonly PublicSum[]> {
  const { rows } = await db.query<PublicSum>(
    `with r as (select x.run_id, x.scheme, x.period from gathered_run g join assessment_run x using (run_id) where g.into_run_id = $1),
          owed as (${OWED}),
          head as (select bill_to, area_code, count(distinct person_id)::int as heads from owed group by 1, 2),
          sums as (select bill_to, area_code, payer, fund, component, sum(fen)::float8 as fen from owed group by 1, 2, 3, 4, 5)
     select s.bill_to as payer, s.area_code as "areaCode", h.heads,
            json_agg(json_build_object('payer', payer, 'fund', fund, 'component', component, 'amountFen', fen)
                     order by fund, component) as lines
       from sums s join head h on h.bill_to = s.bill_to and h.area_code is not distinct from s.area_code
      where fen <> 0 group by 1, 2, 3 order by 1, 2`,
    [intoRunId],
  );
  return rows;
}

/** What a public payer will be billed of a scheme and period once it is gathered. */
export interface WaitingSubsidy {
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly payer: BillPayer;
  readonly areaCode: string | null;
  readonly areaName: string | null;
  readonly heads: number;
  readonly amountFen: number;
}

/** What waits of a region, by payer. */
export async function waitingSubsidies(db: Queryable, scope: Scope): Promise<readonly WaitingSubsidy[]> {
  const { rows } = await db.query<WaitingSubsidy>(
    `with r as (select run_id, x.scheme, x.period from gathered_run g join assessment_run x using (run_id)
                 where g.into_run_id is null and x.region_code like $1),
          owed as (${OWED})
     select o.scheme, o.period, o.bill_to as payer, o.area_code as "areaCode", a.name as "areaName",
            count(distinct o.person_id)::int as heads, sum(o.fen)::float8 as "amountFen"
       from owed o left join area a on a.area_code = o.area_code group by 1, 2, 3, 4, 5 having sum(o.fen) <> 0
      order by 1, 2, array_position(array['central', 'province', 'city', 'county', 'government', 'medicalAid'], o.bill_to), 4`,
    [regionPattern(scope)],
  );
  return rows;
}

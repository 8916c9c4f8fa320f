import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type RunKind = 'regular' | 'correction' | 'lateFee' | 'legacy' | 'enrolment' | 'makeUp' | 'subsidy';

/** AssessmentRun 核定批次: the persons of a scheme for a period, assessed and billed. */
export interface AssessmentRun {
  readonly runId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  /** `2026-05`, or `2026` of a yearly contribution. */
  readonly period: string;
  readonly kind: RunKind;
  /** One unit alone; null: the whole region. */
  readonly unitId: string | null;
  readonly dueOn: CalendarDate;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface RunRow extends AssessmentRun {
  readonly state: 'running' | 'done';
  readonly parts: number | null;
  readonly partsDone: number;
  readonly persons: number;
  readonly charges: number;
  readonly problems: number;
  readonly totalFen: number;
  readonly finishedAt: Date | null;
}

/** A part of a run: units or persons by their numbers, both ends included. */
export interface RunPart {
  readonly partNo: number;
  readonly payer: 'unit' | 'person';
  readonly fromId: string;
  readonly toId: string;
  readonly persons: number;
}

/** False: a run of the same scheme, period and kind is still open. */
export async function insertRun(db: Queryable, run: AssessmentRun): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into assessment_run (run_id, region_code, scheme, period, kind, unit_id, due_on, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (region_code, scheme, period, kind) where state = 'running' and unit_id is null do nothing`,
    [
      run.runId,
      run.regionCode,
      run.scheme,
      run.period,
      run.kind,
      run.unitId,
      run.dueOn,
      run.createdBy,
      run.createdAt,
    ],
  );
  return rowCount === 1;
}

const COLUMNS = `r.run_id as "runId", r.region_code as "regionCode", r.scheme, r.period, r.kind, r.unit_id as "unitId",
  r.due_on as "dueOn", r.created_by as "createdBy", r.created_at as "createdAt", r.state, r.parts,
  coalesce(p.done, 0)::int as "partsDone", coalesce(r.persons, 0)::float8 as persons,
  coalesce(p.charges, w.charges, 0)::float8 as charges, coalesce(p.problems, 0)::float8 as problems,
  coalesce(p.total, w.total, 0)::float8 as "totalFen", r.finished_at as "finishedAt"`;
const SUMS = `left join lateral (
  select count(*) filter (where done_at is not null) as done, sum(charges) as charges, sum(problems) as problems,
         sum(total_fen) as total from assessment_part where run_id = r.run_id) p on true
  left join lateral (
  select count(c.charge_id) as charges, case r.kind when 'subsidy' then (select sum(amount_fen) from contribution_bill b where b.run_id = r.run_id)
           else sum(c.total_fen) end as total
    from charge c where r.parts is null and c.run_id in (select r.run_id union all select run_id from gathered_run where into_run_id = r.run_id)) w on true`;
/** Runs that somebody has started, or a declaration; not those of a single act or of a late payment. */
const STARTED = `(r.kind in ('regular', 'legacy', 'subsidy') or (r.kind = 'correction' and r.unit_id is not null))`;

export async function readRun(db: Queryable, scope: Scope, runId: string): Promise<RunRow | undefined> {
  const { rows } = await db.query<RunRow>(
    `select ${COLUMNS} from assessment_run r ${SUMS} where r.run_id = $2 and r.region_code like $1`,
    [regionPattern(scope), runId],
  );
  return rows[0];
}

export async function openRun(
  db: Queryable,
  run: Pick<AssessmentRun, 'regionCode' | 'scheme' | 'period' | 'kind'>,
): Promise<string | undefined> {
  const { rows } = await db.query<{ runId: string }>(
    `select run_id as "runId" from assessment_run
      where region_code = $1 and scheme = $2 and period = $3 and kind = $4 and state = 'running' and unit_id is null`,
    [run.regionCode, run.scheme, run.period, run.kind],
  );
  return rows[0]?.runId;
}

export interface RunFilter {
  readonly scheme?: string | undefined;
}

const RUN_ORDERS = { createdAt: 'r.created_at', period: 'r.period' };
const MATCHES = `r.region_code like $1 and ${STARTED} and ($2::text is null or r.scheme = $2)`;

/** Runs in scope that somebody has started, in the order asked for. */
export async function listRuns(
  db: Queryable,
  scope: Scope,
  filter: RunFilter & ListOrder,
): Promise<readonly RunRow[]> {
  const page = `order by ${orderBy(RUN_ORDERS, filter, 'r.run_id desc')}`;
  const { rows } = await db.query<RunRow>(
    `with page as (select r.run_id from assessment_run r where ${MATCHES} ${page} offset $3 limit $4)
     select ${COLUMNS} from page join assessment_run r using (run_id) ${SUMS} ${page}`,
    [regionPattern(scope), filter.scheme ?? null, filter.after, filter.limit],
  );
  return rows;
}

export async function countRuns(db: Queryable, scope: Scope, { scheme }: RunFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from assessment_run r where ${MATCHES}`,
    [regionPattern(scope), scheme ?? null],
  );
  return rows[0]?.n ?? 0;
}

export async function insertParts(db: Queryable, runId: string, parts: readonly RunPart[]): Promise<void> {
  await db.query(
    `insert into assessment_part (run_id, part_no, payer, from_id, to_id, persons)
     select $1, * from unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[], $6::int[])`,
    [
      runId,
      parts.map((p) => p.partNo),
      parts.map((p) => p.payer),
      parts.map((p) => p.fromId),
      parts.map((p) => p.toId),
      parts.map((p) => p.persons),
    ],
  );
  await db.query('update assessment_run set parts = $2, persons = $3 where run_id = $1', [
    runId,
    parts.length,
    parts.reduce((sum, p) => sum + p.persons, 0),
  ]);
}

/** Locks the run; undefined when it is done. */
export async function lockRun(db: Queryable, runId: string): Promise<{ parts: number | null } | undefined> {
  const { rows } = await db.query<{ parts: number | null }>(
    `select parts from assessment_run where run_id = $1 and state = 'running' for update`,
    [runId],
  );
  return rows[0];
}

export async function openParts(db: Queryable, runId: string): Promise<readonly RunPart[]> {
  const { rows } = await db.query<RunPart>(
    `select part_no as "partNo", payer, from_id as "fromId", to_id as "toId", persons
       from assessment_part where run_id = $1 and done_at is null order by part_no`,
    [runId],
  );
  return rows;
}

/** Marks a part as done in the transaction that writes it. False: another has done it. */
export async function endPart(
  db: Queryable,
  runId: string,
  partNo: number,
  sums: { readonly charges: number; readonly problems: number; readonly totalFen: number; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update assessment_part set charges = $3, problems = $4, total_fen = $5, done_at = $6
      where run_id = $1 and part_no = $2 and done_at is null`,
    [runId, partNo, sums.charges, sums.problems, sums.totalFen, sums.at],
  );
  return rowCount === 1;
}

export async function endRun(db: Queryable, runId: string, at: Date): Promise<void> {
  await db.query(`update assessment_run set state = 'done', finished_at = $2 where run_id = $1`, [runId, at]);
}

export interface ProblemRow {
  readonly personId: string;
  readonly psnNo: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly reasons: readonly { readonly code: string; readonly message: { zh: string; en: string } }[];
}

const PROBLEM_ORDERS = { unitName: 'u.name', name: 'p.name' };
const PROBLEMS = `from assessment_problem x join person p using (person_id) left join unit u on u.unit_id = x.unit_id
  where x.region_code like $1 and x.run_id = $2`;

export async function runProblems(
  db: Queryable,
  scope: Scope,
  runId: string,
  page: ListOrder,
): Promise<readonly ProblemRow[]> {
  const { rows } = await db.query<ProblemRow>(
    `select x.person_id as "personId", p.psn_no as "psnNo", p.name, x.unit_id as "unitId", u.name as "unitName", x.reasons
       ${PROBLEMS} order by ${orderBy(PROBLEM_ORDERS, page, 'x.person_id')} offset $3 limit $4`,
    [regionPattern(scope), runId, page.after, page.limit],
  );
  return rows;
}

export async function countRunProblems(db: Queryable, scope: Scope, runId: string): Promise<number> {
  const { rows } = await db.query<{ total: number }>(`select count(*)::int as total ${PROBLEMS}`, [
    ...[regionPattern(scope), runId],
  ]);
  return rows[0]?.total ?? 0;
}

import type { ProblemsQuery, ProblemsView, RunBody, RunsQuery, RunsView, RunView } from '@gongji/contract';

import {
  type AssessmentRun,
  countRunProblems,
  countRuns,
  insertRun,
  listRuns,
  type RunRow,
  readRun,
  runProblems,
} from '@gongji/store/contribution';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { type TaskHandler, TaskRefused } from '../task/runner.ts';
import { policyOfPeriod, spanOfPeriod, usualDueDay } from './period.ts';
import { runAssessment } from './run-assessment.ts';

/** 核定: puts a run of a period into the queue of tasks. Who is assessed already is left out. */
export async function assess(deps: RestDeps, caller: Caller, body: RunBody): Promise<Answer<RunView>> {
  const { scheme, period } = body;
  const monthly = scheme === 'employee';
  if (monthly !== (period.length === 7)) return problemAnswer('refused', [wrongPeriod(period, monthly)]);
  const policy = policyOfPeriod(deps.policies, caller.regionCode, scheme, period);
  if (policy === undefined) return problemAnswer('refused', [noPolicy(period)]);
  const at = deps.now();
  const run: AssessmentRun = {
    ...{ runId: deps.newId(), regionCode: caller.regionCode, scheme, period, kind: 'regular', unitId: null },
    dueOn: body.dueOn ?? usualDueDay(spanOfPeriod(policy, period), period),
    createdBy: caller.actor,
    createdAt: at,
  };
  let taskId = '';
  const deed: Deed = {
    actor: caller.actor,
    action: 'contribution.assess',
    subject: `run:${run.runId}`,
    detail: { scheme, period },
  };
  const row = await audited(deps, deed, async (tx) => {
    if (!(await insertRun(tx, run))) return undefined;
    taskId = await deps.tasks.add(tx, {
      ...{ regionCode: caller.regionCode, unitId: null, kind: 'assessment', title: `${scheme} ${period}` },
      input: { run },
      createdBy: caller.actor,
    });
    return readRun(tx, caller, run.runId);
  });
  return row === undefined
    ? problemAnswer('conflict', [stillRunning(period)])
    : ok({ ...runView(row), taskId });
}

/** The task of a run. Begun again after the program was killed, it goes on with the parts that are not done. */
export function assessmentTask(policies: RestDeps['policies']): TaskHandler {
  return async ({ pool, newId, now, task, progress }) => {
    const { run } = task.input as { run: AssessmentRun };
    const policy = policyOfPeriod(policies, run.regionCode, run.scheme, run.period);
    if (policy === undefined) {
      const { message, remedy } = noPolicy(run.period);
      throw new TaskRefused({ ...message, remedyZh: remedy.zh, remedyEn: remedy.en });
    }
    await runAssessment({ pool, newId, now, progress }, run, policy);
    return { runId: run.runId };
  };
}

export async function runs({ pool }: RestDeps, caller: Caller, query: RunsQuery): Promise<Answer<RunsView>> {
  const [rows, total] = await Promise.all([listRuns(pool, caller, query), countRuns(pool, caller, query)]);
  return ok({ items: rows.map(runView), ...pagePlace(query.after, rows.length, total) });
}

export async function run({ pool }: RestDeps, caller: Caller, runId: string): Promise<Answer<RunView>> {
  const row = await readRun(pool, caller, runId);
  return row === undefined ? problemAnswer('not-found') : ok(runView(row));
}

export async function problems(
  { pool }: RestDeps,
  caller: Caller,
  runId: string,
  query: ProblemsQuery,
): Promise<Answer<ProblemsView>> {
  if ((await readRun(pool, caller, runId)) === undefined) return problemAnswer('not-found');
  const [rows, total] = await Promise.all([
    runProblems(pool, caller, runId, query),
    countRunProblems(pool, caller, runId),
  ]);
  return ok({
    ...pagePlace(query.after, rows.length, total),
    items: rows.map((row) => ({
      person: personRef(row.personId),
      name: maskName(row.name),
      psnNo: maskPersonNumber(row.psnNo),
      ...(row.unitName === null ? {} : { unitName: row.unitName }),
      reasons: row.reasons.map(({ message }) => message),
    })),
  });
}

export function runView(row: RunRow): RunView {
  const { runId, scheme, period, kind, state, partsDone, persons, charges, problems, totalFen, dueOn } = row;
  return {
    ...{ runId, scheme, period, kind, state, partsDone, persons, charges, problems, totalFen, dueOn },
    ...(row.parts === null ? {} : { parts: row.parts }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt.toISOString() }),
  };
}

function wrongPeriod(period: string, monthly: boolean) {
  return {
    ...{ code: 'period-invalid', field: 'period', value: period },
    message: monthly
      ? { zh: '职工医保按月核定', en: 'the employee scheme is assessed by month' }
      : { zh: '居民医保按年度核定', en: 'the resident scheme is assessed by year' },
    remedy: monthly
      ? { zh: '请填写年月，如 2026-11', en: 'give a month such as 2026-11' }
      : { zh: '请填写年度，如 2027', en: 'give a year such as 2027' },
  };
}

function noPolicy(period: string) {
  return {
    ...{ code: 'policy-not-in-force', field: 'period', value: period },
    message: { zh: `${period} 没有生效的政策`, en: `no policy is in force in ${period}` },
    remedy: { zh: '请先发布该期间的政策', en: 'publish a policy for it first' },
  };
}

function stillRunning(period: string) {
  return {
    ...{ code: 'run-open', field: 'period', value: period },
    message: { zh: `${period} 的核定正在进行`, en: `an assessment of ${period} is running` },
    remedy: { zh: '请等待其完成', en: 'wait until it is done' },
  };
}

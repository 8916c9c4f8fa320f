import {
  UNENROLLED_RESULTS,
  type UnenrolledAssignBody,
  type UnenrolledPage,
  type UnenrolledStepBody,
  type UnenrolledVisitBody,
} from '@gongji/contract';
import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { readCollector } from '@gongji/store/census';
import {
  assignUnenrolled,
  insertUnenrolledStep,
  insertUnenrolledVisit,
  readUnenrolled,
  type UnenrolledRow,
} from '@gongji/store/unenrolled';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { unenrolledOne } from './list.ts';

/** 包干: gives employers of the register to a collector of the region. */
export async function assignEmployers(
  deps: RestDeps,
  caller: Caller,
  { collectorId, entries }: UnenrolledAssignBody,
): Promise<Answer<{ readonly assigned: number }>> {
  const collector = await readCollector(deps.pool, caller, collectorId);
  if (collector === undefined || collector.endedOn !== null)
    return problemAnswer('refused', [
      rejection('collector-unfit', {}, { field: 'collectorId', value: collectorId }),
    ]);
  const deed = (assigned: number): Deed => ({
    ...{ actor: caller.actor, action: 'unenrolled.assign', subject: `collector:${collectorId}` },
    detail: { assigned },
  });
  const given = { collectorId, entries, assignmentId: deps.newId(), by: caller.actor, at: deps.now() };
  const assigned = await audited(deps, deed, (tx) => assignUnenrolled(tx, caller, given));
  return ok({ assigned: assigned ?? 0 });
}

/** 登记走访. Visits end with enrolment: what the registers say needs no visit. */
export async function visitEmployer(
  deps: RestDeps,
  caller: Caller,
  entryId: string,
  body: UnenrolledVisitBody,
): Promise<Answer<UnenrolledPage>> {
  const today = chinaDay(deps.now());
  const found = await readUnenrolled(deps.pool, caller, { entryId, on: today });
  if (found === undefined) return problemAnswer('not-found');
  const problems = [...enrolledAlready(found), ...visitProblems(body, today)];
  if (problems.length > 0) return problemAnswer('refused', problems);
  const visitId = deps.newId();
  const deed: Deed = {
    ...{ actor: caller.actor, action: 'unenrolled.visit', subject: `unenrolled:${entryId}` },
    detail: { visitId },
  };
  const { visitedOn, result, promisedBy = null, reason } = body;
  await audited(deps, deed, async (tx) => {
    const { collectorId } = found;
    const by = { recordedBy: caller.actor, at: deps.now() };
    await insertUnenrolledVisit(tx, {
      ...{ entryId, visitId, collectorId, visitedOn, result, promisedBy, reason },
      ...by,
    });
    return true;
  });
  return unenrolledOne(deps, caller, entryId);
}

function enrolledAlready({ insured }: UnenrolledRow): readonly Rejection[] {
  return insured === 0
    ? []
    : [rejection('unenrolled-enrolled', { insured: String(insured) }, { field: 'id' })];
}

/** Results that say nothing without their reason. */
const NEEDS_REASON: ReadonlySet<UnenrolledVisitBody['result']> = new Set(['refused', 'closed', 'elsewhere']);

function visitProblems(
  { visitedOn, result, promisedBy, reason }: UnenrolledVisitBody,
  today: CalendarDate,
): readonly Rejection[] {
  const problems: Rejection[] = [];
  if (visitedOn > today)
    problems.push(rejection('visit-in-future', { day: visitedOn }, { field: 'visitedOn', value: visitedOn }));
  if (promisedBy !== undefined && (result !== 'promised' || promisedBy < visitedOn))
    problems.push(rejection('promise-misplaced', {}, { field: 'promisedBy', value: promisedBy }));
  if (promisedBy === undefined && result === 'promised')
    problems.push(rejection('promise-day-missing', {}, { field: 'promisedBy' }));
  if (reason === '' && NEEDS_REASON.has(result))
    problems.push(
      rejection('visit-reason-missing', { result: UNENROLLED_RESULTS[result].zh }, { field: 'reason' }),
    );
  return problems;
}

/** 约谈、移送劳动监察: only of who refuses, with the paper that went out and what comes next. */
export async function escalateEmployer(
  deps: RestDeps,
  caller: Caller,
  entryId: string,
  body: UnenrolledStepBody,
): Promise<Answer<UnenrolledPage>> {
  const today = chinaDay(deps.now());
  const found = await readUnenrolled(deps.pool, caller, { entryId, on: today });
  if (found === undefined) return problemAnswer('not-found');
  const problems: Rejection[] = [...enrolledAlready(found)];
  if (found.state !== 'refused') problems.push(rejection('escalation-unfit', {}, { field: 'kind' }));
  if (body.takenOn > today || body.nextOn < body.takenOn)
    problems.push(rejection('step-days-wrong', {}, { field: 'takenOn', value: body.takenOn }));
  if (problems.length > 0) return problemAnswer('refused', problems);
  const stepId = deps.newId();
  const deed: Deed = {
    ...{ actor: caller.actor, action: 'unenrolled.escalate', subject: `unenrolled:${entryId}` },
    detail: { paperNo: body.paperNo },
  };
  await audited(deps, deed, async (tx) => {
    await insertUnenrolledStep(tx, { ...body, entryId, stepId, takenBy: caller.actor, at: deps.now() });
    return true;
  });
  return unenrolledOne(deps, caller, entryId);
}

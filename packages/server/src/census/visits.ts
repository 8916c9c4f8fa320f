import { VISIT_RESULTS, type VisitBody, type VisitsView } from '@gongji/contract';
import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import {
  type CollectorRow,
  insertVisit,
  listVisits,
  readCollector,
  type VisitedPerson,
  visitedPersons,
} from '@gongji/store/census';
import { changeRows } from '@gongji/store/enrolment';
import { keepAct, type PlannedAct } from '../enrolment/acting.ts';
import { changing, type RegisterDeed } from '../enrolment/changing.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { idOf } from './collectors.ts';

export async function visits(deps: RestDeps, caller: Caller, person: string): Promise<Answer<VisitsView>> {
  const [found] = await visitedPersons(deps.pool, caller, [idOf(person)]);
  if (found === undefined) return problemAnswer('not-found');
  const rows = await listVisits(deps.pool, found.personId);
  return ok({
    person,
    items: rows.map(({ recordedAt, result, collectorName, promisedBy, ...row }) => ({
      ...row,
      result: result as VisitBody['result'],
      ...given('collectorName', collectorName ?? undefined),
      ...given('promisedBy', promisedBy ?? undefined),
      recordedAt: recordedAt.toISOString(),
    })),
  });
}

/** 登记走访: what was found at a door; where it says why somebody is not counted, the census says it from then on. */
export async function recordVisit(
  deps: RestDeps,
  caller: Caller,
  body: VisitBody,
): Promise<Answer<VisitsView>> {
  const [found] = await visitedPersons(deps.pool, caller, [idOf(body.person)]);
  if (found === undefined) return problemAnswer('not-found');
  const collector =
    body.collectorId === undefined ? undefined : await readCollector(deps.pool, caller, body.collectorId);
  const today = chinaDay(deps.now());
  const problems = problemsOf(body, { found, collector, today });
  if (problems.length > 0) return problemAnswer('refused', problems);
  const visitId = deps.newId();
  const act = censusAct(body, found, today);
  const deed: RegisterDeed = {
    action: 'census.visit',
    subject: `person:${found.personId}`,
    detail: { visitId, visit: body.result, ...given('exempt', body.exempt) },
  };
  await changing(deps, caller, deed, async (tx) => {
    await insertVisit(tx, {
      visitId,
      regionCode: found.regionCode,
      personId: found.personId,
      visitedOn: body.visitedOn,
      collectorId: body.collectorId ?? null,
      result: body.result,
      promisedBy: body.promisedBy ?? null,
      note: body.note,
      by: caller.actor,
      at: deps.now(),
    });
    if (act !== undefined) await keepAct(deps, caller, tx, act, await changeRows(tx, act.changes));
    return true;
  });
  return visits(deps, caller, body.person);
}

interface Known {
  readonly found: VisitedPerson;
  readonly collector: CollectorRow | undefined;
  readonly today: CalendarDate;
}

/** Results after which somebody counts as before. */
const COUNTS: ReadonlySet<VisitBody['result']> = new Set(['enrolled', 'promised', 'refused']);

/** Everything that is wrong with a visit, at once. */
function problemsOf(body: VisitBody, { found, collector, today }: Known): readonly Rejection[] {
  const { visitedOn, collectorId, result, promisedBy, exempt } = body;
  const problems: Rejection[] = [];
  if (visitedOn > today)
    problems.push(rejection('visit-in-future', { day: visitedOn }, { field: 'visitedOn', value: visitedOn }));
  if (collectorId !== undefined && collector === undefined)
    problems.push(rejection('collector-unfit', {}, { field: 'collectorId', value: collectorId }));
  if (promisedBy !== undefined && (result !== 'promised' || promisedBy < visitedOn))
    problems.push(rejection('promise-misplaced', {}, { field: 'promisedBy', value: promisedBy }));
  const isMisplaced = exempt !== undefined && (COUNTS.has(result) || found.unitId === null);
  if (isMisplaced || (result === 'elsewhere' && exempt === undefined))
    problems.push(
      rejection(
        'exempt-misplaced',
        { result: VISIT_RESULTS[result].zh },
        { field: 'exempt', value: exempt ?? '' },
      ),
    );
  return problems;
}

/** What the visit changes in the census: a reason not to be counted, or that the person does not live here. */
function censusAct(
  { result, exempt, proof, note }: VisitBody,
  { personId, regionCode, unitId, exempt: was, livingHere }: VisitedPerson,
  today: CalendarDate,
): PlannedAct | undefined {
  if (unitId === null) return undefined;
  const to = {
    ...(exempt === undefined || exempt === was ? {} : { exempt, exempt_proof: proof === '' ? null : proof }),
    ...(result === 'away' && exempt === undefined && livingHere === true ? { living_here: false } : {}),
  };
  if (Object.keys(to).length === 0) return undefined;
  return {
    kind: 'census',
    regionCode,
    personId,
    unitId,
    effectiveOn: today,
    facts: { result, ...given('exempt', exempt) },
    changes: [{ register: 'census', key: { person_id: personId }, to: { ...to, as_of: today } }],
    reason: note === '' ? '走访 visit' : note,
  };
}

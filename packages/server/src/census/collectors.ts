import type {
  AssignBody,
  AssignedView,
  CollectorBody,
  CollectorsView,
  EndCollectorBody,
} from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import {
  assignPersons,
  endCollector,
  insertCollector,
  listCollectors,
  readCollector,
  visitedPersons,
} from '@gongji/store/census';
import { readUnit } from '@gongji/store/enrolment';
import { audited, type Deed } from '../identity/audited.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

export async function collectors(
  { pool }: RestDeps,
  caller: Caller,
  unitId: string,
): Promise<Answer<CollectorsView>> {
  const rows = await listCollectors(pool, caller, unitId);
  return ok({
    unitId,
    items: rows.map(({ collectorId, name, phone, role, endedOn }) => ({
      ...{ collectorId, name, phone, role },
      ...given('endedOn', endedOn ?? undefined),
    })),
  });
}

export async function addCollector(
  deps: RestDeps,
  caller: Caller,
  { unitId, ...body }: CollectorBody,
): Promise<Answer<CollectorsView>> {
  const asked = caller.unitId ?? unitId;
  const unit = asked === undefined ? undefined : await readUnit(deps.pool, caller, asked);
  if (unit === undefined || unit.kind === 'employer')
    return problemAnswer('refused', [
      rejection('collector-unit-unfit', {}, { field: 'unitId', value: asked ?? '' }),
    ]);
  const collectorId = deps.newId();
  const { regionCode } = unit;
  const deed: Deed = {
    actor: caller.actor,
    action: 'census.collector',
    subject: `collector:${collectorId}`,
    detail: { unitId: unit.unitId, role: body.role },
  };
  await audited(deps, deed, async (tx) => {
    const row = { ...body, collectorId, regionCode, unitId: unit.unitId, by: caller.actor, at: deps.now() };
    await insertCollector(tx, row);
    return true;
  });
  return collectors(deps, caller, unit.unitId);
}

export async function endWork(
  deps: RestDeps,
  caller: Caller,
  collectorId: string,
  { on }: EndCollectorBody,
): Promise<Answer<CollectorsView>> {
  const one = await readCollector(deps.pool, caller, collectorId);
  if (one === undefined) return problemAnswer('not-found');
  const day = on ?? chinaDay(deps.now());
  const deed: Deed = {
    actor: caller.actor,
    action: 'census.collector-end',
    subject: `collector:${collectorId}`,
    detail: { on: day },
  };
  const done = await audited(deps, deed, async (tx) =>
    (await endCollector(tx, collectorId, day)) ? true : undefined,
  );
  return done === undefined
    ? problemAnswer('refused', [rejection('collector-unfit', {}, { field: 'id', value: collectorId })])
    : collectors(deps, caller, one.unitId);
}

/** 分片包干: gives people of the lists to a collector. All of them or nobody. */
export async function assign(
  deps: RestDeps,
  caller: Caller,
  { collectorId, persons }: AssignBody,
): Promise<Answer<AssignedView>> {
  const personIds = [...new Set(persons.map(idOf))];
  const [collector, found] = await Promise.all([
    readCollector(deps.pool, caller, collectorId),
    visitedPersons(deps.pool, caller, personIds),
  ]);
  const problems: Rejection[] = [];
  if (collector === undefined || collector.endedOn !== null)
    problems.push(rejection('collector-unfit', {}, { field: 'collectorId', value: collectorId }));
  if (found.length !== personIds.length)
    problems.push(
      rejection(
        'census-person-unknown',
        { count: String(personIds.length - found.length) },
        { field: 'persons' },
      ),
    );
  if (problems.length > 0) return problemAnswer('refused', problems);
  const deed = (assigned: number): Deed => ({
    actor: caller.actor,
    action: 'census.assign',
    subject: `collector:${collectorId}`,
    detail: { assigned },
  });
  const assigned = await audited(deps, deed, (tx) =>
    assignPersons(tx, { collectorId, personIds, firstId: deps.newId(), by: caller.actor, at: deps.now() }),
  );
  return ok({ assigned: assigned ?? 0 });
}

/** Number behind an address of a person; 0 is nobody. */
export function idOf(ref: string): string {
  return /^~\d{1,19}$/.test(ref) ? ref.slice(1) : '0';
}

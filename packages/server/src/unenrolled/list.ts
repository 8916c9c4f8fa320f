import type {
  UNENROLLED_RESULTS,
  UNENROLLED_STEPS,
  UnenrolledCollectorsView,
  UnenrolledListView,
  UnenrolledPage,
  UnenrolledQuery,
  UnenrolledView,
} from '@gongji/contract';
import {
  countUnenrolled,
  listUnenrolled,
  readUnenrolled,
  regionCollectors,
  type UnenrolledFacts,
  type UnenrolledRow,
  unenrolledSteps,
  unenrolledVersions,
  unenrolledVisits,
} from '@gongji/store/unenrolled';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPhone } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { correctionsOf } from './corrections.ts';

type Result = keyof typeof UNENROLLED_RESULTS;

/** 应参保未参保单位名册, as things stand today; a community sees what its collectors have. */
export async function unenrolled(
  { pool, now }: RestDeps,
  caller: Caller,
  query: UnenrolledQuery,
): Promise<Answer<UnenrolledListView>> {
  const asked = { ...query, on: chinaDay(now()) };
  const [rows, { total, ...counts }] = await Promise.all([
    listUnenrolled(pool, caller, { ...asked, limit: query.limit + 1 }),
    countUnenrolled(pool, caller, asked),
  ]);
  const { items, next } = pageAfter(rows, query);
  return ok({
    items: items.map((row) => viewOf(row, caller)),
    total,
    counts,
    ...given('next', next),
  });
}

export async function unenrolledOne(
  { pool, now }: RestDeps,
  caller: Caller,
  entryId: string,
): Promise<Answer<UnenrolledPage>> {
  const row = await readUnenrolled(pool, caller, { entryId, on: chinaDay(now()) });
  if (row === undefined) return problemAnswer('not-found');
  const [visits, steps, versions] = await Promise.all([
    unenrolledVisits(pool, entryId),
    unenrolledSteps(pool, entryId),
    unenrolledVersions(pool, entryId),
  ]);
  return ok({
    ...viewOf(row, caller),
    visitList: visits.map(({ collectorName, promisedBy, result, ...visit }) => ({
      ...visit,
      result: result as Result,
      ...given('collectorName', collectorName ?? undefined),
      ...given('promisedBy', promisedBy ?? undefined),
    })),
    steps: steps.map(({ kind, ...step }) => ({ ...step, kind: kind as keyof typeof UNENROLLED_STEPS })),
    knownFrom: row.knownFrom.toISOString(),
    corrections: correctionsOf(versions, (facts) => shownTo(caller, facts)),
  });
}

export async function unenrolledCollectors(
  { pool }: RestDeps,
  caller: Caller,
): Promise<Answer<UnenrolledCollectorsView>> {
  return ok({ items: [...(await regionCollectors(pool, caller))] });
}

/** Whom to ask for, in clear for who goes there and masked for who only reads. */
function shownTo<Facts extends Pick<UnenrolledFacts, 'contact' | 'phone'>>(
  { permissions }: Caller,
  facts: Facts,
): Facts {
  if (permissions['unenrolled.work'] !== undefined) return facts;
  const { contact, phone } = facts;
  return { ...facts, contact: contact && maskName(contact), phone: phone && maskPhone(phone) };
}

function viewOf(found: UnenrolledRow, caller: Caller): UnenrolledView {
  const row = shownTo(caller, found);
  const { entryId, uscc, name, street, source, sourceName, sourceOn, addedBy, state } = row;
  return {
    ...{ entryId, uscc, name, street, source, sourceName, sourceOn, addedBy, state },
    kind: row.kind as UnenrolledView['kind'],
    ...{ contact: row.contact, phone: row.phone },
    addedAt: row.addedAt.toISOString(),
    ...{ insured: row.insured, visits: row.visits, overdue: row.overdue },
    ...given('headcount', row.headcount ?? undefined),
    ...given('collectorId', row.collectorId ?? undefined),
    ...given('collectorName', row.collectorName ?? undefined),
    ...given('visitedOn', row.visitedOn ?? undefined),
    ...given('result', (row.result ?? undefined) as Result | undefined),
    ...given('promisedBy', row.promisedBy ?? undefined),
    ...given('reason', row.reason ?? undefined),
    ...given('step', (row.step ?? undefined) as UnenrolledView['step']),
    ...given('nextStep', row.nextStep ?? undefined),
    ...given('nextOn', row.nextOn ?? undefined),
  };
}

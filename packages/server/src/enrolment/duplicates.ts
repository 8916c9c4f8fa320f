import type { ActedView, DuplicatesQuery, DuplicatesView, EnrolPreview, MergeBody } from '@gongji/contract';
import {
  countDuplicatePairs,
  type DuplicatePerson,
  duplicatePairs,
  duplicatePersons,
  insertNotDuplicate,
  registerPersonBy,
} from '@gongji/store/enrolment';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { type Asked, ask, preview } from './ask.ts';
import { changing, type RegisterDeed } from './changing.ts';

/** 疑似重复登记 that nobody has looked at yet. */
export async function duplicates(
  { pool }: RestDeps,
  caller: Caller,
  page: DuplicatesQuery,
): Promise<Answer<DuplicatesView>> {
  const [pairs, total] = await Promise.all([
    duplicatePairs(pool, caller, page),
    countDuplicatePairs(pool, caller),
  ]);
  const persons = await duplicatePersons(
    pool,
    pairs.flatMap(({ personIds }) => personIds),
  );
  const items = pairs.flatMap(({ cause, personIds: [a, b] }) => {
    const [one, other] = [persons.get(a), persons.get(b)];
    return one === undefined || other === undefined
      ? []
      : [{ cause, persons: [personView(one), personView(other)] }];
  });
  return ok({ items, ...pagePlace(page.after, pairs.length, total) });
}

function personView(one: DuplicatePerson) {
  const { certType, bills, covers } = one;
  return {
    ref: personRef(one.personId),
    psnNo: maskPersonNumber(one.psnNo),
    name: maskName(one.name),
    certType,
    certNo: maskNumber(one.certNo),
    birthYear: one.bornOn.slice(0, 4),
    bills,
    covers,
  };
}

export async function merge(
  deps: RestDeps,
  caller: Caller,
  body: MergeBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const asked = await askedMerge(deps, caller, body);
  if (asked === undefined) return problemAnswer('not-found');
  return ask(deps, caller, { operation: 'merge', idempotencyKey, body }, asked);
}

/** What goes over with the one, and the bills of both that are settled again as those of one person. */
export async function previewMerge(
  deps: RestDeps,
  caller: Caller,
  body: MergeBody,
): Promise<Answer<EnrolPreview>> {
  const asked = await askedMerge(deps, caller, body);
  return asked === undefined ? problemAnswer('not-found') : preview(deps, caller, asked);
}

async function askedMerge(
  { pool }: RestDeps,
  caller: Caller,
  body: MergeBody,
): Promise<Extract<Asked, { kind: 'merge' }> | undefined> {
  const keep = await registerPersonBy(pool, caller, body.keep);
  const drop = await registerPersonBy(pool, caller, body.drop);
  if (keep === undefined || drop === undefined) return undefined;
  return { kind: 'merge', keepId: keep.personId, dropId: drop.personId, reason: body.reason };
}

/** 已核实非同一人: the pair is not shown any more. */
export async function notDuplicate(
  deps: RestDeps,
  caller: Caller,
  body: { readonly persons: readonly string[]; readonly reason: string },
): Promise<Answer<{ done: boolean }>> {
  const [a, b] = await Promise.all(body.persons.map((ref) => registerPersonBy(deps.pool, caller, ref)));
  if (a === undefined || b === undefined || a.personId === b.personId) return problemAnswer('not-found');
  const deed: RegisterDeed = {
    action: 'enrolment.not-duplicate',
    subject: `person:${a.personId}`,
    detail: { other: b.personId },
  };
  await changing(deps, caller, deed, async (tx) => {
    const { regionCode } = a;
    await insertNotDuplicate(tx, {
      a: a.personId,
      b: b.personId,
      regionCode,
      by: caller.actor,
      reason: body.reason,
    });
    return true;
  });
  return ok({ done: true });
}

import { UNENROLLED_FACTS, type UnenrolledCorrectionBody, type UnenrolledPage } from '@gongji/contract';
import { isCreditCode, type Rejection, rejection } from '@gongji/domain';
import { errorCode } from '@gongji/store';
import { correctUnenrolled, readUnenrolled, type UnenrolledFacts } from '@gongji/store/unenrolled';
import { changing, type RegisterDeed } from '../enrolment/changing.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { unenrolledOne } from './list.ts';

/** 更正: facts that were wrong; what stood before is kept, with who, when and why. */
export async function correctEmployer(
  deps: RestDeps,
  caller: Caller,
  entryId: string,
  { seen, reason, ...given }: UnenrolledCorrectionBody,
): Promise<Answer<UnenrolledPage>> {
  const found = await readUnenrolled(deps.pool, caller, { entryId, on: chinaDay(deps.now()) });
  if (found === undefined) return problemAnswer('not-found');
  const { uscc = found.uscc, name = found.name, kind = found.kind, street = found.street } = given;
  const { contact = found.contact, phone = found.phone, headcount = found.headcount } = given;
  const wanted = { uscc: uscc.toUpperCase(), name, kind, street, contact, phone, headcount };
  const changed = UNENROLLED_FACTS.filter((fact) => wanted[fact] !== found[fact]);
  const problems = problemsOf(wanted, changed);
  if (problems.length > 0) return problemAnswer('refused', problems);
  const deed: RegisterDeed = {
    action: 'unenrolled.correct',
    subject: `unenrolled:${entryId}`,
    detail: { corrected: changed.length },
  };
  try {
    const done = await changing(
      deps,
      caller,
      deed,
      async (tx) =>
        (await correctUnenrolled(tx, entryId, { facts: wanted, seen, by: caller.actor, why: reason })) ||
        undefined,
    );
    if (done === undefined)
      return problemAnswer('conflict', [rejection('unenrolled-changed', {}, { field: 'seen' })]);
  } catch (error) {
    if (errorCode(error) !== '23505') throw error;
    return problemAnswer('refused', [
      rejection('unenrolled-listed', {}, { field: 'uscc', value: wanted.uscc }),
    ]);
  }
  return unenrolledOne(deps, caller, entryId);
}

function problemsOf(
  { uscc }: UnenrolledFacts,
  changed: readonly (typeof UNENROLLED_FACTS)[number][],
): readonly Rejection[] {
  if (changed.length === 0) return [rejection('nothing-changes', {})];
  if (!changed.includes('uscc') || isCreditCode(uscc)) return [];
  return [rejection('credit-code-wrong', {}, { field: 'uscc', value: uscc })];
}

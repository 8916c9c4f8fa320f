import type { Rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { Queryable } from '@gongji/store';
import { type DecidedKind, type DecisionMade, decisionOf } from '@gongji/store/rest';
import { beijingText } from '../print/beijing.ts';
import { type Answer, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';

/**
 * The conflict 已有人先办 of a deed that came too late: who decided meanwhile, and when. Colleagues are named; others
 * are told of another officer. Undefined: nobody decided it, so something else is wrong.
 */
export async function alreadyDecided(
  { pool }: { readonly pool: Queryable },
  caller: Caller,
  kind: DecidedKind,
  id: string,
): Promise<Answer<never> | undefined> {
  const made = await decisionOf(pool, caller, kind, id);
  return made === undefined ? undefined : problemAnswer('conflict', [madeAlready(made, caller, id)]);
}

/** What {@link alreadyDecided} says, of a decision that is at hand. */
export function madeAlready(made: DecisionMade, caller: Caller, id: string): Rejection {
  const { institutionCode, unitId } = caller.home;
  const isColleague =
    (institutionCode === null || institutionCode === made.institutionCode) &&
    (unitId === null || unitId === made.unitId);
  const name = made.name ?? made.by;
  const by = isColleague ? { zh: name, en: name } : { zh: '其他经办人员', en: 'another officer' };
  const at = beijingText(made.at).slice(0, 16);
  const data = { zh: { by: by.zh, at }, en: { by: by.en, at } };
  return bilingualRejection('already-decided', data, { field: 'id', value: id });
}

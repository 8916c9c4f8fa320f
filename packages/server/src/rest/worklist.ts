import { WORK, WORK_KINDS, type WorklistView } from '@gongji/contract';
import { readWorklist } from '@gongji/store/rest';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type Answer, ok } from './answer.ts';
import { type Caller, reaching } from './caller.ts';
import type { RestDeps } from './deps.ts';

/** 待办: what waits for the caller, of everything that the table of permissions lets him do. */
export async function worklist(deps: RestDeps, caller: Caller): Promise<Answer<WorklistView>> {
  const asked = WORK_KINDS.flatMap((kind) => {
    const scope = reaching(caller, WORK[kind]);
    return scope === undefined ? [] : [{ kind, scope }];
  });
  const { actor, userId } = caller;
  const items = await readWorklist(deps.pool, { actor, userId, today: chinaDay(deps.now()) }, asked);
  return ok({ items: [...items] });
}

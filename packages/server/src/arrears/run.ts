import { inTransaction } from '@gongji/store';
import { overdueRegions } from '@gongji/store/contribution';
import { audited } from '../identity/audited.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { ARREARS_TASK, type SuspendDeps, suspendOverdue } from './suspend.ts';

/** Who acts when nobody pressed a button. */
const NIGHT = 'system:night';

/** 处理欠费 at once, as a task; every night it happens by itself. */
export async function runArrears(deps: RestDeps, caller: Caller): Promise<Answer<{ taskId: string }>> {
  const { regionCode, actor } = caller;
  const deed = { actor, action: 'arrears.run', subject: `region:${regionCode}` };
  const taskId = await audited(deps, deed, (tx) =>
    deps.tasks.add(tx, {
      ...{ regionCode, unitId: null, kind: ARREARS_TASK, title: ARREARS_TASK },
      ...{ input: { regionCode, by: actor }, createdBy: actor },
    }),
  );
  if (taskId === undefined) throw new Error('no task was added');
  return ok({ taskId });
}

/** The run of every night, for each region in which something is overdue. */
export async function suspendEverywhere(deps: SuspendDeps): Promise<void> {
  for (const regionCode of await inTransaction(deps.pool, overdueRegions))
    await suspendOverdue(deps, { regionCode, by: NIGHT });
}

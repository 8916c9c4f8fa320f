import { inTransaction } from '@gongji/store';
import { overdueRegions } from '@gongji/store/contribution';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { TaskHandler } from '../task/runner.ts';
import { NIGHT } from '../verify/nightly.ts';
import { dun } from './dun.ts';
import { type SuspendDeps, suspendOverdue } from './suspend.ts';

/** Kind of the task that looks at everything overdue. */
export const ARREARS_TASK = 'arrears';

/** 处理欠费 at once, as a task; every night it happens by itself. */
export async function runArrears(deps: RestDeps, caller: Caller): Promise<Answer<{ taskId: string }>> {
  const { regionCode, actor } = caller;
  const deed: Deed = { actor, action: 'arrears.run', subject: `region:${regionCode}` };
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
export async function seeToArrearsEverywhere(deps: SuspendDeps): Promise<void> {
  for (const regionCode of await inTransaction(deps.pool, overdueRegions))
    await seeToArrears(deps, { regionCode, by: NIGHT });
}

/** Suspends what the policy suspends, then makes the notices that are due. */
async function seeToArrears(deps: SuspendDeps, of: { readonly regionCode: string; readonly by: string }) {
  return { ...(await suspendOverdue(deps, of)), ...(await dun(deps, of)) };
}

export function arrearsTask(policies: SuspendDeps['policies']): TaskHandler {
  return ({ pool, newId, now, task, progress }) =>
    seeToArrears({ pool, newId, now, policies, progress }, task.input as { regionCode: string; by: string });
}

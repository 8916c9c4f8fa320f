import { batchPersons } from '@gongji/store/group-enrolment';
import { resettle } from '../enrolment/resettle.ts';
import type { SettlementService } from '../settlement/contract.ts';
import type { TaskContext } from '../task/runner.ts';

/**
 * Settles the bills of everybody again whose cover a list of the agency ended, or got back when it was taken back. After the
 * transaction of the list and safe to repeat: a task that was stopped in between goes on here.
 */
export async function resettleBatch(context: TaskContext, settlement: SettlementService): Promise<void> {
  const { pool, task } = context;
  const { batchId } = task.input as { readonly batchId: string };
  for (const { personId, scheme } of await batchPersons(pool, batchId))
    await resettle(
      { ...context, settlement },
      {
        personId,
        schemes: [scheme],
        reason: `batch ${batchId}`,
        actor: task.createdBy,
      },
    );
}

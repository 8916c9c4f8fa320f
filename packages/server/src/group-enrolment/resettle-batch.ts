import { batchPersons } from '@gongji/store/group-enrolment';
import type { SettlementService } from '../settlement/contract.ts';
import type { TaskContext } from '../task/runner.ts';

/**
 * Settles the bills of everybody again whose cover a list of the agency ended, or got back when it was taken back. After the
 * transaction of the list and safe to repeat: a task that was stopped in between goes on here.
 */
export async function resettleBatch(
  { pool, task }: TaskContext,
  settlement: SettlementService,
): Promise<void> {
  const { batchId } = task.input as { readonly batchId: string };
  const commit = { reason: `batch ${batchId}`, actor: task.createdBy };
  for (const { personId, scheme } of await batchPersons(pool, batchId)) {
    const result = await settlement.resettle({ personId, schemes: [scheme], ...commit });
    if (result.kind === 'rejected') throw new Error(`bills of person ${personId} cannot be settled again`);
  }
}

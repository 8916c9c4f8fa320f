import type { BatchView, DecideBatchBody } from '@gongji/contract';
import {
  type BatchAsked,
  type BatchRow,
  changeBatch,
  lockBatch,
  readBatch,
} from '@gongji/store/group-enrolment';
import { audited } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { RUN_TASK } from './run-task.ts';
import { UNDO_TASK } from './undo-task.ts';
import { answer, queue } from './work-on-batch.ts';

const TASKS: Readonly<Record<BatchAsked, string>> = { run: RUN_TASK, undo: UNDO_TASK };

/** 复核: never by who asked. What is agreed to begins at once, as a task of who agreed; what is refused leaves the list as it is. */
export async function decideBatch(
  deps: RestDeps,
  caller: Caller,
  batchId: string,
  { approved, note }: DecideBatchBody,
): Promise<Answer<BatchView>> {
  let waiting: BatchRow | undefined;
  const done = await audited(
    deps,
    (row: BatchRow) => ({
      actor: caller.actor,
      action: approved ? 'group-enrolment.approve' : 'group-enrolment.refuse',
      subject: `batch:${batchId}`,
      detail: { asked: row.asked, requestedBy: row.askedBy },
    }),
    async (tx) => {
      await lockBatch(tx, batchId);
      const row = await readBatch(tx, caller, batchId);
      if (row === undefined || row.asked === null || row.decidedBy !== null) return undefined;
      waiting = row;
      if (row.askedBy === caller.actor) return undefined;
      await changeBatch(tx, batchId, {
        approved,
        decided_by: caller.actor,
        decided_at: deps.now(),
        decision_note: note,
      });
      if (approved) {
        const task = { batchId, unitId: row.unitId, kind: TASKS[row.asked], title: row.fileName };
        const reason = row.askedReason;
        await changeBatch(tx, batchId, { run_task_id: await queue(deps, caller, tx, { ...task, reason }) });
      }
      return row;
    },
  );
  if (done !== undefined) return answer(deps, caller, batchId);
  if (waiting !== undefined) return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'batch-agreement', batchId)) ?? problemAnswer('not-found');
}

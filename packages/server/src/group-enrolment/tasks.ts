import type { TaskHandler } from '../task/runner.ts';
import type { ListDeps } from './batch-work.ts';
import { CHECK_TASK, checkTask } from './check-task.ts';
import { RUN_TASK, runTask } from './run-task.ts';
import { UNDO_TASK, undoTask } from './undo-task.ts';

/** What the runner does for uploaded lists. */
export function groupEnrolmentTasks(deps: ListDeps): Readonly<Record<string, TaskHandler>> {
  return { [CHECK_TASK]: checkTask(deps), [RUN_TASK]: runTask(deps), [UNDO_TASK]: undoTask(deps.settlement) };
}

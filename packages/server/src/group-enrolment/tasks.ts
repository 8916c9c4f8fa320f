import type { TaskHandler } from '../task/runner.ts';
import { CHECK_TASK, checkTask } from './check-task.ts';
import type { ListRules } from './list-context.ts';
import { RUN_TASK, runTask } from './run-task.ts';
import { UNDO_TASK, undoTask } from './undo-task.ts';

/** What the runner does for uploaded lists. */
export function groupEnrolmentTasks(rules: ListRules): Readonly<Record<string, TaskHandler>> {
  return { [CHECK_TASK]: checkTask(rules), [RUN_TASK]: runTask(rules), [UNDO_TASK]: undoTask };
}

import type { PolicyModel } from '@gongji/engine';
import type { TaskHandler } from '../task/runner.ts';
import { CHECK_TASK, checkTask } from './check-task.ts';
import { RUN_TASK, runTask } from './run-task.ts';
import { UNDO_TASK, undoTask } from './undo-task.ts';

/** What the runner does for uploaded lists. */
export function groupEnrolmentTasks(policies: readonly PolicyModel[]): Readonly<Record<string, TaskHandler>> {
  return { [CHECK_TASK]: checkTask(policies), [RUN_TASK]: runTask(policies), [UNDO_TASK]: undoTask };
}

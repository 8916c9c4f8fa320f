import type { RestDeps } from '../rest/deps.ts';
import type { TaskHandler } from '../task/runner.ts';
import type { CheckSet } from './check-set.ts';
import { readCheckSet } from './load-check-set.ts';
import { runAudit } from './run-audit.ts';
import { selectionRules } from './selection-rules.ts';

/** Name of the tasks that compare. */
export const LEVY_TASK = 'levy-audit';

let known: CheckSet | undefined;
/** The checks of this program, read once. */
export function checkSet(): CheckSet {
  known ??= readCheckSet();
  return known;
}

/** Does the tasks that compare; a file of checks that is wrong stops the start of the program. */
export function levyAuditTask(policies: RestDeps['policies']): TaskHandler {
  const set = checkSet();
  selectionRules();
  return (context) => runAudit(context, policies, set);
}

import type { PolicyModel, Problem } from '../model.ts';
import { checkCited } from './cited.ts';
import { checkPlausible } from './plausible.ts';
import { checkUnused, unreadLets } from './unused.ts';

/** Everything that can be found in a policy without looking at a bill; errors first told by `loadPolicy` are not repeated. */
export function checkPolicy(policy: PolicyModel): readonly Problem[] {
  return [...checkUnused(policy), ...unreadLets(policy), ...checkCited(policy), ...checkPlausible(policy)];
}

import { compilePolicy } from '../compile.ts';
import { lowerRules } from '../contribution/rules-on.ts';
import type { PolicyModel, Problem } from '../model.ts';
import { checkBandEdges } from './bands.ts';
import { checkCited } from './cited.ts';
import { findCliffs } from './cliffs.ts';
import { checkMadeUpDays } from './made-up-days.ts';
import { checkExclusive, checkMedTypes } from './med-types.ts';
import { checkPlausible } from './plausible.ts';
import { segmentStarts } from './segments.ts';
import { checkStatuses } from './statuses.ts';
import { checkUnnamed } from './unnamed.ts';
import { checkUnused, unreadLets } from './unused.ts';

/**
 * Everything that can be found in a loaded policy without cases: it is read as a whole, compiled for every span of
 * days, and, when that succeeds, searched for bills where paying more brings less. Takes up to a few seconds.
 */
export function checkPolicy(policy: PolicyModel): readonly Problem[] {
  const compiled = segmentStarts(policy).map((on) => compilePolicy(policy, on));
  const found = [
    ...compiled.flatMap(({ problems }) => problems),
    ...ruleProblems(policy),
    ...checkUnused(policy),
    ...unreadLets(policy),
    ...checkUnnamed(policy),
    ...checkCited(policy),
    ...checkMedTypes(policy),
    ...checkPlausible(policy),
    ...checkStatuses(policy),
    ...checkMadeUpDays(policy),
  ];
  for (const { compiled: span } of compiled)
    if (span !== undefined) found.push(...checkBandEdges(span), ...checkExclusive(span));
  const sound = found.every((problem) => problem.severity === 'warning');
  const searched = compiled.flatMap(({ compiled: span }) =>
    span === undefined || !sound ? [] : findCliffs(span),
  );
  return onceEach([...found, ...searched]);
}

/** What keeps a loaded policy from being compiled, in any span of days; without it, every bill can be settled or refused. */
export function compileProblems(policy: PolicyModel): readonly Problem[] {
  const benefits = segmentStarts(policy).flatMap((on) => compilePolicy(policy, on).problems);
  return onceEach([...benefits, ...ruleProblems(policy)]);
}

function ruleProblems(policy: PolicyModel): readonly Problem[] {
  return segmentStarts(policy).flatMap((on) => lowerRules(policy, on).problems);
}

/** What is wrong in several spans of days is told once, as it is in the first. */
function onceEach(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, col, code }) => {
    const key = `${file}:${line}:${col} ${code}`;
    return !seen.has(key) && seen.add(key);
  });
}

import type { At, PolicyModel, Problem, StepModel } from '../model.ts';
import { stepsOf } from './expressions.ts';
import { finding } from './finding.ts';

/**
 * Values that explanations could only show by their identifier. A payment that is not named otherwise is called after
 * its payer, and what a cap cuts off after the payment.
 */
export function checkUnnamed(policy: PolicyModel): readonly Problem[] {
  return stepsOf(policy)
    .flatMap(unnamedIn)
    .map(({ name, at }) =>
      finding(policy, at, 'value-unnamed', {
        zh: `${name} 没有名称，说明中只能显示标识符`,
        en: `${name} has no name: explanations can only show its identifier`,
      }),
    );
}

interface Unnamed {
  readonly name: string;
  readonly at: At;
}

function unnamedIn(step: StepModel): readonly Unnamed[] {
  switch (step.kind) {
    case 'classify':
      return [...step.sums].flatMap(([name, { label, at }]) => (label === undefined ? [{ name, at }] : []));
    case 'let':
    case 'deduct':
    case 'limit':
      return step.label === undefined ? [{ name: step.name, at: step.at }] : [];
    case 'pay':
    case 'share':
      return step.label === undefined && step.name !== step.payer ? [{ name: step.name, at: step.at }] : [];
    default:
      return [];
  }
}

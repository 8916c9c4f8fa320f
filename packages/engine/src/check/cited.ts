import type { PolicyModel, Problem, StepModel } from '../model.ts';
import { expressionsOf, partsOf } from './expressions.ts';
import { finding } from './finding.ts';

/** Numbers that say nothing about a policy: nothing, all, once. */
const NEUTRAL: ReadonlySet<string> = new Set(['0', '1', '100%', '0%']);

/** Every figure and every refusal must have an article behind it: the step's own, or that of a parameter in it. */
export function checkCited(policy: PolicyModel): readonly Problem[] {
  const lists = [...policy.benefits, ...policy.fragments, ...policy.rules];
  return lists.flatMap(([owner, { steps }]) => steps.flatMap((step) => checkStep(policy, owner, step)));
}

function checkStep(policy: PolicyModel, owner: string, step: StepModel): readonly Problem[] {
  if (step.cite !== undefined) return [];
  const parts = expressionsOf(step).flatMap(partsOf);
  const figures = parts.flatMap((part) => {
    if (part.kind !== 'number' && part.kind !== 'rate') return [];
    const text = part.kind === 'rate' && !part.text.endsWith('%') ? `${part.text}%` : part.text;
    return NEUTRAL.has(text) ? [] : [text];
  });
  if (figures.length > 0) {
    const list = [...new Set(figures)].join(', ');
    return [
      finding(policy, step.at, 'step-uncited', {
        zh: `${owner}：步骤中的 ${list} 没有出处`,
        en: `${owner}: ${list} in this step has no citation`,
      }),
    ];
  }
  const parameters = parts.some((part) => part.kind === 'name' && policy.parameters.has(part.name));
  if (step.kind !== 'refuse' || parameters) return [];
  return [
    finding(policy, step.at, 'step-uncited', {
      zh: `${owner}：拒付 ${step.code} 没有出处`,
      en: `${owner}: refusal ${step.code} has no citation`,
    }),
  ];
}

import type { StepModel } from '../model.ts';
import { difference, diffTexts, type PolicyDifference, type Side, TOP } from './difference.ts';
import { stepText } from './words.ts';

type WithSteps = ReadonlyMap<string, { readonly steps: readonly StepModel[] }>;

/** Steps that are new, gone or changed (all of them in a list that is new), or their order when nothing else changed. */
export function diffLists(part: string, a: WithSteps, b: WithSteps): readonly PolicyDifference[] {
  return [...b].flatMap(([name, after]) => {
    const before = a.get(name);
    const path = `${part}.${name}.steps`;
    const found = diffTexts('step', path, stepSides(before?.steps ?? []), stepSides(after.steps));
    return found.length > 0 || before === undefined ? found : diffOrder(path, before.steps, after.steps);
  });
}

function stepSides(steps: readonly StepModel[]): ReadonlyMap<string, Side> {
  return new Map(stepKeys(steps).map(([key, step]) => [key, { text: stepText(step), at: step.at }]));
}

/** Steps are recognised by kind and name, so that an inserted step does not make all later ones look changed. */
function stepKeys(steps: readonly StepModel[]): readonly (readonly [string, StepModel])[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const key = `${step.kind} ${stepId(step)}`.trim();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key} (${count})`, step];
  });
}

function stepId(step: StepModel): string {
  switch (step.kind) {
    case 'classify':
    case 'cover':
    case 'suspend':
    case 'retire':
      return '';
    case 'refuse':
      return step.code;
    case 'account':
      return step.which;
    case 'use':
      return step.fragment;
    default:
      return step.name;
  }
}

function diffOrder(
  path: string,
  a: readonly StepModel[],
  b: readonly StepModel[],
): readonly PolicyDifference[] {
  const order = (steps: readonly StepModel[]): string =>
    stepKeys(steps)
      .map(([key]) => key)
      .join(' → ');
  const [before, after] = [order(a), order(b)];
  return before === after
    ? []
    : [difference('step', path, { text: before, at: TOP }, { text: after, at: b[0]?.at ?? TOP })];
}

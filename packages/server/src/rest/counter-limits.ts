import type { CounterItem } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { counterKey, type DatedValue, type PolicyModel, periodKey, type StepModel } from '@gongji/engine';

/** Facts of the person that tables of limits are read with, as texts. */
export type KnownFacts = Readonly<Record<string, string>>;

/** A counter's value against `parameter − counter` in a step: a cap, or a deductible still to be used up. */
const MEASURED = /(?:^|[(,])\s*(\w+)\s*-\s*counter\.(\w+)\s*(?=$|[),])/g;

/**
 * The counters 累计 of a person in one scheme against the limits of the policy: every counter kept, and every counter of
 * the present period that has a limit for this person, used or not. A limit that depends on more than is known is left out.
 */
export function counterItems(
  policy: PolicyModel,
  counters: Readonly<Record<string, number>>,
  known: KnownFacts,
  on: CalendarDate,
): readonly CounterItem[] {
  const limits = limitsOf(policy, known, on);
  const start = policy.benefitYearStart;
  const currentPeriod = (counter: string) => {
    const period = policy.counters.get(counter)?.period;
    return period === undefined || period === 'stay' ? undefined : periodKey(period, on, { start, stay: '' });
  };
  const unused = [...limits.keys()].flatMap((counter) => {
    const model = policy.counters.get(counter);
    const period = currentPeriod(counter);
    return model?.scope === 'person' && period !== undefined ? [counterKey(counter, '', period)] : [];
  });
  const keys = new Set([...Object.keys(counters).filter((key) => !key.startsWith('family:')), ...unused]);
  return [...keys].flatMap((key) => {
    const [counter = '', scope = '', period = ''] = key.split('|');
    const model = policy.counters.get(counter);
    if (model === undefined) return [];
    const current = currentPeriod(counter) === period;
    const used = counters[key] ?? 0;
    const limit = current ? limits.get(counter) : undefined;
    const left = limit === undefined ? undefined : Math.max(0, limit.value - used);
    return [
      {
        key,
        counter,
        name: model.name,
        unit: model.unit,
        scope,
        period,
        current,
        used,
        ...(limit === undefined || left === undefined ? {} : { limit: { ...limit, left } }),
      },
    ];
  });
}

type Limit = Omit<NonNullable<CounterItem['limit']>, 'left'>;

/**
 * Limits by counter; a counter that is measured against different values has none that could be shown as one bar. Nor has
 * a deductible that a benefit uses up without looking at it: what it adds could stand above, and the bar would mislead.
 */
function limitsOf(policy: PolicyModel, known: KnownFacts, on: CalendarDate): ReadonlyMap<string, Limit> {
  const found = new Map<string, Limit | undefined>();
  const deductedBy = new Map<string, Set<string>>();
  for (const [benefit, { steps }] of policy.benefits) {
    for (const step of applying(unfolded(policy, steps), known)) {
      for (const [parameter, counter] of measuresIn(step)) {
        const limit = limitOf(policy, parameter, known, on);
        if (limit === undefined) continue;
        const same = !found.has(counter) || found.get(counter)?.value === limit.value;
        found.set(counter, same ? limit : undefined);
        if (step.kind !== 'deduct') continue;
        deductedBy.set(counter, (deductedBy.get(counter) ?? new Set()).add(benefit));
      }
    }
  }
  const isWhole = (counter: string): boolean => {
    const by = deductedBy.get(counter);
    return by === undefined || [...(policy.counters.get(counter)?.feed.keys() ?? [])].every((b) => by.has(b));
  };
  return new Map(
    [...found].flatMap(([counter, limit]) =>
      limit === undefined || !isWhole(counter) ? [] : [[counter, limit]],
    ),
  );
}

/** Pairs of parameter and counter that a step measures against each other. */
function measuresIn(step: StepModel): readonly (readonly [string, string])[] {
  return textsIn(step).flatMap((text) =>
    [...text.matchAll(MEASURED)].map(([, parameter = '', counter = '']) => [parameter, counter] as const),
  );
}

/** Steps with those of the fragments they use in their place. */
function unfolded(policy: PolicyModel, steps: readonly StepModel[]): readonly StepModel[] {
  return steps.flatMap((step) =>
    step.kind === 'use' ? unfolded(policy, policy.fragments.get(step.fragment)?.steps ?? []) : [step],
  );
}

/** Steps that can do anything for the person: not those whose condition, or that of the amount they work on, is false. */
function applying(steps: readonly StepModel[], known: KnownFacts): readonly StepModel[] {
  const empty = new Set<string>();
  return steps.filter((step) => {
    const base =
      step.kind === 'deduct' ? step.from : 'of' in step && typeof step.of === 'string' ? step.of : '';
    const idle = isFalse(step.when?.text, known) || empty.has(base);
    if (idle && step.kind === 'let') empty.add(step.name);
    return !idle;
  });
}

/** True for a fact, or several joined by `or`, that are all known to be false: `extremelyPoor or lowIncome`. */
function isFalse(when: string | undefined, known: KnownFacts): boolean {
  if (when === undefined || !/^\w+(?: or \w+)*$/.test(when)) return false;
  return when.split(' or ').every((fact) => known[fact] === 'false');
}

function limitOf(
  policy: PolicyModel,
  parameter: string,
  known: KnownFacts,
  on: CalendarDate,
): Limit | undefined {
  const model = policy.parameters.get(parameter);
  const dated = model?.values.findLast(({ from }) => from <= on);
  const value = dated === undefined ? undefined : valueFor(dated, known);
  if (model === undefined || dated === undefined || value === undefined || value <= 0) return undefined;
  return { parameter, name: model.name, value, cite: dated.cite };
}

/** The one value that all rows give which fit what is known; undefined when they differ. */
function valueFor({ content }: DatedValue, known: KnownFacts): number | undefined {
  if (content.kind === 'constant') return content.value;
  const fitting = content.rows.filter((row) =>
    row.cells.every((cell, i) => {
      const value = known[content.by[i] ?? ''];
      return value === undefined || cell.kind !== 'values' || cell.values.includes(value);
    }),
  );
  const values = new Set(fitting.map((row) => row.value));
  return values.size === 1 ? fitting[0]?.value : undefined;
}

/** Every expression below a node, wherever it stands in a step. */
function textsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  if (node instanceof Map) return [...node.values()].flatMap(textsIn);
  if (Array.isArray(node)) return node.flatMap(textsIn);
  const own = 'text' in node && typeof node.text === 'string' ? [node.text] : [];
  return [...own, ...Object.values(node).flatMap(textsIn)];
}

import type { CalendarDate } from '@gongji/domain';
import {
  type Bill,
  type CompiledPolicy,
  type CounterState,
  compilePolicy,
  type ExplainedStep,
  explain,
  type Outcome,
  spanOf,
} from '@gongji/engine';
import type { LoadedEntry } from './use-policy.ts';

const COMPILED = new WeakMap<LoadedEntry, Map<CalendarDate, CompiledPolicy>>();

/**
 * The policy compiled for a day, on the program that came with the application: a page with a strict content policy
 * creates no code. Throws RangeError when the policy is not in force or the program was made from other rules.
 */
export function compiledOn(loaded: LoadedEntry, on: CalendarDate): CompiledPolicy {
  const { model, bundle } = loaded;
  const { from } = spanOf(model, on);
  const kept = COMPILED.get(loaded) ?? new Map<CalendarDate, CompiledPolicy>();
  COMPILED.set(loaded, kept);
  const known = kept.get(from);
  if (known !== undefined) return known;
  const program = bundle.programs.find((p) => p.from === from);
  if (program === undefined) throw new RangeError(`no program of ${model.id} for ${from}`);
  const { compiled } = compilePolicy(model, from, { module: program.module });
  if (compiled === undefined) throw new RangeError(`policy ${model.id} does not compile for ${from}`);
  kept.set(from, compiled);
  return compiled;
}

export interface TrialOutcome {
  readonly outcome: Outcome;
  /** Empty when the bill was refused. */
  readonly steps: readonly ExplainedStep[];
}

/** Settles a bill in the browser. `counters`: values before the bill by plain name; names not given are zero. */
export function adjudicateTrial(
  loaded: LoadedEntry,
  bill: Bill,
  counters: Readonly<Record<string, number>>,
  on: CalendarDate,
): TrialOutcome {
  const compiled = compiledOn(loaded, on);
  const state: CounterState = Object.fromEntries(
    compiled.counterKeys(bill).map(({ counter, key }) => [key, counters[counter] ?? 0]),
  );
  const outcome = compiled.adjudicate(bill, state);
  if (outcome.kind === 'refused') return { outcome, steps: [] };
  return { outcome, steps: explain(compiled, outcome.assessment) };
}

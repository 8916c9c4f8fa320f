import {
  type Bill,
  type CompiledPolicy,
  type CounterState,
  type ExplainedStep,
  explain,
  type Outcome,
} from '@gongji/engine';

export interface TrialOutcome {
  readonly outcome: Outcome;
  /** Empty when the bill was refused. */
  readonly steps: readonly ExplainedStep[];
}

/** Settles a bill in the browser. `counters`: values before the bill by plain name; names not given are zero. */
export function adjudicateTrial(
  compiled: CompiledPolicy,
  bill: Bill,
  counters: Readonly<Record<string, number>>,
): TrialOutcome {
  const state: CounterState = Object.fromEntries(
    compiled.counterKeys(bill).map(({ counter, key }) => [key, counters[counter] ?? 0]),
  );
  const outcome = compiled.adjudicate(bill, state);
  if (outcome.kind === 'refused') return { outcome, steps: [] };
  return { outcome, steps: explain(compiled, outcome.assessment) };
}

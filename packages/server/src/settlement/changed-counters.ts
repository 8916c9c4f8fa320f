import type { CounterKey, CounterMove } from '@gongji/engine';
import type { WorkingState } from './working-state.ts';

type Named = Pick<CounterKey, 'key' | 'owner'>;

/** Counters, of whomever, that end otherwise than the bills after them believed. */
export class ChangedCounters {
  readonly #names = new Set<string>();

  /** `seen`: the state as the bill sees it that moves them. */
  add(seen: WorkingState, counters: readonly Named[]): void {
    for (const counter of counters) this.#names.add(nameOf(seen, counter));
  }

  hasAny(seen: WorkingState, counters: readonly Named[]): boolean {
    return counters.some((counter) => this.#names.has(nameOf(seen, counter)));
  }
}

function nameOf({ own, family }: WorkingState, { key, owner }: Named): string {
  return `${owner} ${(owner === 'family' ? family : own).ownerId} ${key}`;
}

/** Counters that one list of moves leaves otherwise than the other. */
export function differingMoves(
  before: readonly CounterMove[],
  after: readonly CounterMove[],
): readonly Named[] {
  const difference = new Map<string, { readonly counter: Named; readonly delta: number }>();
  const add = (counter: CounterMove, sign: 1 | -1) => {
    const name = `${counter.owner} ${counter.key}`;
    const delta = (difference.get(name)?.delta ?? 0) + sign * counter.delta;
    difference.set(name, { counter, delta });
  };
  for (const move of before) add(move, -1);
  for (const move of after) add(move, 1);
  return [...difference.values()].flatMap(({ counter, delta }) => (delta === 0 ? [] : [counter]));
}

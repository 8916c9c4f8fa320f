import type { CounterMove } from '@gongji/engine';
import type { CarriedCounters, SettlementRow } from '@gongji/store/settlement';
import { applyMoves, seenBy, type WorkingState } from './working-state.ts';

type Bill = Pick<SettlementRow, 'personId' | 'regionCode' | 'familyId' | 'place'>;
type Move = Pick<CounterMove, 'key' | 'owner' | 'delta'>;

/**
 * What merges of duplicates carried to the counters of the persons of some bills that are adjudicated again. A bill before
 * the merge did not see it, one after it did: it is taken off at the beginning and put on when its place is passed.
 */
export class CarriedOver {
  private readonly waiting: readonly CarriedCounters[];
  private readonly done = new Set<CarriedCounters>();

  constructor(carries: readonly CarriedCounters[], bills: readonly Bill[]) {
    const first = new Map<string, number>();
    for (const { personId, place } of bills)
      first.set(personId, Math.min(place, first.get(personId) ?? Number.POSITIVE_INFINITY));
    this.waiting = carries.filter(
      ({ personId, place }) => place >= (first.get(personId) ?? Number.POSITIVE_INFINITY),
    );
  }

  /** Takes everything off that came after the first of the bills of its person. */
  takeOff(state: WorkingState, bills: readonly Bill[]): void {
    for (const carry of this.waiting) {
      const bill = bills.find(({ personId }) => personId === carry.personId);
      if (bill !== undefined) applyMoves(seenBy(state, bill), movesOf(carry, -1));
    }
  }

  /** Puts on what the bill saw and is not on yet. */
  putOnBefore(state: WorkingState, bill: Bill): void {
    for (const carry of this.waiting) {
      if (this.done.has(carry) || carry.personId !== bill.personId || carry.place >= bill.place) continue;
      this.done.add(carry);
      applyMoves(seenBy(state, bill), movesOf(carry, 1));
    }
  }
}

/** What was carried as moves of the owner's own counters; for those of a family, bills are settled again. */
export function movesOf({ counters }: Pick<CarriedCounters, 'counters'>, sign: 1 | -1): readonly Move[] {
  return Object.entries(counters).map(([key, delta]) => ({ key, owner: 'person', delta: sign * delta }));
}

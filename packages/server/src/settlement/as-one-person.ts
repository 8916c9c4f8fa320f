import type { CarriedCounters, PersonRow, SettlementRow } from '@gongji/store/settlement';
import { movesOf } from './carried-over.ts';
import type { counterMovesOf } from './record-reversal.ts';
import { applyMoves, seenBy, type WorkingState } from './working-state.ts';

type Sums = Map<string, number>;
type Bill = Pick<SettlementRow, 'personId' | 'regionCode' | 'familyId' | 'place'>;
type Numbered = Pick<PersonRow, 'personId' | 'billsFamilyId'>;
type Own = Pick<CarriedCounters, 'personId' | 'fromId' | 'place'>;

/**
 * Bills of a person and of those who were merged into him 合并, adjudicated as those of one: each finds what the bills before it
 * counted, under whichever number. What a number reads of the bills of another is kept as counters carried to it
 * at that place, so that the bills of each number can be adjudicated again by themselves.
 */
export class AsOnePerson {
  private readonly ids: ReadonlySet<string>;
  private readonly families: ReadonlyMap<string, string | null>;
  /** What the bills so far have counted, by number. */
  private readonly counted = new Map<string, Sums>();
  /** What of it the last bill of a number has seen, by that number and the other. */
  private readonly seen = new Map<string, Sums>();
  private readonly lastPlace = new Map<string, number>();
  private readonly wanted: (Own & { readonly counters: Sums })[] = [];

  private readonly stays: Numbered;

  constructor(stays: Numbered, merged: readonly Numbered[]) {
    this.stays = stays;
    this.families = new Map([stays, ...merged].map((one) => [one.personId, one.billsFamilyId]));
    this.ids = new Set(this.families.keys());
  }

  has({ personId }: Pick<Bill, 'personId'>): boolean {
    return this.ids.has(personId);
  }

  /**
   * The family whose counters a bill of the person reads and moves: since a merge one for all numbers, else the one that the
   * bill read first. Of the bills of who stays it is those that read none but his own number's.
   */
  familyOf({ personId, familyId }: Bill, firstFamily: string | null): string | null {
    const first = firstFamily ?? familyId;
    const since = this.families.get(personId) ?? null;
    return since === null || (personId === this.stays.personId && first !== personId) ? first : since;
  }

  /** The counters that a bill of the person finds: one book for all numbers. */
  foundBy(replay: WorkingState, bill: Bill): WorkingState {
    return seenBy(replay, { ...bill, personId: this.stays.personId });
  }

  /** Takes off whatever was carried between the numbers: the bills themselves bring it. */
  takeOff(replay: WorkingState, carries: readonly CarriedCounters[]): void {
    for (const carry of carries)
      if (this.has(carry)) applyMoves(ownBook(replay, carry.personId), movesOf(carry, -1));
  }

  /** Before a bill: its number sees what those of the others have counted since the last of its own. */
  reach({ personId, place }: Bill): void {
    if (!this.ids.has(personId)) return;
    this.catchUp(personId, this.lastPlace.get(personId) ?? place - 1);
    this.lastPlace.set(personId, place);
  }

  /** After a bill: what it counts now. */
  count({ personId }: Bill, moves: ReturnType<typeof counterMovesOf>): void {
    if (!this.ids.has(personId)) return;
    const sums = sumsOf(this.counted, personId);
    for (const { key, owner, delta } of moves) if (owner === 'person') add(sums, key, delta);
  }

  /**
   * What has to be carried so that it stands as wanted, beside what is: deltas that are not there yet and opposites of those
   * at other places. At the end who stays has seen all, and a number that was merged keeps only what is its own.
   */
  carriesToWrite(carries: readonly CarriedCounters[]): readonly (Own & Pick<CarriedCounters, 'counters'>)[] {
    for (const personId of this.ids) {
      const place = this.lastPlace.get(personId) ?? 0;
      if (personId === this.stays.personId) this.catchUp(personId, place);
      else
        for (const fromId of this.ids) {
          const back = new Map([...this.seenOf(personId, fromId)].map(([key, value]) => [key, -value]));
          this.wanted.push({ personId, fromId, place, counters: back });
        }
    }
    const missing = new Map<string, Own & { readonly counters: Sums }>();
    const put = (own: Own, counters: Iterable<readonly [string, number]>, sign: 1 | -1): void => {
      const { personId, fromId, place } = own;
      const name = `${personId}/${fromId}/${place}`;
      const found = missing.get(name) ?? { personId, fromId, place, counters: new Map() };
      missing.set(name, found);
      for (const [key, value] of counters) add(found.counters, key, sign * value);
    };
    for (const one of this.wanted) put(one, one.counters, 1);
    for (const one of carries) if (this.has(one)) put(one, Object.entries(one.counters), -1);
    return [...missing.values()].flatMap(({ counters, ...own }) =>
      counters.size === 0 ? [] : [{ ...own, counters: Object.fromEntries(counters) }],
    );
  }

  private catchUp(personId: string, place: number): void {
    for (const fromId of this.ids) {
      if (fromId === personId) continue;
      const seen = this.seenOf(personId, fromId);
      const counters: Sums = new Map(sumsOf(this.counted, fromId));
      for (const [key, value] of seen) add(counters, key, -value);
      if (counters.size === 0) continue;
      for (const [key, value] of counters) add(seen, key, value);
      this.wanted.push({ personId, fromId, place, counters });
    }
  }

  private seenOf(personId: string, fromId: string): Sums {
    return sumsOf(this.seen, `${personId}/${fromId}`);
  }
}

/** Whether carries leave the counters of a number otherwise than they are, and not only at other places. */
export function moveTotals(carries: readonly Pick<CarriedCounters, 'personId' | 'counters'>[]): boolean {
  const totals = new Map<string, Sums>();
  for (const { personId, counters } of carries)
    for (const [key, value] of Object.entries(counters)) add(sumsOf(totals, personId), key, value);
  return [...totals.values()].some(({ size }) => size > 0);
}

/** The state with the book of a person's own counters, whatever family he is in. */
export function ownBook(state: WorkingState, personId: string): WorkingState {
  return seenBy(state, { personId, regionCode: state.regionCode, familyId: null });
}

function sumsOf(all: Map<string, Sums>, name: string): Sums {
  const found = all.get(name) ?? new Map<string, number>();
  all.set(name, found);
  return found;
}

function add(sums: Sums, key: string, delta: number): void {
  const value = (sums.get(key) ?? 0) + delta;
  if (value === 0) sums.delete(key);
  else sums.set(key, value);
}

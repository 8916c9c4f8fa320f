import { fen } from '@gongji/domain';
import type { CounterMove, CounterState } from '@gongji/engine';
import {
  type AccountWrite,
  type CounterWrite,
  counterRowKey,
  type PersonRow,
  type SettlementContext,
} from '@gongji/store/settlement';
import type { SettlementPolicy } from './policy-book.ts';

/**
 * What one use case may change, as it stands while the use case is being decided: the person's counters in one scheme,
 * those of the family, and the accounts it draws on. Nothing is written before all is decided; the versions read at the
 * beginning go into the write and are checked there. {@link seenBy} shows the same state to a bill of a relative.
 */
export interface WorkingState {
  readonly regionCode: string;
  readonly personId: string;
  readonly scheme: string;
  readonly own: CounterBook;
  /** The family's counters, in the row of its head; the same object as `own` when the person is the head. */
  readonly family: CounterBook;
  readonly accounts: Map<string, AccountBook>;
  /** Counters of everybody whose bills were looked at so far. */
  readonly books: Map<string, CounterBook>;
  readonly loaded: SettlementContext['counters'];
}

interface CounterBook {
  readonly ownerId: string;
  readonly expectedVersion: number | undefined;
  version: number;
  readonly values: Map<string, number>;
}

interface AccountBook {
  readonly regionCode: string;
  readonly expectedVersion: number;
  balanceFen: number;
  moved: boolean;
}

/** Family counters stand in the head's row beside the head's own, under this prefix. */
export const FAMILY = 'family:';

export function openState(
  context: SettlementContext,
  { personId, regionCode, familyId }: Pick<PersonRow, 'personId' | 'regionCode' | 'familyId'>,
  { scheme }: Pick<SettlementPolicy, 'scheme'>,
): WorkingState {
  const shared = { scheme, books: new Map<string, CounterBook>(), loaded: context.counters };
  return {
    ...shared,
    regionCode,
    personId,
    own: bookOf(shared, personId),
    family: bookOf(shared, familyId ?? personId),
    accounts: new Map(
      [...context.accounts].map(([owner, row]) => [
        owner,
        {
          regionCode: row.regionCode,
          expectedVersion: row.version,
          balanceFen: row.balanceFen,
          moved: false,
        },
      ]),
    ),
  };
}

/**
 * The state as a bill on the books sees it: with the counters of its own person, and of the family that it read then, which
 * the person may have left since.
 */
export function seenBy(
  state: WorkingState,
  { personId, regionCode, familyId }: Pick<PersonRow, 'personId' | 'regionCode' | 'familyId'>,
): WorkingState {
  const own = personId === state.personId ? state.own : bookOf(state, personId);
  const noFamily = personId === state.personId ? state.family : own;
  const family = familyId === null ? noFamily : bookOf(state, familyId);
  return { ...state, personId, regionCode, own, family };
}

/** Counters as the engine reads them: the person's own and the family's under their plain keys. */
export function countersOf({ own, family }: WorkingState): CounterState {
  const state: Record<string, number> = {};
  for (const [key, value] of own.values) if (!key.startsWith(FAMILY)) state[key] = value;
  for (const [key, value] of family.values) {
    if (key.startsWith(FAMILY)) state[key.slice(FAMILY.length)] = value;
  }
  return state;
}

/** Adds the deltas of the moves; zero values are removed so that a reversal leaves nothing behind. */
export function applyMoves(
  state: WorkingState,
  moves: readonly Pick<CounterMove, 'key' | 'owner' | 'delta'>[],
): void {
  for (const { key, owner, delta } of moves) {
    const book = owner === 'family' ? state.family : state.own;
    const stored = owner === 'family' ? FAMILY + key : key;
    const value = (book.values.get(stored) ?? 0) + delta;
    if (value === 0) book.values.delete(stored);
    else book.values.set(stored, value);
  }
}

/** Value of one counter now. */
export function counterValue(
  { own, family }: WorkingState,
  { key, owner }: Pick<CounterMove, 'key' | 'owner'>,
): number {
  return (owner === 'family' ? family.values.get(FAMILY + key) : own.values.get(key)) ?? 0;
}

export interface Sequence {
  readonly sequence: number;
  readonly familyId: string | null;
  readonly familySequence: number | null;
}

/** Takes the next place in the order of the person, and in the family's when the bill reads or moves a family counter. */
export function nextSequence({ own, family }: WorkingState, withFamily: boolean): Sequence {
  own.version += 1;
  if (!withFamily) return { sequence: own.version, familyId: null, familySequence: null };
  if (family !== own) family.version += 1;
  return { sequence: own.version, familyId: family.ownerId, familySequence: family.version };
}

/** Moves money into (+) or out of (−) an account and returns the balance after. Throws when it would fall below zero. */
export function moveAccount(state: WorkingState, ownerId: string, amountFen: number): number {
  const account = state.accounts.get(ownerId);
  if (account === undefined) throw new Error(`account of person ${ownerId} is not loaded`);
  const balanceFen = fen(account.balanceFen + amountFen);
  if (balanceFen < 0) throw new Error(`account of person ${ownerId} would fall to ${balanceFen}`);
  account.balanceFen = balanceFen;
  account.moved = true;
  return balanceFen;
}

export function balanceOf(state: WorkingState, ownerId: string): number {
  return state.accounts.get(ownerId)?.balanceFen ?? 0;
}

/** Counter rows to write: those whose version has moved. */
export function counterWrites(state: WorkingState): readonly CounterWrite[] {
  return [...state.books.values()]
    .filter((book) => book.version !== (book.expectedVersion ?? 0))
    .map((book) => ({
      regionCode: state.regionCode,
      personId: book.ownerId,
      scheme: state.scheme,
      expectedVersion: book.expectedVersion,
      version: book.version,
      counters: Object.fromEntries(book.values),
    }));
}

/** What a bill decided next would load if the state were written. */
export function contextAfter(
  context: SettlementContext,
  { books, accounts, scheme }: WorkingState,
): SettlementContext {
  const counters = new Map(context.counters);
  for (const { ownerId, version, values } of books.values())
    counters.set(counterRowKey(ownerId, scheme), {
      ...{ personId: ownerId, scheme, version, counters: Object.fromEntries(values) },
    });
  const after = [...context.accounts].map(
    ([owner, row]) =>
      [owner, { ...row, balanceFen: accounts.get(owner)?.balanceFen ?? row.balanceFen }] as const,
  );
  return { ...context, counters, accounts: new Map(after) };
}

/** Accounts to write: those moved, also when refunds brought the balance back to where it was. */
export function accountWrites(state: WorkingState): readonly AccountWrite[] {
  return [...state.accounts]
    .filter(([, account]) => account.moved)
    .map(([personId, { expectedVersion, balanceFen }]) => ({ personId, expectedVersion, balanceFen }));
}

function bookOf(
  { books, loaded, scheme }: Pick<WorkingState, 'books' | 'loaded' | 'scheme'>,
  ownerId: string,
): CounterBook {
  const found = books.get(ownerId);
  if (found !== undefined) return found;
  const row = loaded.get(counterRowKey(ownerId, scheme));
  const book = {
    ownerId,
    expectedVersion: row?.version,
    version: row?.version ?? 0,
    values: new Map(Object.entries(row?.counters ?? {})),
  };
  books.set(ownerId, book);
  return book;
}

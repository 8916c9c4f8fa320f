import {
  type Asked,
  type CarriedCounters,
  counterRowKey,
  type FamilyBooks,
  loadAccounts,
  loadFamilyBooks,
  loadSettlements,
  type PlacedRow,
  type SettlementContext,
  type SettlementRow,
  schemeOfSettlement,
  settledOtherwise,
} from '@gongji/store/settlement';
import type { Loaded } from './group-commit.ts';
import { firstInPlace, inOrderOfAdjudication } from './order-of-adjudication.ts';
import { accountMovesOf } from './record-reversal.ts';

/** A settlement to reverse, with everything that was adjudicated after it. */
export interface ReversalTarget {
  /** The settlement that stands in the place of the one named. */
  readonly target: SettlementRow;
  /** Its reversal, when there is one already. */
  readonly reversalId: string | undefined;
  /** Bills after it that stand, of the person and of relatives, in the order of adjudication. */
  readonly later: readonly SettlementRow[];
  readonly carries: readonly CarriedCounters[];
}

/** A target or rows of a person, with the counters and accounts that they and the rows after them may change. */
export interface WithContext<Found> {
  readonly found: Found;
  readonly context: SettlementContext;
}

/** Loads what a reversal of a settlement needs; undefined when the person has no such settlement. */
export async function loadReversalTarget(
  loaded: Loaded,
  personId: string,
  settlementId: string,
): Promise<WithContext<ReversalTarget> | undefined> {
  const { db } = loaded;
  const scheme = await schemeOfSettlement(db, personId, settlementId);
  if (scheme === undefined) return undefined;
  const books = await loadFamilyBooks(db, [personId], scheme);
  const asked = books.placed.find((row) => row.settlementId === settlementId);
  if (asked === undefined) return undefined;
  const standing = inItsPlaceNow(asked, books.placed);
  const reversals = reversalsOf(books);
  const reversalId = reversals.get(standing.settlementId)?.settlementId;
  const live = liveOf(books);
  const [target, ...later] = await loadSettlements(db, [
    standing,
    ...(live.includes(standing) ? after(standing, live, books) : []),
  ]);
  if (target === undefined) throw new Error(`settlement ${standing.settlementId} is not there`);
  const context = await withBooks(loaded, books, [target, ...later]);
  return { found: { target, reversalId, later, carries: books.carries }, context };
}

/** Every bill that stands of a person and of everybody who shares counters with him, in the order of adjudication. */
export async function loadStandingBills(
  db: Asked,
  personId: string,
  scheme: string,
): Promise<{ readonly bills: readonly SettlementRow[]; readonly carries: readonly CarriedCounters[] }> {
  const books = await loadFamilyBooks(db, [personId], scheme);
  const bills = await loadSettlements(db, inOrderOfAdjudication(liveOf(books), books.placed));
  return { bills, carries: books.carries };
}

/** Bills of persons, under all their numbers, in a scheme, and relatives' after the first of them, in the order of adjudication. */
export interface PersonsBills {
  readonly bills: readonly SettlementRow[];
  /** The family whose counters each read when it was first settled. */
  readonly firstFamily: ReadonlyMap<string, string | null>;
  /** Ids of bills that an earlier review left without cover, and that are not settled otherwise: nothing is paid for them at present. */
  readonly dormant: ReadonlySet<string>;
  readonly carries: readonly CarriedCounters[];
}

/** Loads what a review of the bills of some numbers needs; `families` are those in which bills of theirs may come to count. */
export async function loadPersonsBills(
  loaded: Loaded,
  { personIds, families }: { readonly personIds: readonly string[]; readonly families: readonly string[] },
  scheme: string,
): Promise<WithContext<PersonsBills>> {
  const books = await loadFamilyBooks(loaded.db, personIds, scheme, families);
  const reversals = reversalsOf(books);
  const replaced = new Set(books.placed.map((row) => row.replacesId));
  const reversed = books.placed.filter(
    (row) =>
      personIds.includes(row.personId) &&
      row.kind === 'settlement' &&
      reversals.get(row.settlementId)?.cause === 'recompute' &&
      !replaced.has(row.settlementId),
  );
  const otherwise = await settledOtherwise(
    loaded.db,
    personIds,
    reversed.map((row) => row.settlementId),
  );
  const dormant = reversed.filter((row) => !otherwise.has(row.settlementId));
  const ordered = inOrderOfAdjudication([...liveOf(books), ...dormant], books.placed);
  const start = ordered.findIndex((row) => personIds.includes(row.personId));
  const bills = start < 0 ? [] : await loadSettlements(loaded.db, ordered.slice(start));
  const byId = new Map(books.placed.map((row) => [row.settlementId, row]));
  const found = {
    bills,
    firstFamily: new Map(ordered.map((row) => [row.settlementId, firstInPlace(row, byId).familyId])),
    dormant: new Set(dormant.map((row) => row.settlementId)),
    carries: books.carries,
  };
  return { found, context: await withBooks(loaded, books, bills) };
}

/**
 * The settlement that stands in the place of the one named: an institution knows the number it was given, not that of a
 * settlement that a recompute put in its place.
 */
function inItsPlaceNow(named: PlacedRow, all: readonly PlacedRow[]): PlacedRow {
  const successor = all.find((row) => row.replacesId === named.settlementId);
  return successor === undefined ? named : inItsPlaceNow(successor, all);
}

function reversalsOf({ placed }: FamilyBooks): ReadonlyMap<string, PlacedRow> {
  return new Map(placed.flatMap((row) => (row.originId === null ? [] : [[row.originId, row]])));
}

function liveOf(books: FamilyBooks): readonly PlacedRow[] {
  const reversals = reversalsOf(books);
  return books.placed.filter((row) => row.kind === 'settlement' && !reversals.has(row.settlementId));
}

function after(target: PlacedRow, live: readonly PlacedRow[], books: FamilyBooks): readonly PlacedRow[] {
  const ordered = inOrderOfAdjudication(live, books.placed);
  return ordered.slice(ordered.indexOf(target) + 1);
}

/**
 * Counters as of the moment of the rows, and the accounts of everybody concerned: money goes back to where it came from,
 * also when the owner has withdrawn consent since.
 */
async function withBooks(
  { context, db }: Loaded,
  { counters }: FamilyBooks,
  rows: readonly SettlementRow[],
): Promise<SettlementContext> {
  const owners = new Set(
    rows.flatMap((row) => [row.personId, ...accountMovesOf(row).map((move) => move.ownerPersonId)]),
  );
  const missing = [...owners].filter((owner) => !context.accounts.has(owner));
  const accounts = missing.length === 0 ? [] : await loadAccounts(db, missing);
  return {
    ...context,
    counters: new Map([
      ...context.counters,
      ...counters.map((row) => [counterRowKey(row.personId, row.scheme), row] as const),
    ]),
    accounts: new Map([...context.accounts, ...accounts]),
  };
}

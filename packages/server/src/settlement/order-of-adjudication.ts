import type { PlacedRow } from '@gongji/store/settlement';

/** What is needed to tell which of two bills was adjudicated first. */
export type Placed = Pick<
  PlacedRow,
  'personId' | 'settlementId' | 'place' | 'replacesId' | 'familyId' | 'familySequence'
>;

/**
 * Bills of a family in the order in which they were adjudicated 结算次序: of one person by their place, and among those that read the
 * family's counters by the place in the family; what neither orders, by the time of settling, which numbers of settlements grow
 * with. What stands in the place of another bill has that bill's place. `all` holds every row of these persons, also those
 * that were replaced or reversed: the order of two bills is the same whatever became of the others. Pure.
 */
export function inOrderOfAdjudication<Row extends Placed>(
  rows: readonly Row[],
  all: readonly Placed[],
): readonly Row[] {
  const byId = new Map(all.map((row) => [row.settlementId, row]));
  const position = new Map(firstSettled(all).map((row, index) => [row.settlementId, index]));
  const positionOf = (row: Row) => position.get(firstInPlace(row, byId).settlementId) ?? 0;
  return rows.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** Every row that takes no other's place, in one order that holds those of all persons and of all families. */
function firstSettled(all: readonly Placed[]): readonly Placed[] {
  const first = all.filter((row) => row.replacesId === null).toSorted(byTime);
  const queues = [
    ...queuesOf(first, (row) => row.personId, 'place'),
    ...queuesOf(
      first.filter((row) => row.familyId !== null),
      (row) => row.familyId,
      'familySequence',
    ),
  ];
  const queuesWith = Map.groupBy(
    queues.flatMap((queue) => queue.waiting.map((row) => ({ row, queue }))),
    ({ row }) => row,
  );
  const isNext = (row: Placed) =>
    (queuesWith.get(row) ?? []).every(({ queue }) => queue.waiting[queue.done] === row);
  const ordered: Placed[] = [];
  const left = [...first];
  while (left.length > 0) {
    const at = left.findIndex(isNext);
    // Both orders are orders of commits, so one cannot contradict the other.
    if (at < 0) throw new Error('orders of a person and of a family contradict each other');
    for (const next of left.splice(at, 1)) {
      for (const { queue } of queuesWith.get(next) ?? []) queue.done += 1;
      ordered.push(next);
    }
  }
  return ordered;
}

interface Queue {
  readonly waiting: readonly Placed[];
  done: number;
}

function queuesOf(
  rows: readonly Placed[],
  ownerOf: (row: Placed) => string | null,
  by: 'place' | 'familySequence',
): readonly Queue[] {
  return [...Map.groupBy(rows, ownerOf).values()].map((queue) => ({
    waiting: queue.toSorted((a, b) => Number(a[by]) - Number(b[by])),
    done: 0,
  }));
}

function byTime(a: Placed, b: Placed): number {
  return BigInt(a.settlementId) < BigInt(b.settlementId) ? -1 : 1;
}

/** The bill in whose place this one stands, as it was first settled. */
export function firstInPlace(row: Placed, byId: ReadonlyMap<string, Placed>): Placed {
  let first = row;
  while (first.replacesId !== null) {
    const replaced = byId.get(first.replacesId);
    if (replaced === undefined) throw new Error(`settlement ${first.replacesId} is not there`);
    first = replaced;
  }
  return first;
}

import type { PlacedRow } from '@gongji/store/settlement';

/** What is needed to tell which of two bills was adjudicated first. */
export type Placed = Pick<
  PlacedRow,
  'personId' | 'settlementId' | 'place' | 'replacesId' | 'familyId' | 'familySequence'
>;

/**
 * Bills of a family in the order in which they were adjudicated 结算次序: of one person by their place, and among those that read the
 * family's counters by the place in the family. What stands in the place of another bill has that bill's place in both.
 * `all` holds every row of these persons, also those that were replaced. `asOne` are numbers of one person, whose bills stand
 * in the order in which they were settled. Pure.
 */
export function inOrderOfAdjudication<Row extends Placed>(
  rows: readonly Row[],
  all: readonly Placed[],
  asOne: readonly string[] = [],
): readonly Row[] {
  const byId = new Map(all.map((row) => [row.settlementId, row]));
  const placed = rows.map((row) => {
    const first = firstInPlace(row, byId);
    return { row, firstId: first.settlementId, familyPlace: familyPlaceOf(row, first) };
  });
  const own = [...Map.groupBy(placed, ({ row }) => row.personId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([personId, queue]) => ({ personId, queue: queue.toSorted((a, b) => a.row.place - b.row.place) }));
  const queues = [
    ...own.filter(({ personId }) => !asOne.includes(personId)).map(({ queue }) => queue),
    oneAfterTheOther(own.filter(({ personId }) => asOne.includes(personId)).map(({ queue }) => queue)),
  ];
  const inFamily = placed.flatMap(({ row, familyPlace }) =>
    familyPlace === undefined ? [] : [{ row, familyPlace }],
  );
  const waiting = new Map(
    [...Map.groupBy(inFamily, ({ row }) => row.familyId)].map(([familyId, family]) => [
      familyId,
      family.toSorted((a, b) => b.familyPlace - a.familyPlace).map(({ row }) => row),
    ]),
  );
  const ordered: Row[] = [];
  const take = (queue: (typeof placed)[number][]): void => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      if (head.familyPlace !== undefined) {
        const family = waiting.get(head.row.familyId);
        if (family?.at(-1) !== head.row) return;
        family.pop();
      }
      ordered.push(head.row);
      queue.shift();
    }
  };
  while (ordered.length < rows.length) {
    const before = ordered.length;
    for (const queue of queues) take(queue);
    // Both orders are orders of commits, so one cannot contradict the other.
    if (ordered.length === before)
      throw new Error('orders of a person and of a family contradict each other');
  }
  return ordered;
}

/** Several orders in one: always the bill that was settled first goes on. Numbers of settlements grow with time. */
function oneAfterTheOther<One extends { readonly firstId: string }>(queues: readonly One[][]): One[] {
  const left = queues.map((queue) => [...queue]);
  const merged: One[] = [];
  for (;;) {
    const next = left
      .filter(({ length }) => length > 0)
      .reduce<One[] | undefined>(
        (best, queue) => (best?.[0] !== undefined && !isBefore(queue[0], best[0]) ? best : queue),
        undefined,
      );
    const head = next?.shift();
    if (head === undefined) return merged;
    merged.push(head);
  }
}

function isBefore(a: { readonly firstId: string } | undefined, b: { readonly firstId: string }): boolean {
  return a !== undefined && BigInt(a.firstId) < BigInt(b.firstId);
}

/** The bill in whose place this one stands, as it was first settled. */
function firstInPlace(row: Placed, byId: ReadonlyMap<string, Placed>): Placed {
  let first = row;
  while (first.replacesId !== null) {
    const replaced = byId.get(first.replacesId);
    if (replaced === undefined) throw new Error(`settlement ${first.replacesId} is not there`);
    first = replaced;
  }
  return first;
}

/**
 * Undefined: the bill reads no counter of a family, or began to read one when it was settled again; its place among the
 * person's own bills decides then.
 */
function familyPlaceOf(row: Placed, first: Placed): number | undefined {
  return row.familyId !== null && first.familyId === row.familyId
    ? (first.familySequence ?? undefined)
    : undefined;
}

import { expect, test } from 'vitest';
import { inOrderOfAdjudication, type Placed } from './order-of-adjudication.ts';

function row(
  name: string,
  personId: string,
  place: number,
  familySequence: number | null,
  change = {},
): Placed {
  const familyId = familySequence === null ? null : 'F';
  return { personId, settlementId: name, place, replacesId: null, familyId, familySequence, ...change };
}

const names = (rows: readonly Placed[], all = rows) =>
  inOrderOfAdjudication(rows, all)
    .map((one) => one.settlementId)
    .join(' ');

test('bills of two persons meet in the order of the family, their own in the order of each', () => {
  const rows = [row('a1', 'A', 1, 1), row('a3', 'A', 3, 5), row('b1', 'B', 1, 2), row('b2', 'B', 2, 4)];
  expect(names([...rows, row('a2', 'A', 2, 3)])).toBe('a1 b1 a2 b2 a3');
});

test('bills of two numbers of one person stand in the order in which they were settled', () => {
  const rows = [row('9', 'A', 1, null), row('30', 'A', 4, null), row('10', 'B', 1, null)];
  // Settled again since, in the place of 10.
  const again = row('40', 'B', 1, null, { replacesId: '10' });
  const late = row('31', 'B', 2, null);
  const ordered = inOrderOfAdjudication(
    [...rows.slice(0, 2), again, late],
    [...rows, again, late],
    ['A', 'B'],
  );
  expect(ordered.map((one) => one.settlementId)).toEqual(['9', '40', '30', '31']);
});

test('what stands in the place of another bill stands there in the family too', () => {
  const first = row('a1', 'A', 1, 1);
  const again = row('a1′', 'A', 1, 9, { replacesId: 'a1' });
  const third = row('a1″', 'A', 1, 12, { replacesId: 'a1′' });
  const relative = row('b1', 'B', 1, 2);
  expect(names([relative, third], [first, again, third, relative])).toBe('a1″ b1');
});

test('a bill that began to read the family’s counters later has its place among the person’s own', () => {
  const first = row('a1', 'A', 1, 1);
  const plain = row('a2', 'A', 2, null);
  const reading = row('a2′', 'A', 2, 9, { replacesId: 'a2' });
  const last = row('a3', 'A', 3, 4);
  const relative = row('b1', 'B', 1, 2);
  const live = [last, relative, reading, first];
  expect(names(live, [...live, plain])).toBe('a1 a2′ b1 a3');
});

test('orders that contradict each other are a fault, not a guess', () => {
  const rows = [row('a1', 'A', 1, 2), row('a2', 'A', 2, 1)];
  expect(() => names(rows)).toThrow('contradict');
});

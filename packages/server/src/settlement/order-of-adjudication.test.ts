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
  // The clock of one process was behind: the numbers say otherwise, the family is right.
  const rows = [row('21', 'A', 1, 1), row('25', 'A', 3, 5), row('11', 'B', 1, 2), row('14', 'B', 2, 4)];
  expect(names([...rows, row('23', 'A', 2, 3)])).toBe('21 11 23 14 25');
});

test('bills of two numbers of one person stand in the order in which they were settled', () => {
  const rows = [row('9', 'A', 1, null), row('30', 'A', 4, null), row('10', 'B', 1, null)];
  // Settled again since, in the place of 10.
  const again = row('40', 'B', 1, null, { replacesId: '10' });
  const late = row('31', 'B', 2, null);
  expect(names([...rows.slice(0, 2), again, late], [...rows, again, late])).toBe('9 40 30 31');
});

test('what stands in the place of another bill stands there in the family too', () => {
  const first = row('1', 'A', 1, 1);
  const again = row('9', 'A', 1, 9, { replacesId: '1' });
  const third = row('12', 'A', 1, 12, { replacesId: '9' });
  const relative = row('2', 'B', 1, 2);
  expect(names([relative, third], [first, again, third, relative])).toBe('12 2');
});

test('a bill that came to another family stands among the bills there by the time of its first settlement', () => {
  const elsewhere = row('5', 'D', 1, 1, { familyId: 'G' });
  const moved = row('40', 'D', 1, 9, { replacesId: '5' });
  const relatives = [row('4', 'B', 1, 1), row('6', 'B', 2, 2)];
  expect(names([...relatives, moved], [...relatives, moved, elsewhere])).toBe('4 40 6');
});

test('the order of two bills is the same whether a third stands or not', () => {
  // 7 came before 3 in the family, though its number is higher; 5 is of another.
  const [seven, three, five] = [row('7', 'A', 1, 1), row('3', 'B', 1, 2), row('5', 'C', 1, null)];
  const all = [seven, three, five];
  expect(names(all)).toBe('5 7 3');
  expect(names([three, five], all)).toBe('5 3');
});

test('a bill that began to read the family’s counters later has its place among the person’s own', () => {
  const first = row('1', 'A', 1, 1);
  const plain = row('3', 'A', 2, null);
  const reading = row('9', 'A', 2, 9, { replacesId: '3' });
  const last = row('4', 'A', 3, 4);
  const relative = row('2', 'B', 1, 2);
  const live = [last, relative, reading, first];
  expect(names(live, [...live, plain])).toBe('1 2 9 4');
});

test('orders that contradict each other are a fault, not a guess', () => {
  const rows = [row('1', 'A', 1, 2), row('2', 'A', 2, 1)];
  expect(() => names(rows)).toThrow('contradict');
});

import { expect, test } from 'vitest';
import { idSource } from './ids.ts';

test('ids rise, also within a millisecond and when the clock steps back', () => {
  const clock = [1_600_000_000_000, 1_600_000_000_000, 1_600_000_000_001, 1_599_999_999_000];
  let tick = 0;
  const newId = idSource(5, () => clock[tick++] ?? 0);
  const ids = clock.map(() => BigInt(newId()));
  expect([...ids].sort((a, b) => (a < b ? -1 : 1))).toEqual(ids);
  expect(new Set(ids).size).toBe(4);
});

test('the layout is milliseconds since 2020 << 22 | node << 12 | sequence', () => {
  const newId = idSource(3, () => 1_577_836_800_000 + 10);
  // 10 × 2^22 + 3 × 2^12 = 41 943 040 + 12 288
  expect(newId()).toBe('41955328');
  expect(newId()).toBe('41955329');
});

test('five thousand ids in one millisecond are all different', () => {
  const newId = idSource(0, () => 1_600_000_000_000);
  const ids = new Set(Array.from({ length: 5000 }, () => newId()));
  expect(ids.size).toBe(5000);
});

test('a node outside ten bits is a fault', () => {
  expect(() => idSource(1024, Date.now)).toThrow(RangeError);
});

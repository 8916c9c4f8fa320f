import { expect, test } from 'vitest';
import { ratioPpm } from './money.ts';

test('a ratio in millionths, halves up', () => {
  expect(ratioPpm(228, 233)).toBe(978_541); // 0.9785407… of 233
  expect(ratioPpm(1, 2_000_000)).toBe(1); // exactly half a millionth
  expect(ratioPpm(-1, 2_000_000)).toBe(0); // halves up, also below nothing
  expect(ratioPpm(-3, 2_000_000)).toBe(-1); // −1.5
  expect(ratioPpm(-7, 4_000_000)).toBe(-2); // −1.75
  expect(ratioPpm(1, -2_000_000)).toBe(0); // the same as −1 of 2 000 000
  expect(ratioPpm(0, 5)).toBe(0);
});

test('amounts of a province, whose product with a million is no exact number any more', () => {
  const whole = 8_000_000_000_000_000;
  expect(ratioPpm(12_000_000_000, whole)).toBe(2); // 1.5 exactly
  expect(ratioPpm(11_999_999_999, whole)).toBe(1); // one fen less
});

test('nothing is no whole', () => {
  expect(() => ratioPpm(1, 0)).toThrow(RangeError);
  expect(() => ratioPpm(1.5, 2)).toThrow(RangeError);
});

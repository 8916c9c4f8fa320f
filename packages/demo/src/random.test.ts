import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

const numbers = (seed: number, topic: string) => {
  const random = createRandom(seed, topic);
  return Array.from({ length: 20 }, () => random.int(0, 999_999));
};

test('the same seed and topic give the same numbers; another seed or topic gives others', () => {
  expect(numbers(1, 'people')).toEqual(numbers(1, 'people'));
  expect(numbers(1, 'people')).not.toEqual(numbers(2, 'people'));
  expect(numbers(1, 'people')).not.toEqual(numbers(1, 'bills'));
});

test('numbers are spread evenly over their range', () => {
  const random = createRandom(7, 'spread');
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 60_000; i += 1) {
    const face = random.int(0, 5);
    counts[face] = (counts[face] ?? 0) + 1;
  }
  // 10 000 expected per face; ±5 standard deviations of √(60 000 × 1/6 × 5/6) ≈ 91
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(456);
});

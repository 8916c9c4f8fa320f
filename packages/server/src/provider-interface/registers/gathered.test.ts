import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

test('loads keys asked for together in one query, in their order', async () => {
  const asked: (readonly number[])[] = [];
  const load = gathered(async (keys: readonly number[]) => {
    asked.push(keys);
    return keys.map((key) => key * 10);
  });
  expect(await Promise.all([3, 1, 2].map(load))).toEqual([30, 10, 20]);
  expect(asked).toEqual([[3, 1, 2]]);
});

test('holds keys that come during two queries for the next one, at most 32 in each', async () => {
  const sizes: number[] = [];
  const load = gathered(async (keys: readonly number[]) => {
    sizes.push(keys.length);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return keys;
  });
  const keys = Array.from({ length: 70 }, (_, i) => i);
  expect(await Promise.all(keys.map(load))).toEqual(keys);
  expect(sizes).toEqual([32, 32, 6]);
});

test('a fault meets only the key that caused it', async () => {
  const load = gathered(async (keys: readonly number[]) => {
    if (keys.includes(2)) throw new Error('two');
    return keys;
  });
  const results = await Promise.allSettled([1, 2, 3].map(load));
  expect(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason.message))).toEqual([1, 'two', 3]);
});

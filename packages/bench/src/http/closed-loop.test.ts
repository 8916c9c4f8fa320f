import { expect, test } from 'vitest';
import { closedLoop } from './closed-loop.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('throughput times latency is the number of clients', async () => {
  const result = await closedLoop({
    clients: 4,
    seconds: 0.5,
    work: async () => {
      await wait(10);
      return 'done';
    },
  });
  expect(result.refused).toBe(0);
  expect(result.p50Ms).toBeGreaterThanOrEqual(9);
  expect(result.clientsSeen).toBeGreaterThan(3.5);
  expect(result.clientsSeen).toBeLessThan(4.1);
});

test('refusals are counted apart and have no part in the latencies', async () => {
  let calls = 0;
  const result = await closedLoop({
    clients: 1,
    seconds: 1,
    work: async () => {
      calls += 1;
      // So far apart that a machine with much else to do does not mix them up.
      await wait(calls % 2 === 0 ? 700 : 1);
      return calls % 2 === 1 ? 'done' : 'refused';
    },
  });
  expect(result.refused).toBeGreaterThan(0);
  expect(result.done + result.refused).toBe(calls);
  expect(result.p99Ms).toBeLessThan(700);
});

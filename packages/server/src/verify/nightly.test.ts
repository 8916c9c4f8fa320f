import { describe, expect, it } from 'vitest';
import { untilNextRun } from './nightly.ts';

const hour = 3_600_000;

describe('untilNextRun', () => {
  it.each([
    ['2026-06-15T03:00:00+08:00', 10 * 60_000],
    ['2026-06-15T03:10:00+08:00', 24 * hour],
    ['2026-06-15T04:10:00+08:00', 23 * hour],
    ['2026-06-14T23:10:00+08:00', 4 * hour],
  ])('from %s it is %d ms to 03:10 in China', (now, ms) => {
    expect(untilNextRun(Date.parse(now))).toBe(ms);
  });
});

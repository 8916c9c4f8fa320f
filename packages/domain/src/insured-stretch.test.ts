import { expect, test } from 'vitest';
import { gapsOf, monthNumber, monthsOf, monthText, overlapsOf } from './insured-stretch.ts';

const s = (from: string, to: string) => ({ from, to });

test('months are last − first + 1', () => {
  expect(monthsOf(s('2025-03', '2025-12'))).toBe(10);
  expect(monthsOf(s('2024-11', '2025-02'))).toBe(4);
  expect(monthText(monthNumber('2026-12') + 1)).toBe('2027-01');
});

test('gaps lie between stretches, whatever their order', () => {
  expect(gapsOf([s('2025-06', '2025-12'), s('2024-01', '2025-02'), s('2026-02', '2026-03')])).toEqual([
    s('2025-03', '2025-05'),
    s('2026-01', '2026-01'),
  ]);
  expect(gapsOf([s('2025-01', '2025-12'), s('2026-01', '2026-03'), s('2025-02', '2025-03')])).toEqual([]);
  expect(gapsOf([])).toEqual([]);
});

test('overlaps are the months covered twice', () => {
  expect(overlapsOf([s('2025-01', '2025-06'), s('2025-05', '2025-12'), s('2026-01', '2026-02')])).toEqual([
    s('2025-05', '2025-06'),
  ]);
  expect(overlapsOf([s('2025-01', '2025-12'), s('2025-03', '2025-04')])).toEqual([s('2025-03', '2025-04')]);
  expect(overlapsOf([s('2025-01', '2025-12'), s('2026-01', '2026-04')])).toEqual([]);
});

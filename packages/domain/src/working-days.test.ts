import { expect, test } from 'vitest';
import { date } from './calendar-date.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

/** National Day of 2026: 1 to 7 October free, Sunday 20 September and Saturday 10 October at work. */
const exceptions = new Map([
  ...['01', '02', '05', '06', '07'].map((d) => [date(`2026-10-${d}`), false] as const),
  [date('2026-09-20'), true] as const,
  [date('2026-10-10'), true] as const,
]);

test.each([
  ['2026-09-18', true],
  ['2026-09-19', false],
  ['2026-09-20', true],
  ['2026-10-01', false],
  ['2026-10-10', true],
  ['2026-10-11', false],
])('%s is a working day: %s', (on, works) => {
  expect(isWorkingDay(date(on), exceptions)).toBe(works);
});

test.each([
  // From Friday 18 September: Sunday 20 works, so 20, 21, 22, 23, 24 are the five.
  ['2026-09-18', 5, '2026-09-24'],
  // From Wednesday 30 September: 8, 9, 10, 12, 13 October.
  ['2026-09-30', 5, '2026-10-13'],
  // Ten: 8, 9, 10, 12, 13, 14, 15, 16, 19, 20.
  ['2026-09-30', 10, '2026-10-20'],
  ['2026-06-15', 0, '2026-06-15'],
])('%s and %d working days is %s', (from, days, to) => {
  expect(addWorkingDays(date(from), days, exceptions)).toBe(to);
});

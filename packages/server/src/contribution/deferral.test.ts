import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { brokenOn, daysDeferred } from './deferral.ts';

// Agreed on 10 September: 100.00 by 10 October and 200.00 by 10 November.
const agreement = (...payments: readonly (readonly [on: string, fen: number])[]) => ({
  agreedOn: date('2026-09-10'),
  instalments: [
    { dueOn: date('2026-10-10'), amountFen: 10_000 },
    { dueOn: date('2026-11-10'), amountFen: 20_000 },
  ],
  payments: payments.map(([on, amountFen]) => ({ on: date(on), amountFen })),
});
const days = (paidOn: string, of?: ReturnType<typeof agreement>) =>
  daysDeferred(of, { dueOn: date('2026-08-31'), paidOn: date(paidOn) });

test('an agreement is broken on the day after an instalment that was not paid in time, and stays so', () => {
  expect(brokenOn(agreement(), date('2026-10-10'))).toBeUndefined();
  expect(brokenOn(agreement(), date('2026-10-11'))).toBe('2026-10-11');
  expect(brokenOn(agreement(['2026-10-10', 10_000]), date('2026-11-10'))).toBeUndefined();
  expect(brokenOn(agreement(['2026-10-10', 10_000]), date('2026-11-11'))).toBe('2026-11-11');
  // Paid a day late, or one fen short: broken.
  expect(brokenOn(agreement(['2026-10-11', 30_000]), date('2026-12-01'))).toBe('2026-10-11');
  expect(brokenOn(agreement(['2026-10-10', 9_999]), date('2026-12-01'))).toBe('2026-10-11');
  // Both at once, before the first is due.
  expect(brokenOn(agreement(['2026-09-20', 30_000]), date('2027-03-01'))).toBeUndefined();
});

test('days from the agreement to the payment do not count, as long as it was kept', () => {
  expect(days('2026-10-10')).toBe(0);
  // 10 September to 10 October; the ten days before the agreement are late.
  expect(days('2026-10-10', agreement())).toBe(30);
  // Not paid on 10 October: deferred until that day, not beyond.
  expect(days('2026-12-01', agreement())).toBe(30);
  // The first in time, the second on its day: 10 September to 10 November.
  expect(days('2026-11-10', agreement(['2026-10-10', 10_000]))).toBe(61);
  // A bill that was due after the agreement counts from its own day.
  expect(daysDeferred(agreement(), { dueOn: date('2026-09-30'), paidOn: date('2026-10-05') })).toBe(5);
  // Paid before the agreement: nothing is deferred.
  expect(days('2026-09-05', agreement())).toBe(0);
});

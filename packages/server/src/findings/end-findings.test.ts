import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { endingOf } from './end-findings.ts';

const today = date('2026-11-26');

test('a graduate’s cover ends with the day until which the hand-over keeps it', () => {
  expect(endingOf({ kind: 'studentOver', scheme: 'resident' }, { keptUntil: '2026-10-31' }, today)).toEqual({
    scheme: 'resident',
    on: '2026-10-31',
    reason: 'graduated',
  });
});

test('of a double cover the one chosen ends the day before the other begins', () => {
  const detail = { employeeFrom: '2026-05-01', residentFrom: '2026-01-01' };
  const both = (scheme: 'employee' | 'resident') => endingOf({ kind: 'doubleCover', scheme }, detail, today);
  expect(both('resident')).toEqual({ scheme: 'resident', on: '2026-04-30', reason: 'doubleCover' });
  expect(both('employee')).toEqual({ scheme: 'employee', on: '2025-12-31', reason: 'doubleCover' });
});

test('a cover of who is insured elsewhere ends today, or on the day that the officer gives', () => {
  const detail = { scheme: 'employee', coveredFrom: '2020-01-01' };
  const ask = { kind: 'coverElsewhere', scheme: 'resident' } as const;
  expect(endingOf(ask, detail, today).on).toBe('2026-11-26');
  expect(endingOf({ ...ask, on: date('2026-06-30') }, detail, today)).toEqual({
    scheme: 'employee',
    on: '2026-06-30',
    reason: 'movedAway',
  });
});

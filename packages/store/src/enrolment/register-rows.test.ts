import { expect, test } from 'vitest';
import { sameRow } from './register-rows.ts';

test('a row stands as it was recorded, whatever columns the register got later', () => {
  const recorded = { person_id: '1', tier: 'tier1', known_from: '2026-01-01', name_initials: null };
  const now = {
    person_id: '1',
    tier: 'tier1',
    known_from: '2026-02-01',
    name_initials: 'CJ',
    papers_in_time: false,
  };
  expect(sameRow(now, recorded)).toBe(true);
  expect(sameRow({ ...now, tier: 'tier2' }, recorded)).toBe(false);
});

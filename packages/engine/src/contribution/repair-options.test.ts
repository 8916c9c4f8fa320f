import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { loadPolicy } from '../load/load-policy.ts';
import { repairOptions } from './repair-options.ts';

function policy(scheme: 'resident' | 'employee') {
  const file = fileURLToPath(new URL(`../../../../policies/showcase/${scheme}/2026.yaml`, import.meta.url));
  const loaded = loadPolicy(readFileSync(file, 'utf8'), file).policy;
  if (loaded === undefined) throw new Error(file);
  return loaded;
}
const RESIDENT = { personStatus: 'adult', contributionTier: 'tier1', age: 40 };
const GROUPS = ['lowIncome', 'extremelyPoor', 'lowIncomeEdge', 'povertyWatch', 'severelyDisabled', 'orphan'];
const facts = { ...RESIDENT, ...Object.fromEntries(GROUPS.map((group) => [group, false])) };

test('each missed year that is paid takes a month off, at the fee of that year', () => {
  const options = repairOptions(policy('resident'), {
    ...{ year: '2027', facts, enrolledOn: date('2026-10-10'), paidOn: date('2026-10-10') },
    ...{ bornOn: date('1986-01-01'), previousEndOn: date('2024-12-31') },
  });
  // 2025 and 2026 are missed: 3 + 2 months from 1 January 2027 = 1 June; one year paid: 1 May; both: 1 April.
  // The fee of tier 1 is 400 yuan in 2025 and in 2026 (D12 附件).
  expect(options.map((o) => [o.years, o.cover.firstCoveredOn, o.personFen])).toEqual([
    [['2026'], '2027-05-01', 40_000],
    [['2025', '2026'], '2027-04-01', 80_000],
  ]);
});

test('months of a short break make it good without waiting', () => {
  const request = { year: '2026', facts: { personStatus: 'flexible' }, enrolledOn: date('2026-06-10') };
  const options = repairOptions(policy('employee'), {
    ...{
      ...request,
      paidOn: date('2026-06-10'),
      bornOn: date('1986-01-01'),
      previousEndOn: date('2026-03-31'),
    },
  });
  expect(options.map((o) => [o.what, o.cover.firstCoveredOn])).toEqual([['months', '2026-04-01']]);
  // Four whole months are too many.
  const late = { ...request, enrolledOn: date('2026-08-10'), paidOn: date('2026-08-10') };
  expect(
    repairOptions(policy('employee'), {
      ...late,
      bornOn: date('1986-01-01'),
      previousEndOn: date('2026-03-31'),
    }),
  ).toEqual([]);
});

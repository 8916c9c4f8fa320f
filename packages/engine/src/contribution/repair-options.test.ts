import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { loadPolicy } from '../load/load-policy.ts';
import { coverStart } from './cover-start.ts';
import { repairOptions } from './repair-options.ts';

function policy(scheme: 'resident' | 'employee', changed = (text: string) => text) {
  const file = fileURLToPath(new URL(`../../../../policies/showcase/${scheme}/2026.yaml`, import.meta.url));
  const loaded = loadPolicy(changed(readFileSync(file, 'utf8')), file).policy;
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

test('from which day benefits begin when missed years are paid for later is what the policy says', () => {
  const request = {
    ...{ year: '2026', facts, enrolledOn: date('2026-03-10'), paidOn: date('2026-03-10') },
    ...{ bornOn: date('1986-01-01'), previousEndOn: date('2022-12-31'), yearsMadeUp: 1 },
  };
  const begins = (model: ReturnType<typeof policy>, day: string) => {
    const start = coverStart(model, { ...request, madeUpOn: date(day) });
    return start.kind === 'covered' ? start.firstCoveredOn : start.rejections;
  };
  // One of three missed years is paid for: 3 + 2 months from 10 March, and nothing before the payment (D12 第十六条).
  expect(begins(policy('resident'), '2026-04-01')).toBe('2026-08-10');
  expect(begins(policy('resident'), '2026-08-20')).toBe('2026-08-20');
  // Another city: a month after the payment; and one that begins as if they had been paid at once.
  const month = policy('resident', (text) => text.replaceAll(', madeUpOn)', ', addMonths(madeUpOn, 1))'));
  expect(begins(month, '2026-08-20')).toBe('2026-09-20');
  const atOnce = policy('resident', (text) => text.replaceAll(', madeUpOn)', ', paidOn)'));
  expect(begins(atOnce, '2026-08-20')).toBe('2026-08-10');
});

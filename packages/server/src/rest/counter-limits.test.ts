import { readFileSync } from 'node:fs';
import type { CalendarDate } from '@gongji/domain';
import { loadPolicy, type PolicyModel } from '@gongji/engine';
import { expect, test } from 'vitest';
import { counterItems } from './counter-limits.ts';

const file = new URL('../../../../policies/showcase/employee/2026.yaml', import.meta.url);
const { policy } = loadPolicy(readFileSync(file, 'utf8'), 'showcase.employee');

/** Outpatient deductible used 120.00, paid by the outpatient pool 1 000.00 in 2026. */
const USED = { 'outDeductibleUsed||2026': 12_000, 'outPaid||2026': 100_000, 'outPaid||2025': 5_000 };

function limits(model: PolicyModel | undefined, personStatus: string | undefined, on: string) {
  if (model === undefined) throw new Error('the showcase does not load');
  const known = personStatus === undefined ? {} : { personStatus };
  const items = counterItems(model, USED, known, on as CalendarDate);
  const of = (key: string) => {
    const item = items.find((one) => one.key === key);
    return [item?.used, item?.limit?.value, item?.limit?.left];
  };
  return {
    items,
    deductible: of('outDeductibleUsed||2026'),
    paid: of('outPaid||2026'),
    before: of('outPaid||2025'),
  };
}

// Deductible of the year (D4 第六条): 300 in work, 200 retired. Limit of the year (D2 第五条, 2026): 4 000 and 5 000.
test.each([
  ['active', [12_000, 30_000, 18_000], [100_000, 400_000, 300_000]],
  ['retired', [12_000, 20_000, 8_000], [100_000, 500_000, 400_000]],
  [undefined, [12_000, undefined, undefined], [100_000, undefined, undefined]],
])('%s in 2026', (personStatus, deductible, paid) => {
  const found = limits(policy, personStatus, '2026-06-01');
  expect([found.deductible, found.paid]).toEqual([deductible, paid]);
});

test('a counter of an earlier year has no limit of this one, and is not current', () => {
  const { before, items } = limits(policy, 'active', '2026-06-01');
  expect(before).toEqual([5_000, undefined, undefined]);
  expect(items.find((one) => one.key === 'outPaid||2025')?.current).toBe(false);
});

test('what has not been touched yet stands there with its whole limit', () => {
  // 年度费用上限 of 2026 (D2 第三条): 300 000.00
  const { items } = limits(policy, 'active', '2026-06-01');
  const untouched = items.find((one) => one.key === 'inScopeYear||2026');
  expect([untouched?.used, untouched?.limit?.value, untouched?.limit?.left]).toEqual([
    0, 30_000_000, 30_000_000,
  ]);
});

test('limits are those of the day: 3 000.00 in 2025 (D4 第九条)', () => {
  if (policy === undefined) throw new Error('the showcase does not load');
  const items = counterItems(policy, USED, { personStatus: 'active' }, '2025-06-01' as CalendarDate);
  const item = items.find((one) => one.key === 'outPaid||2025');
  expect([item?.limit?.value, item?.limit?.left]).toEqual([300_000, 295_000]);
});

test.each([
  [
    { civilServant: 'true', extremelyPoor: 'false', lowIncome: 'false', lowIncomeEdge: 'false' },
    ['civilUsed'],
  ],
  [{ civilServant: 'false', extremelyPoor: 'false', lowIncome: 'true', lowIncomeEdge: 'false' }, ['aidPaid']],
  [{ civilServant: 'false', extremelyPoor: 'false', lowIncome: 'false', lowIncomeEdge: 'false' }, []],
])('limits of what is not for the person are not shown: %j', (known, shown) => {
  if (policy === undefined) throw new Error('the showcase does not load');
  const items = counterItems(policy, {}, { personStatus: 'active', ...known }, '2026-06-01' as CalendarDate);
  const special = items.map((item) => item.counter).filter((name) => ['civilUsed', 'aidPaid'].includes(name));
  expect(special).toEqual(shown);
});

test('a deductible that stays and special diseases share has no bar: a stay uses it without looking at the special one', () => {
  const resident = new URL('../../../../policies/showcase/resident/2026.yaml', import.meta.url);
  const { policy: model } = loadPolicy(readFileSync(resident, 'utf8'), 'showcase.resident');
  if (model === undefined) throw new Error('the showcase does not load');
  const items = counterItems(
    model,
    { 'sharedStart||2026': 100_000 },
    { personStatus: 'adult' },
    '2026-06-01' as CalendarDate,
  );
  const shared = items.find((one) => one.counter === 'sharedStart');
  expect([shared?.used, shared?.limit]).toEqual([100_000, undefined]);
});

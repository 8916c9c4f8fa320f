import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilePolicy, loadPolicy } from '@gongji/engine';
import { expect, test } from 'vitest';
import type { Setting } from './setting.ts';
import { toBill } from './to-bill.ts';

const file = fileURLToPath(new URL('../../../../policies/showcase/employee/2026.yaml', import.meta.url));
const { policy } = loadPolicy(readFileSync(file, 'utf8'), file);
if (policy === undefined) throw new Error('the showcase policy has errors');

const setting: Setting = {
  policy: 'showcase.employee',
  benefit: 'inpatient',
  startedOn: '2026-05-01',
  endedOn: '2026-05-10',
  facts: {},
  cost: { kind: 'classes', a: '12000', b: '6000', bFirstPay: '10', c: '800' },
  counters: {},
  account: '',
  familyAccount: '',
};

test('a form as it opens is a bill that the policy settles', () => {
  const made = toBill(setting, policy);
  if (made.kind === 'errors') throw new Error(JSON.stringify(made.errors));
  const { compiled } = compilePolicy(policy, made.bill.dates.endedOn);
  const outcome = compiled?.adjudicate(made.bill, {});
  if (outcome?.kind !== 'assessed') throw new Error(JSON.stringify(outcome));
  // in scope 12000 + 6000 × 90 % = 17400; tertiary: (17400 − 800) × 84 % = 13944; person 18800 − 13944 = 4856
  expect(outcome.assessment.payments).toEqual([
    { payer: 'pooledFund', fundType: '310100', amountFen: 1_394_400 },
  ]);
  expect(outcome.assessment.personFen).toBe(485_600);
});

test('every field that cannot be used is named at once', () => {
  const made = toBill(
    {
      ...setting,
      startedOn: '2026-05-11',
      account: '1.234',
      cost: { kind: 'classes', a: 'x', b: '1', bFirstPay: '101', c: '' },
    },
    policy,
  );
  expect(made).toEqual({
    kind: 'errors',
    errors: [
      { field: 'endedOn', text: 'endBeforeStart' },
      { field: 'a', text: 'badAmount' },
      { field: 'b.firstPay', text: 'badPercent' },
      { field: 'account', text: 'badAmount' },
    ],
  });
});

test('a bill of nothing asks for a cost', () => {
  const made = toBill({ ...setting, cost: { kind: 'lines', lines: [] } }, policy);
  expect(made).toEqual({ kind: 'errors', errors: [{ field: 'cost', text: 'noCost' }] });
});

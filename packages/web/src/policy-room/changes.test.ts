import { diffPolicies, loadPolicy } from '@gongji/engine';
import { expect, test } from 'vitest';
import { changeDays } from './changes.ts';
import { differenceText } from './difference-words.ts';

const SOURCE = `
format: gongji-policy/1
id: test.changes
name: {zh: 测试, en: test}
region: "990100"
scheme: employee
insutype: "310"
inForce: {from: 2025-01-01, to: 2027-12-31}
policyDate: discharge
benefitYear: {start: 01-01}
crossYear: whole
reversal: recompute
documents:
  D1: {title: {zh: 办法, en: measures}}
attributes:
  institutionLevel: {values: [primary, secondary]}
payers:
  pooledFund: {name: {zh: 统筹基金, en: pool}, fundType: "310100"}
parameters:
  deductible:
    name: {zh: 起付线, en: deductible}
    unit: yuan
    values: [{from: 2025-01-01, cite: D1 第一条, value: 500}, {from: 2027-01-01, cite: D1 第三条, value: 600.50}]
  rate:
    name: {zh: 比例, en: ratio}
    unit: rate
    values:
      - {from: 2025-01-01, cite: D1 第二条, table: {by: [institutionLevel], rows: [[primary, 90%], [secondary, 80%]]}}
      - {from: 2027-01-01, cite: D1 第四条, table: {by: [institutionLevel], rows: [[primary, 90%], [secondary, 82.5%]]}}
counters: {}
benefits:
  inpatient:
    name: {zh: 住院, en: inpatient}
    medTypes: ["21"]
    clrType: "21"
    steps:
      - {let: base, is: inScope, cite: D1 第一条}
      - {deduct: startLine, from: base, upTo: deductible, role: deductible}
      - {share: pooledFund, of: base, rate: rate}
`;

test('a day tells every figure it changes, and no other', () => {
  const { policy, problems } = loadPolicy(SOURCE, 'test.yaml');
  expect(problems).toEqual([]);
  if (policy === undefined) throw new Error('the policy has errors');
  expect(changeDays(policy, 'zh')).toEqual([
    { on: '2025-01-01', changes: [] },
    {
      on: '2027-01-01',
      changes: [
        { parameter: 'deductible', where: '', before: '500', after: '600.50', cite: 'D1 第三条' },
        { parameter: 'rate', where: '二级', before: '80%', after: '82.5%', cite: 'D1 第四条' },
      ],
    },
  ]);
});

test('ages of person statuses change in words, by the day and between two policies', () => {
  const [before, after] = [6, 5].map((age) => {
    const statuses = `statuses:
  child: [{from: 2025-01-01, cite: D1 第五条, below: 7}, {from: 2027-09-01, cite: D1 第六条, below: ${age}}]
`;
    const source = SOURCE.replace('attributes:', 'attributes:\n  personStatus: {values: [child]}') + statuses;
    const { policy, problems } = loadPolicy(source, 'test.yaml');
    expect(problems).toEqual([]);
    if (policy === undefined) throw new Error('the policy has errors');
    return policy;
  });
  if (before === undefined || after === undefined) throw new Error('no policies');
  expect(changeDays(before, 'en').at(-1)).toEqual({
    on: '2027-09-01',
    changes: [
      { parameter: 'statuses', where: 'child', before: 'under 7', after: 'under 6', cite: 'D1 第六条' },
    ],
  });
  const [difference] = diffPolicies(before, after);
  if (difference === undefined) throw new Error('no difference');
  expect(differenceText(difference, { before, after }, 'zh')).toBe(
    '少年儿童的年龄：2025年1月1日起不满 7 周岁（《办法》第五条），2027年9月1日起不满 6 周岁（《办法》第六条） → 2025年1月1日起不满 7 周岁（《办法》第五条），2027年9月1日起不满 5 周岁（《办法》第六条）',
  );
});

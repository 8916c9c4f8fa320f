import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../load/load-policy.ts';
import { loadCases } from './load-cases.ts';
import { runCase } from './run-case.ts';

const SAMPLE = readFileSync(new URL('../load/testing/sample.yaml', import.meta.url), 'utf8');
const { policy, problems } = loadPolicy(SAMPLE, 'sample.yaml');

function run(...lines: readonly string[]) {
  if (policy === undefined) throw new Error(problems.map((p) => p.message.en).join('\n'));
  const text = ['format: gongji-case/1', 'cases:', ...lines.map((line) => `  ${line}`)].join('\n');
  const { cases, problems: wrong } = loadCases(text, 'cases.yaml');
  expect(wrong).toEqual([]);
  const [model] = cases?.cases ?? [];
  if (model === undefined) throw new Error('no case');
  return runCase(policy, model);
}

function differences(...lines: readonly string[]) {
  return run(...lines).differences.map((d) => `${d.at.line} ${d.field}: ${d.expected} / ${d.actual}`);
}

const STAY = [
  '- id: a',
  '  benefit: inpatient',
  '  on: 2026-05-10',
  '  facts: {institutionLevel: tertiary, age: 61, lowIncome: false}',
  '  classTotals: {A: 10000, B: {amount: 1000, firstPay: 10%}, C: 500}',
];

describe('runCase', () => {
  // In scope 10000 + 1000 − 100 = 10900; deductible 1000.50; (10900 − 1000.50) × 65.5 % = 6484.1725 → 6484.17;
  // catastrophic: 10900 − 6484.17 = 4415.83, below 15000 → nothing; person 11500 − 6484.17 = 5015.83.
  it('passes when every figure agrees', () => {
    const expected =
      'pooledFund: 6484.17, person: 5015.83, inScope: 10900, firstPay: 100, selfPaid: 500, deductible: 1000.50';
    const result = run(
      ...STAY,
      `  expect: {${expected}, total: 11500, values: {start: 15000, taken: 1000.5}, counters: {pooledPaid: 6484.17, burden: 4415.83}}`,
    );
    expect(result.differences).toEqual([]);
    expect(result.passed).toBe(true);
  });

  it('lists every figure that differs, with its place', () => {
    expect(
      differences(
        ...STAY,
        '  expect:',
        '    pooledFund: 6484.18',
        '    cash: 1',
        '    values: {taken: 1000, nothing: 1}',
        '    counters: {pooledPaid: 6000, stays: 1}',
      ),
    ).toEqual([
      '9 pooledFund: 6484.18 / 6484.17',
      '10 cash: 1.00 / 5015.83',
      '11 values.taken: 1000 / 1000.50',
      '11 values.nothing: 1 / no such value',
      '12 counters.pooledPaid: 6000 / 6484.17',
      '12 counters.stays: 1 / no such counter',
    ]);
  });

  it('holds funds that are not named to zero', () => {
    expect(differences(...STAY, '  expect: {person: 5015.83}')).toEqual(['8 pooledFund: 0.00 / 6484.17']);
  });

  it('adjudicates earlier bills first, and takes stated counters', () => {
    // Limit 150000: stated 140000 + 6484.17 from the earlier bill leave 3515.83 for the second.
    const result = run(
      ...STAY,
      '  counters: {pooledPaid: 140000}',
      '  earlier:',
      '    - benefit: inpatient',
      '      on: 2026-02-01',
      '      facts: {institutionLevel: tertiary, age: 61, lowIncome: false}',
      '      classTotals: {A: 10000, B: {amount: 1000, firstPay: 10%}, C: 500}',
      '  expect: {pooledFund: 3515.83, person: 7984.17, values: {aboveCap: 2968.34}, counters: {pooledPaid: 150000}}',
    );
    expect(result.differences).toEqual([]);
    expect(result.countersBefore).toMatchObject({ 'pooledPaid||2026': 14_648_417 });
  });

  it('compares refusals by code, and a refused earlier bill fails the case', () => {
    expect(
      differences(...STAY.slice(0, 2), '  on: 2030-01-01', STAY[4] ?? '', '  expect: {refused: no-policy}'),
    ).toEqual([]);
    expect(
      differences(...STAY.slice(0, 2), '  on: 2030-01-01', STAY[4] ?? '', '  expect: {person: 0}'),
    ).toEqual(['7 refused: assessed / no-policy']);
    expect(differences(...STAY, '  expect: {refused: no-policy}')).toEqual([
      '8 refused: no-policy / assessed',
    ]);
    const earlier = ['  earlier:', '    - {benefit: inpatient, on: 2025-12-31, classTotals: {A: 1}}'];
    expect(differences(...STAY, ...earlier)).toEqual(['9 earlier[1]: assessed / no-policy']);
  });

  it('says that there is no such amount', () => {
    expect(differences(...STAY, '  expect: {pooledFund: 6484.17, constructor: 1, poledFund: 2}')).toEqual([
      '8 constructor: 1.00 / no such amount',
      '8 poledFund: 2.00 / no such amount',
    ]);
  });

  it('names counters that the policy does not have', () => {
    expect(differences(...STAY, '  counters: {visits: 3, burden: 1.005}')).toEqual([
      '8 counters.visits: 3 / no such counter',
      '8 counters.burden: 1.005 / not in yuan',
    ]);
  });
});

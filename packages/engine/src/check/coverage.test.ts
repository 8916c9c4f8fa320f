import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCases } from '../cases/load-cases.ts';
import { runCase } from '../cases/run-case.ts';
import { loadPolicy } from '../load/load-policy.ts';
import { checkCoverage, idleCases } from './coverage.ts';

const GOOD = readFileSync(new URL('./testing/good.yaml', import.meta.url), 'utf8');
const { policy } = loadPolicy(
  GOOD.replace(
    '      - {deduct: taken',
    '      - {refuse: too-young, when: age < 18, message: {zh: 未成年, en: too young}, remedy: {zh: 另案, en: see other}, cite: D1 第九条}\n' +
      '      - {let: bonus, is: inScope, when: age > 90}\n' +
      '      - {deduct: taken',
  ),
  'good.yaml',
);

function covered(...cases: readonly string[]) {
  if (policy === undefined) throw new Error('the policy does not load');
  const loaded = loadCases(['format: gongji-case/1', 'cases:', ...cases].join('\n'), 'cases.yaml');
  const results = (loaded.cases?.cases ?? []).map((model) => runCase(policy, model));
  expect(results).toHaveLength(cases.length);
  return {
    rules: checkCoverage(policy, results).map((p) => `${p.line} ${p.code}`),
    idle: idleCases('cases.yaml', policy, results).map((p) => `${p.file}:${p.line} ${p.code}`),
  };
}

function stay(id: string, level: string, age: number, cost = 1000) {
  return `  - {id: ${id}, benefit: inpatient, on: 2026-05-10, facts: {institutionLevel: ${level}, age: ${age}}, classTotals: {A: ${cost}}}`;
}

const line = (text: string): number => {
  const found = policy?.benefits.get('inpatient')?.steps.find((step) => JSON.stringify(step).includes(text));
  return found?.at.line ?? 0;
};

describe('checkCoverage', () => {
  it('names the steps and rows that no case has touched', () => {
    expect(covered(stay('a', 'primary', 30)).rules).toEqual([
      `${line('too-young')} step-untouched`,
      `${line('bonus')} step-untouched`,
      '32 row-untouched',
      '33 row-untouched',
    ]);
  });

  it('is content when each has been touched, a refusal by being refused', () => {
    const all = [
      stay('a', 'primary', 30),
      stay('b', 'tertiary', 30),
      stay('c', 'tertiary', 95),
      stay('d', 'primary', 17),
    ];
    expect(covered(...all).rules).toEqual([]);
  });

  it('names cases in which no rule has a part', () => {
    const idle =
      '  - {id: c, benefit: inpatient, on: 2026-05-10, facts: {institutionLevel: primary, age: 30}, classTotals: {C: 500}}';
    expect(covered(stay('a', 'primary', 30), idle).idle).toEqual(['cases.yaml:4 case-idle']);
  });
});

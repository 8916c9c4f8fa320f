import { describe, expect, it } from 'vitest';
import { namedValues } from '../explain.ts';
import { billOf, problemsOf, settle, smallPolicy } from '../testing/small-policy.ts';

const PARAMETERS = `
ded: {name: {zh: 起付, en: ded}, unit: yuan, values: [{from: 2026-01-01, cite: D1 一, value: 1000.50}]}
half: {name: {zh: 半, en: half}, unit: rate, values: [{from: 2026-01-01, cite: D1 二, value: 50%}]}
third: {name: {zh: 三分之一, en: third}, unit: rate, values: [{from: 2026-01-01, cite: D1 二, value: 33.3333%}]}
times: {name: {zh: 次, en: times}, unit: number, values: [{from: 2026-01-01, cite: D1 三, value: 3}]}
open: {name: {zh: 开, en: open}, unit: boolean, values: [{from: 2026-01-01, cite: D1 四, value: true}]}`;
const END = '- {let: base, is: inScope}\n- {share: fund, of: base, rate: 10%}';
const letX = (expression: string) => ({
  parameters: PARAMETERS,
  steps: `- let: x\n  is: "${expression}"\n${END}`,
});

describe('an expression', () => {
  it.each([
    ['ded + 0.50', 100_100],
    ['ded * times', 300_150],
    ['max(0, ded - 2000)', 0],
    ['min(ded, 500, 20.25)', 2025],
    ['clamp(ded, 100, 900)', 90_000],
    ['abs(ded - 2000)', 99_950],
    // 1000.50 × 33.3333 % = 333.49966650
    ['roundFen(ded * third)', 33_350],
    ['floorFen(ded * third)', 33_349],
    ['roundJiao(ded * third)', 33_350],
    ['floorJiao(ded * third)', 33_340],
    ['roundYuan(ded * third)', 33_300],
    ['ceilYuan(ded * third)', 33_400],
    ['floorYuan(ded * third)', 33_300],
    // 1000.50 ÷ 12 = 83.375
    ['roundFen(ded / 12)', 8338],
    ['floorYuan(ded / 12)', 8300],
    ['roundFen(ded * half / 3)', 16_675],
    ['roundFen(ded * half + ded * third)', 83_375],
    // −1000.50 × 50 % = −500.25: halves go away from zero
    ['roundJiao(-ded * half)', -50_030],
    ['if(age >= 40 and not (age == 41), 1, 2)', 1],
    ['times + 2 * 4 - 1', 10],
    ['half + 5%', 550_000],
    // 50 % × 33.3333 % = 16.666650 % → half up to the millionth: 16.6667 %
    ['half * third', 166_667],
    ['half * times', 1_500_000],
    ['half / 3', 166_667],
    // 1000.50 ÷ 3000 = 0.3335
    ['ded / 3000.00', undefined],
    ['age / 80', 500_000],
    ['age in [39, 40]', 1],
    ['open and age < 41', 1],
    ['1 + 1 == 2 or false', 1],
  ])('%s', (expression, value) => {
    if (value === undefined) {
      expect(problemsOf(letX(expression))).toEqual(['bad-literal: 3000.00 is not a whole number']);
    } else {
      const compiled = smallPolicy(letX(expression));
      expect(namedValues(settle(compiled, billOf({ yuan: 100 }))).get('x')).toBe(value);
    }
  });

  it('divides amounts into a rate, half up to the millionth', () => {
    const compiled = smallPolicy(letX('roundFen(inScope * half) / ded'));
    // 50 ÷ 1000.50 = 0.04997501…
    expect(namedValues(settle(compiled, billOf({ yuan: 100 }))).get('x')).toBe(49_975);
  });

  it.each([
    ['ded * half', 'type-mismatch: x is not rounded yet: use roundFen(…) or another rounding'],
    ['ded * ded', 'type-mismatch: amount * amount has no meaning'],
    ['ded + half', 'type-mismatch: amount + rate has no meaning'],
    ['half + 5', 'type-mismatch: rate + bare number has no meaning'],
    ['ded + ded * half', 'type-mismatch: amount + product that is not yet rounded has no meaning'],
    ['ded > half', 'type-mismatch: this is a rate, where a amount is needed'],
    ['max(ded, times)', 'type-mismatch: this is a number, where a amount is needed'],
    ['if(age, 1, 2)', 'type-mismatch: this is a number, where a condition is needed'],
    ["age == 'x'", 'type-mismatch: a category is compared with one of its values in single quotes'],
    ['nobody + 1', 'unknown-name: nobody: it is not declared'],
    ['base + 1', 'unknown-name: base: it is not declared'],
    ['line.amount + 1', 'unknown-name: line.amount: it can be used in classify only'],
    ['constructor(2)', 'unknown-name: there is no function constructor'],
    ['line.toString + 1', 'unknown-name: line.toString: it is not declared'],
    ['power(2, 3)', 'unknown-name: there is no function power'],
    ['clamp(ded, 1)', 'wrong-arguments: clamp does not take 2 arguments'],
    ['ded + 1.005', 'bad-literal: 1.005 is not an amount'],
    ['times + 1.5', 'bad-literal: 1.5 is not a whole number'],
    ['1.23456%', 'bad-literal: the rate 1.23456% has more than four decimals'],
    ['ded +', 'expression-syntax: the expression ends too early'],
    ['(ded', 'expression-syntax: expected ) here, not the end'],
    ['ded ; 1', 'expression-syntax: unexpected character ;'],
    ['1 < 2 < 3', 'expression-syntax: < cannot stand here'],
    ['ded and', 'expression-syntax: the expression ends too early'],
  ])('%s is an error', (expression, problem) => {
    expect(problemsOf(letX(expression))[0]).toBe(problem);
  });

  it('reports every error of every step at once', () => {
    const steps = `- {let: a, is: nobody}\n- {let: b, is: ded * ded}\n${END}`;
    expect(problemsOf({ parameters: PARAMETERS, steps })).toEqual([
      'unknown-name: nobody: it is not declared',
      'type-mismatch: amount * amount has no meaning',
    ]);
  });

  it('refuses a bill that makes it divide by zero', () => {
    const compiled = smallPolicy(letX('ded / (inScope - inScope)'));
    const outcome = compiled.adjudicate(billOf({ yuan: 1 }), {});
    expect(outcome.kind === 'refused' && outcome.rejections[0]?.code).toBe('policy-division-by-zero');
  });

  it('survives deep nesting', () => {
    expect(problemsOf(letX(`${'('.repeat(200)}1${')'.repeat(200)}`))[0]).toMatch(/^expression-syntax/);
  });
});

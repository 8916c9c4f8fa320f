import { date, fen } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { diffPolicies } from '../diff/diff-policies.ts';
import { renderText } from '../explain.ts';
import { addMonths, monthDay, monthsBetween, nextMonth, yearsBetween } from '../expr/calendar.ts';
import { rulesPolicy } from '../testing/small-rules.ts';
import { makeUpAtRetirement } from './charges.ts';
import { lowerRules } from './rules-on.ts';

const RETIREMENT = (steps: string) => `makeUp:
  years:
    name: {zh: 补缴, en: make-up}
    steps:
${steps}
`;

function pay(steps: string, months: number) {
  const outcome = makeUpAtRetirement(rulesPolicy(RETIREMENT(steps)), {
    on: date('2026-05-10'),
    facts: {},
    paidMonths: months,
    localMonths: 0,
    deemedMonths: 0,
    declaredBaseFen: fen(100_000),
  });
  if (outcome.kind === 'refused') throw new Error(outcome.rejections.map((r) => r.message.en).join('; '));
  return outcome;
}

describe('missing years', () => {
  it('as a growth annuity: each year the one before and 5 %, half up to the fen', () => {
    const steps =
      '      - {pay: person, into: fund, amount: "growthSum(declaredBase, 5%, paidMonths)", cite: D1 一}';
    const outcome = pay(steps, 4);
    // 1000 + 1050 + 1102.50 + 1157.63 (1157.625) = 4310.13
    expect(outcome.totalFen).toBe(431_013);
    expect(renderText(outcome.trace, 'en')).toContain('= 4310.13');
    expect(pay(steps, 0).totalFen).toBe(0);
  });

  it('as a yearly standard times years', () => {
    // 1000 × 3 = 3000
    expect(
      pay('      - {pay: person, into: fund, amount: declaredBase * paidMonths, cite: D1 一}', 3).totalFen,
    ).toBe(300_000);
  });

  it('in whole yuan where the step says so', () => {
    // 1000 × 1.25 % × 3 = 37.50 → 38
    const steps =
      '      - {pay: person, into: fund, amount: declaredBase * 1.25% * paidMonths, round: yuan, cite: D1 一}';
    expect(pay(steps, 3).totalFen).toBe(3800);
  });
});

describe('days', () => {
  const day = (text: string) => Math.round(Date.UTC(...ymd(text)) / 86_400_000);
  const ymd = (text: string): [number, number, number] => {
    const [y = 0, m = 1, d = 1] = text.split('-').map(Number);
    return [y, m - 1, d];
  };

  it('add months to the last day where there is no such day', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe(day('2026-02-28'));
    expect(addMonths(day('2024-01-31'), 1)).toBe(day('2024-02-29'));
    expect(addMonths(day('2026-01-15'), -13)).toBe(day('2024-12-15'));
    expect(nextMonth(day('2026-12-31'))).toBe(day('2027-01-01'));
    expect(monthDay(day('2026-07-01'), 2, 30)).toBe(day('2026-02-28'));
  });

  it('count whole months and years, never below nothing', () => {
    expect(monthsBetween(day('2026-01-15'), day('2026-02-14'))).toBe(0);
    expect(monthsBetween(day('2026-01-15'), day('2026-02-15'))).toBe(1);
    expect(monthsBetween(day('2026-01-31'), day('2026-02-28'))).toBe(1);
    expect(monthsBetween(day('2026-05-01'), day('2026-01-01'))).toBe(0);
    expect(yearsBetween(day('2025-01-01'), day('2026-12-31'))).toBe(1);
  });

  it('are no amounts: what cannot be meant is an error with its place', () => {
    const problems = (amount: string) =>
      lowerRules(
        rulesPolicy(`cover:
  way:
    name: {zh: 参保, en: enrolment}
    steps: [{cover: "${amount}", cite: D1 一}]
`),
        date('2026-05-10'),
      ).problems.map((p) => p.code);
    expect(problems('paidOn + 30')).toEqual([]);
    expect(problems('paidOn + yearStartOn')).toEqual(['type-mismatch']);
    expect(problems('paidOn - yearStartOn')).toEqual(['type-mismatch']);
    expect(problems('paidOn * 2')).toEqual(['type-mismatch']);
    expect(problems('abs(paidOn)')).toEqual(['type-mismatch']);
    expect(problems('addMonths(3, paidOn)')).toEqual(['type-mismatch', 'type-mismatch']);
    expect(problems('declaredBase')).toEqual(['unknown-name']);
    expect(problems('counter.x')).toEqual(['unknown-name']);
  });
});

describe('differences between policies', () => {
  it('name the steps of rules, and who pays', () => {
    const policy = (rate: string) =>
      rulesPolicy(
        RETIREMENT(`      - {pay: person, into: fund, amount: declaredBase * ${rate}, cite: D1 一}`),
      );
    expect(diffPolicies(policy('6%'), policy('7%')).map((d) => [d.kind, d.path])).toEqual([
      ['changed', expect.stringContaining('rules.years.steps')],
    ]);
  });
});

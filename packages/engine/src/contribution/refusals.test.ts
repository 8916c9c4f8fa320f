import { date, fen } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { rulesPolicy } from '../testing/small-rules.ts';
import { assessContribution } from './assess-contribution.ts';
import { type CoverRequest, coverStart } from './cover-start.ts';
import type { Refused } from './run-rule.ts';

const codes = (outcome: Refused | { readonly kind: 'assessed' | 'covered' }): readonly string[] =>
  outcome.kind === 'refused' ? outcome.rejections.map((r) => r.code) : [outcome.kind];

describe('contributions are refused', () => {
  const policy = rulesPolicy(`contribution:
  monthly:
    name: {zh: 月缴费, en: monthly}
    period: month
    steps:
      - {pay: person, into: fund, amount: declaredBase - 1000, cite: D1 一}
`);
  const assess = (period: string, base?: number) =>
    codes(
      assessContribution(policy, {
        period,
        facts: {},
        ...(base === undefined ? {} : { declaredBaseFen: fen(base) }),
      }),
    );

  it('when an input is missing or no amount', () => {
    expect(assess('2026-05')).toEqual(['input-missing']);
    expect(assess('2026-05', -1)).toEqual(['input-missing']);
    expect(assess('2026-05', 100_000)).toEqual(['assessed']);
  });

  it('when a payment would be below zero', () => {
    expect(assess('2026-05', 99_999)).toEqual(['policy-payment-negative']);
  });

  it('when the policy has no rule for the period, and for periods that are none', () => {
    expect(assess('2026', 100_000)).toEqual(['rule-not-found']);
    expect(() => assess('2026-13', 100_000)).toThrow(RangeError);
    expect(() => assess('2030-01', 100_000)).toThrow(RangeError);
  });
});

describe('cover is refused', () => {
  const policy = rulesPolicy(`cover:
  window:
    name: {zh: 集中期, en: the window}
    when: age >= 18
    window: {opens: "monthDay(yearStartOn, 3, 1)", closes: "monthDay(yearStartOn, 3, 31)"}
    steps:
      - {cover: yearStartOn, to: yearEndOn, when: breakDays == 0, cite: D1 一}
      - {cover: paidOn, when: breakDays < 5, cite: D1 一}
  child:
    name: {zh: 少儿, en: children}
    when: age < 18
    steps: [{cover: paidOn + 1, cite: D1 一}]
  pupil:
    name: {zh: 学生, en: pupils}
    when: age in [16, 17]
    steps: [{cover: paidOn + 1, cite: D1 一}]
`);
  const cover = (age: number, paidOn: string, previousEndOn?: string) => {
    const day = date(paidOn);
    const request: CoverRequest = {
      year: '2026',
      facts: { age },
      enrolledOn: day,
      paidOn: day,
      bornOn: date('1990-01-01'),
    };
    return codes(
      coverStart(
        policy,
        previousEndOn === undefined ? request : { ...request, previousEndOn: date(previousEndOn) },
      ),
    );
  };

  it('outside every window, naming them', () => {
    expect(cover(30, '2026-02-28')).toEqual(['window-closed']);
    expect(cover(30, '2026-04-01')).toEqual(['window-closed']);
  });

  it('when two ways in apply', () => {
    expect(cover(15, '2026-02-28')).toEqual(['covered']);
    expect(cover(16, '2026-02-28')).toEqual(['rule-ambiguous']);
  });

  it('when the steps give no cover, or two', () => {
    expect(cover(30, '2026-03-10', '2026-02-27')).toEqual(['policy-cover-undecided']);
    expect(cover(30, '2026-03-10')).toEqual(['policy-cover-undecided']);
    // 7 to 9 March: a break of three days
    expect(cover(30, '2026-03-10', '2026-03-06')).toEqual(['covered']);
  });
});

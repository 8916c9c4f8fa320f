import { fen } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { namedValues } from '../explain.ts';
import { billOf, paidBy, problemsOf, refusalsOf, settle, smallPolicy } from '../testing/small-policy.ts';

describe('deduct', () => {
  const steps =
    '- {let: base, is: inScope}\n- {deduct: start, from: base, upTo: 300, role: deductible}\n- {share: fund, of: base, rate: 50%}';

  it('takes the deductible off the bottom and shares the rest', () => {
    const a = settle(smallPolicy({ steps }), billOf({ yuan: 1000 }));
    // (1000 − 300) × 50 %
    expect([a.deductibleFen, paidBy(a, 'fund'), a.personFen]).toEqual([30_000, 35_000, 65_000]);
  });

  it('takes no more than there is', () => {
    expect(settle(smallPolicy({ steps }), billOf({ yuan: 120 })).deductibleFen).toBe(12_000);
  });

  it('moves a first-pay out of scope, rounded half up', () => {
    const compiled = smallPolicy({
      steps:
        '- {let: base, is: inScope}\n- {deduct: away, from: base, rate: 10%, role: firstPay}\n- {share: fund, of: base, rate: 50%}',
    });
    // 10.05 × 10 % = 1.005 → 1.01; 9.04 × 50 % = 4.52
    const a = settle(compiled, billOf({ yuan: 10.05 }));
    expect([a.firstPayFen, a.inScopeFen, paidBy(a, 'fund')]).toEqual([101, 904, 452]);
  });

  it('refuses a deductible above the cost in scope', () => {
    const twice = smallPolicy({
      steps:
        '- {let: base, is: inScope}\n- {deduct: one, from: base, upTo: 80, role: deductible}\n- {let: again, is: inScope}\n- {deduct: two, from: again, upTo: 80, role: deductible}\n- {share: fund, of: again, rate: 1%}',
    });
    expect(refusalsOf(twice, billOf({ yuan: 100 }))).toEqual(['policy-deductible-exceeds-scope']);
    expect(settle(twice, billOf({ yuan: 160 })).deductibleFen).toBe(16_000);
  });
});

describe('limit', () => {
  it('cuts the top, and a negative limit is nothing', () => {
    const limited = (to: string) =>
      settle(
        smallPolicy({
          steps: `- {let: base, is: inScope}\n- {limit: above, of: base, to: "${to}"}\n- {share: fund, of: base, rate: 100%}\n- {share: extra, of: above, rate: 10%}`,
        }),
        billOf({ yuan: 1000 }),
      );
    expect([paidBy(limited('600'), 'fund'), paidBy(limited('600'), 'extra')]).toEqual([60_000, 4000]);
    expect([paidBy(limited('5 - 10'), 'fund'), paidBy(limited('5 - 10'), 'extra')]).toEqual([0, 10_000]);
  });
});

describe('let and when', () => {
  it('gives 0 to a step that does not run', () => {
    const compiled = smallPolicy({
      steps: '- {let: base, is: inScope, when: age >= 60}\n- {share: fund, of: base, rate: 50%}',
    });
    expect(paidBy(settle(compiled, billOf({ yuan: 100, facts: { age: 60 } })), 'fund')).toBe(5000);
    const young = settle(compiled, billOf({ yuan: 100, facts: { age: 59 } }));
    expect(paidBy(young, 'fund')).toBe(0);
    expect(namedValues(young).has('base')).toBe(false);
  });
});

describe('refuse', () => {
  it('refuses with every reason that holds, in both languages and cited', () => {
    const words = 'message: {zh: 不付, en: not paid}, remedy: {zh: 自费, en: pay yourself}, cite: D1 三';
    const compiled = smallPolicy({
      steps: `- {refuse: too-old, when: age > 90, ${words}}\n- {refuse: too-small, when: total < 10, ${words}}\n- {let: base, is: inScope}\n- {share: fund, of: base, rate: 50%}`,
    });
    const outcome = compiled.adjudicate(billOf({ yuan: 5, facts: { age: 91 } }), {});
    expect(
      outcome.kind === 'refused' && outcome.rejections.map((r) => [r.code, r.citation, r.message.zh]),
    ).toEqual([
      ['too-old', 'D1 三', '不付'],
      ['too-small', 'D1 三', '不付'],
    ]);
  });
});

describe('account', () => {
  const compiled = smallPolicy({
    steps:
      '- {let: base, is: inScope}\n- {share: fund, of: base, rate: 60%}\n- {account: own, of: personInScope}\n- {account: family, of: person}',
  });

  it('pays the least of what it may, what is open and what is there', () => {
    // 100 in scope: person 40. Own account 25 → 25; family account 100 → the 15 that are open
    const a = settle(compiled, billOf({ yuan: 100, account: 25, familyAccount: 100 }));
    expect([a.accountFen, a.familyAccountFen, a.cashFen, a.personFen]).toEqual([2500, 1500, 0, 4000]);
  });

  it('leaves the account alone where there is no step', () => {
    const none = smallPolicy({ steps: '- {let: base, is: inScope}\n- {share: fund, of: base, rate: 60%}' });
    expect(settle(none, billOf({ yuan: 100, account: 100 })).accountFen).toBe(0);
  });

  it('is the last thing and stands once', () => {
    const steps =
      '- {let: base, is: inScope}\n- {account: own, of: base}\n- {account: own, of: base}\n- {share: fund, of: base, rate: 60%}';
    expect(problemsOf({ steps })).toEqual([
      'step-order: care.3: the account is used twice',
      'step-order: care.4: only account steps may follow an account step',
    ]);
  });
});

describe('a counter', () => {
  it('moves by its feed, and never below zero', () => {
    const counters =
      'left: {name: {zh: 余额, en: left}, unit: yuan, scope: person, period: ever, feed: {care: base - 100}}';
    const compiled = smallPolicy({
      counters,
      steps: '- {let: base, is: inScope}\n- {deduct: nothing, from: base, upTo: 0}',
    });
    expect(settle(compiled, billOf({ yuan: 130 })).counterMoves).toEqual([
      { counter: 'left', key: 'left||', owner: 'person', before: 0, delta: 3000 },
    ]);
    expect(settle(compiled, billOf({ yuan: 100 })).counterMoves).toEqual([]);
    expect(settle(compiled, billOf({ yuan: 90 }), { 'left||': 1000 }).counterMoves[0]?.delta).toBe(-1000);
    expect(refusalsOf(compiled, billOf({ yuan: 90 }), { 'left||': 999 })).toEqual([
      'policy-counter-negative',
    ]);
  });
});

describe('faults of a policy', () => {
  it('refuses a first-pay above the cost in scope', () => {
    const compiled = smallPolicy({
      steps: `
- {let: base, is: inScope}
- {let: whole, is: total}
- {deduct: away, from: whole, upTo: 80, role: firstPay, cite: D1 一}
- {share: fund, of: base, rate: 10%}`,
    });
    const lines = [{ amountFen: fen(5_000) }, { amountFen: fen(5_000), itemClass: 'C' as const }];
    // 100 yuan, of which 50 in scope; 80 of first-pay do not fit
    expect(refusalsOf(compiled, billOf({ lines }))).toEqual(['policy-first-pay-exceeds-scope']);
  });

  it('refuses amounts that leave exact arithmetic', () => {
    const compiled = smallPolicy({
      steps: '- {let: base, is: inScope * 10}\n- {share: fund, of: base, rate: 99%}',
    });
    // 10 000 000 yuan × 10 × 99 % is 9.9e15 fen-millionths, above 2^53
    expect(refusalsOf(compiled, billOf({ yuan: 10_000_000 }))).toEqual(['policy-amount-too-large']);
  });
});

describe('use', () => {
  it('runs a fragment in its place, under its own names in the trace', () => {
    const compiled = smallPolicy({
      steps:
        '- {let: base, is: inScope}\n- {share: fund, of: base, rate: 60%}\n- {use: second, when: age > 30}',
      fragments: 'second:\n  - {let: rest, is: personInScope}\n  - {share: extra, of: rest, rate: 50%}',
    });
    const a = settle(compiled, billOf({ yuan: 100 }));
    expect(paidBy(a, 'extra')).toBe(2000);
    expect(a.trace.map((s) => s.step)).toEqual(['care.0', 'care.1', 'care.2', 'second.1', 'second.2']);
    expect(paidBy(settle(compiled, billOf({ yuan: 100, facts: { age: 30 } })), 'extra')).toBe(0);
  });
});

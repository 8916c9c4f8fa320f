import { describe, expect, it } from 'vitest';
import { billOf, paidBy, problemsOf, refusalsOf, settle, smallPolicy } from './testing/small-policy.ts';

const ATTRIBUTES =
  'institutionLevel: {values: [primary, secondary, tertiary]}\nage: {type: number}\nlowIncome: {type: boolean}\ninstitutionKind: {values: [tcm], other: true}';
const table = (by: string, rows: string) =>
  `rate: {name: {zh: 比例, en: ratio}, unit: rate, values: [{from: 2026-01-01, cite: D1 一, table: {by: ${by}, rows: ${rows}}}]}`;
const STEPS = '- {let: base, is: inScope}\n- {share: fund, of: base, rate: rate}';
const policy = (by: string, rows: string, steps = STEPS) => ({
  attributes: ATTRIBUTES,
  parameters: table(by, rows),
  steps,
});

describe('a decision table', () => {
  const compiled = smallPolicy(
    policy(
      '[institutionLevel, age, lowIncome]',
      '[[primary, any, any, 90%], [secondary|tertiary, "<45", false, 80%], [secondary|tertiary, 45..59, false, 85%], [secondary|tertiary, ">=60", false, 87%], [secondary|tertiary, any, true, 95%]]',
    ),
  );

  it.each([
    ['primary', 44, true, 9000],
    ['secondary', 44, false, 8000],
    ['tertiary', 45, false, 8500],
    ['tertiary', 59, false, 8500],
    ['tertiary', 60, false, 8700],
    ['tertiary', 120, true, 9500],
  ])('%s, %d, %s', (institutionLevel, age, lowIncome, paid) => {
    const bill = billOf({ yuan: 100, facts: { institutionLevel, age, lowIncome } });
    expect(paidBy(settle(compiled, bill), 'fund')).toBe(paid);
  });

  it('reads any further value as other where it may', () => {
    const other = smallPolicy(policy('[institutionKind]', '[[tcm, 60%], [other, 50%]]'));
    expect(paidBy(settle(other, billOf({ yuan: 100, facts: { institutionKind: 'clinic' } })), 'fund')).toBe(
      5000,
    );
  });

  it('names the rows that overlap and what is missing', () => {
    expect(
      problemsOf(
        policy(
          '[institutionLevel, age]',
          '[[primary|secondary, any, 90%], [secondary|tertiary, "<=50", 80%]]',
        ),
      ),
    ).toEqual([
      'table-overlap: rows 1 (D1 一) and 2 (D1 一) of table rate overlap',
      'table-gap: no row of table rate (D1 一) matches institutionLevel = tertiary, age = >=51 (1 combinations are missing)',
    ]);
  });

  it('may be keyed by a counter or a value named before', () => {
    const steps = `- {let: favoured, is: lowIncome or age > 80}\n${STEPS}`;
    const keyed = smallPolicy(policy('[favoured]', '[[true, 70%], [false, 50%]]', steps));
    const bill = billOf({ yuan: 100, facts: { lowIncome: false, age: 81 } });
    expect(paidBy(settle(keyed, bill), 'fund')).toBe(7000);
    expect(
      problemsOf(
        policy('[favoured]', '[[true, 70%], [false, 50%]]', `${STEPS}\n- {let: favoured, is: lowIncome}`),
      )[0],
    ).toBe('unknown-name: favoured: it is not declared');
  });

  it('demands all numbers of a value that may be negative', () => {
    const rows = '[[0, 70%], [">=1", 50%]]';
    expect(problemsOf(policy('[years]', rows, `- {let: years, is: "max(0, age - 4)"}\n${STEPS}`))).toEqual(
      [],
    );
    expect(problemsOf(policy('[years]', rows, `- {let: years, is: age - 4}\n${STEPS}`))[0]).toMatch(
      /^table-gap/,
    );
  });
});

describe('facts', () => {
  const compiled = smallPolicy(
    policy('[institutionLevel, lowIncome]', '[[primary, any, 90%], [secondary|tertiary, any, 80%]]'),
  );

  it('are refused all at once when missing or unknown, by name', () => {
    const bill = billOf({ yuan: 1, facts: { institutionLevel: 'village' } });
    const outcome = compiled.adjudicate(bill, {});
    expect(
      outcome.kind === 'refused' && outcome.rejections.map((r) => [r.code, r.field, r.message.en]),
    ).toEqual([
      ['fact-missing', 'facts.lowIncome', 'a needed fact is missing: low income'],
      [
        'fact-unknown',
        'facts.institutionLevel',
        'the policy does not know the value village of institution level (institutionLevel)',
      ],
    ]);
  });

  it('must be of their kind', () => {
    const bill = (lowIncome: string | number) =>
      billOf({ facts: { institutionLevel: 'primary', lowIncome } });
    expect(refusalsOf(compiled, bill('true'))).toEqual(['fact-unknown']);
    expect(refusalsOf(compiled, bill(1))).toEqual(['fact-unknown']);
  });
});

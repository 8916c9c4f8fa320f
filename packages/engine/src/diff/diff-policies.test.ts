import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../load/load-policy.ts';
import { diffPolicies } from './diff-policies.ts';
import { listQuestions } from './list-questions.ts';

const SAMPLE = readFileSync(new URL('../load/testing/sample.yaml', import.meta.url), 'utf8');

function policyOf(source: string) {
  const { policy, problems } = loadPolicy(source, 'sample.yaml');
  if (policy === undefined) throw new Error(problems.map((p) => `${p.line} ${p.message.en}`).join('\n'));
  return policy;
}

function changes(...edits: readonly (readonly [string, string])[]) {
  let changed = SAMPLE;
  for (const [from, to] of edits) {
    expect(changed).toContain(from);
    changed = changed.replace(from, to);
  }
  return diffPolicies(policyOf(SAMPLE), policyOf(changed)).map((d) => `${d.at.line} ${d.message.en}`);
}

describe('diffPolicies', () => {
  it('finds nothing between a policy and itself, nor after a comment', () => {
    expect(changes()).toEqual([]);
    expect(changes(['region: "990199"', '# a comment\nregion: "990199"'])).toEqual([]);
  });

  it('names the changed row of a table, and both values', () => {
    expect(changes(['- [primary, any, 90%]', '- [primary, any, 92.5%]'])).toEqual([
      '53 parameters.rate 2026-01-01 [primary, any] changes from 90% to 92.5%',
    ]);
  });

  it('names values that are new, changed or gone', () => {
    expect(
      changes([
        'value: 150000}',
        'value: 150000}\n      - {from: 2027-01-01, cite: D2 第五条, value: 200000}',
      ]),
    ).toEqual([
      '65 parameters.capYear 2027-01-01 changes from 150000.00 (D1 第十五条) to 200000.00 (D2 第五条)',
    ]);
    expect(changes(['cite: D1 第四条, value: 30', 'cite: D1 第四条, value: 31.50'])).toEqual([
      '86 parameters.monthlyAccount 2026-01-01 changes from 30.00 (D1 第四条) to 31.50 (D1 第四条)',
    ]);
  });

  it('names steps and counters that changed, and does not blame the steps after an inserted one', () => {
    expect(
      changes([
        '      - use: catastrophic\n',
        '      - {account: own, of: person}\n      - use: catastrophic\n',
      ]),
    ).toEqual(['115 benefits.inpatient.steps account own is new: account own of person']);
    expect(changes(['cap: max(0, capYear - counter.pooledPaid)', 'cap: capYear'])).toEqual([
      '109 benefits.inpatient.steps share pooled changes from share pooledFund as pooled of base pays rate round fen ' +
        'cap max(0, capYear - counter.pooledPaid) overCap aboveCap to share pooledFund as pooled of base pays rate round fen cap capYear overCap aboveCap',
    ]);
    expect(changes(['feed: {inpatient: pooled}', 'feed: {inpatient: inScope}'])).toEqual([
      '88 counters.pooledPaid changes from 年度统筹支付 / paid by the pooled fund this year (yuan per person and year; inpatient: pooled)' +
        ' to 年度统筹支付 / paid by the pooled fund this year (yuan per person and year; inpatient: inScope)',
    ]);
  });

  it('names settings and declarations in words, and all values of a parameter that is new', () => {
    expect(changes(['to: 2027-12-31}', 'to: 2028-12-31}'])).toEqual([
      '1 inForce changes from 2026-01-01..2027-12-31 to 2026-01-01..2028-12-31',
    ]);
    expect(
      changes(['values: [primary, secondary, tertiary]', 'values: [primary, secondary, tertiary, village]']),
    ).toEqual([
      '25 attributes.institutionLevel changes from primary|secondary|tertiary to primary|secondary|tertiary|village',
    ]);
    const added =
      '  extra:\n    name: {zh: 附加, en: extra}\n    unit: rate\n    use: payment\n    values: [{from: 2026-01-01, cite: D1 第九条, value: 5%}]\n';
    expect(changes(['counters:\n', `${added}counters:\n`])).toEqual([
      '87 parameters.extra is new: 附加 / extra (rate, payment)',
      '91 parameters.extra 2026-01-01 is new: 5% (D1 第九条)',
    ]);
  });
});

describe('listQuestions', () => {
  it('lists the values that rest on a reading', () => {
    const [question] = listQuestions(policyOf(SAMPLE));
    expect(question).toMatchObject({ id: 'Q1', place: 'sample.yaml:19' });
    expect(question?.values).toEqual([
      { parameter: 'rate', from: '2027-01-01', value: '85%', cite: 'D2 第三条', place: 'sample.yaml:56' },
    ]);
  });
});

import { fen } from '@gongji/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showcasePolicy } from '../testing/showcase.ts';
import { assessContributions } from './assess-batch.ts';
import { assessContribution } from './assess-contribution.ts';

const employee = showcasePolicy('employee');

const person = fc.record({
  personStatus: fc.constantFrom('active', 'flexible', 'retired', 'student'),
  civilServant: fc.boolean(),
  withAccount: fc.boolean(),
  base: fc.option(fc.integer({ min: 0, max: 4_000_000 })),
});

describe('assessing many persons at once', () => {
  it('gives every person the same fen, or the same refusals, as one by one', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), (persons) => {
        const batch = assessContributions(employee, {
          period: '2026-05',
          rows: persons.length,
          facts: {
            personStatus: persons.map((p) => p.personStatus),
            civilServant: persons.map((p) => p.civilServant),
            withAccount: persons.map((p) => p.withAccount),
          },
          declaredBaseFen: Float64Array.from(persons, (p) => p.base ?? Number.NaN),
        });
        persons.forEach(({ base, ...facts }, row) => {
          const one = assessContribution(employee, {
            period: '2026-05',
            facts,
            ...(base === null ? {} : { declaredBaseFen: fen(base) }),
          });
          const paid = batch.lines
            .map(({ rule, name, amountsFen }) => ({ rule, name, amountFen: amountsFen[row] }))
            .filter(({ amountFen }) => amountFen !== 0);
          const refused = batch.refused.find((r) => r.row === row)?.rejections ?? [];
          expect(paid).toEqual(
            one.kind === 'refused'
              ? []
              : one.lines.map(({ rule, name, amountFen }) => ({ rule, name, amountFen })),
          );
          expect(refused).toEqual(one.kind === 'refused' ? one.rejections : []);
        });
      }),
      { numRuns: 200, seed: 20260501 },
    );
  });

  it('takes yearly fees of residents, and refuses those without a rule', () => {
    const facts = { extremelyPoor: [false, true], lowIncome: [false, false], lowIncomeEdge: [false, false] };
    const batch = assessContributions(showcasePolicy('resident'), {
      period: '2026',
      rows: 2,
      facts: {
        ...facts,
        povertyWatch: [false, false],
        personStatus: ['adult', 'adult'],
        contributionTier: ['tier2', 'tier1'],
      },
    });
    const of = (name: string) => [...(batch.lines.find((line) => line.name === name)?.amountsFen ?? [])];
    // tier 2: 680 by the person; extremely poor: 400 by medical aid
    expect([of('ownFee'), of('aidFee')]).toEqual([
      [68_000, 0],
      [0, 40_000],
    ]);
    expect(batch.refused).toEqual([]);
  });
});

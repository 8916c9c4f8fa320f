import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplainedStep } from './assessment.ts';
import { explain, renderText } from './explain.ts';
import { arbitraryBill } from './testing/arbitrary-bill.ts';
import { calculate } from './testing/calculator.ts';
import { compiledOf, showcasePolicy } from './testing/showcase.ts';

/** Half of what a step may round to, in yuan. */
const ROUNDED = 1;

/** Works one line of a formula: every part between `=` is the same number, what follows `→` is that number rounded. */
function worked(line: string): number {
  const [exact = '', rounded] = line
    .replace(/^#[^:]*: /, '')
    .replaceAll(/ \(\d+(\.\d+)?%\)/g, '')
    .split(' → ');
  const [first = Number.NaN, ...others] = exact.split(' = ').map(calculate);
  for (const other of others) expect(other, line).toBeCloseTo(first, 4);
  if (rounded === undefined) return others.at(-1) ?? first;
  expect(Math.abs(calculate(rounded) - first), line).toBeLessThan(ROUNDED);
  return calculate(rounded);
}

/** What a step's text says its result is: its last formula, before what is left is worked out. */
function resultIn(step: ExplainedStep): readonly number[] {
  return step.formula.split('\n').map(worked);
}

function resultOf({ result, unit }: ExplainedStep): number {
  return unit === 'fen' ? result / 100 : unit === 'ppm' ? result / 1_000_000 : result;
}

const IDENTIFIER = /\b[a-z]+[A-Z]\w*/;

describe.each(['employee', 'resident'] as const)('explained bills of the model city: %s', (scheme) => {
  const compiled = compiledOf(showcasePolicy(scheme), '2026-05-01');

  it('can be recomputed with a pocket calculator from the text alone', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(arbitraryBill(compiled), fc.nat({ max: 9_000_000 }), (bill, used) => {
        const state = Object.fromEntries(
          compiled.counterKeys(bill).map(({ counter, key }) => {
            const yuan = compiled.policy.counters.get(counter)?.unit === 'yuan';
            return [key, yuan ? used : used % 3];
          }),
        );
        const outcome = compiled.adjudicate(bill, state);
        fc.pre(outcome.kind === 'assessed');
        const { assessment } = outcome;
        const steps = explain(compiled, assessment);
        for (const step of steps) {
          kinds.add(step.kind);
          if (step.formula === '') continue;
          const numbers = resultIn(step);
          expect(
            numbers.some((n) => Math.abs(n - resultOf(step)) < 1e-6),
            step.formula,
          ).toBe(true);
        }
        const end = steps.at(-1)?.formula ?? '';
        const due = assessment.payments.reduce(
          (text, p) => `${text} − ${(p.amountFen / 100).toFixed(2)}`,
          '',
        );
        const provider =
          assessment.providerFen === 0 ? '' : ` − ${(assessment.providerFen / 100).toFixed(2)}`;
        expect(end).toContain(
          `${(assessment.totalFen / 100).toFixed(2)}${due}${provider} = ${(assessment.personFen / 100).toFixed(2)}`,
        );
        expect(worked(end.split('\n').at(-1) ?? '')).toBeCloseTo(
          assessment.accountFen + assessment.familyAccountFen === 0
            ? assessment.personFen / 100
            : assessment.cashFen / 100,
        );
      }),
      { numRuns: 100 },
    );
    expect([...kinds].sort()).toEqual([
      'account',
      'classify',
      'deduct',
      'let',
      'limit',
      'overCap',
      'result',
      'share',
    ]);
  });

  it('never shows an identifier', () => {
    fc.assert(
      fc.property(arbitraryBill(compiled), (bill) => {
        const outcome = compiled.adjudicate(bill, {});
        fc.pre(outcome.kind === 'assessed');
        const plain = { ...outcome.assessment, trace: outcome.assessment.trace, lines: [] };
        for (const language of ['zh', 'en'] as const) {
          const text = renderText(explain(compiled, plain), language);
          expect(IDENTIFIER.exec(text)?.[0]).toBeUndefined();
        }
      }),
      { numRuns: 60 },
    );
  });
});

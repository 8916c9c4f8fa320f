import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCases } from './cases/load-cases.ts';
import { runCase } from './cases/run-case.ts';
import { checkPolicy } from './check/check-policy.ts';
import { explain } from './explain.ts';
import { loadPolicy } from './load/load-policy.ts';
import { compiledOf } from './testing/showcase.ts';

const read = (name: string): string =>
  readFileSync(new URL(`./cases/testing/${name}`, import.meta.url), 'utf8');
const { policy, problems } = loadPolicy(read('split-year.yaml'), 'split-year.yaml');
if (policy === undefined) throw new Error(problems.map((p) => p.message.en).join('\n'));
const cases = loadCases(read('split-year-cases.yaml'), 'split-year-cases.yaml').cases?.cases ?? [];

describe('a stay across the benefit year, split by the days of its lines', () => {
  it('has a policy that is sound and refuses reversals with later bills', () => {
    expect([...problems, ...checkPolicy(policy)]).toEqual([]);
    expect([policy.crossYear, policy.reversal, cases.length]).toEqual(['split-by-line-date', 'refuse', 5]);
  });

  it.each(cases)('settles as worked out by hand: $id', (model) => {
    expect(runCase(policy, model).differences).toEqual([]);
  });

  it('is one assessment, with an explanation that sums both parts', () => {
    const across = cases.find((c) => c.id === 'across');
    if (across === undefined) throw new Error('no case');
    const { outcome } = runCase(policy, across);
    if (outcome.kind === 'refused') throw new Error('refused');
    const { assessment } = outcome;
    expect(assessment.lines.map((l) => l.id)).toEqual(['1', '2', '3']);
    const steps = explain(compiledOf(policy, '2026-07-05'), assessment);
    expect(steps.at(-1)?.formula).toBe('600.00 + 1400.00 = 2000.00\n3600.00 − 2000.00 = 1600.00');
  });
});

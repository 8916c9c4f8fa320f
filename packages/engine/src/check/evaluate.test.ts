import { readFileSync } from 'node:fs';
import { type Fen, ZERO_FEN } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { plainCost, toLines } from '../cases/to-bill.ts';
import { loadPolicy } from '../load/load-policy.ts';
import { policyOn } from '../policy-on.ts';
import { evaluate } from './evaluate.ts';
import { sampleFacts } from './samples.ts';
import { segmentStarts } from './segments.ts';

const POLICIES = new URL('../../../../policies/', import.meta.url);
const FILES = ['showcase/employee/2026.yaml', 'showcase/resident/2026.yaml'];

function policyOf(file: string) {
  const { policy } = loadPolicy(readFileSync(new URL(file, POLICIES), 'utf8'), file);
  if (policy === undefined) throw new Error(`${file} does not load`);
  return policy;
}

/** The values that `let` steps took in a settled bill, beside what `evaluate` makes of the same rules. */
function comparedLets(file: string) {
  const policy = policyOf(file);
  return segmentStarts(policy).flatMap((on) => {
    const compiled = policyOn(policy, on);
    return [...compiled.benefits.values()].flatMap((ir) =>
      sampleFacts(
        policy,
        ir.attributes.map((slot) => slot.name),
        60,
      ).flatMap((facts) => {
        const lines = toLines(plainCost(1_234_567 as Fen));
        const dates = { startedOn: on, endedOn: on, settledOn: on };
        const bill = {
          benefit: ir.id,
          facts,
          dates,
          lines,
          accountFen: ZERO_FEN,
          familyAccountFen: ZERO_FEN,
        };
        const outcome = compiled.adjudicate(bill, {});
        if (outcome.kind === 'refused') return [];
        return ir.steps.flatMap(({ path, body }) => {
          const step = outcome.assessment.trace.find((traced) => traced.step === path);
          if (body.kind !== 'let' || step === undefined) return [];
          const value = evaluate({ ir, facts }, body.is);
          return value === undefined ? [] : [{ name: `${path} ${body.name}`, value, settled: step.result }];
        });
      }),
    );
  });
}

describe('evaluate', () => {
  it.each(FILES)(
    'agrees with the compiled code on every value that does not depend on the bill: %s',
    (file) => {
      const compared = comparedLets(file);
      expect(compared.length).toBeGreaterThan(50);
      expect(compared.filter(({ value, settled }) => Math.abs(value - settled) > 1e-6)).toEqual([]);
    },
  );
});

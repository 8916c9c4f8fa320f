import type { Bilingual } from '@gongji/domain';
import type { Facts } from '../bill.ts';
import { COMPILE_PROBLEMS } from '../compile-problems.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { BenefitIr } from '../ir.ts';
import type { At, Problem } from '../model.ts';
import type { BandsIr } from '../steps/share-bands.ts';
import { yuan } from '../trace-reading.ts';
import { attributesIn, evaluate } from './evaluate.ts';
import { sampleFacts } from './samples.ts';

const MOST_COMBINATIONS = 2000;

/**
 * Bands whose edges depend on the person or the hospital must not fall for anybody. The compiler has compared edges
 * that are the same for every bill; here the others are worked out for every combination of what they depend on. An
 * edge equal to the one below is allowed: for that group the band is empty.
 */
export function checkBandEdges(compiled: CompiledPolicy): readonly Problem[] {
  return [...compiled.benefits.values()].flatMap((ir) =>
    ir.steps.flatMap(({ body, model }) => {
      if (body.kind !== 'share' || body.how.kind !== 'bands') return [];
      const ats =
        model.kind === 'share' && model.how.kind === 'bands' ? model.how.rows.map((row) => row.at) : [];
      return checkBands(compiled, ir, body.how, ats);
    }),
  );
}

function checkBands(
  compiled: CompiledPolicy,
  ir: BenefitIr,
  bands: BandsIr,
  ats: readonly At[],
): readonly Problem[] {
  const edges = bands.rows.flatMap((row) => (row.upTo === undefined ? [] : [row.upTo]));
  const attributes = [...new Set(edges.flatMap((edge) => attributesIn(ir, edge)))];
  if (attributes.length === 0) return [];
  for (const facts of sampleFacts(compiled.policy, attributes, MOST_COMBINATIONS)) {
    let below = -Infinity;
    for (const [i, edge] of edges.entries()) {
      const value = evaluate({ ir, facts }, edge);
      if (value !== undefined && value < below)
        return [falling(compiled, ats[i], describe(attributes, facts, below, value))];
      below = value ?? below;
    }
  }
  return [];
}

function describe(attributes: readonly string[], facts: Facts, below: number, edge: number): Bilingual {
  const who = attributes.map((name) => `${name}=${facts[name]}`).join(', ');
  return {
    zh: `分段上限 ${yuan(edge)} 低于前一段的 ${yuan(below)}（${who}）`,
    en: `the upper edge ${yuan(edge)} of the band is below the ${yuan(below)} of the one before (${who})`,
  };
}

function falling({ policy }: CompiledPolicy, at: At | undefined, message: Bilingual): Problem {
  const { line, col, file } = at ?? { line: 1, col: 1, file: policy.file };
  const code = 'bands-not-rising';
  return {
    severity: 'error',
    code,
    file: file ?? policy.file,
    line,
    col,
    message,
    remedy: COMPILE_PROBLEMS[code],
  };
}

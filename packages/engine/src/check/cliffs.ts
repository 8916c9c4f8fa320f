import { type CalendarDate, type Fen, yuanText } from '@gongji/domain';
import type { Assessment } from '../assessment.ts';
import type { Bill, Facts } from '../bill.ts';
import { NO_ACCOUNTS, plainCost, toLines } from '../cases/to-bill.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { At, PolicyModel, Problem, RoundingMode, StepModel } from '../model.ts';
import { finding } from './finding.ts';
import { sampleFacts } from './samples.ts';
import { type Drop, firstDrop } from './walk.ts';

/** Bills up to 600 000 yuan: above every limit of every layer known so far. */
const MAX_COST_FEN = 60_000_000;
/** Keeps the search of a large policy to a few seconds. */
const MOST_COMBINATIONS = 48;
const MOST_EVALUATIONS = 3000;

interface Fall {
  readonly drop: Drop;
  readonly facts: Facts;
}

/**
 * Searches each benefit, on the day compiled for, for bills where the funds pay less although the cost is higher;
 * reports for each the smallest bill found. One class-A item, empty counters, no account money.
 */
export function findCliffs(compiled: CompiledPolicy): readonly Problem[] {
  return [...compiled.policy.benefits.keys()].flatMap((benefit) => {
    const fall = smallestFall(compiled, benefit);
    return fall === undefined ? [] : [describe(compiled, benefit, fall)];
  });
}

function smallestFall(compiled: CompiledPolicy, benefit: string): Fall | undefined {
  const attributes = compiled.benefits.get(benefit)?.attributes.map((slot) => slot.name) ?? [];
  const limits = {
    maxFen: MAX_COST_FEN,
    evaluations: MOST_EVALUATIONS,
    tolerance: toleranceOf(compiled.policy, benefit),
  };
  let smallest: Fall | undefined;
  for (const facts of sampleFacts(compiled.policy, attributes, MOST_COMBINATIONS)) {
    const drop = firstDrop((cost) => paidOf(compiled, benefit, facts, cost), limits);
    if (drop !== undefined && drop.cost < (smallest?.drop.cost ?? Infinity)) smallest = { drop, facts };
  }
  return smallest;
}

/** One fen for every payer that rounds, or as many as it rounds to: that much may come and go between payers. */
function toleranceOf(policy: PolicyModel, benefit: string): number {
  const steps = stepsOf(policy, policy.benefits.get(benefit)?.steps ?? []);
  return steps.reduce((sum, step) => (step.kind === 'share' ? sum + unitOf(step.round) : sum), 0) || 1;
}

function unitOf(mode: RoundingMode): number {
  if (mode.endsWith('yuan')) return 100;
  return mode.endsWith('jiao') ? 10 : 1;
}

/** Steps with fragments put in; a fragment cannot use itself. */
function stepsOf(policy: PolicyModel, steps: readonly StepModel[]): readonly StepModel[] {
  return steps.flatMap((step) =>
    step.kind === 'use' ? stepsOf(policy, policy.fragments.get(step.fragment)?.steps ?? []) : [step],
  );
}

function billOf(benefit: string, facts: Facts, on: CalendarDate, cost: number): Bill {
  const lines = toLines(plainCost(cost as Fen));
  return { benefit, facts, dates: { startedOn: on, endedOn: on, settledOn: on }, lines, ...NO_ACCOUNTS };
}

function assess(
  compiled: CompiledPolicy,
  benefit: string,
  facts: Facts,
  cost: number,
): Assessment | undefined {
  const outcome = compiled.adjudicate(billOf(benefit, facts, compiled.on, cost), {});
  return outcome.kind === 'assessed' ? outcome.assessment : undefined;
}

function paidOf(compiled: CompiledPolicy, benefit: string, facts: Facts, cost: number): number | undefined {
  return assess(compiled, benefit, facts, cost)?.payments.reduce(
    (sum, payment) => sum + payment.amountFen,
    0,
  );
}

function describe(compiled: CompiledPolicy, benefit: string, { drop, facts }: Fall): Problem {
  const { policy } = compiled;
  const name = policy.benefits.get(benefit)?.name ?? { zh: benefit, en: benefit };
  const [below, cost, paidBelow, paid] = [drop.below, drop.cost, drop.paidBelow, drop.paid].map((n) =>
    yuanText(n as Fen),
  );
  const who = Object.entries(facts)
    .filter(([attribute]) => policy.attributes.has(attribute))
    .map(([attribute, value]) => `${attribute}=${value}`)
    .join(', ');
  return finding(
    policy,
    blamed(compiled, benefit, { drop, facts }),
    drop.kind === 'cliff' ? 'cliff' : 'non-monotone',
    {
      zh: `${name.zh}：费用由 ${below} 增至 ${cost}，基金支付由 ${paidBelow} 降为 ${paid}（${compiled.on}；${who}）`,
      en: `${name.en}: as the cost rises from ${below} to ${cost}, the funds pay ${paid} instead of ${paidBelow} (${compiled.on}; ${who})`,
    },
  );
}

/** The first share that pays less; the benefit itself when no single one does. */
function blamed(compiled: CompiledPolicy, benefit: string, { drop, facts }: Fall): At {
  const { policy } = compiled;
  const [before, after] = [drop.below, drop.cost].map(
    (cost) => assess(compiled, benefit, facts, cost)?.trace ?? [],
  );
  const results = new Map(before?.map((step) => [step.name, step.result]));
  const worse = after?.find((step) => step.kind === 'share' && step.result < (results.get(step.name) ?? 0));
  const steps = stepsOf(policy, policy.benefits.get(benefit)?.steps ?? []);
  const share = steps.find((step) => step.kind === 'share' && step.name === worse?.name);
  return share?.at ?? policy.benefits.get(benefit)?.at ?? { line: 1, col: 1 };
}

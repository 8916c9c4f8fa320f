import { type CalendarDate, type Fen, yuanText } from '@gongji/domain';
import type { Assessment } from '../assessment.ts';
import type { Bill, CounterState, Facts } from '../bill.ts';
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
  readonly used: Used;
}

/** What the counters hold before the bill, each alike. */
interface Used {
  readonly yuan: number;
  readonly count: number;
}

/** Nothing yet; some care; a year in which most limits are in sight. With how many combinations each is tried. */
const STARTS: readonly (readonly [Used, number])[] = [
  [{ yuan: 0, count: 0 }, MOST_COMBINATIONS],
  [{ yuan: 1_000, count: 1 }, 12],
  [{ yuan: 50_000, count: 3 }, 12],
];

/**
 * Searches each benefit, on the day compiled for, for bills where the funds pay less although the cost is higher;
 * reports for each the smallest bill found. One class-A item, no account money; counters empty, and in use.
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
  for (const [used, combinations] of STARTS) {
    for (const facts of sampleFacts(compiled.policy, attributes, combinations)) {
      const drop = firstDrop((cost) => paidOf(compiled, benefit, { facts, used }, cost), limits);
      if (drop !== undefined && drop.cost < (smallest?.drop.cost ?? Infinity))
        smallest = { drop, facts, used };
    }
    if (smallest !== undefined) return smallest;
  }
  return undefined;
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
  { facts, used }: Start,
  cost: number,
): Assessment | undefined {
  const bill = billOf(benefit, facts, compiled.on, cost);
  const outcome = compiled.adjudicate(bill, countersOf(compiled, bill, used));
  return outcome.kind === 'assessed' ? outcome.assessment : undefined;
}

type Start = Pick<Fall, 'facts' | 'used'>;

function countersOf(compiled: CompiledPolicy, bill: Bill, { yuan, count }: Used): CounterState {
  const keys = compiled.counterKeys(bill);
  const value = (counter: string) =>
    compiled.policy.counters.get(counter)?.unit === 'number' ? count : yuan * 100;
  return Object.fromEntries(keys.map(({ counter, key }) => [key, value(counter)]));
}

function paidOf(compiled: CompiledPolicy, benefit: string, start: Start, cost: number): number | undefined {
  return assess(compiled, benefit, start, cost)?.payments.reduce(
    (sum, payment) => sum + payment.amountFen,
    0,
  );
}

function describe(compiled: CompiledPolicy, benefit: string, fall: Fall): Problem {
  const { policy } = compiled;
  const { drop, facts, used } = fall;
  const name = policy.benefits.get(benefit)?.name ?? { zh: benefit, en: benefit };
  const [below, cost, paidBelow, paid] = [drop.below, drop.cost, drop.paidBelow, drop.paid].map((n) =>
    yuanText(n as Fen),
  );
  const who = Object.entries(facts)
    .filter(([attribute]) => policy.attributes.has(attribute))
    .map(([attribute, value]) => `${attribute}=${value}`)
    .join(', ');
  const before =
    used.yuan === 0
      ? { zh: '', en: '' }
      : {
          zh: `；各累计 ${used.yuan} 元、${used.count} 次`,
          en: `; counters at ${used.yuan} yuan, ${used.count}`,
        };
  const { at, accept } = blamed(compiled, benefit, fall);
  const problem = finding(policy, at, drop.kind === 'cliff' ? 'cliff' : 'non-monotone', {
    zh: `${name.zh}：费用由 ${below} 增至 ${cost}，基金支付由 ${paidBelow} 降为 ${paid}（${compiled.on}；${who}${before.zh}）`,
    en: `${name.en}: as the cost rises from ${below} to ${cost}, the funds pay ${paid} instead of ${paidBelow} (${compiled.on}; ${who}${before.en})`,
  });
  return accept === undefined ? problem : { ...problem, accepted: accept };
}

/** The first share that pays less; the benefit itself when no single one does. */
function blamed(
  compiled: CompiledPolicy,
  benefit: string,
  { drop, ...start }: Fall,
): { readonly at: At; readonly accept?: string } {
  const { policy } = compiled;
  const [before, after] = [drop.below, drop.cost].map(
    (cost) => assess(compiled, benefit, start, cost)?.trace ?? [],
  );
  const results = new Map(before?.map((step) => [step.name, step.result]));
  const worse = after?.find((step) => step.kind === 'share' && step.result < (results.get(step.name) ?? 0));
  const steps = stepsOf(policy, policy.benefits.get(benefit)?.steps ?? []);
  const share = steps.find((step) => step.kind === 'share' && step.name === worse?.name);
  if (share?.kind === 'share') return share;
  return { at: policy.benefits.get(benefit)?.at ?? { line: 1, col: 1 } };
}

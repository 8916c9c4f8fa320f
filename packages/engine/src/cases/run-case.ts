import type { Bilingual } from '@gongji/domain';
import { adjudicateStay } from '../adjudicate-stay.ts';
import type { Outcome } from '../assessment.ts';
import type { Bill } from '../bill.ts';
import type { CounterKey } from '../compiled-policy.ts';
import { isInForce } from '../in-force.ts';
import type { At, PolicyModel } from '../model.ts';
import { policyDateOf } from '../period.ts';
import { policyOn } from '../policy-on.ts';
import type { CaseBill, CaseModel } from './case-model.ts';
import { type CaseDifference, compareOutcome, counterName, parseCounter } from './compare.ts';
import { toBill } from './to-bill.ts';

export interface CaseResult {
  readonly id: string;
  readonly title?: Bilingual;
  readonly at: At;
  /** The case says what must come out. */
  readonly expected: boolean;
  /** Nothing differs; also for a case without expectations. */
  readonly passed: boolean;
  readonly differences: readonly CaseDifference[];
  readonly bill: Bill;
  readonly outcome: Outcome;
  /** Outcomes of the earlier bills, in order. */
  readonly earlier: readonly Outcome[];
  /** Counters before the bill, by key; fen or counts. */
  readonly countersBefore: Readonly<Record<string, number>>;
}

/**
 * Adjudicates the earlier bills of a case in their order, each moving the counters, then its bill, and compares every
 * figure the case names. Throws RangeError when the policy does not compile on the day (check it first).
 */
export function runCase(policy: PolicyModel, model: CaseModel): CaseResult {
  const state: Record<string, number> = {};
  const differences = startCounters(policy, model, state);
  const earlier = model.earlier.map((written, i) => {
    const outcome = settle(policy, written, state);
    if (outcome.kind === 'refused') differences.push(earlierRefused(written, i, outcome));
    return outcome;
  });
  const countersBefore = { ...state };
  const bill = toBill(policy, model.bill);
  const outcome = settle(policy, model.bill, state);
  if (model.expect !== undefined) {
    const after = (name: string) => counterAfter(policy, model.bill, state, name);
    differences.push(...compareOutcome(policy, model.expect, outcome, after));
  }
  return {
    id: model.id,
    ...(model.title === undefined ? {} : { title: model.title }),
    at: model.at,
    expected: model.expect !== undefined,
    passed: differences.length === 0,
    differences,
    bill,
    outcome,
    earlier,
    countersBefore,
  };
}

function settle(policy: PolicyModel, written: CaseBill, state: Record<string, number>): Outcome {
  const bill = toBill(policy, written);
  const outcome = adjudicateStay(policy, bill, state);
  if (outcome.kind === 'assessed') {
    for (const { key, before, delta } of outcome.assessment.counterMoves) state[key] = before + delta;
  }
  return outcome;
}

/** Puts the counters that the case states into `state`; answers those that the policy does not have. */
function startCounters(
  policy: PolicyModel,
  model: CaseModel,
  state: Record<string, number>,
): CaseDifference[] {
  const bills = [model.bill, ...model.earlier].map((written) => toBill(policy, written));
  const keys = bills.flatMap((bill) => keysOf(policy, bill));
  const differences: CaseDifference[] = [];
  for (const [name, value] of model.counters) {
    const unit = policy.counters.get(counterName(name))?.unit;
    const amount = unit === undefined ? undefined : parseCounter(unit, value.text);
    if (amount === undefined) {
      const actual = unit === undefined ? 'no such counter' : `not in ${unit}`;
      differences.push({ field: `counters.${name}`, expected: value.text, actual, at: value.at });
      continue;
    }
    const key = name.includes('|') ? name : keys.find((k) => k.counter === name)?.key;
    if (key !== undefined) state[key] = amount;
  }
  return differences;
}

function keysOf(policy: PolicyModel, bill: Bill): readonly CounterKey[] {
  const on = policyDateOf(policy, bill.dates);
  if (!isInForce(policy, on) || !policy.benefits.has(bill.benefit)) return [];
  return policyOn(policy, on).counterKeys(bill);
}

/** Value after the bill, by full key or by the name of a counter that the bill reads or moves. */
function counterAfter(
  policy: PolicyModel,
  written: CaseBill,
  state: Readonly<Record<string, number>>,
  name: string,
): number | undefined {
  if (name.includes('|')) return state[name] ?? 0;
  const bill = toBill(policy, written);
  const key = keysOf(policy, bill).find((k) => k.counter === name)?.key;
  return key === undefined ? undefined : (state[key] ?? 0);
}

function earlierRefused(
  written: CaseBill,
  index: number,
  outcome: Extract<Outcome, { readonly kind: 'refused' }>,
): CaseDifference {
  const actual = outcome.rejections.map((r) => r.code).join(', ');
  return { field: `earlier[${index + 1}]`, expected: 'assessed', actual, at: written.at };
}

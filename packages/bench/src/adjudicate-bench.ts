import { deepStrictEqual } from 'node:assert/strict';
import type { CompiledPolicy, CounterState } from '@gongji/engine';
import { type BenchBill, benchBills } from './bills.ts';
import { figuresOf, type HandResult, settleByHand } from './hand-written.ts';
import { type Contest, contest } from './ratio.ts';

const COUNTERS: CounterState = {
  'stays||2026': 1,
  'inScopeYear||2026': 4_200_000,
  'deductibleYear||2026': 80_000,
};
const YEAR = '2026';

/**
 * Bills of 30 lines adjudicated with the compiled showcase policy (trace recorded) beside the same rules written by
 * hand. Throws when a single figure of a single bill differs: a fast wrong answer is not measured.
 */
export function adjudicateBench(policy: CompiledPolicy, bills = 2_000, lines = 30): Contest {
  const inputs = benchBills(bills, lines);
  for (const input of inputs) assertSameFigures(policy, input);
  let sink = 0;
  const result = contest(
    () => {
      for (const { bill } of inputs) {
        const outcome = policy.adjudicate(bill, COUNTERS);
        if (outcome.kind === 'assessed') sink += outcome.assessment.personFen;
      }
      return inputs.length;
    },
    () => {
      for (const input of inputs) sink += byHand(input)?.cashFen ?? 0;
      return inputs.length;
    },
    25,
  );
  if (!Number.isFinite(sink)) throw new Error('the work was optimised away');
  return result;
}

function byHand({ bill, hand }: BenchBill): HandResult | undefined {
  const money = { account: bill.accountFen, family: bill.familyAccountFen, year: YEAR };
  return settleByHand(hand, bill.lines ?? [], COUNTERS, money);
}

function assertSameFigures(policy: CompiledPolicy, input: BenchBill): void {
  const outcome = policy.adjudicate(input.bill, COUNTERS);
  const hand = byHand(input);
  if (outcome.kind === 'refused' || hand === undefined) {
    throw new Error(`not settled: ${JSON.stringify(outcome)} ${JSON.stringify(hand)}`);
  }
  const { lines: handLines, counters: _counters, ...figures } = hand;
  deepStrictEqual(figuresOf(outcome.assessment), figures);
  deepStrictEqual(
    outcome.assessment.lines.map(({ selfPaidFen, overLimitFen, firstPayFen, inScopeFen }) => ({
      selfPaidFen,
      overLimitFen,
      firstPayFen,
      inScopeFen,
    })),
    handLines,
  );
}

import { type Fen, rejection } from '@gongji/domain';
import type { Assessment, FundPayment, Outcome } from './assessment.ts';
import type { Bill, CounterState } from './bill.ts';
import { isInForce } from './cases/in-force.ts';
import type { PolicyModel } from './model.ts';
import { benefitYearOf, policyDateOf } from './period.ts';
import { policyOn } from './policy-on.ts';
import { splitStay } from './split-stay.ts';

/**
 * Settles a bill as its policy treats a stay across the benefit year 跨年度住院: whole, or in parts by the days of its
 * lines, each with the counters and the account money that the one before left. The parts make one assessment: sums,
 * lines in the order of the bill, counter moves and traces one after the other.
 */
export function settleStay(policy: PolicyModel, bill: Bill, counters: CounterState): Outcome {
  if (!isSplit(policy, bill)) return settleOn(policy, bill, counters);
  const { startedOn, endedOn } = bill.dates;
  const wrong = (bill.lines ?? []).flatMap(({ id, on }, i) =>
    on === undefined || on < startedOn || on > endedOn
      ? [rejection('line-day-invalid', { line: id, on: on ?? '' }, { field: `lines[${i}].on` })]
      : [],
  );
  if (wrong.length > 0) return { kind: 'refused', rejections: wrong };
  const state: Record<string, number> = { ...counters };
  const parts: Assessment[] = [];
  for (const part of splitStay(policy, bill)) {
    const outcome = settleOn(policy, { ...part, ...moneyLeft(bill, parts) }, state);
    if (outcome.kind === 'refused') return outcome;
    for (const { key, before, delta } of outcome.assessment.counterMoves) state[key] = before + delta;
    parts.push(outcome.assessment);
  }
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('a stay without parts');
  const assessment = others.reduce((sum, part) => joined(policy, sum, part), first);
  return { kind: 'assessed', assessment: inOrderOf(bill, assessment) };
}

function isSplit({ crossYear, benefitYearStart }: PolicyModel, { dates, lines }: Bill): boolean {
  if (crossYear === 'whole' || lines === undefined) return false;
  return benefitYearOf(dates.startedOn, benefitYearStart) !== benefitYearOf(dates.endedOn, benefitYearStart);
}

function settleOn(policy: PolicyModel, bill: Bill, state: CounterState): Outcome {
  const on = policyDateOf(policy, bill.dates);
  if (isInForce(policy, on)) return policyOn(policy, on).adjudicate(bill, state);
  const { region, insutype } = policy;
  return { kind: 'refused', rejections: [rejection('no-policy', { region, insutype, on })] };
}

function moneyLeft(bill: Bill, parts: readonly Assessment[]): Pick<Bill, 'accountFen' | 'familyAccountFen'> {
  return {
    accountFen: parts.reduce((left, p) => left - p.accountFen, bill.accountFen as number) as Fen,
    familyAccountFen: parts.reduce(
      (left, p) => left - p.familyAccountFen,
      bill.familyAccountFen as number,
    ) as Fen,
  };
}

const SUMS = [
  ...(['totalFen', 'selfPaidFen', 'overLimitFen', 'firstPayFen', 'inScopeFen', 'deductibleFen'] as const),
  ...(['providerFen', 'personFen', 'accountFen', 'familyAccountFen', 'cashFen'] as const),
] as const;

function joined(policy: PolicyModel, a: Assessment, b: Assessment): Assessment {
  const sums = Object.fromEntries(SUMS.map((name) => [name, a[name] + b[name]])) as Pick<
    Assessment,
    (typeof SUMS)[number]
  >;
  const { policyId, policyVersion, benefit } = a;
  return {
    ...{ policyId, policyVersion, benefit, ...sums },
    payments: paymentsOf(policy, [...a.payments, ...b.payments]),
    lines: [...a.lines, ...b.lines],
    counterMoves: [...a.counterMoves, ...b.counterMoves],
    trace: [...a.trace, ...b.trace],
  };
}

function paymentsOf(policy: PolicyModel, paid: readonly FundPayment[]): readonly FundPayment[] {
  return [...policy.payers].flatMap(([payer, { fundType }]) => {
    const own = paid.filter((p) => p.payer === payer);
    const amountFen = own.reduce((sum, p) => sum + p.amountFen, 0) as Fen;
    return own.length === 0 ? [] : [{ payer, fundType, amountFen }];
  });
}

function inOrderOf(bill: Bill, assessment: Assessment): Assessment {
  const splits = new Map(assessment.lines.map((line) => [line.id, line]));
  return { ...assessment, lines: (bill.lines ?? []).flatMap(({ id }) => splits.get(id) ?? []) };
}

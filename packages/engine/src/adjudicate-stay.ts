import { fen, type Rejection, rejection, sumFen } from '@gongji/domain';
import type { Assessment, FundPayment, Outcome } from './assessment.ts';
import type { Bill, BillLine, CounterState } from './bill.ts';
import type { CounterKey } from './compiled-policy.ts';
import { isInForce } from './in-force.ts';
import type { PolicyModel } from './model.ts';
import { benefitYearOf, policyDateOf } from './period.ts';
import { policyOn } from './policy-on.ts';
import { splitStay } from './split-stay.ts';

/**
 * Adjudicates a bill as the policy treats stays across the benefit year 跨年度住院: whole, or in parts by the days of the
 * lines, each part with the counters and the account money that the one before left. The parts make one assessment, so a
 * settlement has one row whatever the calendar does.
 */
export function adjudicateStay(policy: PolicyModel, bill: Bill, counters: CounterState): Outcome {
  if (!crossesYear(policy, bill)) return adjudicateOn(policy, bill, counters);
  const wrong = daylessLines(bill);
  if (wrong.length > 0) return { kind: 'refused', rejections: wrong };
  const state: Record<string, number> = { ...counters };
  const left = { own: bill.accountFen, family: bill.familyAccountFen };
  const parts: Assessment[] = [];
  for (const part of splitStay(policy, bill)) {
    const outcome = adjudicateOn(
      policy,
      { ...part, accountFen: left.own, familyAccountFen: left.family },
      state,
    );
    if (outcome.kind === 'refused') return outcome;
    const { assessment } = outcome;
    for (const { key, delta } of assessment.counterMoves) state[key] = (state[key] ?? 0) + delta;
    left.own = fen(left.own - assessment.accountFen);
    left.family = fen(left.family - assessment.familyAccountFen);
    parts.push(assessment);
  }
  return { kind: 'assessed', assessment: together(policy, bill, parts) };
}

/** Counters that any part of the bill reads or moves. */
export function counterKeysOfStay(policy: PolicyModel, bill: Bill): readonly CounterKey[] {
  const splits = crossesYear(policy, bill) && daylessLines(bill).length === 0;
  const inForce = (part: Bill) => isInForce(policy, policyDateOf(policy, part.dates));
  const parts = (splits ? splitStay(policy, bill) : [bill]).filter(inForce);
  const keys = parts.flatMap((part) => policyOn(policy, policyDateOf(policy, part.dates)).counterKeys(part));
  return [...new Map(keys.map((key) => [`${key.owner}/${key.key}`, key])).values()];
}

function crossesYear({ crossYear, benefitYearStart }: PolicyModel, { dates, lines }: Bill): boolean {
  if (crossYear === 'whole' || lines === undefined) return false;
  return benefitYearOf(dates.startedOn, benefitYearStart) !== benefitYearOf(dates.endedOn, benefitYearStart);
}

/** The bill, or the part of it in the old year, lies outside the days of the policy. */
function noPolicy(policy: PolicyModel, part: Bill): Rejection {
  const { region, insutype } = policy;
  return rejection(
    'no-policy',
    { region, insutype, on: policyDateOf(policy, part.dates) },
    { field: 'startedOn' },
  );
}

function adjudicateOn(policy: PolicyModel, bill: Bill, counters: CounterState): Outcome {
  const on = policyDateOf(policy, bill.dates);
  if (!isInForce(policy, on)) return { kind: 'refused', rejections: [noPolicy(policy, bill)] };
  return policyOn(policy, on).adjudicate(bill, counters);
}

function daylessLines({ dates, lines = [] }: Bill): readonly Rejection[] {
  const isOutside = ({ on }: BillLine) => on === undefined || on < dates.startedOn || on > dates.endedOn;
  return lines.flatMap((line, index) =>
    isOutside(line)
      ? [rejection('line-day-invalid', { line: line.id, on: line.on ?? '' }, { field: `lines[${index}].on` })]
      : [],
  );
}

/** The sum of the parts; lines in the order of the bill, payments in the order of the policy. */
function together(policy: PolicyModel, bill: Bill, parts: readonly Assessment[]): Assessment {
  const [first] = parts;
  if (first === undefined) throw new Error('a stay without parts');
  const sum = (of: (part: Assessment) => number) => sumFen(parts.map((part) => fen(of(part))));
  const splits = new Map(parts.flatMap((p) => p.lines).map((line) => [line.id, line]));
  return {
    policyId: first.policyId,
    policyVersion: first.policyVersion,
    benefit: first.benefit,
    totalFen: sum((p) => p.totalFen),
    selfPaidFen: sum((p) => p.selfPaidFen),
    overLimitFen: sum((p) => p.overLimitFen),
    firstPayFen: sum((p) => p.firstPayFen),
    inScopeFen: sum((p) => p.inScopeFen),
    deductibleFen: sum((p) => p.deductibleFen),
    payments: paymentsTogether(policy, parts),
    providerFen: sum((p) => p.providerFen),
    personFen: sum((p) => p.personFen),
    accountFen: sum((p) => p.accountFen),
    familyAccountFen: sum((p) => p.familyAccountFen),
    cashFen: sum((p) => p.cashFen),
    lines: (bill.lines ?? []).flatMap((line) => splits.get(line.id) ?? []),
    counterMoves: parts.flatMap((p) => p.counterMoves),
    trace: parts.flatMap((p) => p.trace),
  };
}

function paymentsTogether(policy: PolicyModel, parts: readonly Assessment[]): readonly FundPayment[] {
  const paid = parts.flatMap((p) => p.payments);
  return [...policy.payers].flatMap(([payer, { fundType }]) => {
    const amountFen = sumFen(paid.filter((p) => p.payer === payer).map((p) => p.amountFen));
    return amountFen === 0 ? [] : [{ payer, fundType, amountFen }];
  });
}

import { billFromJson, type CarriedCounters, type SettlementRow } from '@gongji/store/settlement';
import { movesOf } from '../settlement/carried-over.ts';
import { type PolicyBook, policyOfVersion } from '../settlement/policy-book.ts';
import { counterMovesOf, countersAsRead } from '../settlement/record-reversal.ts';
import { sameOutcome } from '../settlement/replay-rows.ts';
import type { Findings } from './difference.ts';

/**
 * Adjudicates the live settlements of one person and scheme again, in the order of adjudication, under the policy that
 * settled them. Counters of the family are taken as each settlement recorded them: their order runs across persons.
 */
export function checkOutcomes(
  rows: readonly SettlementRow[],
  carries: readonly CarriedCounters[],
  book: PolicyBook,
  findings: Findings,
): void {
  const reversed = new Set(rows.map((row) => row.originId));
  const live = rows.filter((row) => row.kind === 'settlement' && !reversed.has(row.settlementId));
  const counters: Record<string, number> = {};
  const waiting = [...carries];
  for (const row of live.sort((a, b) => a.place - b.place)) {
    putOn(counters, waiting, row);
    const bill = billFromJson(row.billJson);
    const moves = counterMovesOf(row);
    const outcome = policyOfVersion(book, row.policyVersion).adjudicate(bill, countersAsRead(counters, row));
    const same = outcome.kind === 'assessed' && sameOutcome(row, outcome.assessment);
    if (!same) report(row, outcome, findings);
    for (const { key, owner, delta } of moves) {
      if (owner === 'person') counters[key] = (counters[key] ?? 0) + delta;
    }
  }
}

/**
 * Adjudicates the live settlements of everybody in a family again, in the order of the whole family and from nothing but
 * what comes before each: also what a bill read of the family's counters must be what the bills before it left there.
 */
export function checkFamilyOutcomes(
  ordered: readonly SettlementRow[],
  carries: readonly CarriedCounters[],
  book: PolicyBook,
  findings: Findings,
): void {
  const kept = new Map<string, Record<string, number>>();
  const of = (name: string): Record<string, number> => {
    const found = kept.get(name) ?? {};
    kept.set(name, found);
    return found;
  };
  const waiting = Map.groupBy(carries, ({ personId }) => personId);
  for (const row of ordered) {
    putOn(of(`person/${row.personId}`), waiting.get(row.personId) ?? [], row);
    const [own, family] = [of(`person/${row.personId}`), of(`family/${row.familyId ?? row.personId}`)];
    const policy = policyOfVersion(book, row.policyVersion);
    const outcome = policy.adjudicate(billFromJson(row.billJson), { ...own, ...family });
    if (outcome.kind !== 'assessed' || !sameOutcome(row, outcome.assessment)) report(row, outcome, findings);
    for (const { key, owner, delta } of counterMovesOf(row)) {
      const counters = owner === 'family' ? family : own;
      counters[key] = (counters[key] ?? 0) + delta;
    }
  }
}

/** Puts on what a merge of duplicates carried over before the bill was adjudicated, once each. */
function putOn(
  counters: Record<string, number>,
  waiting: CarriedCounters[],
  { place }: Pick<SettlementRow, 'place'>,
): void {
  for (let next = waiting[0]; next !== undefined && next.place < place; next = waiting[0]) {
    for (const { key, delta } of movesOf(next, 1)) counters[key] = (counters[key] ?? 0) + delta;
    waiting.shift();
  }
}

type Outcome = ReturnType<ReturnType<typeof policyOfVersion>['adjudicate']>;

function report(row: SettlementRow, outcome: Outcome, findings: Findings): void {
  const { personId, settlementId } = row;
  findings.add({
    check: 'outcome',
    subject: `settlement ${settlementId}`,
    personId,
    settlementId,
    expected: outcome.kind === 'assessed' ? JSON.stringify(outcome.assessment.payments) : 'refused',
    found: row.paymentsJson,
  });
}

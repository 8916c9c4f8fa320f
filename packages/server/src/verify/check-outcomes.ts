import { billFromJson, type CarriedCounters, type SettlementRow } from '@gongji/store/settlement';
import { movesOf } from '../settlement/carried-over.ts';
import { type PolicyBook, policyOfVersion } from '../settlement/policy-book.ts';
import { counterMovesOf } from '../settlement/record-reversal.ts';
import { sameOutcome } from '../settlement/replay-rows.ts';
import type { Findings } from './difference.ts';

/**
 * Adjudicates live settlements again, those of one person or of everybody in a family, in the order of adjudication and from
 * nothing but what comes before each, under the policy that settled them: what a bill read, also of the family's counters,
 * must be what the bills before it left there.
 */
export function checkOutcomes(
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

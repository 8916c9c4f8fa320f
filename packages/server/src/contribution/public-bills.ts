import type { NewId, Queryable } from '@gongji/store';
import {
  type AssessmentRun,
  type ContributionBill,
  gatheredSums,
  type PublicSum,
  publicSums,
} from '@gongji/store/contribution';
import { billLines, billNo } from './make-bills.ts';

/** Subsidies 财政补助 of a run are owed by level of government: one bill each; one that comes to nothing is none. */
export async function publicBills(
  db: Queryable,
  run: AssessmentRun,
  newId: NewId,
  at: Date,
): Promise<readonly ContributionBill[]> {
  return billsOf(run, await publicSums(db, run.runId), newId, at);
}

/** The same of all runs that a run has gathered. */
export async function gatheredBills(
  db: Queryable,
  run: AssessmentRun,
  newId: NewId,
  at: Date,
): Promise<readonly ContributionBill[]> {
  return billsOf(run, await gatheredSums(db, run.runId), newId, at);
}

function billsOf(
  run: AssessmentRun,
  sums: readonly PublicSum[],
  newId: NewId,
  at: Date,
): readonly ContributionBill[] {
  const { regionCode, runId, scheme, period, kind, dueOn } = run;
  return sums.flatMap(({ payer, areaCode, heads, lines }) =>
    billLines(lines).map((part): ContributionBill => {
      const billId = newId();
      return {
        ...{ regionCode, personId: '0', billId, billNo: billNo(run, billId), runId, payer, unitId: null },
        ...{ areaCode, scheme, period, kind, heads, baseFen: 0, ...part, dueOn, issuedAt: at },
      };
    }),
  );
}

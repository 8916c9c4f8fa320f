import type { NewId, Queryable } from '@gongji/store';
import { type AssessmentRun, type ContributionBill, publicSums } from '@gongji/store/contribution';
import { billNo } from './make-bills.ts';

/** Subsidies 财政补助 of a run are owed by level of government: one bill each; one that comes to nothing is none. */
export async function publicBills(
  db: Queryable,
  run: AssessmentRun,
  newId: NewId,
  at: Date,
): Promise<readonly ContributionBill[]> {
  const { regionCode, runId, scheme, period, kind, dueOn } = run;
  const bills = (await publicSums(db, runId)).map(({ payer, areaCode, heads, lines }): ContributionBill => {
    const billId = newId();
    const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
    return {
      ...{ regionCode, personId: '0', billId, billNo: billNo(run, billId), runId, payer, unitId: null },
      ...{ areaCode, scheme, period, kind, heads, baseFen: 0, amountFen, lines, dueOn, issuedAt: at },
    };
  });
  return bills.filter((bill) => bill.amountFen !== 0);
}

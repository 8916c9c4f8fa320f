import type { NewId, PoolClient } from '@gongji/store';
import {
  type AssessmentBasis,
  type AssessmentRun,
  type Charge,
  type ContributionBill,
  endRun,
  insertRun,
  putBases,
  waitForGathering,
  writeBills,
  writeCharges,
} from '@gongji/store/contribution';
import { IN_PART, makeBills } from './make-bills.ts';

export interface RunCharges {
  readonly charges: readonly Charge[];
  readonly bases: ReadonlyMap<string, AssessmentBasis>;
}

/**
 * A run of an act, a correction or a make-up, whole, in the transaction of what it is for: its charges and the bills of units and
 * persons. What it asks of public payers waits until the month is gathered.
 */
export async function writeRun(
  tx: PoolClient,
  { newId, at }: { readonly newId: NewId; readonly at: Date },
  run: AssessmentRun,
  { charges, bases }: RunCharges,
): Promise<readonly ContributionBill[]> {
  const bills = makeBills(run, charges, bases, newId, at);
  await insertRun(tx, run);
  await putBases(tx, [...bases.values()]);
  await writeCharges(tx, charges);
  await writeBills(tx, bills);
  if (charges.some((charge) => isSubsidised(charge, bases))) await waitForGathering(tx, run.runId);
  await endRun(tx, run.runId, at);
  return bills;
}

function isSubsidised({ basisId, amounts }: Charge, bases: RunCharges['bases']): boolean {
  const lines = bases.get(basisId)?.lines ?? [];
  return lines.some(({ billTo }, index) => !IN_PART.has(billTo) && amounts[index] !== 0);
}

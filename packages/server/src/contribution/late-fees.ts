import type { CalendarDate } from '@gongji/domain';
import type { MoneyAssessment, PolicyModel } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type AssessmentBasis,
  type AssessmentRun,
  type Charge,
  type ContributionBill,
  endRun,
  type FeeSubject,
  feeCharge,
  feeSubjects,
  insertLateFee,
  insertRun,
  nextVersion,
  type OpenBill,
  putBases,
  writeBills,
  writeCharges,
} from '@gongji/store/contribution';
import type { AllocateContext, Allocated, Pair } from './allocate.ts';
import { basisOf } from './assess-part.ts';
import { daysDeferred } from './deferral.ts';
import { afterWaiver, lateFeeOf } from './late-fee-rules.ts';
import { billNo } from './make-bills.ts';

/**
 * Charges the late fee 滞纳金 of each payment that came after the due day, on a bill of its own. Answers the pairs of
 * receipt and fee bill, so that what is left of the receipt pays it.
 */
export async function chargeLateFees(
  tx: PoolClient,
  context: AllocateContext,
  done: readonly Allocated[],
): Promise<readonly Pair[]> {
  const late = done.filter(({ allocation, bill, paidOn }) => allocation.amountFen > 0 && paidOn > bill.dueOn);
  if (late.length === 0) return [];
  const pairs: Pair[] = [];
  for (const { allocation, bill, paidOn } of late) {
    // One by one: what a payment uses of a waiver is not there for the next.
    const subject = (await feeSubjects(tx, [bill.billId])).get(bill.billId);
    if (subject === undefined) continue;
    const fee = lateFeeOf(context.policies, bill, { amountFen: allocation.amountFen, paidOn, ...subject });
    if (fee === undefined) continue;
    const dueFen = afterWaiver(fee.totalFen, subject);
    const feeBill =
      dueFen === 0
        ? undefined
        : await billFee(tx, context, { bill, fee, dueFen, paidOn, subject, allocation });
    await insertLateFee(
      tx,
      {
        ...{
          regionCode: bill.regionCode,
          personId: bill.personId,
          feeId: context.newId(),
          billId: bill.billId,
        },
        ...{
          allocationId: allocation.allocationId,
          principalFen: allocation.amountFen,
          dueOn: bill.dueOn,
          paidOn,
        },
        ...{ computedFen: fee.totalFen, waivedFen: fee.totalFen - dueFen, feeBillId: feeBill ?? null },
      },
      context.at,
    );
    if (feeBill !== undefined && allocation.receiptId !== null)
      pairs.push({ receiptId: allocation.receiptId, billId: feeBill });
  }
  return pairs;
}

interface NewFee {
  readonly bill: OpenBill;
  readonly fee: MoneyAssessment & { readonly policy: PolicyModel };
  readonly dueFen: number;
  readonly paidOn: CalendarDate;
  readonly subject: FeeSubject;
  readonly allocation: Allocated['allocation'];
}

async function billFee(
  tx: PoolClient,
  context: AllocateContext,
  { bill, fee, dueFen, paidOn, subject, allocation }: NewFee,
): Promise<string> {
  const billTo = bill.payer;
  const lines = fee.lines.map(({ rule, name, payer, fund, component }) => ({
    rule,
    name,
    payer,
    fund,
    component,
    billTo,
  }));
  const days = daysDeferred(subject.deferral, { dueOn: bill.dueOn, paidOn });
  const kept = {
    ...subject.facts,
    ...(days === 0 ? {} : { daysDeferred: days }),
    overdueFen: allocation.amountFen,
    dueOn: bill.dueOn as string,
    paidOn: paidOn as string,
  };
  const basis = basisOf(fee.policy.version, kept, lines);
  const amounts = lessened(
    fee.lines.map((line) => line.amountFen),
    fee.totalFen - dueFen,
  );
  const run = feeRun(context, bill);
  const charge = await newCharge(tx, context, { run, of: bill, basis, amounts });
  return writeFee(tx, context, { run, of: bill, charges: [charge], bases: [basis], amounts });
}

/** Amounts less what is waived, taken from the last line first. */
function lessened(amounts: readonly number[], lessFen: number): readonly number[] {
  let rest = lessFen;
  return amounts
    .toReversed()
    .map((amount) => {
      const off = Math.min(rest, amount);
      rest -= off;
      return amount - off;
    })
    .toReversed();
}

type Of = Pick<OpenBill, 'regionCode' | 'personId' | 'scheme' | 'period' | 'payer' | 'unitId' | 'areaCode'>;

function feeRun(context: AllocateContext, of: Of): AssessmentRun {
  const { regionCode, period, unitId } = of;
  const scheme = of.scheme === 'resident' ? 'resident' : 'employee';
  return {
    ...{
      runId: context.newId(),
      regionCode,
      scheme,
      period,
      kind: 'lateFee',
      unitId,
      dueOn: context.bookedOn,
    },
    ...{ createdBy: context.by, createdAt: context.at },
  };
}

async function newCharge(
  tx: PoolClient,
  context: AllocateContext,
  {
    run,
    of,
    basis,
    amounts,
  }: { run: AssessmentRun; of: Of; basis: AssessmentBasis; amounts: readonly number[] },
): Promise<Charge> {
  const { regionCode, personId, scheme, period, unitId, areaCode } = of;
  const version = await nextVersion(tx, { personId, scheme, period, kind: 'lateFee' });
  return {
    ...{
      regionCode,
      personId,
      chargeId: context.newId(),
      runId: run.runId,
      scheme,
      period,
      kind: 'lateFee',
      version,
    },
    ...{
      originId: null,
      unitId,
      areaCode,
      declaredFen: null,
      baseFen: null,
      basisId: basis.basisId,
      amounts,
    },
    ...{ totalFen: sum(amounts), assessedAt: context.at },
  };
}

interface Written {
  readonly run: AssessmentRun;
  readonly of: Of;
  readonly charges: readonly Charge[];
  readonly bases: readonly AssessmentBasis[];
  /** Of the bill, one for each line of the first basis. */
  readonly amounts: readonly number[];
}

async function writeFee(
  tx: PoolClient,
  { newId, at }: AllocateContext,
  { run, of, charges, bases, amounts }: Written,
): Promise<string> {
  const billId = newId();
  const lines = (bases[0]?.lines ?? []).map(({ payer, fund, component }, index) => ({
    ...{ payer, fund, component, amountFen: amounts[index] ?? 0 },
  }));
  const { regionCode, personId, scheme, period, payer, unitId, areaCode } = of;
  const bill: ContributionBill = {
    ...{ regionCode, personId, billId, billNo: billNo(run, billId), runId: run.runId, scheme, period },
    ...{ kind: 'lateFee', payer, unitId, areaCode, heads: 0, baseFen: 0, amountFen: sum(amounts) },
    ...{ lines: lines.filter((line) => line.amountFen !== 0), dueOn: run.dueOn, issuedAt: at },
  };
  await insertRun(tx, run);
  await putBases(tx, bases);
  await writeCharges(tx, charges);
  await writeBills(tx, [bill]);
  await endRun(tx, run.runId, at);
  return billId;
}

/**
 * Takes a billed fee back, all of it or a part: the charge by an opposite row, what is left of it as a new one, and a bill
 * of less than nothing, whose number it answers. Undefined when nothing of the fee is there any more.
 */
export async function lessenFee(
  tx: PoolClient,
  context: AllocateContext,
  {
    allocationId,
    lessFen,
    bill,
  }: { readonly allocationId: string; readonly lessFen: number; readonly bill: Of },
): Promise<string | undefined> {
  const old = await feeCharge(tx, allocationId);
  if (old === undefined) return undefined;
  const { basisId, policyVersion, facts, lines } = old;
  const basis: AssessmentBasis = { basisId, policyVersion, facts, lines };
  const run = feeRun(context, bill);
  const left = lessened(old.amounts, lessFen);
  const less = old.amounts.map((amount, index) => (left[index] ?? 0) - amount);
  const row = { ...(await newCharge(tx, context, { run, of: bill, basis, amounts: left })), basisId };
  const back: Charge = {
    ...row,
    ...{ chargeId: context.newId(), version: old.version, originId: old.chargeId },
    ...{ amounts: old.amounts.map((n) => -n), totalFen: -old.totalFen },
  };
  const charges = sum(left) === 0 ? [back] : [back, row];
  return writeFee(tx, context, { run, of: bill, charges, bases: [basis], amounts: less });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, n) => total + n, 0);

import { setImmediate as breathe } from 'node:timers/promises';
import type { CalendarDate } from '@gongji/domain';
import type { Facts, MoneyAssessment, PolicyModel } from '@gongji/engine';
import type { NewId, PoolClient, Queryable } from '@gongji/store';
import {
  type ActCharge,
  type AssessmentBasis,
  type AssessmentRun,
  type Charge,
  type ContributionBill,
  chargesOfActs,
  chargeVersions,
  insuredForAct,
  keepActCharges,
  lockAllocating,
  paymentsOfActs,
  type RunKind,
} from '@gongji/store/contribution';
import { assessPart } from './assess-part.ts';
import { assessFromBasis } from './facts.ts';
import { policyOfPeriod, spanOfPeriod, usualDueDay } from './period.ts';
import { type Stands, takeAllocationBack } from './reverse-allocation.ts';
import { useCredit } from './set-off.ts';
import { writeRun } from './write-run.ts';

/** What an act of enrolment makes due at once: the contribution of one period. */
export interface ActDue {
  readonly actId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  /** Day on which the act says that it is paid. */
  readonly paidOn: CalendarDate;
  /** The wage that the act declares. */
  readonly wageFen?: number | undefined;
}

export interface ChargeWays {
  readonly newId: NewId;
  readonly policies: readonly { readonly model: PolicyModel }[];
  readonly by: string;
  readonly at: Date;
  readonly bookedOn: CalendarDate;
}

interface Planned {
  readonly run: AssessmentRun;
  readonly policy: PolicyModel;
  readonly charges: readonly Charge[];
  readonly bases: ReadonlyMap<string, AssessmentBasis>;
}

/** Persons assessed before others are answered. */
const AT_ONCE = 500;

/**
 * Assesses what acts make due, by the rules and the registers of the monthly assessment, after their covers are written. Who is
 * charged for the period already is left out, and the next assessment leaves out who is charged here. Nothing is written.
 */
async function planCharges(
  db: Queryable,
  ways: ChargeWays,
  dues: readonly ActDue[],
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const [key, group] of Map.groupBy(dues, (due) => `${due.scheme} ${due.period}`)) {
    const [first] = group;
    if (first === undefined) throw new Error(`no act for ${key}`);
    const { scheme, period, regionCode } = first;
    const policy = policyOfPeriod(ways.policies, regionCode, scheme, period);
    if (policy === undefined) continue;
    const span = spanOfPeriod(policy, period);
    const run = runOf(ways, { regionCode, scheme, period, kind: 'enrolment' }, usualDueDay(span, period));
    const personIds = [...new Set(group.map((due) => due.personId))];
    const wages = new Map(group.map((due) => [due.personId, due.wageFen]));
    const rows = (await insuredForAct(db, run, span, personIds)).map((row) => ({
      ...row,
      declaredFen: wages.get(row.personId) ?? row.declaredFen,
    }));
    const paidOn = new Map(group.map((due) => [due.personId, due.paidOn]));
    const versionOf = await chargeVersions(db, run, personIds);
    const { newId, at } = ways;
    const charges: Charge[] = [];
    const bases = new Map<string, AssessmentBasis>();
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      const part = assessPart({
        ...{ run, policy, from: span.from, rows: some, newId, at, versionOf, paidOn, today: ways.bookedOn },
      });
      charges.push(...part.charges);
      for (const basis of part.bases) bases.set(basis.basisId, basis);
      // A list of many thousands: others are answered in between.
      if (some.length === AT_ONCE) await breathe();
    }
    planned.push({ run, policy, charges, bases });
  }
  return planned;
}

/** Due as its period is; who comes later pays by the end of the month in which he comes. */
export function runOf(
  { newId, by, at, bookedOn }: ChargeWays,
  of: Pick<AssessmentRun, 'regionCode' | 'scheme' | 'period'> & { readonly kind: RunKind },
  usual?: CalendarDate,
): AssessmentRun {
  const { to: monthEnd } = spanOfPeriod({ benefitYearStart: '01-01' }, bookedOn.slice(0, 7));
  const dueOn = usual === undefined || usual < bookedOn ? monthEnd : usual;
  return { ...of, runId: newId(), unitId: null, dueOn, createdBy: by, createdAt: at };
}

/** What the bill of an act would be, with its trace: shown before anything is saved. Undefined: it is charged already. */
export async function dueOf(
  db: Queryable,
  ways: ChargeWays,
  due: ActDue,
): Promise<MoneyAssessment | undefined> {
  const [plan] = await planCharges(db, ways, [due]);
  const [charge] = plan?.charges ?? [];
  if (plan === undefined || charge === undefined) return undefined;
  const facts = (plan.bases.get(charge.basisId)?.facts ?? {}) as Facts;
  const assessed = assessFromBasis(plan.policy, {
    ...{ period: due.period, facts, declaredFen: charge.declaredFen },
  });
  return assessed.kind === 'assessed' ? assessed : undefined;
}

/** A bill that an act has made, of the unit or of the person. */
export interface ActBill {
  readonly billId: string;
  readonly billNo: string;
  readonly payer: 'unit' | 'person' | 'account';
  readonly amountFen: number;
}

/** 参保即核定: charges and bills of acts, in their transaction; one run for all of a scheme and period. */
export async function chargeActs(
  tx: PoolClient,
  ways: ChargeWays,
  dues: readonly ActDue[],
): Promise<readonly ActBill[]> {
  const made: ActBill[] = [];
  for (const { run, charges, bases } of await planCharges(tx, ways, dues)) {
    if (charges.length === 0) continue;
    made.push(...ownBills(await writeRun(tx, ways, run, { charges, bases })));
    const acts = new Map(dues.map((due) => [due.personId, due.actId]));
    await keepActCharges(
      tx,
      charges.map(({ regionCode, personId, chargeId }) => ({
        ...{ regionCode, personId, chargeId, actId: acts.get(personId) ?? '0' },
      })),
    );
  }
  return made;
}

export function ownBills(bills: readonly ContributionBill[]): readonly ActBill[] {
  return bills.flatMap(({ billId, billNo, payer, amountFen }) =>
    payer === 'unit' || payer === 'person' || payer === 'account'
      ? [{ billId, billNo, payer, amountFen }]
      : [],
  );
}

export type ChargesBack =
  | { readonly kind: 'done'; readonly cancelledFen: number; readonly refundFen: number }
  | Stands;

/**
 * The undo of acts takes their charges back by opposite rows: what is not paid is set off against its bill and asked no more,
 * what is paid becomes free money of its receipt, to be refunded. Stands when a payment cannot be taken back; `settledAgain`: the
 * bills that rest on it do not hold it up.
 */
export async function takeActChargesBack(
  tx: PoolClient,
  ways: ChargeWays,
  actIds: readonly string[],
  { settledAgain }: { readonly settledAgain: boolean },
): Promise<ChargesBack> {
  const live = await chargesOfActs(tx, actIds);
  if (live.length === 0) return { kind: 'done', cancelledFen: 0, refundFen: 0 };
  await lockAllocating(tx);
  let [setOffSum, takenBackFen, freedSum] = [0, 0, 0];
  for (const { allocationId, amountFen, regionCode } of await paymentsOfActs(tx, actIds)) {
    const back = await takeAllocationBack(tx, ways, { allocationId, regionCode, settledAgain });
    if (back.kind === 'stands') return back;
    takenBackFen += amountFen;
  }
  for (const group of Map.groupBy(live, (one) => `${one.scheme} ${one.billPeriod}`).values())
    for (const bill of await writeOpposite(tx, ways, group)) {
      const { setOffFen, freedFen, leftFen } = await useCredit(tx, ways, bill.billId);
      if (leftFen > 0) return { kind: 'stands', problem: 'spent' };
      if (!isOwn(bill)) continue;
      setOffSum += setOffFen;
      freedSum += freedFen;
    }
  // What was taken back is open again, and set off with the rest.
  return {
    kind: 'done',
    cancelledFen: Math.max(0, setOffSum - takenBackFen),
    refundFen: takenBackFen + freedSum,
  };
}

const isOwn = ({ payer }: Pick<ContributionBill, 'payer'>): boolean =>
  payer === 'unit' || payer === 'person' || payer === 'account';

async function writeOpposite(
  tx: PoolClient,
  ways: ChargeWays,
  group: readonly ActCharge[],
): Promise<readonly ContributionBill[]> {
  const [first] = group;
  if (first === undefined) return [];
  const { regionCode, billPeriod: period } = first;
  const scheme = first.scheme === 'resident' ? 'resident' : 'employee';
  const run = runOf(ways, { regionCode, scheme, period, kind: 'correction' });
  const bases = new Map(
    group.map(({ basisId, policyVersion, facts, lines }) => [
      basisId,
      { basisId, policyVersion, facts, lines },
    ]),
  );
  const charges = group.map(
    ({ policyVersion: _, facts: __, lines: ___, billPeriod: ____, ...charge }): Charge => ({
      ...charge,
      ...{ chargeId: ways.newId(), runId: run.runId, originId: charge.chargeId, assessedAt: ways.at },
      ...{ amounts: charge.amounts.map((n) => -n), totalFen: -charge.totalFen },
    }),
  );
  return writeRun(tx, ways, run, { charges, bases });
}

import { date, type Fen } from '@gongji/domain';
import {
  type Facts,
  type MakeUpRequest,
  type MoneyAssessment,
  type MoneyOutcome,
  makeUpAtRetirement,
  type PaymentLine,
  type PolicyModel,
} from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type AssessmentBasis,
  type BillPayer,
  type Charge,
  insertMakeUp,
  keepActCharges,
  nextVersion,
} from '@gongji/store/contribution';
import { type ActBill, type ChargeWays, ownBills, runOf } from './act-charges.ts';
import { basisOf } from './assess-part.ts';
import { writeRun } from './write-run.ts';

/** What an act makes up, as the policy has worked it out: missing years at once, or the contribution of each period of a break. */
export interface MakeUpDue {
  readonly act: { readonly regionCode: string; readonly personId: string };
  readonly actId: string;
  readonly scheme: 'employee' | 'resident';
  readonly why: 'retirement' | 'break';
  /** Months, or years of a yearly contribution. */
  readonly periods: number;
  /** Period of the run and its bill. */
  readonly period: string;
  readonly unitId: string | null;
  readonly parts: readonly MakeUpPart[];
}

export interface MakeUpPart {
  readonly kind: 'makeUp' | 'contribution';
  readonly period: string;
  readonly assessment: MoneyAssessment;
  /** Lines that are charged; the others nobody pays for the past. */
  readonly lines: readonly PaymentLine[];
  /** What it was worked out from, so that the page of the bill can say why. */
  readonly facts: Facts;
  readonly declaredFen: number | null;
  /** His own part stands on the bill of the unit, which withholds it. */
  readonly withheld: boolean;
}

/** 补缴核定: charges and bill in the transaction of their act, a run of kind make-up, paid like any bill. */
export async function chargeMakeUp(
  tx: PoolClient,
  ways: ChargeWays,
  { act, actId, scheme, why, periods, period, unitId, parts }: MakeUpDue,
): Promise<readonly ActBill[]> {
  const { regionCode, personId } = act;
  const run = runOf(ways, { regionCode, scheme, period, kind: 'makeUp' });
  const bases = new Map<string, AssessmentBasis>();
  const charges: Charge[] = [];
  for (const part of parts) {
    const { assessment, lines } = part;
    const basis = basisOf(assessment.policyVersion, part.facts, lines.map(lineOf(unitId, part.withheld)));
    bases.set(basis.basisId, basis);
    const of = { personId, scheme, period: part.period, kind: part.kind };
    charges.push({
      ...{ ...of, regionCode, chargeId: ways.newId(), runId: run.runId, version: await nextVersion(tx, of) },
      ...{ originId: null, unitId, areaCode: null, declaredFen: part.declaredFen },
      ...{ baseFen: assessment.baseFen ?? null, basisId: basis.basisId },
      ...{ amounts: lines.map((line) => line.amountFen), totalFen: sumOf(lines), assessedAt: ways.at },
    });
  }
  await insertMakeUp(tx, { regionCode, personId, actId, scheme, why, periods });
  const bills = await writeRun(tx, ways, run, { charges, bases });
  await keepActCharges(
    tx,
    charges.map(({ chargeId }) => ({ regionCode, personId, actId, chargeId })),
  );
  return ownBills(bills);
}

const sumOf = (lines: readonly PaymentLine[]): number => lines.reduce((sum, line) => sum + line.amountFen, 0);

/** The employer's part stands on the bill of the unit; his own on the person's, unless the unit withholds it. */
function lineOf(unitId: string | null, withheld: boolean) {
  return ({ rule, name, payer, fund, component }: PaymentLine) => {
    const billTo: BillPayer = unitId !== null && (withheld || payer === 'employer') ? 'unit' : 'person';
    return { rule, name, payer, fund, component, billTo };
  };
}

/** Missing years at retirement as one part. */
export function missingYears(assessment: MoneyAssessment, request: MakeUpRequest): MakeUpPart {
  return {
    ...{ kind: 'makeUp', period: assessment.on.slice(0, 7), assessment, lines: assessment.lines },
    ...{ facts: keptFacts(request), declaredFen: null, withheld: false },
  };
}

function keptFacts({ facts, ...inputs }: MakeUpRequest): Facts {
  return { ...facts, ...inputs };
}

/** Works a make-up out again from what was kept with its charge. */
export function makeUpAgain(policy: PolicyModel, kept: Facts): MoneyOutcome {
  const { on, paidMonths, localMonths, deemedMonths, declaredBaseFen, pensionFen, ...facts } = kept;
  return makeUpAtRetirement(policy, {
    ...{
      on: date(String(on)),
      facts: Object.fromEntries(Object.entries(facts).filter(([name]) => policy.attributes.has(name))),
    },
    ...{
      paidMonths: Number(paidMonths),
      localMonths: Number(localMonths),
      deemedMonths: Number(deemedMonths),
    },
    ...(declaredBaseFen === undefined ? {} : { declaredBaseFen: Number(declaredBaseFen) as Fen }),
    ...(pensionFen === undefined ? {} : { pensionFen: Number(pensionFen) as Fen }),
  });
}

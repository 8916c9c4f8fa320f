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
  type BillPayer,
  type Charge,
  insertMakeUp,
  keepActCharges,
  nextVersion,
} from '@gongji/store/contribution';
import { type ActBill, type ChargeWays, ownBills, runOf, writeRun } from './act-charges.ts';
import { basisOf } from './assess-part.ts';

/** Missing months that an act charges, as the policy has worked them out. */
export interface MakeUpDue {
  readonly act: { readonly regionCode: string; readonly personId: string };
  readonly actId: string;
  readonly assessment: MoneyAssessment;
  /** What it was worked out from, so that the page of the bill can say why. */
  readonly request: MakeUpRequest;
  readonly months: number;
  readonly unitId: string | null;
}

/** 补缴核定: charge and bill of missing months in the transaction of their act, a run of kind make-up, paid like any bill. */
export async function chargeMakeUp(
  tx: PoolClient,
  ways: ChargeWays,
  { act, actId, assessment, request, months, unitId }: MakeUpDue,
): Promise<readonly ActBill[]> {
  const { regionCode, personId } = act;
  const period = assessment.on.slice(0, 7);
  const run = runOf(ways, { regionCode, scheme: 'employee', period, kind: 'makeUp' });
  const basis = basisOf(assessment.policyVersion, keptFacts(request), assessment.lines.map(lineOf(unitId)));
  const of = { personId, scheme: run.scheme, period, kind: 'makeUp' } as const;
  const charge: Charge = {
    ...{ ...of, regionCode, chargeId: ways.newId(), runId: run.runId, version: await nextVersion(tx, of) },
    ...{ originId: null, unitId, areaCode: null, declaredFen: null, baseFen: assessment.baseFen ?? null },
    ...{ basisId: basis.basisId, amounts: assessment.lines.map((line) => line.amountFen) },
    ...{ totalFen: assessment.totalFen, assessedAt: ways.at },
  };
  await insertMakeUp(tx, {
    regionCode,
    personId,
    actId,
    scheme: run.scheme,
    why: 'retirement',
    periods: months,
  });
  const bills = await writeRun(tx, ways, run, {
    charges: [charge],
    bases: new Map([[basis.basisId, basis]]),
  });
  await keepActCharges(tx, [{ regionCode, personId, actId, chargeId: charge.chargeId }]);
  return ownBills(bills);
}

/** The employer's part stands on the bill of the unit, his own on the person's. */
function lineOf(unitId: string | null) {
  return ({ rule, name, payer, fund, component }: PaymentLine) => {
    const billTo: BillPayer = payer === 'employer' && unitId !== null ? 'unit' : 'person';
    return { rule, name, payer, fund, component, billTo };
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

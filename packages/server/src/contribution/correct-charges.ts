import { date } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  type AssessmentBasis,
  type AssessmentRun,
  type Charge,
  type DeclarationRow,
  type LiveCharge,
  liveCharges,
} from '@gongji/store/contribution';
import type { RestDeps } from '../rest/deps.ts';
import { basisOf } from './assess-part.ts';
import { today } from './bills.ts';
import { assessFromBasis } from './facts.ts';
import { contributionPolicy, spanOfPeriod } from './period.ts';
import { allocating } from './receipts.ts';
import { useCredit } from './set-off.ts';
import { writeRun } from './write-run.ts';

/**
 * A declaration for months that are assessed already 补退: the old charge is taken back by an opposite row, a new version
 * takes its place, and the difference is a bill of its own. Whoever's amounts stay the same is left alone. What was paid
 * too much becomes free money of the receipt that paid it.
 */
export async function correctCharges(
  deps: RestDeps,
  tx: PoolClient,
  declaration: DeclarationRow,
  by: string,
): Promise<void> {
  const live = await liveCharges(tx, declaration.declarationId);
  for (const [period, charges] of Map.groupBy(live, (charge) => charge.period))
    await correctMonth(deps, tx, { period, charges, declaration, by });
}

interface Month {
  readonly period: string;
  readonly charges: readonly LiveCharge[];
  readonly declaration: DeclarationRow;
  readonly by: string;
}

async function correctMonth(deps: RestDeps, tx: PoolClient, month: Month): Promise<void> {
  const { period, charges, declaration, by } = month;
  const at = deps.now();
  const day = today(deps);
  const { to: dueOn } = spanOfPeriod({ benefitYearStart: '01-01' }, day.slice(0, 7));
  const { regionCode, unitId } = declaration;
  const run: AssessmentRun = {
    ...{
      runId: deps.newId(),
      regionCode,
      scheme: 'employee',
      period,
      kind: 'correction',
      unitId,
      dueOn,
    },
    ...{ createdBy: by, createdAt: at },
  };
  const corrected = charges.flatMap((charge) => correction(deps, run, charge, at));
  if (corrected.length === 0) return;
  const bases = new Map(corrected.flatMap((c) => c.bases.map((basis) => [basis.basisId, basis] as const)));
  const rows = corrected.flatMap((c) => c.charges);
  const bills = await writeRun(tx, { newId: deps.newId, at }, run, { charges: rows, bases });
  // What is not paid yet is simply less; what was paid too much becomes free money of its receipt.
  for (const bill of bills) if (bill.amountFen < 0) await useCredit(tx, allocating(deps, by), bill.billId);
}

function correction(
  deps: RestDeps,
  run: AssessmentRun,
  live: LiveCharge,
  at: Date,
): readonly { readonly charges: readonly Charge[]; readonly bases: readonly AssessmentBasis[] }[] {
  const policy = contributionPolicy(deps.policies, run.regionCode, run.scheme, date(`${run.period}-01`));
  if (policy === undefined) return [];
  const { declaredNowFen, facts } = live;
  const outcome = assessFromBasis(policy, { period: run.period, facts, declaredFen: declaredNowFen });
  if (outcome.kind === 'refused') return [];
  const amounts = outcome.lines.map((line) => line.amountFen);
  const toWhom = new Map(live.lines.map((line) => [line.payer, line.billTo]));
  const lines = outcome.lines.map(({ rule, name, payer, fund, component }) => ({
    ...{ rule, name, payer, fund, component, billTo: toWhom.get(payer) ?? 'unit' },
  }));
  const basis = basisOf(policy.version, facts, lines);
  if (basis.basisId === live.basisId && String(amounts) === String(live.amounts)) return [];
  const { personId, unitId, areaCode, period, scheme, regionCode } = live;
  const row = {
    regionCode,
    personId,
    runId: run.runId,
    scheme,
    period,
    kind: 'contribution',
    unitId,
    areaCode,
    assessedAt: at,
  } as const;
  const back: Charge = {
    ...row,
    ...{
      chargeId: deps.newId(),
      version: live.version,
      originId: live.chargeId,
      declaredFen: live.declaredFen,
    },
    ...{
      baseFen: live.baseFen,
      basisId: live.basisId,
      amounts: live.amounts.map((n) => -n),
      totalFen: -live.totalFen,
    },
  };
  const anew: Charge = {
    ...row,
    ...{ chargeId: deps.newId(), version: live.version + 1, originId: null, declaredFen: declaredNowFen },
    ...{ baseFen: outcome.baseFen ?? null, basisId: basis.basisId, amounts, totalFen: outcome.totalFen },
  };
  const old: AssessmentBasis = {
    basisId: live.basisId,
    policyVersion: live.policyVersion,
    facts,
    lines: live.lines,
  };
  return [{ charges: [back, anew], bases: [old, basis] }];
}

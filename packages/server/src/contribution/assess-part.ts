import { createHash } from 'node:crypto';
import type { CalendarDate } from '@gongji/domain';
import { dependsOnPayment, type Facts, type PaymentLine, type PolicyModel } from '@gongji/engine';
import type {
  AssessmentBasis,
  AssessmentRun,
  BasisLine,
  Charge,
  InsuredRow,
  Problem,
} from '@gongji/store/contribution';
import { assessFromBasis, contributionFacts } from './facts.ts';
import { billTo } from './payers.ts';

export interface PartOutcome {
  readonly charges: readonly Charge[];
  readonly bases: readonly AssessmentBasis[];
  readonly problems: readonly Problem[];
}

export interface PartInput {
  readonly run: AssessmentRun;
  readonly policy: PolicyModel;
  /** First day of the period; whoever is covered later in it is looked at on his first day. */
  readonly from: CalendarDate;
  readonly rows: readonly InsuredRow[];
  /** Day of payment by person, as his act says it. */
  readonly paidOn?: ReadonlyMap<string, CalendarDate>;
  /** The day of payment of everybody else: nobody has paid before he is billed. */
  readonly today: CalendarDate;
  readonly newId: () => string;
  readonly at: Date;
  /** Version of the new charge of a person; absent = the first. */
  readonly versionOf?: ReadonlyMap<string, number>;
}

/** Assesses 核定 persons one by one; nothing is read or written. Whoever is refused is a problem, with every reason. */
export function assessPart(input: PartInput): PartOutcome {
  const { run, policy, rows, newId } = input;
  const bases = new Map<string, AssessmentBasis>();
  const charges: Charge[] = [];
  const problems: Problem[] = [];
  const byPayment = dependsOnPayment(policy, run.period);
  for (const row of rows) {
    const on = row.coveredFrom > input.from ? row.coveredFrom : input.from;
    const own = contributionFacts(policy, row, on);
    const facts = byPayment ? { ...own, paidOn: input.paidOn?.get(row.personId) ?? input.today } : own;
    const outcome = assessFromBasis(policy, { period: run.period, facts, declaredFen: row.declaredFen });
    if (outcome.kind === 'refused') {
      const { regionCode, personId, unitId } = row;
      problems.push({ regionCode, personId, unitId, reasons: outcome.rejections });
      continue;
    }
    if (outcome.lines.length === 0) continue;
    const lines = outcome.lines.map(lineOf(row));
    const key = JSON.stringify([facts, lines]);
    const basis = bases.get(key) ?? basisOf(policy.version, facts, lines);
    bases.set(key, basis);
    charges.push({
      regionCode: row.regionCode,
      personId: row.personId,
      chargeId: newId(),
      runId: run.runId,
      scheme: run.scheme,
      period: run.period,
      kind: 'contribution',
      version: input.versionOf?.get(row.personId) ?? 1,
      originId: null,
      unitId: row.unitId,
      areaCode: row.areaCode,
      declaredFen: row.declaredFen,
      baseFen: outcome.baseFen ?? null,
      basisId: basis.basisId,
      amounts: outcome.lines.map((line) => line.amountFen),
      totalFen: outcome.totalFen,
      assessedAt: input.at,
    });
  }
  return { charges, bases: [...bases.values()], problems };
}

function lineOf(row: InsuredRow): (line: PaymentLine) => BasisLine {
  return ({ rule, name, payer, fund, component }) => ({
    rule,
    name,
    payer,
    fund,
    component,
    billTo: billTo(payer, row),
  });
}

/** The same facts and lines have the same number, whoever makes it. */
export function basisOf(policyVersion: string, facts: Facts, lines: readonly BasisLine[]): AssessmentBasis {
  const text = JSON.stringify([policyVersion, facts, lines]);
  const digest = createHash('sha256').update(text).digest();
  const basisId = String(digest.readBigUInt64BE(0) >> 1n);
  return { basisId, policyVersion, facts, lines };
}

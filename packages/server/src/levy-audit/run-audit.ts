import type { CalendarDate, Fen } from '@gongji/domain';
import { type Facts, makeUpAtRetirement } from '@gongji/engine';
import { inTransaction } from '@gongji/store';
import { type BaseOfMonth, basesOfMonths, unitMonths } from '@gongji/store/contribution';
import {
  type FoundRow,
  insuredByUnit,
  type LevyAuditRow,
  levyEvidenceRows,
  listLevyEvidence,
  putFindings,
  readLevyAudit,
  registeredUnits,
} from '@gongji/store/levy-audit';
import { wholeRegion } from '@gongji/store/rest';
import { assessFromBasis } from '../contribution/facts.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { TaskContext } from '../task/runner.ts';
import type { Assessed, AuditFacts, EvidenceRow, Finding, InsuredPerson } from './audit-facts.ts';
import { normalCertNo } from './cells.ts';
import type { CheckSet } from './check-set.ts';
import { runCheck } from './run-check.ts';

interface RunInput {
  readonly auditId: string;
}

/** Compares everything that was handed in for an audit, and keeps what is found. Safe to repeat. */
export async function runAudit(
  { pool, newId, now, task, progress }: TaskContext,
  policies: RestDeps['policies'],
  set: CheckSet,
): Promise<unknown> {
  const { auditId } = task.input as RunInput;
  const audit = await readLevyAudit(pool, wholeRegion(task.regionCode), auditId);
  if (audit === undefined) throw new Error(`audit ${auditId} is not there`);
  const evidence = new Map<string, readonly EvidenceRow[]>();
  for (const { kind, evidenceId } of await listLevyEvidence(pool, auditId))
    evidence.set(kind, await levyEvidenceRows(pool, evidenceId));
  const checks = set.checks.filter((check) => check.needs.every((kind) => evidence.has(kind)));
  const facts = await loadFacts({ pool, now, regionCode: task.regionCode, policies }, audit);
  const found: FoundRow[] = [];
  for (const [done, check] of checks.entries()) {
    await progress(done, checks.length);
    // A check of persons says something only about the one employer whose people were loaded.
    const findings = runCheck(check, evidence, facts);
    found.push(...findings.map((one) => rowOf(check.id, one, audit, newId())));
  }
  const checkIds = checks.map((check) => check.id);
  await inTransaction(pool, (tx) =>
    putFindings(tx, { auditId, regionCode: task.regionCode, checkIds, at: now() }, found),
  );
  await progress(checks.length, checks.length);
  return { checks: checks.length, findings: found.length };
}

function rowOf(checkId: string, finding: Finding, audit: LevyAuditRow, findingId: string): FoundRow {
  const { subject, kind, field, registered, evidenced, amountFen, rowNos } = finding;
  const ofUnit = subject.kind === 'unit';
  return {
    findingId,
    checkId,
    kind,
    subject,
    subjectKey: ofUnit ? subject.uscc : subject.certNo,
    uscc: ofUnit ? subject.uscc : (audit.uscc ?? ''),
    unitId: ofUnit ? subject.unitId : audit.unitId,
    field,
    registered: registered ?? null,
    evidenced: evidenced ?? null,
    amountFen: amountFen ?? null,
    rowNos,
  };
}

interface FactsContext extends Pick<TaskContext, 'pool' | 'now'> {
  readonly regionCode: string;
  readonly policies: RestDeps['policies'];
}

async function loadFacts(context: FactsContext, audit: LevyAuditRow): Promise<AuditFacts> {
  const { pool, now, regionCode } = context;
  const scope = wholeRegion(regionCode);
  const months = { from: audit.fromMonth.slice(0, 7), to: audit.toMonth.slice(0, 7) };
  const [units, sums, insured, assessed] = await Promise.all([
    registeredUnits(pool, scope, audit.toMonth),
    unitMonths(pool, scope, months),
    audit.unitId === null ? [] : insuredByUnit(pool, audit.unitId, audit.fromMonth, lastDayOf(audit.toMonth)),
    audit.unitId === null ? [] : basesOfMonths(pool, audit.unitId, months),
  ]);
  const charged = new Map(assessed.map((one) => [`${one.personId} ${one.month}`, one]));
  const persons = insured.map((one): InsuredPerson => {
    const own = assessed.filter((row) => row.personId === one.personId);
    return {
      ...one,
      certNo: normalCertNo(one.certNo),
      baseFen: new Map(own.map((row) => [row.month, row.baseFen])),
      paidYears: null,
    };
  });
  return {
    on: chinaDay(now()),
    persons,
    units: new Map(
      units.map((one) => {
        const own = sums.filter((sum) => sum.unitId === one.unitId);
        const by = (pick: 'baseFen' | 'receivedFen') =>
          new Map(own.flatMap((sum) => (sum[pick] === null ? [] : [[sum.month, sum[pick]] as const])));
        return [one.uscc, { ...one, baseFen: by('baseFen'), receivedFen: by('receivedFen') }];
      }),
    ),
    assess: (person, wageFen, month) => assess(context, charged.get(`${person.personId} ${month}`), wageFen),
    yearsNeeded: (person) => yearsNeeded(context, person),
  };
}

function lastDayOf(month: CalendarDate): CalendarDate {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${month.slice(0, 8)}${new Date(Date.UTC(year, number, 0)).getUTCDate()}` as CalendarDate;
}

const OWED_BY: ReadonlySet<string> = new Set(['employer', 'person']);

/** The assessment of that month once more, on another wage: the same facts, the same policy. */
function assess(
  { policies }: FactsContext,
  charged: BaseOfMonth | undefined,
  wageFen: Fen,
): Assessed | undefined {
  const policy = policies.find(({ model }) => model.version === charged?.policyVersion)?.model;
  if (charged === undefined || policy === undefined) return undefined;
  const facts = charged.facts as Facts;
  const outcome = assessFromBasis(policy, { period: charged.month, facts, declaredFen: wageFen });
  if (outcome.kind === 'refused' || outcome.baseFen === undefined) return undefined;
  const owed = outcome.lines.filter((line) => OWED_BY.has(line.payer));
  return {
    baseFen: outcome.baseFen,
    contributionFen: owed.reduce((sum, line) => sum + line.amountFen, 0) as Fen,
  };
}

/** Years that the policy asks for: what is missing when nothing was paid. */
function yearsNeeded(
  { policies, regionCode }: FactsContext,
  { certNo, retiredOn }: { readonly certNo: string; readonly retiredOn: CalendarDate },
): number {
  const policy = policies.find(
    ({ model }) => model.scheme === 'employee' && model.region.slice(0, 4) === regionCode.slice(0, 4),
  )?.model;
  if (policy === undefined) return 0;
  const sex = Number(certNo[16]) % 2 === 1 ? 'male' : 'female';
  const outcome = makeUpAtRetirement(policy, {
    on: retiredOn,
    facts: { sex, personStatus: 'active' } as Facts,
    paidMonths: 0,
    localMonths: 0,
    deemedMonths: 0,
    // Only the years are asked for; what they would cost is another matter.
    declaredBaseFen: 0 as Fen,
  });
  if (outcome.kind === 'refused') return 0;
  return (outcome.values.missingMonths?.value ?? 0) / 12;
}

import type { PolicyModel } from '@gongji/engine';
import { inTransaction, type NewId, type Pool, type PoolClient } from '@gongji/store';
import {
  type AssessmentRun,
  endPart,
  endRun,
  insertParts,
  loadPart,
  lockRun,
  openParts,
  personRanges,
  putBases,
  type RunPart,
  type Span,
  unitHeads,
  writeBills,
  writeCharges,
  writeProblems,
} from '@gongji/store/contribution';
import { chinaDay } from '../settlement/benefit-year.ts';
import { assessPart } from './assess-part.ts';
import { makeBills } from './make-bills.ts';
import { spanOfPeriod } from './period.ts';
import { publicBills } from './public-bills.ts';
import { useOpenCredits } from './set-off.ts';

/** Persons of a part: a few seconds of work at most, so that little is lost when the program is killed. */
const PART_SIZE = 5_000;

export interface AssessDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  /** Persons of a part; default 5 000. */
  readonly partSize?: number;
  /** Hears of the persons done; throws to stop. */
  readonly progress?: (done: number, total: number) => Promise<void>;
}

/**
 * Assesses and bills a run, part by part. Each part is one transaction with its charges, bills and problems; what is done
 * is not done again, so a run that was killed is simply begun again. Throws RangeError when the policy is not in force.
 */
export async function runAssessment(
  deps: AssessDeps,
  run: AssessmentRun,
  policy: PolicyModel,
): Promise<void> {
  const span = spanOfPeriod(policy, run.period);
  await inTransaction(deps.pool, (tx) => plan(tx, run, span, deps.partSize ?? PART_SIZE));
  const parts = await openParts(deps.pool, run.runId);
  const total = parts.reduce((sum, part) => sum + part.persons, 0);
  let done = 0;
  for (const part of parts) {
    await deps.progress?.(done, total);
    await inTransaction(deps.pool, (tx) => assessOne(deps, tx, { run, policy, span, part }));
    done += part.persons;
  }
  await deps.progress?.(done, total);
  await inTransaction(deps.pool, (tx) => finish(deps, tx, { run, policy }));
}

async function plan(tx: PoolClient, run: AssessmentRun, span: Span, size: number): Promise<void> {
  const locked = await lockRun(tx, run.runId);
  if (locked === undefined || locked.parts !== null) return;
  const units = unitParts(await unitHeads(tx, run, span), size);
  const persons = run.unitId === null ? await personRanges(tx, run, span, size) : [];
  const parts = [...units, ...persons.map((range) => ({ payer: 'person' as const, ...range }))];
  await insertParts(
    tx,
    run.runId,
    parts.map((part, partNo) => ({ partNo, ...part })),
  );
}

/** Units one after the other until a part is full: a unit is never cut, so that its bill is whole. */
function unitParts(
  units: readonly { readonly unitId: string; readonly persons: number }[],
  size: number,
): readonly Omit<RunPart, 'partNo'>[] {
  const parts: { payer: 'unit'; fromId: string; toId: string; persons: number }[] = [];
  for (const { unitId, persons } of units) {
    const last = parts.at(-1);
    if (last !== undefined && last.persons + persons <= size) {
      last.toId = unitId;
      last.persons += persons;
    } else parts.push({ payer: 'unit', fromId: unitId, toId: unitId, persons });
  }
  return parts;
}

interface PartOf {
  readonly run: AssessmentRun;
  readonly policy: PolicyModel;
  readonly span: Span;
  readonly part: RunPart;
}

/** Loads, decides, writes. */
async function assessOne(
  deps: AssessDeps,
  tx: PoolClient,
  { run, policy, span, part }: PartOf,
): Promise<void> {
  const at = deps.now();
  const { newId } = deps;
  const rows = await loadPart(tx, run, part, span);
  const outcome = assessPart({ run, policy, from: span.from, rows, newId, at, today: chinaDay(at) });
  const bases = new Map(outcome.bases.map((basis) => [basis.basisId, basis]));
  const bills = makeBills(run, outcome.charges, bases, newId, at);
  const totalFen = outcome.charges.reduce((sum, charge) => sum + charge.totalFen, 0);
  const sums = { charges: outcome.charges.length, problems: outcome.problems.length, totalFen, at };
  if (!(await endPart(tx, run.runId, part.partNo, sums))) return;
  await putBases(tx, outcome.bases);
  await writeCharges(tx, outcome.charges);
  await writeBills(tx, bills);
  await writeProblems(tx, run.runId, outcome.problems);
}

/** Subsidies 财政补助 are owed by level of government: one bill each, once everybody is assessed. */
async function finish(
  deps: AssessDeps,
  tx: PoolClient,
  { run, policy }: Pick<PartOf, 'run' | 'policy'>,
): Promise<void> {
  if ((await lockRun(tx, run.runId)) === undefined) return;
  const at = deps.now();
  await writeBills(tx, await publicBills(tx, run, deps.newId, at));
  await endRun(tx, run.runId, at);
  const context = {
    newId: deps.newId,
    policies: [{ model: policy }],
    by: run.createdBy,
    at,
    bookedOn: chinaDay(at),
  };
  await useOpenCredits(tx, context, run);
}

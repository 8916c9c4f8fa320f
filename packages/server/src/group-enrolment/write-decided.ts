import type { PoolClient } from '@gongji/store';
import { type ActToWrite, type KeptRow, writeActs } from '@gongji/store/group-enrolment';
import type { ActDue } from '../contribution/act-charges.ts';
import { dueByAct } from '../enrolment/act-money.ts';
import type { TaskContext } from '../task/runner.ts';
import type { BatchWork, DecidedBatch } from './batch-work.ts';
import { type DecidedRow, keptRow } from './decide-list.ts';

/** Rows written at once, at least. */
const CHUNK = 2_000;

/** A row of a list with the acts that it became and what they make due. */
export interface WrittenRow {
  readonly decided: DecidedRow;
  readonly acts: readonly ActToWrite[];
  readonly dues: readonly ActDue[];
}

/** Writes the good rows while the next are decided; of a batch that is all or none, no more once a row is bad. */
export async function writeDecided(
  context: TaskContext,
  tx: PoolClient,
  { batchId, mode }: BatchWork['batch'],
  { parts }: DecidedBatch,
): Promise<{ readonly rows: readonly KeptRow[]; readonly written: readonly WrittenRow[] }> {
  const rows: KeptRow[] = [];
  const written: WrittenRow[] = [];
  let refused = false;
  let good: DecidedRow[] = [];
  let underWay: Promise<unknown> = Promise.resolve();
  const writeGood = async (): Promise<void> => {
    await underWay;
    underWay = writeChunk(context, tx, batchId, good).then((some) => written.push(...some));
    // Looked at when the next are ready: until then nobody waits for it.
    underWay.catch(() => undefined);
    good = [];
  };
  try {
    for await (const part of parts) {
      rows.push(...part.map(keptRow));
      refused ||= mode === 'all' && part.some(({ problems }) => problems.length > 0);
      if (refused) continue;
      good.push(...part.filter(({ problems, acts }) => problems.length === 0 && acts.length > 0));
      if (good.length >= CHUNK) await writeGood();
    }
    if (!refused) await writeGood();
    await underWay;
  } finally {
    // Whatever ended this: nothing of the transaction may come after its end.
    await Promise.allSettled([underWay]);
  }
  return { rows, written };
}

/** Writes the acts of some rows and answers which they are. */
async function writeChunk(
  { newId, task }: TaskContext,
  tx: PoolClient,
  batchId: string,
  rows: readonly DecidedRow[],
): Promise<readonly WrittenRow[]> {
  const made = rows.map((decided) => ({
    decided,
    acts: decided.acts.map(
      (act): ActToWrite => ({
        act: {
          actId: newId(),
          regionCode: act.regionCode,
          personId: act.personId,
          kind: act.kind,
          scheme: act.scheme ?? null,
          unitId: act.unitId ?? null,
          effectiveOn: act.effectiveOn,
          facts: { ...act.facts, batchId, rowNo: String(decided.row.rowNo) },
          decision: act.decision ?? {},
          reason: act.reason,
          undoesId: null,
          requestId: null,
          actedBy: task.createdBy,
        },
        changes: act.changes,
      }),
    ),
  }));
  await writeActs(
    tx,
    made.flatMap(({ acts }) => acts),
  );
  return made.map((one) => ({
    ...one,
    // The number of each act is there now: what it makes due is charged once all are written.
    dues: one.acts.flatMap(({ act }, n) => {
      const plannedAct = one.decided.acts[n];
      return plannedAct === undefined ? [] : (dueByAct(plannedAct, act.actId) ?? []);
    }),
  }));
}

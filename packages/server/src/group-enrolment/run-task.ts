import type { AuditDetail } from '@gongji/contract';
import { rejection } from '@gongji/domain';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  type ActToWrite,
  changeBatch,
  keepRows,
  lockBatch,
  lockPersons,
  writeActs,
} from '@gongji/store/group-enrolment';
import { appendAudit } from '@gongji/store/provider-interface';
import { type ActDue, type ChargeWays, chargeActs } from '../contribution/act-charges.ts';
import { dueByAct } from '../enrolment/act-money.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type TaskContext, type TaskHandler, TaskRefused } from '../task/runner.ts';
import { type BatchWork, batchOf, decideBatch, type ListDeps, readBatchFile } from './batch-work.ts';
import { type DecidedRow, keptRow } from './decide-list.ts';
import { finishFindings } from './findings-of-list.ts';
import type { ReadList } from './read-list.ts';
import { resettleBatch } from './resettle-batch.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';

export const RUN_TASK = 'group-enrolment-run';

/** Rows written at once. */
const CHUNK = 2_000;

/**
 * 入库: decides every row again from what is true now and writes all that are good, in one transaction. A program that is
 * killed in the middle, or a task that is cancelled, leaves nothing; taken up again, it begins anew. A batch that is done
 * is not done again.
 */
export function runTask(rules: ListDeps): TaskHandler {
  return async (context) => {
    const work = await batchOf(context.pool, context.task);
    if (work === undefined) return null;
    // Written by a run that ended in between: what is left is to settle the bills again.
    const result =
      work.batch.state === 'checked' ? await writeList(context, rules, work) : { rows: work.batch.doneCount };
    if (SHEET_KINDS[work.kind].secondPerson === true) await resettleBatch(context, rules.settlement);
    return result;
  };
}

async function writeList(context: TaskContext, rules: ListDeps, work: BatchWork): Promise<unknown> {
  const list = await readBatchFile(context, work);
  if (list.kind === 'refused') throw new Error(`batch ${work.batch.batchId} could be read before`);
  return inTransaction(context.pool, (tx) => write(context, tx, work, { list, rules }));
}

async function write(
  context: TaskContext,
  tx: PoolClient,
  work: BatchWork,
  { list, rules }: { readonly list: ReadList; readonly rules: ListDeps },
): Promise<unknown> {
  const { batch } = work;
  const { createdBy: actor } = context.task;
  await tx.query("select set_config('gongji.actor', $1, true)", [actor]);
  if ((await lockBatch(tx, batch.batchId)) !== 'checked') return null;
  const total = list.rows.length * 2;
  const decided = await decideBatch(context, tx, work, { list, rules, dry: false, total });
  const good = decided.filter(({ problems }) => problems.length === 0);
  const bad = decided.length - good.length;
  if (batch.mode === 'all' && bad > 0) throw new TaskRefused(refusal(bad));
  await lockPersons(tx, [...new Set(good.flatMap(({ acts }) => acts.map(({ personId }) => personId)))]);
  const refs = new Map<number, readonly string[]>();
  const dues: ActDue[] = [];
  for (let at = 0; at < good.length; at += CHUNK) {
    const written = await writeChunk(context, tx, batch.batchId, good.slice(at, at + CHUNK));
    dues.push(...written.flatMap((one) => one.dues));
    for (const { rowNo, acts } of written)
      if (acts.length > 0)
        refs.set(
          rowNo,
          acts.map(({ act }) => `${act.personId}/${act.actId}`),
        );
    await context.progress(decided.length + at, total);
  }
  // Once, with what became of them: a row that is written and then changed is written twice.
  const kept = decided.map((one) => ({ ...keptRow(one), refs: refs.get(one.row.rowNo) }));
  await keepRows(tx, batch.batchId, kept);
  await finishFindings(tx, batch, good, { by: actor, at: context.now() });
  const bills = await chargeActs(tx, ways(context, rules.policies), dues);
  const done = good.filter(({ acts }) => acts.length > 0).length;
  await changeBatch(tx, batch.batchId, {
    state: 'done',
    row_count: decided.length,
    good_count: good.length,
    bad_count: bad,
    done_count: done,
    ran_by: actor,
    ran_at: context.now(),
  });
  const detail: AuditDetail = { sheet: work.kind, rows: decided.length, done, bad, bills: bills.length };
  const subject = `batch:${batch.batchId}`;
  await appendAudit(tx, { at: context.now(), actor, action: 'group-enrolment.run', subject, detail });
  await context.progress(total, total);
  return { rows: decided.length, done, bad };
}

/** Writes the acts of some rows and answers which they are. */
async function writeChunk(
  { newId, task }: TaskContext,
  tx: PoolClient,
  batchId: string,
  rows: readonly DecidedRow[],
): Promise<
  readonly {
    readonly rowNo: number;
    readonly acts: readonly ActToWrite[];
    readonly dues: readonly ActDue[];
  }[]
> {
  const made = rows.map(({ row, acts }) => ({
    rowNo: row.rowNo,
    acts: acts.map(
      (act): ActToWrite => ({
        act: {
          actId: newId(),
          regionCode: act.regionCode,
          personId: act.personId,
          kind: act.kind,
          scheme: act.scheme ?? null,
          unitId: act.unitId ?? null,
          effectiveOn: act.effectiveOn,
          facts: { ...act.facts, batchId, rowNo: String(row.rowNo) },
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
  return made.map((one, index) => ({
    ...one,
    // The number of each act is there now: what it makes due is charged once all are written.
    dues: one.acts.flatMap(({ act }, n) => {
      const plannedAct = rows[index]?.acts[n];
      return plannedAct === undefined ? [] : (dueByAct(plannedAct, act.actId) ?? []);
    }),
  }));
}

function ways({ newId, now, task }: TaskContext, policies: ListDeps['policies']): ChargeWays {
  const by = task.createdBy;
  return { newId, policies: policies.map((model) => ({ model })), by, at: now(), bookedOn: chinaDay(now()) };
}

function refusal(bad: number) {
  const { message, remedy } = rejection('batch-has-bad-rows', { count: String(bad) });
  return { zh: message.zh, en: message.en, remedyZh: remedy.zh, remedyEn: remedy.en };
}

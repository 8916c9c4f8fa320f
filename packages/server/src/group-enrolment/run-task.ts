import type { AuditDetail } from '@gongji/contract';
import { rejection } from '@gongji/domain';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  type ActToWrite,
  changeBatch,
  keepRows,
  lockBatch,
  lockPersons,
} from '@gongji/store/group-enrolment';
import { appendAudit } from '@gongji/store/provider-interface';
import { type ChargeWays, chargeActs } from '../contribution/act-charges.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type TaskContext, type TaskHandler, TaskRefused } from '../task/runner.ts';
import { type BatchWork, batchOf, decideRows, type ListDeps, readBatchFile } from './batch-work.ts';
import { finishFindings } from './findings-of-list.ts';
import type { ReadList } from './read-list.ts';
import { resettleBatch } from './resettle-batch.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';
import { writeDecided } from './write-decided.ts';

export const RUN_TASK = 'group-enrolment-run';

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
  // Charging comes after the rows: about a fifth of the work.
  const total = Math.ceil(list.rows.length * 1.25);
  const decided = await decideRows(context, tx, work, { list, rules, dry: false, total });
  await lockPersons(tx, decided.personIds);
  const { rows, written } = await writeDecided(context, tx, batch, decided);
  const bad = rows.filter(({ state }) => state === 'bad').length;
  if (batch.mode === 'all' && bad > 0) throw new TaskRefused(refusal(bad));
  const refs = new Map(written.map(({ decided: { row }, acts }) => [row.rowNo, acts.map(refOf)]));
  // Once, with what became of them: a row that is written and then changed is written twice.
  await keepRows(
    tx,
    batch.batchId,
    rows.map((row) => ({ ...row, refs: refs.get(row.rowNo) })),
  );
  const dues = written.flatMap((one) => one.dues);
  await finishFindings(
    tx,
    batch,
    written.map((one) => one.decided),
    { by: actor, at: context.now() },
  );
  const bills = await chargeActs(tx, ways(context, rules.policies), dues);
  const done = written.length;
  await changeBatch(tx, batch.batchId, {
    state: 'done',
    row_count: rows.length,
    good_count: rows.length - bad,
    bad_count: bad,
    done_count: done,
    ran_by: actor,
    ran_at: context.now(),
  });
  const detail: AuditDetail = { sheet: work.kind, rows: rows.length, done, bad, bills: bills.length };
  const subject = `batch:${batch.batchId}`;
  await appendAudit(tx, { at: context.now(), actor, action: 'group-enrolment.run', subject, detail });
  await context.progress(total, total);
  return { rows: rows.length, done, bad };
}

const refOf = ({ act }: ActToWrite): string => `${act.personId}/${act.actId}`;

function ways({ newId, now, task }: TaskContext, policies: ListDeps['policies']): ChargeWays {
  const by = task.createdBy;
  return { newId, policies: policies.map((model) => ({ model })), by, at: now(), bookedOn: chinaDay(now()) };
}

function refusal(bad: number) {
  const { message, remedy } = rejection('batch-has-bad-rows', { count: String(bad) });
  return { zh: message.zh, en: message.en, remedyZh: remedy.zh, remedyEn: remedy.en };
}

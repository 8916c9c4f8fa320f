import { inTransaction } from '@gongji/store';
import { changeBatch, type KeptRow, keepRows, lockBatch } from '@gongji/store/group-enrolment';
import type { TaskContext, TaskHandler } from '../task/runner.ts';
import { batchOf, decideRows, type ListDeps, readBatchFile } from './batch-work.ts';
import { keptRow } from './decide-list.ts';
import type { ListRead } from './read-list.ts';

export const CHECK_TASK = 'group-enrolment-check';

/** 检查: reads the file and decides every row without saving anything but what was found. Safe to begin again. */
export function checkTask(rules: ListDeps): TaskHandler {
  return async (context) => {
    const work = await batchOf(context.pool, context.task);
    if (work === undefined) return null;
    const list = await readBatchFile(context, work);
    if (list.kind === 'refused') return refuse(context, work.batch.batchId, list);
    const total = list.rows.length;
    const rows: KeptRow[] = [];
    const { parts } = await decideRows(context, context.pool, work, { list, rules, dry: true, total });
    for await (const part of parts) rows.push(...part.map(keptRow));
    const bad = rows.filter(({ state }) => state === 'bad').length;
    const { format, encoding, version, headings } = list;
    return inTransaction(context.pool, async (tx) => {
      const { batchId } = work.batch;
      const state = await lockBatch(tx, batchId);
      if (state !== 'uploaded' && state !== 'checked') return null;
      await keepRows(tx, batchId, rows);
      await changeBatch(tx, batchId, {
        state: 'checked',
        read_as: JSON.stringify({ format, encoding, version, headings }),
        row_count: rows.length,
        good_count: rows.length - bad,
        bad_count: bad,
      });
      await context.progress(total, total);
      return { rows: rows.length, good: rows.length - bad, bad };
    });
  };
}

async function refuse(
  { pool }: TaskContext,
  batchId: string,
  { rejections }: Extract<ListRead, { kind: 'refused' }>,
): Promise<unknown> {
  await changeBatch(pool, batchId, { state: 'unreadable', refusal: JSON.stringify(rejections) });
  return { unreadable: true };
}

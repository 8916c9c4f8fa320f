import { bilingualRejection } from '@gongji/engine';
import { errorCode, inTransaction, type PoolClient } from '@gongji/store';
import { type RowChange, sameRow, withoutKnown } from '@gongji/store/enrolment';
import { reopenFindings } from '@gongji/store/findings';
import {
  type ActToWrite,
  type BatchAct,
  batchActs,
  builtOnBatch,
  changeBatch,
  lockBatch,
  lockPersons,
  readBatch,
  rowsNow,
  writeActs,
} from '@gongji/store/group-enrolment';
import { type AuditEvent, appendAudit } from '@gongji/store/provider-interface';
import { wholeRegion } from '@gongji/store/rest';
import { takeActChargesBack } from '../contribution/act-charges.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { SettlementService } from '../settlement/contract.ts';
import { type TaskContext, type TaskHandler, TaskRefused } from '../task/runner.ts';
import { resettleBatch } from './resettle-batch.ts';

export const UNDO_TASK = 'group-enrolment-undo';

const CHUNK = 2_000;

interface UndoInput {
  readonly batchId: string;
  readonly reason: string;
}

/** 整批撤回: puts back what stood before every act of a batch, in one transaction, unless something was built on one of them. */
export function undoTask(settlement: SettlementService): TaskHandler {
  return async (context) => {
    try {
      const result = await inTransaction(context.pool, (tx) => undo(context, tx));
      await resettleBatch(context, settlement);
      return result;
    } catch (error) {
      // 23503: a row of a capability that knows nothing of lists points at a person of this one.
      if (errorCode(error) === '23503') throw builtOn('—', '其他业务', 'other records');
      throw error;
    }
  };
}

async function undo(context: TaskContext, tx: PoolClient): Promise<unknown> {
  const { task, now, progress } = context;
  const { batchId, reason } = task.input as UndoInput;
  await tx.query("select set_config('gongji.actor', $1, true)", [task.createdBy]);
  const state = await lockBatch(tx, batchId);
  const batch = await readBatch(tx, wholeRegion(task.regionCode), batchId);
  if (state !== 'done' || batch?.ranAt == null) return null;
  const acts = await batchActs(tx, batchId);
  await lockPersons(tx, [...new Set(acts.map(({ personId }) => personId))]);
  const [first] = await builtOnBatch(tx, batchId, batch.ranAt);
  if (first !== undefined)
    throw first.kind === 'bill'
      ? builtOn(String(first.rowNo), `结算 ${first.id}`, `settlement ${first.id}`)
      : builtOn(String(first.rowNo), `参保业务 ${first.id}`, `act ${first.id}`);
  // Backwards: a cover goes before the person who was registered for it.
  const by = task.createdBy;
  const ways = { newId: context.newId, policies: [], by, at: now(), bookedOn: chinaDay(now()) };
  const back = await takeActChargesBack(
    tx,
    ways,
    acts.map(({ actId }) => actId),
    { settledAgain: false },
  );
  if (back.kind === 'stands')
    throw builtOn('—', '缴费已入账且不能撤回', 'a payment that cannot be taken back');
  const backwards = acts.toReversed();
  for (let at = 0; at < backwards.length; at += CHUNK) {
    const part = backwards.slice(at, at + CHUNK);
    await refuseChanged(tx, part);
    await writeActs(
      tx,
      part.map((act) => opposite(context, act, reason)),
    );
    await progress(at, acts.length);
  }
  const { cancelledFen, refundFen } = back;
  const detail = { acts: acts.length, cancelledFen, refundFen };
  const deed: AuditEvent = {
    at: now(),
    actor: task.createdBy,
    action: 'group-enrolment.undo',
    subject: `batch:${batchId}`,
    detail,
  };
  await reopenFindings(tx, batchId);
  await changeBatch(tx, batchId, { state: 'undone', undone_by: task.createdBy, undone_at: now() });
  await appendAudit(tx, deed);
  return { acts: acts.length, cancelledFen, refundFen };
}

/** Whether each row stands as the act left it. */
async function refuseChanged(tx: PoolClient, acts: readonly BatchAct[]): Promise<void> {
  const registers = new Set(acts.flatMap(({ effects }) => effects.map(({ register }) => register)));
  for (const register of registers) {
    const left = acts.flatMap(({ rowNo, effects }) =>
      effects.flatMap((one) =>
        one.register === register && one.after !== undefined ? [{ rowNo, after: one.after }] : [],
      ),
    );
    const now = await rowsNow(
      tx,
      register,
      left.map(({ after }) => after),
    );
    for (const [index, { rowNo, after }] of left.entries()) {
      const stands = now[index];
      if (stands === undefined || !sameRow(stands, after))
        throw builtOn(String(rowNo), '登记内容已变更', 'the register was changed');
    }
  }
}

function opposite({ newId, now, task }: TaskContext, act: BatchAct, reason: string): ActToWrite {
  const changes = act.effects.toReversed().map(
    ({ register, before, after }): RowChange => ({
      register,
      ...(after === undefined ? {} : { key: after }),
      ...(before === undefined ? {} : { to: withoutKnown(before) }),
    }),
  );
  const { regionCode, personId, scheme, unitId } = act;
  return {
    act: {
      actId: newId(),
      regionCode,
      personId,
      kind: 'undo',
      scheme,
      unitId,
      effectiveOn: chinaDay(now()),
      facts: { undoes: act.kind },
      decision: {},
      reason,
      undoesId: act.actId,
      requestId: null,
      actedBy: task.createdBy,
    },
    changes,
  };
}

function builtOn(row: string, zh: string, en: string): TaskRefused {
  const { message, remedy } = bilingualRejection('batch-built-on', {
    zh: { row, what: zh },
    en: { row, what: en },
  });
  return new TaskRefused({ zh: message.zh, en: message.en, remedyZh: remedy.zh, remedyEn: remedy.en });
}

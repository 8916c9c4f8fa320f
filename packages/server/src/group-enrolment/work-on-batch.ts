import { createHash } from 'node:crypto';
import type { BatchView, RunBatchBody, UndoBatchBody, UploadQuery } from '@gongji/contract';
import { type AuditAction, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { readUnit, type UnitRow } from '@gongji/store/enrolment';
import {
  type BatchAsked,
  type BatchRow,
  type BatchState,
  changeBatch,
  insertBatch,
  lockBatch,
  readBatch,
} from '@gongji/store/group-enrolment';
import { readTask } from '@gongji/store/task';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { kindOf } from './batch-view.ts';
import { detailed } from './batches.ts';
import { CHECK_TASK } from './check-task.ts';
import { RUN_TASK } from './run-task.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';
import { UNDO_TASK } from './undo-task.ts';

/** 上传: keeps the file and puts its check in the queue. */
export async function uploadList(
  deps: RestDeps,
  caller: Caller,
  { kind, unitId, fileName }: UploadQuery,
  content: Uint8Array,
): Promise<Answer<BatchView>> {
  const asked = caller.unitId ?? unitId;
  const unit = asked === undefined ? undefined : await readUnit(deps.pool, caller, asked);
  const problems: Rejection[] = [];
  const { of } = SHEET_KINDS[kind];
  const fits = of === 'agency' ? asked === undefined : unit?.status === 'active' && unit.kind === of;
  if (!fits)
    problems.push(
      rejection('list-unit-unfit', { unit: unit?.name ?? '—' }, { field: 'unitId', value: asked ?? '' }),
    );
  if (content.length === 0) problems.push(rejection('sheet-without-rows', {}, { field: 'file' }));
  if (problems.length > 0) return problemAnswer('refused', problems);
  return keepList(deps, caller, { kind, unit, fileName }, content);
}

/** Keeps the file of a list and puts its check in the queue. */
export async function keepList(
  deps: RestDeps,
  caller: Caller,
  { kind, unit, fileName }: Pick<UploadQuery, 'kind' | 'fileName'> & { readonly unit?: UnitRow | undefined },
  content: Uint8Array,
): Promise<Answer<BatchView>> {
  const batchId = deps.newId();
  const unitId = unit?.unitId ?? null;
  const fileHash = createHash('sha256').update(content).digest();
  const deed: Deed = {
    actor: caller.actor,
    action: 'group-enrolment.upload',
    subject: `batch:${batchId}`,
    detail: { sheet: kind, unitId, bytes: content.length, sha256: fileHash.toString('hex') },
  };
  await audited(deps, deed, async (tx) => {
    await insertBatch(tx, {
      ...{
        batchId,
        regionCode: unit?.regionCode ?? caller.regionCode,
        kind,
        unitId,
        fileName,
        fileHash,
        content,
      },
      ...{ createdBy: caller.actor, at: deps.now() },
    });
    const task = { batchId, unitId, kind: CHECK_TASK, title: fileName };
    await changeBatch(tx, batchId, { check_task_id: await queue(deps, caller, tx, task) });
    return true;
  });
  return answer(deps, caller, batchId);
}

interface Queued {
  readonly batchId: string;
  readonly unitId: string | null;
  readonly kind: string;
  readonly title: string;
  readonly reason?: string;
}

/** Puts a task of a batch in the queue. */
export function queue(
  { tasks }: RestDeps,
  { regionCode, actor }: Caller,
  tx: PoolClient,
  { batchId, unitId, kind, title, reason }: Queued,
): Promise<string> {
  return tasks.add(tx, { regionCode, unitId, kind, title, input: { batchId, reason }, createdBy: actor });
}

/** 重新检查: what the registers say may have changed since. */
export async function checkBatch(
  deps: RestDeps,
  caller: Caller,
  batchId: string,
): Promise<Answer<BatchView>> {
  return start(deps, caller, batchId, {
    kind: CHECK_TASK,
    states: ['uploaded', 'checked'],
    action: 'group-enrolment.check',
  });
}

/** 入库 */
export async function runBatch(
  deps: RestDeps,
  caller: Caller,
  batchId: string,
  { mode }: RunBatchBody,
): Promise<Answer<BatchView>> {
  return start(deps, caller, batchId, {
    kind: RUN_TASK,
    states: ['checked'],
    asks: 'run',
    action: 'group-enrolment.start',
    mode,
  });
}

/** 整批撤回 */
export async function undoBatch(
  deps: RestDeps,
  caller: Caller,
  batchId: string,
  { reason }: UndoBatchBody,
): Promise<Answer<BatchView>> {
  return start(deps, caller, batchId, {
    kind: UNDO_TASK,
    states: ['done'],
    asks: 'undo',
    action: 'group-enrolment.undo-asked',
    reason,
  });
}

interface Start {
  readonly kind: string;
  readonly states: readonly BatchState[];
  /** What a second person decides, where the list needs one. */
  readonly asks?: BatchAsked;
  readonly action: AuditAction;
  readonly mode?: RunBatchBody['mode'];
  readonly reason?: string;
}

async function start(deps: RestDeps, caller: Caller, batchId: string, to: Start): Promise<Answer<BatchView>> {
  const row = await readBatch(deps.pool, caller, batchId);
  if (row === undefined) return problemAnswer('not-found');
  let refused: readonly Rejection[] = [];
  let elsewhere = false;
  const deed: Deed = {
    actor: caller.actor,
    action: to.action,
    subject: `batch:${batchId}`,
    detail: { mode: to.mode ?? null, ...(to.reason === undefined ? {} : { reason: to.reason }) },
  };
  await audited(deps, deed, async (tx) => {
    const state = await lockBatch(tx, batchId);
    const now = await readBatch(tx, caller, batchId);
    if (
      now === undefined ||
      state === undefined ||
      !to.states.includes(state) ||
      (await isWorkedOn(deps, caller, now))
    ) {
      refused = [notReady(now ?? row, now !== undefined && to.states.includes(now.state))];
      elsewhere = true;
      return undefined;
    }
    if (to.mode === 'all' && now.badCount > 0) {
      refused = [rejection('batch-has-bad-rows', { count: String(now.badCount) }, { field: 'mode' })];
      return undefined;
    }
    if (to.asks !== undefined && kindOf(now).secondPerson === true) {
      await changeBatch(tx, batchId, askedFor(deps, caller, to.asks, to));
      return true;
    }
    const taskId = await queue(deps, caller, tx, {
      batchId,
      unitId: now.unitId,
      kind: to.kind,
      title: now.fileName,
      ...(to.reason === undefined ? {} : { reason: to.reason }),
    });
    await changeBatch(
      tx,
      batchId,
      to.kind !== CHECK_TASK
        ? { run_task_id: taskId, ...(to.mode === undefined ? {} : { mode: to.mode }) }
        : { check_task_id: taskId },
    );
    return true;
  });
  if (refused.length === 0) return answer(deps, caller, batchId);
  const earlier = elsewhere ? await alreadyDecided(deps, caller, 'batch', batchId) : undefined;
  return earlier?.kind === 'problem'
    ? problemAnswer('conflict', [...earlier.errors, ...refused])
    : problemAnswer('refused', refused);
}

function askedFor({ now }: RestDeps, { actor }: Caller, asked: BatchAsked, { mode, reason = '' }: Start) {
  return {
    ...{ asked, asked_by: actor, asked_at: now(), asked_reason: reason },
    ...{ approved: null, decided_by: null, decided_at: null, decision_note: '' },
    ...(mode === undefined ? {} : { mode }),
  };
}

/** Whether it waits for a second person, or a task of the batch waits or runs. */
async function isWorkedOn({ pool }: RestDeps, caller: Caller, row: BatchRow): Promise<boolean> {
  if (row.asked !== null && row.decidedBy === null) return true;
  for (const taskId of [row.checkTaskId, row.runTaskId]) {
    const task = taskId === null ? undefined : await readTask(pool, caller, taskId);
    if (task?.state === 'waiting' || task?.state === 'running') return true;
  }
  return false;
}

const STATES: Readonly<Record<BatchState, { readonly zh: string; readonly en: string }>> = {
  uploaded: { zh: '正在检查', en: 'being checked' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
  checked: { zh: '已检查', en: 'checked' },
  done: { zh: '已入库', en: 'done' },
  undone: { zh: '已撤回', en: 'taken back' },
};

export function notReady({ state }: BatchRow, busy = false): Rejection {
  const { zh, en } = busy ? { zh: '正在处理', en: 'being worked on' } : STATES[state];
  return bilingualRejection('batch-not-ready', { zh: { state: zh }, en: { state: en } });
}

export async function answer(deps: RestDeps, caller: Caller, batchId: string): Promise<Answer<BatchView>> {
  const row = await readBatch(deps.pool, caller, batchId);
  return row === undefined ? problemAnswer('not-found') : ok(await detailed(deps, caller, row));
}

import { setImmediate as breathe } from 'node:timers/promises';
import type { Queryable } from '@gongji/store';
import { readUnit, type UnitRow } from '@gongji/store/enrolment';
import { type BatchRow, batchFile, readBatch } from '@gongji/store/group-enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { SettlementService } from '../settlement/contract.ts';
import type { TaskContext } from '../task/runner.ts';
import { withAffectedBills } from './affected-bills.ts';
import { withClassMoves } from './class-moves.ts';
import { type DecidedRow, decideRow } from './decide-list.ts';
import type { AnyContext, ListRules } from './list-context.ts';
import { loadContext } from './load-context.ts';
import { type ListRead, type ReadList, readList } from './read-list.ts';
import { SHEET_KIND_IDS, type SheetKindId } from './sheet-kind.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';

/** By what the tasks of lists work. */
export interface ListDeps extends ListRules {
  readonly settlement: SettlementService;
}

/** A batch that a task works on. */
export interface BatchWork {
  readonly batch: BatchRow;
  readonly kind: SheetKindId;
  /** Undefined: a list of the agency itself. */
  readonly unit: UnitRow | undefined;
}

/** The batch that a task's input names. Undefined: it is gone. */
export async function batchOf(
  db: Queryable,
  { regionCode, input }: TaskContext['task'],
): Promise<BatchWork | undefined> {
  const { batchId } = input as { readonly batchId: string };
  const scope = wholeRegion(regionCode);
  const batch = await readBatch(db, scope, batchId);
  const kind = SHEET_KIND_IDS.find((id) => id === batch?.kind);
  if (batch === undefined || kind === undefined) return undefined;
  const unit = batch.unitId === null ? undefined : await readUnit(db, scope, batch.unitId);
  return batch.unitId !== null && unit === undefined ? undefined : { batch, kind, unit };
}

/** Reads the file of a batch. Progress is that of the whole task, whose length is not known yet. */
export async function readBatchFile(
  { pool, now, progress }: TaskContext,
  { batch, kind }: BatchWork,
): Promise<ListRead> {
  const content = await batchFile(pool, batch.batchId);
  return readList(SHEET_KINDS[kind], content, chinaDay(now()), (rows) => progress(rows));
}

export interface Deciding {
  readonly list: ReadList;
  readonly rules: ListDeps;
  /** A check, which gives no numbers to new persons. */
  readonly dry: boolean;
  /** Steps of the whole task; reading and deciding are one for each row. */
  readonly total: number;
}

/** Rows decided before others are answered. */
const PART = 100;
/** Rows decided before progress is told, and a cancelled task stops. */
const TOLD = 500;

export interface DecidedBatch {
  /** Of the rows in their order; a new person has his number already. */
  readonly personIds: readonly string[];
  /** Whole, when what becomes of a row hangs on the others or on bills. */
  readonly parts: AsyncIterable<readonly DecidedRow[]> | readonly (readonly DecidedRow[])[];
}

/** Reads what the registers know about the rows, and decides them, where it can be part by part as the parts are asked for. */
export async function decideRows(
  task: TaskContext,
  db: Queryable,
  work: BatchWork,
  deciding: Deciding,
): Promise<DecidedBatch> {
  const { list, rules, dry, total } = deciding;
  const { batch, kind, unit } = work;
  const context = await loadContext(
    db,
    list.rows,
    {
      regionCode: batch.regionCode,
      unit,
      today: chinaDay(task.now()),
      reason: `${SHEET_KINDS[kind].name.zh}：${batch.fileName}`.slice(0, 200),
      policies: rules.policies,
      secondPerson: rules.secondPerson,
      newId: task.newId,
      dry,
    },
    (done) => task.progress(Math.round(done / 2), total),
  );
  const personIds = list.rows.map((row) => context.facts.personId(row));
  const parts = decideParts(task, kind, context, deciding);
  if (kind === 'promotion' && unit !== undefined)
    return { personIds, parts: [await withClassMoves(db, unit, await all(parts), task.newId)] };
  // Bills that a list settles again are looked at by other connections: nobody may be locked before.
  if (SHEET_KINDS[kind].secondPerson === true) {
    const { pool } = task;
    const { settlement } = rules;
    return { personIds, parts: [await withAffectedBills({ pool, settlement }, await all(parts))] };
  }
  return { personIds, parts };
}

async function all(parts: AsyncIterable<readonly DecidedRow[]>): Promise<readonly DecidedRow[]> {
  const rows: DecidedRow[] = [];
  for await (const part of parts) rows.push(...part);
  return rows;
}

async function* decideParts(
  { progress }: TaskContext,
  kind: SheetKindId,
  context: AnyContext,
  { list: { rows }, total }: Deciding,
): AsyncGenerator<readonly DecidedRow[]> {
  for (let at = 0; at < rows.length; at += PART) {
    yield rows.slice(at, at + PART).map((row) => decideRow(kind, row, context));
    await breathe();
    if (at % TOLD === 0) await progress(Math.round((rows.length + at) / 2), total);
  }
}

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
import type { ListRules } from './list-context.ts';
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

/** Reads what the registers know about the rows and decides each. `dry`: a check, which gives no numbers to new persons. */
export async function decideBatch(
  { pool, newId, now, progress }: TaskContext,
  db: Queryable,
  { batch, kind, unit }: BatchWork,
  {
    list,
    rules,
    dry,
    total,
  }: {
    readonly list: ReadList;
    readonly rules: ListDeps;
    readonly dry: boolean;
    readonly total: number;
  },
): Promise<readonly DecidedRow[]> {
  const { rows } = list;
  const context = await loadContext(
    db,
    rows,
    {
      regionCode: batch.regionCode,
      unit,
      today: chinaDay(now()),
      reason: `${SHEET_KINDS[kind].name.zh}：${batch.fileName}`.slice(0, 200),
      policies: rules.policies,
      secondPerson: rules.secondPerson,
      newId,
      dry,
    },
    (done) => progress(Math.round(done / 2), total),
  );
  const decided: DecidedRow[] = [];
  for (const row of rows) {
    decided.push(decideRow(kind, row, context));
    // Lets the server answer others in between, and a cancelled task stop.
    if (decided.length % 500 !== 0) continue;
    await breathe();
    await progress(Math.round((rows.length + decided.length) / 2), total);
  }
  if (kind === 'promotion' && unit !== undefined) return withClassMoves(db, unit, decided, newId);
  return withAffectedBills({ pool, settlement: rules.settlement }, decided);
}

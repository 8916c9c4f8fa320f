import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type BatchState = 'uploaded' | 'unreadable' | 'checked' | 'done' | 'undone';
/** good: the rows without faults go in; all: all rows or none. */
export type BatchMode = 'good' | 'all';
/** What a second person decides: writing the list, or taking it back. */
export type BatchAsked = 'run' | 'undo';

/** Batch 批量参保批次: an uploaded list and what became of it. */
export interface BatchRow {
  readonly batchId: string;
  readonly regionCode: string;
  readonly kind: string;
  /** Null: a list of the agency itself. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly state: BatchState;
  readonly mode: BatchMode | null;
  readonly readAs: unknown;
  readonly refusal: unknown;
  readonly rowCount: number;
  readonly goodCount: number;
  readonly badCount: number;
  readonly doneCount: number;
  readonly checkTaskId: string | null;
  readonly runTaskId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly ranBy: string | null;
  readonly ranAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneAt: Date | null;
  /** What was asked for and waits for a second person, or was decided last. */
  readonly asked: BatchAsked | null;
  readonly askedBy: string | null;
  readonly askedAt: Date | null;
  readonly askedReason: string;
  readonly approved: boolean | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string;
}

const COLUMNS = `b.batch_id as "batchId", b.region_code as "regionCode", b.kind, b.unit_id as "unitId", u.name as "unitName",
  b.file_name as "fileName", b.file_bytes as "fileBytes", b.state, b.mode, b.read_as as "readAs", b.refusal,
  b.row_count as "rowCount", b.good_count as "goodCount", b.bad_count as "badCount", b.done_count as "doneCount",
  b.check_task_id as "checkTaskId", b.run_task_id as "runTaskId", b.created_by as "createdBy", b.created_at as "createdAt",
  b.ran_by as "ranBy", b.ran_at as "ranAt", b.undone_by as "undoneBy", b.undone_at as "undoneAt",
  b.asked, b.asked_by as "askedBy", b.asked_at as "askedAt", b.asked_reason as "askedReason", b.approved,
  b.decided_by as "decidedBy", b.decided_at as "decidedAt", b.decision_note as "decisionNote"`;
const FROM = 'from import_batch b left join unit u on u.unit_id = b.unit_id';
const IN_SCOPE = '(b.region_code like $1 and ($2::bigint is null or b.unit_id = $2))';

export interface NewBatch {
  readonly batchId: string;
  readonly regionCode: string;
  readonly kind: string;
  readonly unitId: string | null;
  readonly fileName: string;
  readonly fileHash: Uint8Array;
  readonly content: Uint8Array;
  readonly createdBy: string;
  readonly at: Date;
}

/** Keeps the file as it came. */
export async function insertBatch(tx: Queryable, batch: NewBatch): Promise<void> {
  const { batchId, regionCode, kind, unitId, fileName, fileHash, content, createdBy, at } = batch;
  await tx.query(
    `insert into import_batch (batch_id, region_code, kind, unit_id, file_name, file_hash, file_bytes, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [batchId, regionCode, kind, unitId, fileName, fileHash, content.length, createdBy, at],
  );
  await tx.query('insert into import_file (batch_id, content) values ($1, $2)', [batchId, content]);
}

/** Earlier batches of the same unit and kind with this very file, latest first; those taken back do not count. */
export async function sameFile(
  db: Queryable,
  { unitId, kind, fileHash, batchId }: Pick<NewBatch, 'unitId' | 'kind' | 'fileHash' | 'batchId'>,
): Promise<readonly BatchRow[]> {
  const { rows } = await db.query<BatchRow>(
    `select ${COLUMNS} ${FROM} where b.file_hash = $1 and b.unit_id is not distinct from $2::bigint and b.kind = $3 and b.batch_id <> $4
        and b.state in ('checked','done') order by b.batch_id desc limit 5`,
    [fileHash, unitId, kind, batchId],
  );
  return rows;
}

export async function readBatch(db: Queryable, scope: Scope, batchId: string): Promise<BatchRow | undefined> {
  const { rows } = await db.query<BatchRow>(
    `select ${COLUMNS} ${FROM} where ${IN_SCOPE} and b.batch_id = $3`,
    [regionPattern(scope), scope.unitId, batchId],
  );
  return rows[0];
}

export interface BatchFilter {
  /** `waiting`: asked of a second person and not decided. */
  readonly state?: BatchState | 'waiting' | undefined;
}

const MATCHES = `${IN_SCOPE} and case when $3::text is null then true
  when $3 = 'waiting' then b.asked is not null and b.decided_by is null else b.state = $3 end`;
const BATCH_ORDERS = {
  createdAt: 'b.created_at',
  rows: 'b.row_count',
  good: 'b.good_count',
  bad: 'b.bad_count',
};
const valuesOf = (scope: Scope, { state }: BatchFilter) => [
  ...[regionPattern(scope), scope.unitId, state ?? null],
];

/** Batches in scope, in the order asked for. */
export async function listBatches(
  db: Queryable,
  scope: Scope,
  filter: BatchFilter & ListOrder,
): Promise<readonly BatchRow[]> {
  const { rows } = await db.query<BatchRow>(
    `select ${COLUMNS} ${FROM} where ${MATCHES} order by ${orderBy(BATCH_ORDERS, filter, 'b.batch_id desc')}
      offset $4 limit $5`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function countBatches(db: Queryable, scope: Scope, filter: BatchFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total ${FROM} where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

export async function batchFile(db: Queryable, batchId: string): Promise<Buffer> {
  const { rows } = await db.query<{ content: Buffer }>(
    'select content from import_file where batch_id = $1',
    [batchId],
  );
  const content = rows[0]?.content;
  if (content === undefined) throw new Error(`batch ${batchId} has no file`);
  return content;
}

export async function batchFileHash(db: Queryable, batchId: string): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ hash: Buffer }>(
    'select file_hash as hash from import_batch where batch_id = $1',
    [batchId],
  );
  return rows[0]?.hash;
}

/** Locks a batch for what changes it. */
export async function lockBatch(tx: Queryable, batchId: string): Promise<BatchState | undefined> {
  const { rows } = await tx.query<{ state: BatchState }>(
    'select state from import_batch where batch_id = $1 for update',
    [batchId],
  );
  return rows[0]?.state;
}

type Changeable = Readonly<
  Partial<{
    state: BatchState;
    mode: BatchMode;
    read_as: string;
    refusal: string;
    row_count: number;
    good_count: number;
    bad_count: number;
    done_count: number;
    check_task_id: string;
    run_task_id: string;
    ran_by: string;
    ran_at: Date;
    undone_by: string;
    undone_at: Date;
    asked: BatchAsked | null;
    asked_by: string | null;
    asked_at: Date | null;
    asked_reason: string;
    approved: boolean | null;
    decided_by: string | null;
    decided_at: Date | null;
    decision_note: string;
  }>
>;

/** Columns are named by code alone. */
export async function changeBatch(tx: Queryable, batchId: string, to: Changeable): Promise<void> {
  const names = Object.keys(to);
  await tx.query(
    `update import_batch set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} where batch_id = $1`,
    [batchId, ...Object.values(to)],
  );
}

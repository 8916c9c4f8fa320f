import type { Queryable } from '../pool.ts';
import type { VisitKey } from './diagnoses.ts';
import type { FeeLine } from './fee-line.ts';
import { feeLinesFrom, feeLinesJson } from './fee-lines-json.ts';

/** Fee batch 收费批次: lines uploaded together, settled together. */
export interface FeeBatch {
  readonly batchId: string;
  readonly chargeBatchNo: string;
  readonly diseaseCode: string | null;
  readonly totalFen: number;
  readonly lines: readonly FeeLine[];
}

/** A batch as a query gives it, its lines in the form of fee-lines-json.ts. */
export type StoredBatch = Omit<FeeBatch, 'lines'> & { readonly lines: unknown };

export interface NewFeeBatch extends FeeBatch {
  /** Numbers of its lines and of the lines its refunds refer to. */
  readonly covers: readonly string[];
}

/** One insert for all batches of an upload. */
export async function insertBatches(
  tx: Queryable,
  key: VisitKey,
  batches: readonly NewFeeBatch[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into fee_batch (region_code, person_id, visit_id, batch_id, charge_batch_no, disease_code, line_ids, covers,
                            total_fen, lines, created_at)
     select $1, $2, $3, b.batch_id, b.charge_batch_no, b.disease_code,
            array(select json_array_elements_text(b.line_ids)), array(select json_array_elements_text(b.covers)),
            b.total_fen, b.lines, $11
       from unnest($4::bigint[], $5::text[], $6::text[], $7::json[], $8::json[], $9::bigint[], $10::json[])
         as b (batch_id, charge_batch_no, disease_code, line_ids, covers, total_fen, lines)`,
    [
      key.regionCode,
      key.personId,
      key.visitId,
      batches.map((b) => b.batchId),
      batches.map((b) => b.chargeBatchNo),
      batches.map((b) => b.diseaseCode),
      batches.map((b) => JSON.stringify(b.lines.map((line) => line.id))),
      batches.map((b) => JSON.stringify(b.covers)),
      batches.map((b) => b.totalFen),
      batches.map((b) => feeLinesJson(b.lines)),
      at,
    ],
  );
}

/** Batches of a visit that are not withdrawn and hold one of the lines named. */
export async function batchesWithLines(
  tx: Queryable,
  { personId, visitId }: Pick<VisitKey, 'personId' | 'visitId'>,
  lineIds: readonly string[],
): Promise<readonly (FeeBatch & { readonly settled: boolean })[]> {
  const { rows } = await tx.query<StoredBatch & { settled: boolean }>(
    `select batch_id::text as "batchId", charge_batch_no as "chargeBatchNo", disease_code as "diseaseCode",
            total_fen::float8 as "totalFen", lines, settlement_id is not null as settled
       from fee_batch
      where person_id = $1 and visit_id = $2 and withdrawn_at is null and covers && $3::text[] order by batch_id`,
    [personId, visitId, lineIds],
  );
  return rows.map((row) => ({ ...row, lines: feeLinesFrom(row.lines) }));
}

/** Unsettled batches of a visit, locked until the transaction ends; `chargeBatchNo` undefined = all. */
export async function openBatches(
  tx: Queryable,
  { personId, visitId }: Pick<VisitKey, 'personId' | 'visitId'>,
  chargeBatchNo?: string,
): Promise<readonly FeeBatch[]> {
  const { rows } = await tx.query<StoredBatch>(
    `select batch_id::text as "batchId", charge_batch_no as "chargeBatchNo", disease_code as "diseaseCode",
            total_fen::float8 as "totalFen", lines
       from fee_batch
      where person_id = $1 and visit_id = $2 and settlement_id is null and withdrawn_at is null
        and ($3::text is null or charge_batch_no = $3) order by batch_id for update`,
    [personId, visitId, chargeBatchNo ?? null],
  );
  return rows.map((row) => ({ ...row, lines: feeLinesFrom(row.lines) }));
}

/** Withdraws whole batches; their rows stay. */
export async function withdrawBatches(
  tx: Queryable,
  { personId, visitId }: Pick<VisitKey, 'personId' | 'visitId'>,
  batchIds: readonly string[],
  at: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    `update fee_batch set withdrawn_at = $4
      where person_id = $1 and visit_id = $2 and batch_id = any($3::bigint[]) and settlement_id is null`,
    [personId, visitId, batchIds, at],
  );
  if (rowCount !== batchIds.length)
    throw new Error(`withdrew ${rowCount} of ${batchIds.length} batches of visit ${visitId}`);
}

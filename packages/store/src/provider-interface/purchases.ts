import type { Queryable } from '../pool.ts';
import type { FeeLine } from './fee-line.ts';
import { feeLinesJson } from './fee-lines-json.ts';

/** A pharmacy purchase 药店购药 before it is settled. */
export interface Purchase {
  readonly regionCode: string;
  readonly personId: string;
  readonly visitId: string;
  readonly batchId: string;
  readonly institutionCode: string;
  readonly insutype: string;
  readonly medType: string;
  readonly begunAt: string;
  readonly diseaseCode: string | undefined;
  readonly diseaseName: string | undefined;
  readonly lines: readonly FeeLine[];
  readonly totalFen: number;
  readonly traces: readonly DrugTrace[];
  readonly at: Date;
}

/** Drug trace code 药品追溯码. */
export interface DrugTrace {
  readonly lineId: string;
  readonly code: string;
  readonly opened: boolean;
}

/**
 * Writes visit, lines and trace codes of a purchase just before its settlement, in one statement. It does not wait for
 * the disk: the settlement that follows is later in the same log, so when that is durable this is too. A purchase whose
 * settlement never came has no settled batch and is shown nowhere.
 */
export async function insertPurchase(db: Queryable, p: Purchase): Promise<void> {
  const ids = p.lines.map((line) => line.id);
  await db.query({
    name: 'interface-insert-purchase',
    text: `with relaxed as (select set_config('synchronous_commit', 'off', true) as done),
       v as (insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type,
                                visit_no, begun_at, ended_at, disease_code, disease_name)
             select $1, $2, $3, $4, 'pharmacy', 'discharged', $5, $6, $3, $7::timestamp, $7::timestamp, $8, $9 from relaxed),
       t as (insert into drug_trace (region_code, person_id, visit_id, line_id, trace_code, opened)
             select $1, $2, $3, * from unnest($14::text[], $15::text[], $16::boolean[]))
     insert into fee_batch (region_code, person_id, visit_id, batch_id, disease_code, line_ids, covers, total_fen, lines, created_at)
     values ($1, $2, $3, $10, $8, $11, $11, $12, $13, $17)`,
    values: [
      p.regionCode,
      p.personId,
      p.visitId,
      p.institutionCode,
      p.insutype,
      p.medType,
      p.begunAt,
      p.diseaseCode ?? null,
      p.diseaseName ?? null,
      p.batchId,
      ids,
      p.totalFen,
      feeLinesJson(p.lines),
      p.traces.map((t) => t.lineId),
      p.traces.map((t) => t.code),
      p.traces.map((t) => t.opened),
      p.at,
    ],
  });
}

/** Takes back a purchase whose settlement was refused. */
export async function deletePurchase(db: Queryable, personId: string, visitId: string): Promise<void> {
  await db.query(
    `with t as (delete from drug_trace where person_id = $1 and visit_id = $2),
          b as (delete from fee_batch where person_id = $1 and visit_id = $2 and settlement_id is null)
     delete from visit where person_id = $1 and visit_id = $2`,
    [personId, visitId],
  );
}

const DAY_MS = 86_400_000;
/** Older ones were looked at on earlier nights. */
const LOOKED_BACK_DAYS = 30;

/**
 * Removes purchases that a crash cut off between their visit and their settlement: at least a day old, and no settlement
 * ever named them. Their message has no effect and settles anew when it is repeated, so nothing is lost. Returns how many.
 */
export async function deleteCutOffPurchases(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `with cut_off as (
       select v.person_id, v.visit_id from visit v
        where v.kind = 'pharmacy' and v.created_at >= $1 and v.created_at < $2
          and not exists (select from settlement s where s.person_id = v.person_id and s.visit_id = v.visit_id)
     ), t as (
       delete from drug_trace d using cut_off c where d.person_id = c.person_id and d.visit_id = c.visit_id
     ), b as (
       delete from fee_batch f using cut_off c where f.person_id = c.person_id and f.visit_id = c.visit_id
     )
     delete from visit v using cut_off c where v.person_id = c.person_id and v.visit_id = c.visit_id`,
    [new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS), new Date(now.getTime() - DAY_MS)],
  );
  return rowCount ?? 0;
}

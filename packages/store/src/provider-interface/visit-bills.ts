import type { PipelinedConnection } from '../settlement/pipelined-connection.ts';
import type { FeeBatch, StoredBatch } from './fee-batches.ts';
import { feeLinesFrom } from './fee-lines-json.ts';
import { type EffectObject, effectObject, effectOfObject, type MessageEffect } from './message-effects.ts';
import { type InsuredPerson, PERSON_COLUMNS } from './persons.ts';
import { VISIT_OBJECT, type Visit, type VisitName } from './visits.ts';

/** Everything a preview or settlement of a visit needs. */
export interface VisitBill {
  readonly person: InsuredPerson;
  readonly visit: Visit | null;
  readonly batches: readonly FeeBatch[];
  readonly effect: MessageEffect | undefined;
}

/** The visit of a message, and the message whose effect may be there already. */
export interface VisitBillKey extends VisitName {
  /** Undefined = all unsettled batches. */
  readonly chargeBatchNo: string | undefined;
  readonly msgid: string;
}

interface Row extends InsuredPerson {
  readonly visit: Visit | null;
  readonly batches: readonly StoredBatch[];
  readonly effect: EffectObject | null;
  readonly n: string;
}

/** The bills of several messages in one query, in the order of the keys; undefined where the person is unknown. */
export async function loadVisitBills(
  db: PipelinedConnection,
  keys: readonly VisitBillKey[],
): Promise<readonly (VisitBill | undefined)[]> {
  const rows = await db.query<Row>({
    name: 'interface-visit-bills',
    text: `select k.n, ${PERSON_COLUMNS},
       (select ${VISIT_OBJECT} from visit v where v.person_id = p.person_id and v.visit_id = k.visit_id
           and v.institution_code = k.institution_code) as visit,
       coalesce((select json_agg(json_build_object('batchId', b.batch_id::text, 'chargeBatchNo', b.charge_batch_no,
           'diseaseCode', b.disease_code, 'totalFen', b.total_fen, 'lines', b.lines) order by b.batch_id)
         from fee_batch b where b.person_id = p.person_id and b.visit_id = k.visit_id and b.settlement_id is null
          and b.withdrawn_at is null and (k.charge_batch_no is null or b.charge_batch_no = k.charge_batch_no)), '[]') as batches,
       ${effectObject('k.institution_code', 'k.msgid')} as effect
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) with ordinality
            as k (psn_no, visit_id, institution_code, charge_batch_no, msgid, n)
     join person p on p.psn_no = k.psn_no`,
    values: [
      keys.map((k) => k.psnNo),
      keys.map((k) => k.visitId),
      keys.map((k) => k.institutionCode),
      keys.map((k) => k.chargeBatchNo ?? null),
      keys.map((k) => k.msgid),
    ],
  });
  const found = new Map(rows.map((row) => [Number(row.n), row]));
  return keys.map((_, i) => billOf(found.get(i + 1)));
}

function billOf(row: Row | undefined): VisitBill | undefined {
  if (row === undefined) return undefined;
  const { n: _, visit, batches, effect, ...person } = row;
  return {
    person,
    visit,
    batches: batches.map((batch) => ({ ...batch, lines: feeLinesFrom(batch.lines) })),
    effect: effectOfObject(effect),
  };
}

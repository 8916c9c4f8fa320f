import type { CalendarDate } from '@gongji/domain';
import type { Bill, CounterMove } from '@gongji/engine';
import type { Queryable } from '../pool.ts';
import type { FeeLine } from '../provider-interface/fee-line.ts';
import { feeLinesFrom } from '../provider-interface/fee-lines-json.ts';
import { VISIT_OBJECT, type Visit } from '../provider-interface/visits.ts';
import { billFromJson } from '../settlement/documents.ts';

/** A person as papers name one, unmasked: mask before printing. */
export interface PersonOnPaper {
  readonly regionName: string;
  readonly name: string;
  readonly psnNo: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly phone: string | null;
  /** Where the household is registered 户籍. */
  readonly residence: string;
  readonly address: string | null;
  readonly employerName: string | null;
  readonly personStatus: string | null;
  readonly groups: readonly string[];
}

export interface DiagnosisOnPaper {
  readonly stage: '1' | '2';
  readonly code: string;
  readonly name: string;
  readonly dept: string;
  readonly doctorName: string;
}

/** What a settlement sheet shows beside the settlement itself. */
export interface SettlementCircumstances {
  readonly person: PersonOnPaper;
  readonly hospLv: string | null;
  readonly visit: Visit | null;
  readonly diagnoses: readonly DiagnosisOnPaper[];
  /** Lines as uploaded for the visit; empty for bills without one. */
  readonly feeLines: readonly FeeLine[];
  /** Null for a reversal: the bill stands in its origin. */
  readonly bill: Bill | null;
  readonly counterMoves: readonly CounterMove[];
  readonly accountBalanceFen: string | null;
  readonly invoiceNo: string | null;
  readonly midStay: boolean;
}

/** As the query gives it: the lines of each batch in the form of fee-lines-json.ts. */
interface Row extends Omit<SettlementCircumstances, 'bill' | 'feeLines'> {
  readonly bill: string;
  readonly batches: readonly unknown[];
}

/** jsonb of the person `p` on a day `on` in a scheme; shared by the papers. */
export function personObject(on: string, scheme: string): string {
  return `json_build_object('regionName', (select r.name from region r
         where r.region_code like left(p.region_code, 4) || '%' order by r.region_code limit 1),
     'name', p.name, 'psnNo', p.psn_no, 'certNo', p.cert_no, 'sex', p.sex, 'bornOn', p.born_on, 'phone', p.phone, 'residence', p.residence, 'address', p.address,
     'employerName', (select u.name from coverage c join unit u on u.unit_id = c.unit_id
         where c.person_id = p.person_id and u.kind = 'employer' order by c.covered_from desc limit 1),
     'personStatus', (select c.person_status from coverage c where c.person_id = p.person_id and c.scheme = ${scheme}
         and c.covered_from <= ${on} order by c.covered_from desc limit 1),
     'groups', coalesce((select json_agg(distinct g.group_name) from person_group g where g.person_id = p.person_id
         and g.valid_from <= ${on} and (g.valid_to is null or g.valid_to >= ${on})), '[]'))`;
}

/** Diagnoses of a visit `v` that hold, the main one first. */
export const DIAGNOSES_OF_VISIT = `coalesce((select json_agg(json_build_object('stage', d.stage, 'code', d.diag_code,
     'name', d.diag_name, 'dept', d.dept, 'doctorName', d.doctor_name) order by d.main desc, d.sort_no)
   from diagnosis d where d.person_id = v.person_id and d.visit_id = v.visit_id and d.valid), '[]')`;

/** The circumstances of a settlement that was found in scope; undefined when it is not there. */
export async function settlementCircumstances(
  db: Queryable,
  personId: string,
  settlementId: string,
): Promise<SettlementCircumstances | undefined> {
  const { rows } = await db.query<Row>(
    `select ${personObject('s.ended_on', 's.scheme')} as person, i.hosp_lv as "hospLv",
            case when v.visit_id is null then null else ${VISIT_OBJECT} end as visit,
            ${DIAGNOSES_OF_VISIT} as diagnoses,
            coalesce((select json_agg(b.lines order by b.batch_id) from fee_batch b
               where b.person_id = v.person_id and b.visit_id = v.visit_id), '[]') as batches,
            s.bill::text as bill, s.counter_moves as "counterMoves", s.account_balance_fen as "accountBalanceFen",
            s.invoice_no as "invoiceNo", s.mid_stay as "midStay"
       from settlement s
       join person p on p.person_id = s.person_id
       left join institution i on i.institution_code = s.institution_code
       left join visit v on v.person_id = s.person_id and v.visit_id = s.visit_id
      where s.person_id = $1 and s.settlement_id = $2`,
    [personId, settlementId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { bill, batches, ...rest } = row;
  return {
    ...rest,
    bill: bill === 'null' ? null : billFromJson(bill),
    feeLines: batches.flatMap(feeLinesFrom),
  };
}

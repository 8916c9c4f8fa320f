import type { Queryable } from '../pool.ts';
import { type InsuredPerson, PERSON_COLUMNS } from './persons.ts';

/** Visit 就诊. Times are Beijing wall-clock text. */
export interface Visit {
  readonly visitId: string;
  readonly personId: string;
  readonly regionCode: string;
  readonly institutionCode: string;
  readonly kind: 'outpatient' | 'inpatient' | 'pharmacy';
  readonly state: 'open' | 'discharged' | 'cancelled';
  readonly insutype: string;
  readonly medType: string;
  readonly visitNo: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
  readonly diseaseCode: string | null;
  readonly diseaseName: string | null;
  readonly details: VisitDetails;
}

/** Message fields as sent, and the facts for the policy that they hold. */
export interface VisitDetails {
  readonly sent?: Readonly<Record<string, string>>;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** jsonb of a visit row `v`; shared by every query that reads one. */
export const VISIT_OBJECT = `jsonb_build_object('visitId', v.visit_id, 'personId', v.person_id::text,
  'regionCode', v.region_code, 'institutionCode', v.institution_code, 'kind', v.kind, 'state', v.state,
  'insutype', v.insutype, 'medType', v.med_type, 'visitNo', v.visit_no, 'begunAt', v.begun_at::text,
  'endedAt', v.ended_at::text, 'diseaseCode', v.disease_code, 'diseaseName', v.disease_name, 'details', v.details)`;

export async function insertVisit(db: Queryable, v: Visit): Promise<void> {
  await db.query(
    `insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type, visit_no,
                        begun_at, ended_at, disease_code, disease_name, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamp, $11::timestamp, $12, $13, $14)`,
    [
      v.regionCode,
      v.personId,
      v.visitId,
      v.institutionCode,
      v.kind,
      v.state,
      v.insutype,
      v.medType,
      v.visitNo,
      v.begunAt,
      v.endedAt,
      v.diseaseCode,
      v.diseaseName,
      JSON.stringify(v.details),
    ],
  );
}

/** How a message names a visit. */
export interface VisitName {
  readonly psnNo: string;
  readonly visitId: string;
  readonly institutionCode: string;
}

export interface VisitOfPerson {
  readonly person: InsuredPerson;
  readonly visit: Visit | null;
  /** Live settlements of the visit: not reversed. */
  readonly liveSettlements: readonly { readonly id: string; readonly midStay: boolean }[];
  readonly openLines: number;
}

const LIVE = `(select coalesce(jsonb_agg(jsonb_build_object('id', s.settlement_id::text, 'midStay', s.mid_stay)), '[]')
   from settlement s where s.person_id = p.person_id and s.visit_id = $2 and s.kind = 'settlement'
    and not exists (select 1 from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id))`;

/**
 * The person and the visit, the visit locked until the transaction ends: uploads, withdrawals and state changes of one
 * visit happen one after another. Undefined when there is no such person; `visit` null when it is not this institution's.
 */
export async function lockVisit(tx: Queryable, name: VisitName): Promise<VisitOfPerson | undefined> {
  await tx.query(`select 1 from visit v where v.visit_id = $1 and v.institution_code = $2 for update`, [
    name.visitId,
    name.institutionCode,
  ]);
  const { rows } = await tx.query<InsuredPerson & Omit<VisitOfPerson, 'person'>>({
    name: 'interface-visit-of-person',
    text: `select ${PERSON_COLUMNS},
       (select ${VISIT_OBJECT} from visit v where v.person_id = p.person_id and v.visit_id = $2
           and v.institution_code = $3) as visit,
       ${LIVE} as "liveSettlements",
       (select count(*)::int from fee_batch b where b.person_id = p.person_id and b.visit_id = $2
           and b.settlement_id is null and b.withdrawn_at is null) as "openLines"
     from person p where p.psn_no = $1`,
    values: [name.psnNo, name.visitId, name.institutionCode],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const { visit, liveSettlements, openLines, ...person } = row;
  return { person, visit, liveSettlements, openLines };
}

/** The person's open admission at an institution, if any. */
export async function openAdmission(
  db: Queryable,
  personId: string,
  institutionCode: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ visitId: string }>(
    `select visit_id as "visitId" from visit
      where person_id = $1 and institution_code = $2 and kind = 'inpatient' and state = 'open'`,
    [personId, institutionCode],
  );
  return rows[0]?.visitId;
}

/** New values of a visit; what is undefined stays. */
export interface VisitChange {
  readonly state?: Visit['state'] | undefined;
  readonly medType?: string | undefined;
  readonly visitNo?: string | undefined;
  readonly begunAt?: string | undefined;
  readonly endedAt?: string | null | undefined;
  readonly diseaseCode?: string | undefined;
  readonly diseaseName?: string | undefined;
  /** Added to the details kept so far. */
  readonly details?: VisitDetails | undefined;
}

export async function changeVisit(tx: Queryable, visit: Visit, change: VisitChange): Promise<void> {
  const details: VisitDetails = {
    sent: { ...visit.details.sent, ...change.details?.sent },
    facts: { ...visit.details.facts, ...change.details?.facts },
  };
  await tx.query(
    `update visit set state = $3, med_type = $4, visit_no = $5, begun_at = $6::timestamp, ended_at = $7::timestamp,
            disease_code = $8, disease_name = $9, details = $10, updated_at = now()
      where person_id = $1 and visit_id = $2`,
    [
      visit.personId,
      visit.visitId,
      change.state ?? visit.state,
      change.medType ?? visit.medType,
      change.visitNo ?? visit.visitNo,
      change.begunAt ?? visit.begunAt,
      change.endedAt === undefined ? visit.endedAt : change.endedAt,
      change.diseaseCode ?? visit.diseaseCode,
      change.diseaseName ?? visit.diseaseName,
      JSON.stringify(details),
    ],
  );
}

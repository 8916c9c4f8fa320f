import type { Queryable } from '../pool.ts';

/** Diagnosis 诊断 of a visit. `stage`: 1 visit or admission, 2 discharge. */
export interface Diagnosis {
  readonly stage: '1' | '2';
  readonly sortNo: number;
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly main: boolean;
  readonly valid: boolean;
  readonly dept: string;
  readonly doctorNo: string;
  readonly doctorName: string;
  readonly at: string | null;
  readonly admissionCondition: string;
}

export interface VisitKey {
  readonly regionCode: string;
  readonly personId: string;
  readonly visitId: string;
}

/** Adds diagnoses, or replaces those with the same stage, type and number. */
export async function putDiagnoses(
  tx: Queryable,
  key: VisitKey,
  diagnoses: readonly Diagnosis[],
): Promise<void> {
  if (diagnoses.length === 0) return;
  await tx.query(
    `insert into diagnosis (region_code, person_id, visit_id, stage, sort_no, diag_type, diag_code, diag_name, main, valid,
                            dept, doctor_no, doctor_name, diagnosed_at, admission_condition)
     select $1, $2, $3, d."stage", d."sortNo", d."type", d."code", d."name", d."main", d."valid", d."dept", d."doctorNo",
            d."doctorName", d."at", d."admissionCondition"
       from jsonb_to_recordset($4::jsonb) as d ("stage" text, "sortNo" int, "type" text, "code" text, "name" text,
            "main" boolean, "valid" boolean, "dept" text, "doctorNo" text, "doctorName" text, "at" timestamp,
            "admissionCondition" text)
     on conflict (person_id, visit_id, stage, diag_type, sort_no) do update
       set diag_code = excluded.diag_code, diag_name = excluded.diag_name, main = excluded.main, valid = excluded.valid,
           dept = excluded.dept, doctor_no = excluded.doctor_no, doctor_name = excluded.doctor_name,
           diagnosed_at = excluded.diagnosed_at, admission_condition = excluded.admission_condition, updated_at = now()`,
    [key.regionCode, key.personId, key.visitId, JSON.stringify(diagnoses)],
  );
}

/** The valid diagnoses of a visit. */
export async function diagnosesOf(
  db: Queryable,
  personId: string,
  visitId: string,
): Promise<readonly Diagnosis[]> {
  const { rows } = await db.query<Diagnosis>(
    `select stage, sort_no as "sortNo", diag_type as type, diag_code as code, diag_name as name, main, valid, dept,
            doctor_no as "doctorNo", doctor_name as "doctorName", diagnosed_at::text as at,
            admission_condition as "admissionCondition"
       from diagnosis where person_id = $1 and visit_id = $2 and valid order by stage, diag_type, sort_no`,
    [personId, visitId],
  );
  return rows;
}

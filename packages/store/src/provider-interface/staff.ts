import type { Queryable } from '../pool.ts';

/** Department 科室. Times are Beijing wall-clock text. */
export interface Department {
  readonly institutionCode: string;
  readonly code: string;
  readonly specialty: string;
  readonly name: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
  /** Message fields as sent. */
  readonly details: Readonly<Record<string, string>>;
}

/** Adds a department; false when the code is in use. A withdrawn one is opened again. */
export async function insertDepartment(tx: Queryable, d: Department): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into department (institution_code, department_code, specialty, name, begun_at, ended_at, details)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (institution_code, department_code) do update
       set specialty = excluded.specialty, name = excluded.name, begun_at = excluded.begun_at,
           ended_at = excluded.ended_at, details = excluded.details, withdrawn_at = null
       where department.withdrawn_at is not null`,
    [d.institutionCode, d.code, d.specialty, d.name, d.begunAt, d.endedAt, JSON.stringify(d.details)],
  );
  return rowCount === 1;
}

/** Changes a department; false when there is none. */
export async function updateDepartment(tx: Queryable, d: Department): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update department set specialty = $3, name = $4, begun_at = $5, ended_at = $6, details = details || $7::jsonb
      where institution_code = $1 and department_code = $2 and withdrawn_at is null`,
    [d.institutionCode, d.code, d.specialty, d.name, d.begunAt, d.endedAt, JSON.stringify(d.details)],
  );
  return rowCount === 1;
}

export async function withdrawDepartment(
  tx: Queryable,
  institutionCode: string,
  code: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update department set withdrawn_at = now()
      where institution_code = $1 and department_code = $2 and withdrawn_at is null`,
    [institutionCode, code],
  );
  return rowCount === 1;
}

export async function departmentsOf(db: Queryable, institutionCode: string): Promise<readonly Department[]> {
  const { rows } = await db.query<Department>(
    `select institution_code as "institutionCode", department_code as code, specialty, name, begun_at::text as "begunAt",
            ended_at::text as "endedAt", details
       from department where institution_code = $1 and withdrawn_at is null order by department_code`,
    [institutionCode],
  );
  return rows;
}

/** Practitioner 医执人员. */
export interface Practitioner {
  readonly code: string;
  readonly ownNo: string;
  readonly name: string;
  readonly type: string;
  readonly certType: string;
  readonly certNo: string;
  readonly insuranceDoctor: boolean;
  readonly begunAt: string;
  readonly endedAt: string | null;
}

export async function findPractitioners(
  db: Queryable,
  by: {
    readonly institutionCode: string;
    readonly type: string;
    readonly code: string | undefined;
    readonly name: string | undefined;
    readonly certNo: string | undefined;
  },
): Promise<readonly Practitioner[]> {
  const { rows } = await db.query<Practitioner>(
    `select practitioner_code as code, own_no as "ownNo", name, practitioner_type as type, cert_type as "certType",
            cert_no as "certNo", insurance_doctor as "insuranceDoctor", begun_at::text as "begunAt", ended_at::text as "endedAt"
       from practitioner
      where institution_code = $1 and practitioner_type = $2 and ($3::text is null or practitioner_code = $3)
        and ($4::text is null or name = $4) and ($5::text is null or cert_no = $5)
      order by practitioner_code limit 1000`,
    [by.institutionCode, by.type, by.code ?? null, by.name ?? null, by.certNo ?? null],
  );
  return rows;
}

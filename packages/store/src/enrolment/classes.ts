import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { RegisterRow } from './register-rows.ts';

/** SchoolClass 班级 as it is now, with its pupils; a name that only pupils bear has no number. */
export interface ClassRow {
  readonly classId: string | null;
  readonly name: string;
  readonly grade: number | null;
  readonly years: number | null;
  readonly headName: string | null;
  readonly headPhone: string | null;
  readonly since: CalendarDate | null;
  readonly people: number;
}

/** Classes of a school by grade and name. */
export async function classesOf(db: Queryable, unitId: string): Promise<readonly ClassRow[]> {
  const { rows } = await db.query<ClassRow>(
    `with pupils as (select class_name, count(*)::int as n from schooling
        where unit_id = $1 and valid_to is null and class_name <> '' group by 1),
      known as (select * from school_class where unit_id = $1 and valid_to is null)
     select k.class_id as "classId", coalesce(k.class_name, p.class_name) as name, k.grade, k.years, k.head_name as "headName",
            k.head_phone as "headPhone", k.valid_from as since, coalesce(p.n, 0) as people
       from known k full join pupils p on p.class_name = k.class_name order by k.grade nulls last, 2`,
    [unitId],
  );
  return rows;
}

/** The row of a class now, locked. */
export async function classNow(
  tx: Queryable,
  unitId: string,
  className: string,
): Promise<RegisterRow | undefined> {
  const { rows } = await tx.query<{ row: RegisterRow }>(
    `select exact_row(to_jsonb(t)) as row from school_class t
      where unit_id = $1 and class_name = $2 and valid_to is null order by class_id limit 1 for update`,
    [unitId, className],
  );
  return rows[0]?.row;
}

/** Pupils of a class now, locked. */
export async function pupilsOfClass(
  tx: Queryable,
  unitId: string,
  className: string,
): Promise<readonly RegisterRow[]> {
  const { rows } = await tx.query<{ row: RegisterRow }>(
    `select exact_row(to_jsonb(t)) as row from schooling t
      where unit_id = $1 and class_name = $2 and valid_to is null order by person_id for update`,
    [unitId, className],
  );
  return rows.map(({ row }) => row);
}

/** A pupil of a school with the class he is in, as a list of promotion names him. */
export interface ClassPupil {
  readonly className: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
}

export async function classPupils(db: Queryable, unitId: string): Promise<readonly ClassPupil[]> {
  const { rows } = await db.query<ClassPupil>(
    `select s.class_name as "className", p.name, p.cert_type as "certType", p.cert_no as "certNo", p.sex, p.born_on as "bornOn"
       from schooling s join person p using (person_id)
      where s.unit_id = $1 and s.valid_to is null and s.class_name <> '' and p.status = 'active'
      order by s.class_name, p.person_id`,
    [unitId],
  );
  return rows;
}

/** Rows of all classes of a school now. */
export async function classesNow(db: Queryable, unitId: string): Promise<readonly RegisterRow[]> {
  const { rows } = await db.query<{ row: RegisterRow }>(
    `select exact_row(to_jsonb(t)) as row from school_class t where unit_id = $1 and valid_to is null order by class_id`,
    [unitId],
  );
  return rows.map(({ row }) => row);
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A person named by number and name together: by person number or any certificate number. Undefined unless both are right. */
export async function personByNumber(
  db: Queryable,
  regionCode: string,
  number: string,
  name: string,
): Promise<{ readonly personId: string; readonly regionCode: string } | undefined> {
  const { rows } = await db.query<{ personId: string; regionCode: string }>(
    `select person_id as "personId", region_code as "regionCode" from person p
      where region_code like $1 and name = $3 and status = 'active'
        and (psn_no = $2 or cert_no = upper($2)
          or exists (select from person_certificate c where c.person_id = p.person_id and c.cert_no = upper($2)))
      limit 2`,
    [`${regionCode.slice(0, 4)}%`, number, name],
  );
  return rows.length === 1 ? rows[0] : undefined;
}

/** Covered by any scheme on a day. */
export async function coveredOn(db: Queryable, personId: string, on: CalendarDate): Promise<boolean> {
  const { rows } = await db.query<{ covered: boolean }>(
    `select exists (select from coverage where person_id = $1 and status <> '4' and covered_from <= $2
       and (covered_to is null or covered_to >= $2)) as covered`,
    [personId, on],
  );
  return rows[0]?.covered === true;
}

/** Whether a scheme's cover goes on after a day. */
export async function coverGoesOn(
  db: Queryable,
  personId: string,
  scheme: 'employee' | 'resident',
  on: CalendarDate,
): Promise<boolean> {
  const { rows } = await db.query<{ open: boolean }>(
    `select exists (select from coverage where person_id = $1 and scheme = $2 and status <> '4'
       and (covered_to is null or covered_to > $3)) as open`,
    [personId, scheme, on],
  );
  return rows[0]?.open === true;
}

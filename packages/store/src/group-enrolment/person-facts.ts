import type { CalendarDate } from '@gongji/domain';
import type { CoverRow, GroupSpan } from '../enrolment/covers.ts';
import { GRADUATED_ON, type RegisterPerson } from '../enrolment/persons.ts';
import type { Queryable } from '../pool.ts';

/** Cover of a person with the name of the unit that reports it. */
export interface CoverFact extends CoverRow {
  readonly unitName: string | null;
}

/** What the registers know of a person with a certificate. */
export interface PersonFacts extends RegisterPerson {
  readonly key: string;
  /** Last day of care of the latest bill that stands, by scheme. */
  readonly lastBillOn: Readonly<Partial<Record<'employee' | 'resident', CalendarDate>>>;
  /** Oldest first. */
  readonly covers: readonly CoverFact[];
  readonly schooling: readonly {
    readonly unitId: string;
    readonly unitName: string;
    readonly className: string;
    readonly studentNo: string | null;
    readonly from: CalendarDate;
  }[];
  /** Schooling that has ended or has its last day set. */
  readonly endedSchooling: readonly { readonly unitName: string; readonly lastDay: CalendarDate }[];
  readonly groups: readonly GroupSpan[];
  readonly census: {
    readonly unitId: string;
    readonly unitName: string;
    readonly livingHere: boolean;
    readonly exempt: string;
  } | null;
}

/** The number in its oldest form, as the function certificate_key of the database makes it. */
export function certificateKey(certNo: string): string {
  return /^\d{6}19\d{9}[\dX]$/.test(certNo) ? certNo.slice(0, 6) + certNo.slice(8, 17) : certNo.toUpperCase();
}

/**
 * Persons of the region with these certificates, in one round trip; those merged into another are left out. `keys` are
 * made by {@link certificateKey}.
 */
export async function personFacts(
  db: Queryable,
  regionCode: string,
  keys: readonly string[],
): Promise<readonly PersonFacts[]> {
  const { rows } = await db.query<PersonFacts>(
    `with found as (
       select a.key, p.person_id from unnest($1::text[]) as a(key) join person p on certificate_key(p.cert_no) = a.key
       union
       select a.key, o.person_id from unnest($1::text[]) as a(key)
         join person_certificate o on certificate_key(o.cert_no) = a.key)
     select f.key, p.person_id as "personId", p.region_code as "regionCode", p.psn_no as "psnNo", p.name,
       p.cert_type as "certType", p.cert_no as "certNo", p.sex, p.ethnic, p.born_on as "bornOn", p.phone,
       p.family_id as "familyId", p.community_id as "communityId", p.residence, p.household_kind as "householdKind", ${GRADUATED_ON} as "graduatedOn", p.address, p.status,
       p.died_on as "diedOn", p.merged_into as "mergedInto",
       coalesce((select json_object_agg(b.scheme, b.on_day) from (
           select s.scheme, max(s.ended_on) as on_day from settlement s where s.person_id = p.person_id and s.kind = 'settlement'
              and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
            group by s.scheme) b), '{}') as "lastBillOn",
       coalesce((select json_agg(json_build_object('scheme', c.scheme, 'coveredFrom', c.covered_from, 'coveredTo', c.covered_to,
           'benefitFrom', c.benefit_from, 'benefitTo', c.benefit_to, 'status', c.status, 'personStatus', c.person_status,
           'tier', c.tier, 'civilServant', c.civil_servant, 'familyDoctor', c.family_doctor,
           'unbrokenYears', c.unbroken_years, 'unitId', c.unit_id::text, 'payerKind', c.payer_kind, 'withAccount', c.with_account,
           'papersInTime', c.papers_in_time, 'unitKind', u.kind, 'employerKind', u.employer_kind,
           'columns', exact_row(to_jsonb(c) - 'known_from'), 'unitName', u.name) order by c.covered_from)
         from coverage c left join unit u on u.unit_id = c.unit_id where c.person_id = p.person_id), '[]') as covers,
       coalesce((select json_agg(json_build_object('unitId', s.unit_id::text, 'unitName', u.name, 'className', s.class_name,
           'studentNo', s.student_no, 'from', s.valid_from)) from schooling s join unit u on u.unit_id = s.unit_id
         where s.person_id = p.person_id and s.valid_to is null), '[]') as schooling,
       coalesce((select json_agg(json_build_object('unitName', u.name, 'lastDay', s.valid_to) order by s.valid_to)
         from schooling s join unit u on u.unit_id = s.unit_id
         where s.person_id = p.person_id and s.valid_to is not null), '[]') as "endedSchooling",
       coalesce((select json_agg(json_build_object('groupName', g.group_name, 'validFrom', g.valid_from, 'validTo', g.valid_to))
         from person_group g where g.person_id = p.person_id), '[]') as groups,
       (select json_build_object('unitId', s.unit_id::text, 'unitName', u.name, 'livingHere', s.living_here, 'exempt', s.exempt)
          from census s join unit u on u.unit_id = s.unit_id where s.person_id = p.person_id) as census
      from found f join person p on p.person_id = f.person_id
     where p.region_code like $2 and p.status <> 'merged'`,
    [keys, `${regionCode.slice(0, 4)}%`],
  );
  return rows;
}

/** Which of these would-be new persons have a namesake of the same birthday and sex: index → the namesake's number. */
export async function namesakes(
  db: Queryable,
  regionCode: string,
  who: readonly { readonly name: string; readonly bornOn: string; readonly sex: string }[],
): Promise<ReadonlyMap<number, { readonly name: string; readonly psnNo: string }>> {
  const { rows } = await db.query<{ i: number; name: string; psnNo: string }>(
    `select distinct on (a.i) a.i::int as i, p.name, p.psn_no as "psnNo"
       from unnest($1::text[], $2::date[], $3::text[]) with ordinality as a(name, born_on, sex, i)
       join person p on p.born_on = a.born_on and name_key(p.name) = name_key(a.name) and p.sex = a.sex
      where p.region_code like $4 and p.status <> 'merged' order by a.i, p.person_id`,
    [
      who.map((one) => one.name),
      who.map((one) => one.bornOn),
      who.map((one) => one.sex),
      `${regionCode.slice(0, 4)}%`,
    ],
  );
  return new Map(rows.map(({ i, name, psnNo }) => [i - 1, { name, psnNo }]));
}

/** Numbers for new persons, in order. */
export async function nextPersonNumbers(
  db: Queryable,
  regionCode: string,
  count: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ no: string }>(
    "select nextval('person_number') as no from generate_series(1, $1::int)",
    [count],
  );
  return rows.map(({ no }) => regionCode + no.padStart(14, '0'));
}

/** Locks the persons of a list in the order of their numbers, so that two lists never wait for each other. */
export async function lockPersons(tx: Queryable, personIds: readonly string[]): Promise<void> {
  await tx.query('select 1 from person where person_id = any($1::bigint[]) order by person_id for update', [
    personIds,
  ]);
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderByIndex } from '../rest/list-order.ts';
import { personBy } from '../rest/persons.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Person 参保人 as the register has it, unmasked. */
export interface RegisterPerson {
  readonly personId: string;
  readonly regionCode: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly sex: string;
  readonly ethnic: string;
  readonly bornOn: CalendarDate;
  readonly phone: string | null;
  readonly familyId: string | null;
  readonly communityId: string | null;
  readonly residence: string;
  /** Null: not known. */
  readonly householdKind: string | null;
  /** Last day at a university; null: never graduated from one while insured here. */
  readonly graduatedOn: CalendarDate | null;
  readonly address: string | null;
  readonly status: 'active' | 'dead' | 'merged';
  readonly diedOn: CalendarDate | null;
  readonly mergedInto: string | null;
}

/** Last day of school of who graduated while covered as a university student; `p` is the person. */
export const GRADUATED_ON = `(select max(gs.valid_to) from schooling gs join coverage gc on gc.person_id = gs.person_id
    and gc.person_status = 'universityStudent' and gc.covered_from <= gs.valid_to and (gc.covered_to is null or gc.covered_to >= gs.valid_to)
  where gs.person_id = p.person_id and gs.end_reason = 'graduated')`;

const COLUMNS = `p.person_id as "personId", p.region_code as "regionCode", p.psn_no as "psnNo", p.name, p.cert_type as "certType",
  p.cert_no as "certNo", p.sex, p.ethnic, p.born_on as "bornOn", p.phone, p.family_id as "familyId",
  p.community_id as "communityId", p.residence, p.household_kind as "householdKind", ${GRADUATED_ON} as "graduatedOn", p.address, p.status, p.died_on as "diedOn", p.merged_into as "mergedInto"`;

/** Whether `p` is one of the people of a unit: those it reports, its pupils, and those who live in the community; `ever`: or was. */
const ofUnit = (unit: string, ever: boolean) => `exists (select from (
    select m.person_id from person m where m.community_id = ${unit}
    union all select c.person_id from coverage c where c.unit_id = ${unit} ${ever ? '' : 'and c.covered_to is null'}
    union all select s.person_id from schooling s where s.unit_id = ${unit} ${ever ? '' : 'and s.valid_to is null'}
  ) u where u.person_id = p.person_id)`;

/** Whether a person is one of the reader's: of the region, himself, or of the unit. $scope: region pattern, person, unit. */
function inScope(first: number): string {
  const [region, person, unit] = [first, first + 1, first + 2];
  return `p.region_code like $${region} and ($${person}::bigint is null or p.person_id = $${person})
    and ($${unit}::bigint is null or ${ofUnit(`$${unit}`, true)})`;
}

const scopeValues = (scope: Scope) => [regionPattern(scope), scope.personId, scope.unitId];

/** The person that an address names, in the reader's scope. */
export async function registerPersonBy(
  db: Queryable,
  scope: Scope,
  ref: string,
): Promise<RegisterPerson | undefined> {
  const { condition, value } = personBy(ref);
  const { rows } = await db.query<RegisterPerson>(
    `select ${COLUMNS} from person p where ${condition} and ${inScope(2)}`,
    [value, ...scopeValues(scope)],
  );
  return rows[0];
}

/** The person with this number, locked until the transaction ends: changes of one person never run side by side. */
export async function lockPerson(tx: Queryable, personId: string): Promise<RegisterPerson | undefined> {
  const { rows } = await tx.query<RegisterPerson>(
    `select ${COLUMNS} from person p where p.person_id = $1 for update`,
    [personId],
  );
  return rows[0];
}

/** Persons of the region with a certificate of this number in any of its forms, as first or other certificate. */
export async function personsOfCertificate(
  db: Queryable,
  regionCode: string,
  certNo: string,
): Promise<readonly RegisterPerson[]> {
  const { rows } = await db.query<RegisterPerson>(
    `select ${COLUMNS} from person p where p.region_code like $2 and (certificate_key(p.cert_no) = certificate_key($1)
        or p.person_id in (select person_id from person_certificate where certificate_key(cert_no) = certificate_key($1)))
      order by p.status = 'merged', p.person_id limit 20`,
    [certNo, `${regionCode.slice(0, 4)}%`],
  );
  return rows;
}

/** Living persons of the same name, birthday and sex. */
export async function twinsOf(
  db: Queryable,
  regionCode: string,
  who: { readonly name: string; readonly bornOn: string; readonly sex: string },
): Promise<readonly RegisterPerson[]> {
  const { rows } = await db.query<RegisterPerson>(
    `select ${COLUMNS} from person p where p.born_on = $2 and p.region_code like $4 and p.status <> 'merged'
        and name_key(p.name) = name_key($1) and p.sex = $3 order by p.person_id limit 20`,
    [who.name, who.bornOn, who.sex, `${regionCode.slice(0, 4)}%`],
  );
  return rows;
}

export async function nextPersonNumber(db: Queryable, regionCode: string): Promise<string> {
  const { rows } = await db.query<{ no: string }>("select nextval('person_number') as no");
  return regionCode + (rows[0]?.no ?? '').padStart(14, '0');
}

export interface ListedPerson extends RegisterPerson {
  readonly covers: readonly {
    readonly scheme: string;
    readonly status: string;
    readonly personStatus: string;
  }[];
}

export interface PersonFilter {
  /** Beginning of the name or its initials, or a whole number; empty: everybody. */
  readonly q: string;
  readonly unitId: string | null;
}

const NAMED = (text: string) => `p.name like ${text} || '%'`;
const TYPED = (
  text: string,
) => `(${NAMED(text)} or p.name_initials like upper(${text}) || '%' or p.psn_no = ${text}
  or (length(${text}) >= 15 and certificate_key(p.cert_no) = certificate_key(upper(${text}))))`;

/**
 * Persons in scope that match. Nothing is said of what is not asked for, nor of numbers where a name is typed, so that the list
 * begins with the few that an index gives, and not with the whole register.
 */
function matching(scope: Scope, { q, unitId }: PersonFilter) {
  const values = [regionPattern(scope)];
  const conditions = ['p.region_code like $1'];
  const also = (value: string | null, condition: (parameter: string) => string): void => {
    if (value === null || value === '') return;
    conditions.push(condition(`$${values.push(value)}`));
  };
  also(scope.personId, (person) => `p.person_id = ${person}`);
  also(scope.unitId, (unit) => ofUnit(unit, true));
  also(unitId, (unit) => ofUnit(unit, false));
  also(q, /^\p{Script=Han}/u.test(q) ? NAMED : TYPED);
  return { where: conditions.join(' and '), values };
}

const ORDERS = { psnNo: 'p.psn_no', name: 'p.name', birthYear: 'p.born_on' };

/** Persons in scope: by the beginning of a name or number, or those of a unit; in the order asked for. */
export async function listPersons(
  db: Queryable,
  scope: Scope,
  filter: PersonFilter & ListOrder,
): Promise<readonly ListedPerson[]> {
  const { where, values } = matching(scope, filter);
  const order = orderByIndex(ORDERS, filter, 'p.person_id');
  // Covers are looked up for the page alone, not for the rows before it.
  const { rows } = await db.query<ListedPerson>(
    `select ${COLUMNS}, coalesce((select jsonb_agg(jsonb_build_object('scheme', c.scheme, 'status', c.status,
              'personStatus', c.person_status) order by c.covered_from desc) from coverage c
              where c.person_id = p.person_id and (c.covered_to is null or c.covered_to >= current_date)), '[]') as covers
       from (select * from person p where ${where} order by ${order}
             offset $${values.length + 1} limit $${values.length + 2}) p
      order by ${order}`,
    [...values, filter.after, filter.limit],
  );
  return rows;
}

/** How many there are, counted so far. */
export async function countPersons(
  db: Queryable,
  scope: Scope,
  filter: PersonFilter,
  most: number,
): Promise<number> {
  const { where, values } = matching(scope, filter);
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from (select from person p where ${where} limit $${values.length + 1}) t`,
    [...values, most],
  );
  return rows[0]?.n ?? 0;
}

/** Persons that were merged into this one. */
export async function mergedInto(db: Queryable, personId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select person_id as id from person where merged_into = $1 order by person_id',
    [personId],
  );
  return rows.map((row) => row.id);
}

/** Who stays of those of these numbers that are several of one person. */
export async function staysOf(db: Queryable, personIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct coalesce(p.merged_into, p.person_id) as id from person p
      where p.person_id = any($1::bigint[])
        and (p.merged_into is not null or exists (select from person m where m.merged_into = p.person_id))`,
    [personIds],
  );
  return rows.map((row) => row.id);
}

/**
 * Those of these numbers that were merged into another of the region, with who stays. None of these merges is undone until the
 * transaction ends.
 */
export async function mergedAmong(
  tx: Queryable,
  personIds: readonly string[],
): Promise<readonly { readonly personId: string; readonly keepId: string }[]> {
  const { rows } = await tx.query<{ personId: string; keepId: string }>(
    `select p.person_id as "personId", p.merged_into as "keepId"
       from person p join person k on k.person_id = p.merged_into and k.region_code = p.region_code
      where p.person_id = any($1::bigint[]) order by p.person_id for share of p`,
    [personIds],
  );
  return rows;
}

export async function personNames(
  db: Queryable,
  personIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select person_id as id, name from person where person_id = any($1::bigint[])',
    [personIds],
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

/** Persons of the family that is kept under this number, of one role or all. */
export async function membersOfFamily(
  db: Queryable,
  familyId: string,
  role?: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select person_id as id from person where family_id = $1 and status <> 'merged'
        and ($2::text is null or family_role = $2) order by person_id limit 100`,
    [familyId, role ?? null],
  );
  return rows.map((row) => row.id);
}

/** Member of a family as the register shows one. */
export interface FamilyMember {
  readonly personId: string;
  readonly name: string;
  readonly bornOn: CalendarDate;
  readonly role: 'head' | 'spouse' | 'child' | 'parent' | 'other' | null;
}

/** The family of a person, with himself, oldest first. */
export async function familyOf(db: Queryable, personId: string): Promise<readonly FamilyMember[]> {
  const { rows } = await db.query<FamilyMember>(
    `select p.person_id as "personId", p.name, p.born_on as "bornOn", p.family_role as role from person p
      where p.family_id = (select family_id from person where person_id = $1) and p.status <> 'merged'
      order by p.family_role = 'head' desc nulls last, p.born_on limit 50`,
    [personId],
  );
  return rows;
}

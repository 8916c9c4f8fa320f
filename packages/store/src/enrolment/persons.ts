import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
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
  readonly address: string | null;
  readonly status: 'active' | 'dead' | 'merged';
  readonly diedOn: CalendarDate | null;
  readonly mergedInto: string | null;
}

const COLUMNS = `p.person_id as "personId", p.region_code as "regionCode", p.psn_no as "psnNo", p.name, p.cert_type as "certType",
  p.cert_no as "certNo", p.sex, p.ethnic, p.born_on as "bornOn", p.phone, p.family_id as "familyId",
  p.community_id as "communityId", p.residence, p.address, p.status, p.died_on as "diedOn", p.merged_into as "mergedInto"`;

/**
 * Whether a person is one of the reader's: of the region, himself, or of the unit. A unit's people are those it reports or
 * reported, its pupils, and those who live in the community. $scope: region pattern, person, unit.
 */
function inScope(first: number): string {
  const [region, person, unit] = [first, first + 1, first + 2];
  return `p.region_code like $${region} and ($${person}::bigint is null or p.person_id = $${person})
    and ($${unit}::bigint is null or p.community_id = $${unit}
      or exists (select from coverage c where c.person_id = p.person_id and c.unit_id = $${unit})
      or exists (select from schooling s where s.person_id = p.person_id and s.unit_id = $${unit}))`;
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

/** Persons in scope: by the beginning of a name or number, or those of a unit; in the order of names. */
export async function listPersons(
  db: Queryable,
  scope: Scope,
  ask: {
    readonly q: string;
    readonly unitId: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly ListedPerson[]> {
  const { rows } = await db.query<ListedPerson>(
    `select ${COLUMNS}, coalesce((select jsonb_agg(jsonb_build_object('scheme', c.scheme, 'status', c.status,
              'personStatus', c.person_status) order by c.covered_from desc) from coverage c
              where c.person_id = p.person_id and (c.covered_to is null or c.covered_to >= current_date)), '[]') as covers
       from person p
      where ${inScope(1)}
        and ($4 = '' or p.name like $4 || '%' or p.name_initials like upper($4) || '%' or p.psn_no = $4
             or (length($4) >= 15 and certificate_key(p.cert_no) = certificate_key(upper($4))))
        and ($5::bigint is null or p.community_id = $5
             or exists (select from coverage c where c.person_id = p.person_id and c.unit_id = $5 and c.covered_to is null)
             or exists (select from schooling s where s.person_id = p.person_id and s.unit_id = $5 and s.valid_to is null))
        and ($6::bigint is null or p.person_id > $6)
      order by p.person_id limit $7`,
    [...scopeValues(scope), ask.q, ask.unitId, ask.after, ask.limit],
  );
  return rows;
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

import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** A person as a search finds one, unmasked: mask before sending. */
export interface FoundPerson {
  readonly personId: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certNo: string;
  readonly phone: string | null;
  readonly sex: string;
  readonly bornOn: string;
}

/** Certificate types 证件类型 in use; named, so that the unique key (type, number) answers. */
const CERT_TYPES = [
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '90',
  '99',
];

/** How a text is looked for; each condition has its index, and gives its rows in the order of that index. */
const CONDITIONS = {
  psnNo: 'p.psn_no = $1',
  certNo: `p.cert_type = any('{${CERT_TYPES.join(',')}}') and p.cert_no = $1`,
  cardNo: 'p.card_no = $1',
  phone: 'p.phone = $1',
  name: "p.name like $1 || '%' order by p.name using ~<~",
  initials: "p.name_initials like $1 || '%' order by p.name_initials, p.person_id",
} as const;
export type PersonKey = keyof typeof CONDITIONS;

/**
 * Persons of the region by one key; `name` and `initials` take the beginning. The text holds no wildcard: the caller
 * has seen to it that it is digits, letters or Chinese characters.
 */
export async function findPersons(
  db: Queryable,
  scope: Scope,
  key: PersonKey,
  text: string,
  limit: number,
): Promise<readonly FoundPerson[]> {
  const [condition = '', order = ''] = CONDITIONS[key].split(' order by ');
  // Not named: the plan is made for this very text, so that a beginning can use its index.
  const { rows } = await db.query<FoundPerson>(
    `select p.person_id as "personId", p.psn_no as "psnNo", p.name, p.cert_no as "certNo", p.phone, p.sex,
            p.born_on as "bornOn"
       from person p
      where ${condition} and p.region_code like $2 and ($3::bigint is null or p.person_id = $3)
      ${order === '' ? '' : `order by ${order}`} limit $4`,
    [text, regionPattern(scope), scope.personId, limit],
  );
  return rows;
}

/** A unit 参保单位 as a search finds one. */
export interface FoundUnit {
  readonly unitId: string;
  readonly kind: 'employer' | 'school' | 'community';
  readonly name: string;
  readonly code: string;
  readonly active: boolean;
}

/**
 * How a text is looked for among the units. Their names begin with the city, so a part of one is enough; there are few enough
 * units (one for some thirty persons) to look through, the shortest name first.
 */
const UNIT_CONDITIONS = {
  unitNo: "$1 ~ '^\\d{1,18}$' and u.unit_id::text = $1",
  code: 'u.code = $1',
  name: "u.name like '%' || $1 || '%'",
  initials: "u.name_initials like '%' || $1 || '%'",
} as const;
export type UnitKey = keyof typeof UNIT_CONDITIONS;

/** Units in scope by one key; a user of a unit finds his own and its branches. The text holds no wildcard. */
export async function findUnits(
  db: Queryable,
  scope: Scope,
  key: UnitKey,
  text: string,
  limit: number,
): Promise<readonly FoundUnit[]> {
  const { rows } = await db.query<FoundUnit>(
    `select u.unit_id as "unitId", u.kind, u.name, u.code, u.status = 'active' as active from unit u
      where ${UNIT_CONDITIONS[key]} and u.region_code like $2 and ($3::bigint is null or u.unit_id = $3 or u.parent_unit_id = $3)
      order by u.status <> 'active', length(u.name), u.unit_id limit $4`,
    [text, regionPattern(scope), scope.unitId, limit],
  );
  return rows;
}

const BATCH = 5_000;

/** Persons or units whose initials have not been worked out yet, and how to keep them. Says how many there were. */
export async function fillInitials(
  db: Queryable,
  register: 'person' | 'unit',
  initialsOf: (name: string) => string,
): Promise<number> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select ${register}_id as id, name from ${register} where name_initials is null order by 1 limit $1`,
    [BATCH],
  );
  if (rows.length === 0) return 0;
  await db.query(
    `update ${register} p set name_initials = n.initials
       from unnest($1::bigint[], $2::text[], $3::text[]) as n (id, name, initials)
      where p.${register}_id = n.id and p.name = n.name`,
    [rows.map((r) => r.id), rows.map((r) => r.name), rows.map((r) => initialsOf(r.name))],
  );
  return rows.length;
}

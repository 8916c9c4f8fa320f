import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { RegisterRow } from './register-rows.ts';

/** Unit 参保单位: an employer, school or community. */
export interface UnitRow {
  readonly unitId: string;
  readonly regionCode: string;
  readonly kind: 'employer' | 'school' | 'community';
  readonly code: string;
  readonly name: string;
  readonly areaCode: string | null;
  readonly areaName: string | null;
  readonly parentUnitId: string | null;
  readonly parentName: string | null;
  readonly employerKind: string | null;
  readonly industry: string | null;
  readonly status: 'active' | 'suspended' | 'cancelled';
  readonly registeredOn: CalendarDate;
  readonly endedOn: CalendarDate | null;
  readonly contactName: string | null;
  readonly contactPhone: string | null;
  readonly address: string | null;
  readonly bankName: string | null;
  readonly bankAccount: string | null;
  readonly mergedInto: string | null;
  readonly mergedName: string | null;
  /** Persons that it reports now. */
  readonly people: number;
}

const COLUMNS = `u.unit_id as "unitId", u.region_code as "regionCode", u.kind, u.code, u.name, u.area_code as "areaCode",
  a.name as "areaName", u.parent_unit_id as "parentUnitId", pu.name as "parentName", u.employer_kind as "employerKind",
  u.industry, u.status, u.registered_on as "registeredOn", u.ended_on as "endedOn", u.contact_name as "contactName",
  u.contact_phone as "contactPhone", u.address, u.bank_name as "bankName", u.bank_account as "bankAccount",
  u.merged_into as "mergedInto", mu.name as "mergedName",
  (select count(*)::int from coverage c where c.unit_id = u.unit_id and c.covered_to is null) as people`;
const FROM = `from unit u left join area a on a.area_code = u.area_code left join unit pu on pu.unit_id = u.parent_unit_id
  left join unit mu on mu.unit_id = u.merged_into`;

/** A unit in scope: a user of a unit sees his own and its branches. */
const IN_SCOPE = 'u.region_code like $1 and ($2::bigint is null or u.unit_id = $2 or u.parent_unit_id = $2)';

export async function readUnit(db: Queryable, scope: Scope, unitId: string): Promise<UnitRow | undefined> {
  const { rows } = await db.query<UnitRow>(`select ${COLUMNS} ${FROM} where ${IN_SCOPE} and u.unit_id = $3`, [
    regionPattern(scope),
    scope.unitId,
    unitId,
  ]);
  return rows[0];
}

export async function unitNames(
  db: Queryable,
  unitIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.query<{ unitId: string; name: string }>(
    'select unit_id as "unitId", name from unit where unit_id = any($1::bigint[])',
    [unitIds],
  );
  return Object.fromEntries(rows.map((row) => [row.unitId, row.name]));
}

export interface UnitFilter {
  /** Part of the name, or the beginning of the initials or the code; no wildcard. */
  readonly q: string;
  readonly kind: string | undefined;
  readonly status: string | undefined;
  /** Only employers of these kinds that are not closed. */
  readonly employerKinds: readonly string[] | null;
}

const MATCHES = `${IN_SCOPE} and ($3 = '' or u.name like '%' || $3 || '%'
    or u.name_initials like upper($3) || '%' or u.code like $3 || '%') and ($4::text is null or u.kind = $4)
  and ($5::text is null or u.status = $5)
  and ($6::text[] is null or (u.employer_kind = any($6) and u.status <> 'cancelled'))`;
const UNIT_ORDERS = { code: 'u.code', name: 'u.name', people: 'people', registeredOn: 'u.registered_on' };
const valuesOf = (scope: Scope, { q, kind, status, employerKinds }: UnitFilter) => [
  ...[regionPattern(scope), scope.unitId, q, kind ?? null, status ?? null, employerKinds],
];

/** Units in scope, in the order asked for. */
export async function listUnits(
  db: Queryable,
  scope: Scope,
  filter: UnitFilter & ListOrder,
): Promise<readonly UnitRow[]> {
  const { rows } = await db.query<UnitRow>(
    `select ${COLUMNS} ${FROM} where ${MATCHES} order by ${orderBy(UNIT_ORDERS, filter, 'u.unit_id')} offset $7 limit $8`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many units match, and how many persons they report together. */
export async function countUnits(
  db: Queryable,
  scope: Scope,
  filter: UnitFilter,
): Promise<{ readonly total: number; readonly people: number }> {
  const { rows } = await db.query<{ total: number; people: number }>(
    `with found as (select u.unit_id from unit u where ${MATCHES})
     select (select count(*)::int from found) as total,
            (select count(*)::int from coverage c join found using (unit_id) where c.covered_to is null) as people`,
    valuesOf(scope, filter),
  );
  return rows[0] ?? { total: 0, people: 0 };
}

export async function unitOfCode(
  db: Queryable,
  kind: string,
  code: string,
): Promise<{ readonly unitId: string; readonly name: string } | undefined> {
  const { rows } = await db.query<{ unitId: string; name: string }>(
    'select unit_id as "unitId", name from unit where kind = $1 and code = $2',
    [kind, code],
  );
  return rows[0];
}

/** Registers whose rows name a unit. */
export type UnitRegister = 'coverage' | 'schooling' | 'person' | 'census' | 'school_class';

/** Rows of the registers that name a unit now, locked: covers and schooling that go on, residents, the census. */
export async function rowsOfUnit(
  tx: Queryable,
  unitId: string,
): Promise<readonly { readonly register: UnitRegister; readonly row: RegisterRow }[]> {
  const found: { register: UnitRegister; row: RegisterRow }[] = [];
  const sources = [
    ['coverage', 'unit_id = $1 and covered_to is null'],
    ['schooling', 'unit_id = $1 and valid_to is null'],
    ['person', 'community_id = $1'],
    ['census', 'unit_id = $1'],
    ['school_class', 'unit_id = $1 and valid_to is null'],
  ] as const;
  for (const [register, condition] of sources) {
    const { rows } = await tx.query<{ row: RegisterRow }>(
      `select exact_row(to_jsonb(t)) as row from ${register} t where ${condition}
        order by ${register === 'school_class' ? 'class_id' : 'person_id'} for update`,
      [unitId],
    );
    found.push(...rows.map(({ row }) => ({ register, row })));
  }
  return found;
}

import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { BasisLine } from './write-charges.ts';

/** BaseDeclaration 基数申报. */
export interface DeclarationRow {
  readonly declarationId: string;
  readonly regionCode: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly fromMonth: CalendarDate;
  readonly toMonth: CalendarDate | null;
  readonly persons: number;
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn';
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string;
}

const DECLARATIONS = `from base_declaration d left join unit u using (unit_id)
  where d.region_code like $1 and ($2::bigint is null or d.unit_id = $2)`;
const DECLARATION = `select d.declaration_id as "declarationId", d.region_code as "regionCode", d.unit_id as "unitId",
    u.name as "unitName", d.from_month as "fromMonth", d.to_month as "toMonth", d.persons, d.state,
    d.submitted_by as "submittedBy", d.submitted_at as "submittedAt", d.decided_by as "decidedBy",
    d.decided_at as "decidedAt", d.note
  ${DECLARATIONS}`;
const DECLARATION_ORDERS = {
  submittedAt: 'd.submitted_at',
  unitName: 'u.name',
  fromMonth: 'd.from_month',
  persons: 'd.persons',
};
const scoped = (scope: Scope) => [regionPattern(scope), scope.unitId];

export async function listDeclarations(
  db: Queryable,
  scope: Scope,
  filter: { readonly state?: string | undefined } & ListOrder,
): Promise<readonly DeclarationRow[]> {
  const { rows } = await db.query<DeclarationRow>(
    `${DECLARATION} and ($3::text is null or d.state = $3)
      order by ${orderBy(DECLARATION_ORDERS, filter, 'd.declaration_id desc')} offset $4 limit $5`,
    [...scoped(scope), filter.state ?? null, filter.after, filter.limit],
  );
  return rows;
}

export async function countDeclarations(
  db: Queryable,
  scope: Scope,
  { state }: { readonly state?: string | undefined },
): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total ${DECLARATIONS} and ($3::text is null or d.state = $3)`,
    [...scoped(scope), state ?? null],
  );
  return rows[0]?.total ?? 0;
}

export async function readDeclaration(
  db: Queryable,
  scope: Scope,
  declarationId: string,
): Promise<DeclarationRow | undefined> {
  const { rows } = await db.query<DeclarationRow>(`${DECLARATION} and d.declaration_id = $3`, [
    ...scoped(scope),
    declarationId,
  ]);
  return rows[0];
}

export async function lockDeclaration(
  tx: PoolClient,
  scope: Scope,
  declarationId: string,
): Promise<DeclarationRow | undefined> {
  await tx.query('select 1 from base_declaration where declaration_id = $1 for update', [declarationId]);
  return readDeclaration(tx, scope, declarationId);
}

export async function declaredLines(
  db: Queryable,
  declarationId: string,
): Promise<readonly { readonly personId: string; readonly declaredFen: number }[]> {
  const { rows } = await db.query<{ personId: string; declaredFen: number }>(
    `select person_id as "personId", declared_fen::float8 as "declaredFen" from declared_base
      where declaration_id = $1 order by person_id`,
    [declarationId],
  );
  return rows;
}

export interface NewDeclaration {
  readonly declarationId: string;
  readonly regionCode: string;
  readonly unitId: string | null;
  readonly fromMonth: CalendarDate;
  readonly toMonth: CalendarDate | null;
  readonly by: string;
  readonly at: Date;
  readonly lines: readonly { readonly personId: string; readonly declaredFen: number }[];
}

export async function insertDeclaration(db: Queryable, given: NewDeclaration): Promise<void> {
  const { declarationId, regionCode, lines } = given;
  await db.query(
    `insert into base_declaration (declaration_id, region_code, unit_id, from_month, to_month, persons, submitted_by, submitted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      declarationId,
      regionCode,
      given.unitId,
      given.fromMonth,
      given.toMonth,
      lines.length,
      given.by,
      given.at,
    ],
  );
  await db.query(
    `insert into declared_base (region_code, person_id, declaration_id, declared_fen)
     select $1, p, $2, f from unnest($3::bigint[], $4::bigint[]) as g (p, f)`,
    [regionCode, declarationId, lines.map((l) => l.personId), lines.map((l) => l.declaredFen)],
  );
}

export async function decideDeclaration(
  db: Queryable,
  declarationId: string,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await db.query(
    `update base_declaration set state = $2, decided_by = $3, decided_at = $4, note = $5
      where declaration_id = $1 and state = 'open'`,
    [declarationId, decision.approved ? 'approved' : 'refused', decision.by, decision.at, decision.note],
  );
}

export interface RosterRow {
  readonly personId: string;
  readonly name: string;
  readonly psnNo: string;
  readonly declaredFen: number | null;
}

/** People a unit pays for on a day, with the wage that holds for its month. */
export async function unitRoster(
  db: Queryable,
  scope: Scope,
  unitId: string,
  on: CalendarDate,
): Promise<readonly RosterRow[]> {
  const { rows } = await db.query<RosterRow>(
    `select c.person_id as "personId", p.name, p.psn_no as "psnNo", d.declared_fen::float8 as "declaredFen"
       from coverage c join person p using (person_id)
       left join lateral (select l.declared_fen from declared_base l join base_declaration b using (declaration_id)
          where l.person_id = c.person_id and b.state = 'approved' and b.unit_id = c.unit_id and b.from_month <= $3
            and (b.to_month is null or b.to_month >= date_trunc('month', $3::date)) order by b.decided_at desc limit 1) d on true
      where c.region_code like $1 and c.unit_id = $2 and c.payer_kind = 'employer' and c.status = '1'
        and c.covered_from <= $3 and (c.covered_to is null or c.covered_to >= $3) and p.status = 'active'
      order by c.person_id`,
    [regionPattern(scope), unitId, on],
  );
  return rows;
}

export async function unitName(db: Queryable, scope: Scope, unitId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    'select name from unit where region_code like $1 and unit_id = $2',
    [regionPattern(scope), unitId],
  );
  return rows[0]?.name;
}

/** Months from `from` to `to` for which persons of a unit have charges. */
export async function assessedMonths(
  db: Queryable,
  unitId: string,
  from: string,
  to: string | null,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ period: string }>(
    `select distinct period from contribution_bill where unit_id = $1 and payer = 'unit' and scheme = 'employee'
        and period >= $2 and ($3::text is null or period <= $3) order by 1`,
    [unitId, from, to],
  );
  return rows.map((row) => row.period);
}

/** A charge that holds, of a person and month that a declaration names, with the wage that holds now. */
export interface LiveCharge {
  readonly chargeId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly scheme: string;
  readonly period: string;
  readonly version: number;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly declaredFen: number | null;
  readonly baseFen: number | null;
  readonly basisId: string;
  readonly amounts: readonly number[];
  readonly totalFen: number;
  readonly policyVersion: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly lines: readonly BasisLine[];
  readonly declaredNowFen: number;
}

/** Charges of the persons and months of a declaration. A later declaration that was approved before holds where it does. */
export async function liveCharges(db: Queryable, declarationId: string): Promise<readonly LiveCharge[]> {
  const { rows } = await db.query<LiveCharge>(
    `select c.charge_id as "chargeId", c.region_code as "regionCode", c.person_id as "personId", c.scheme, c.period, c.version,
            c.unit_id as "unitId", c.area_code as "areaCode", c.declared_fen::float8 as "declaredFen",
            c.base_fen::float8 as "baseFen", c.basis_id as "basisId", c.amounts::float8[] as amounts,
            c.total_fen::float8 as "totalFen", s.policy_version as "policyVersion", s.facts, s.lines,
            l.declared_fen::float8 as "declaredNowFen"
       from base_declaration d join declared_base l using (declaration_id)
       join charge c on c.person_id = l.person_id and c.unit_id is not distinct from d.unit_id
       join assessment_basis s using (basis_id)
      where d.declaration_id = $1 and c.scheme = 'employee' and c.kind = 'contribution' and c.origin_id is null
        and c.period >= to_char(d.from_month, 'YYYY-MM') and (d.to_month is null or c.period <= to_char(d.to_month, 'YYYY-MM'))
        and not exists (select from charge y where y.person_id = c.person_id and y.origin_id = c.charge_id)
      order by c.period, c.person_id`,
    [declarationId],
  );
  return rows;
}

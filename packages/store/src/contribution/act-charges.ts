import type { Queryable } from '../pool.ts';
import type { InsuredRow, Span } from './load-part.ts';
import { INSURED_COLUMNS, INSURED_FROM } from './load-part.ts';
import type { BasisLine, Charge } from './write-charges.ts';

/**
 * Persons whose cover an act has just written, each by his latest cover of the scheme, as an assessment of the period takes
 * them: who is charged for it already is left out. The wage is the one that is declared; the act's own comes with the act.
 */
export async function insuredForAct(
  db: Queryable,
  of: { readonly regionCode: string; readonly scheme: string; readonly period: string },
  span: Span,
  personIds: readonly string[],
): Promise<readonly InsuredRow[]> {
  const { rows } = await db.query<InsuredRow>(
    `select distinct on (c.person_id) ${INSURED_COLUMNS}, null as "declaredFen" ${INSURED_FROM}
      where c.region_code like $1 and c.scheme = $2 and $3::date is not null and c.status = '1' and p.status = 'active'
        and c.person_id = any($5::bigint[])
        and (select coalesce(sum(case when x.origin_id is null then 1 else -1 end), 0) from charge x
              where x.person_id = c.person_id and x.scheme = $2 and x.period = $4 and x.kind = 'contribution') = 0
      order by c.person_id, c.covered_from desc`,
    [`${of.regionCode.slice(0, 4)}%`, of.scheme, span.from, of.period, personIds],
  );
  return rows;
}

/** The next version of the charge of each person for a period: one that was taken back keeps its number. */
export async function chargeVersions(
  db: Queryable,
  of: { readonly scheme: string; readonly period: string },
  personIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ personId: string; version: number }>(
    `select person_id as "personId", max(version) + 1 as version from charge
      where person_id = any($1::bigint[]) and scheme = $2 and period = $3 and kind = 'contribution' group by 1`,
    [personIds, of.scheme, of.period],
  );
  return new Map(rows.map((row) => [row.personId, row.version]));
}

export async function keepActCharges(
  db: Queryable,
  rows: readonly {
    readonly regionCode: string;
    readonly personId: string;
    readonly actId: string;
    readonly chargeId: string;
  }[],
): Promise<void> {
  await db.query(
    `insert into enrolment_charge (region_code, person_id, act_id, charge_id)
     select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])`,
    [
      rows.map((row) => row.regionCode),
      rows.map((row) => row.personId),
      rows.map((row) => row.actId),
      rows.map((row) => row.chargeId),
    ],
  );
}

/** A charge of an act that stands, or what a correction has put in its place, with its basis. */
export interface ActCharge extends Omit<Charge, 'assessedAt'> {
  /** Of the bill on which it stands: one of a make-up carries several periods. */
  readonly billPeriod: string;
  readonly policyVersion: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly lines: readonly BasisLine[];
}

export async function chargesOfActs(db: Queryable, actIds: readonly string[]): Promise<readonly ActCharge[]> {
  const { rows } = await db.query<ActCharge>(
    `select distinct on (c.person_id, c.charge_id) c.region_code as "regionCode", c.person_id as "personId", c.charge_id as "chargeId", c.run_id as "runId", c.scheme,
            c.period, r.period as "billPeriod", c.kind, c.version, null as "originId", c.unit_id as "unitId", c.area_code as "areaCode",
            c.declared_fen::float8 as "declaredFen", c.base_fen::float8 as "baseFen", c.basis_id as "basisId",
            c.amounts::float8[] as amounts, c.total_fen::float8 as "totalFen", s.policy_version as "policyVersion", s.facts, s.lines
       from enrolment_charge e join charge m on m.person_id = e.person_id and m.charge_id = e.charge_id
       join charge c on c.person_id = m.person_id and c.scheme = m.scheme and c.period = m.period and c.kind = m.kind
        and c.version >= m.version
       join assessment_basis s on s.basis_id = c.basis_id join assessment_run r on r.run_id = c.run_id
      where e.act_id = any($1::bigint[]) and c.origin_id is null
        and not exists (select from charge y where y.person_id = c.person_id and y.origin_id = c.charge_id)
      order by c.person_id, c.charge_id`,
    [actIds],
  );
  return rows;
}

/** Payments that stand of bills on which nobody stands but the persons of these acts, the last first. */
export async function paymentsOfActs(
  db: Queryable,
  actIds: readonly string[],
): Promise<
  readonly { readonly allocationId: string; readonly amountFen: number; readonly regionCode: string }[]
> {
  const { rows } = await db.query<{ allocationId: string; amountFen: number; regionCode: string }>(
    `select distinct a.allocation_id as "allocationId", a.amount_fen::float8 as "amountFen", a.region_code as "regionCode"
       from enrolment_charge e join charge c on c.person_id = e.person_id and c.charge_id = e.charge_id
       join contribution_bill b on b.run_id = c.run_id and case b.payer when 'unit' then b.unit_id = c.unit_id else b.person_id = c.person_id end
       join allocation a on a.bill_id = b.bill_id
      where e.act_id = any($1::bigint[]) and b.payer in ('unit', 'person', 'account') and a.receipt_id is not null
        and not exists (select from charge o where o.run_id = b.run_id and b.payer = 'unit' and o.unit_id = b.unit_id
          and not exists (select from enrolment_charge q where q.person_id = o.person_id and q.charge_id = o.charge_id and q.act_id = any($1::bigint[]))) and a.how <> 'reversal'
        and not exists (select from allocation x where x.person_id = a.person_id and x.origin_id = a.allocation_id)
      order by 1 desc`,
    [actIds],
  );
  return rows;
}

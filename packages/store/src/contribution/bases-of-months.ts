import type { Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Months from the first to the last, both included, as `yyyy-MM`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** What was assessed for a person of a unit in a month, and on what. */
export interface BaseOfMonth {
  readonly personId: string;
  readonly month: string;
  readonly baseFen: Fen;
  readonly policyVersion: string;
  readonly facts: unknown;
}

/** A charge that nothing has taken back. */
export const CHARGE_HOLDS = `c.kind = 'contribution' and c.origin_id is null and not exists
  (select from charge o where o.person_id = c.person_id and o.origin_id = c.charge_id)`;

/** Assessments that hold of everybody whom a unit pays for, by person and month. */
export async function basesOfMonths(
  db: Queryable,
  unitId: string,
  { from, to }: Months,
): Promise<readonly BaseOfMonth[]> {
  const { rows } = await db.query<BaseOfMonth>(
    `select c.person_id as "personId", c.period as month, c.base_fen::float8 as "baseFen",
            b.policy_version as "policyVersion", b.facts
       from charge c join assessment_basis b on b.basis_id = c.basis_id
      where c.unit_id = $1 and c.period between $2 and $3 and c.base_fen is not null and c.person_id > 0 and ${CHARGE_HOLDS}`,
    [unitId, from, to],
  );
  return rows;
}

export interface UnitMonth {
  readonly unitId: string;
  readonly month: string;
  /** Sum of the bases assessed for the month; null: nothing was. */
  readonly baseFen: Fen | null;
  /** Money of the unit that came in that month; null: none. */
  readonly receivedFen: Fen | null;
}

/** Bases by the month they are of, and money by the month in which it came in, of every unit of the region. */
export async function unitMonths(
  db: Queryable,
  scope: Scope,
  { from, to }: Months,
): Promise<readonly UnitMonth[]> {
  const { rows } = await db.query<UnitMonth>(
    `with bases as (
       select c.unit_id, c.period as month, sum(c.base_fen) as fen from charge c
        where c.region_code like $1 and c.unit_id is not null and c.period between $2 and $3 and ${CHARGE_HOLDS}
        group by 1, 2
     ), received as (
       select b.unit_id, to_char(r.paid_on, 'YYYY-MM') as month, sum(a.amount_fen) as fen
         from allocation a join receipt r on r.receipt_id = a.receipt_id
         join contribution_bill b on b.person_id = a.person_id and b.bill_id = a.bill_id
        where b.payer = 'unit' and b.region_code like $1 and to_char(r.paid_on, 'YYYY-MM') between $2 and $3
        group by 1, 2
     )
     select coalesce(s.unit_id, m.unit_id) as "unitId", coalesce(s.month, m.month) as month,
            s.fen::float8 as "baseFen", m.fen::float8 as "receivedFen"
       from bases s full join received m on m.unit_id = s.unit_id and m.month = s.month`,
    [regionPattern(scope), from, to],
  );
  return rows;
}

import type { Queryable } from '../pool.ts';

/** What a person's latest contribution of a scheme was charged on. */
export interface DeclaredBase {
  readonly scheme: 'employee' | 'resident';
  readonly declaredFen: number | null;
}

export async function latestBases(db: Queryable, personId: string): Promise<readonly DeclaredBase[]> {
  const { rows } = await db.query<DeclaredBase>(
    `select distinct on (scheme) scheme, declared_fen::float8 as "declaredFen" from charge
      where person_id = $1 and kind = 'contribution' and origin_id is null order by scheme, charge_id desc`,
    [personId],
  );
  return rows;
}

/** What a unit owes and has not paid. */
export async function unpaidOfUnit(
  db: Queryable,
  unitId: string,
): Promise<{ readonly bills: number; readonly openFen: number }> {
  const { rows } = await db.query<{ bills: number; openFen: number }>(
    `select count(*)::int as bills, coalesce(sum(open), 0)::float8 as "openFen" from (
       select b.amount_fen - coalesce((select sum(amount_fen) from allocation a where a.bill_id = b.bill_id), 0) as open
         from contribution_bill b where b.payer = 'unit' and b.unit_id = $1 and b.kind in ('regular', 'correction')) o
      where open > 0`,
    [unitId],
  );
  return rows[0] ?? { bills: 0, openFen: 0 };
}

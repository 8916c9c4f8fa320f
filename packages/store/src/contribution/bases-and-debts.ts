import type { Queryable } from '../pool.ts';
import type { Debtor } from './arrears.ts';

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

/** What a unit, or a person by bills of his own, owes and has not paid. */
export async function unpaidOf(
  db: Queryable,
  debtor: Debtor,
): Promise<{ readonly bills: number; readonly openFen: number }> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, null] : [null, debtor.personId];
  const { rows } = await db.query<{ bills: number; openFen: number }>(
    `select count(*)::int as bills, coalesce(sum(open), 0)::float8 as "openFen" from (
       select b.amount_fen - coalesce((select sum(amount_fen) from allocation a where a.bill_id = b.bill_id), 0) as open
         from contribution_bill b where b.kind in ('regular', 'correction')
          and case when $1::bigint is null then b.payer = 'person' and b.person_id = $2 else b.payer = 'unit' and b.unit_id = $1 end) o
      where open > 0`,
    [unitId, personId],
  );
  return rows[0] ?? { bills: 0, openFen: 0 };
}

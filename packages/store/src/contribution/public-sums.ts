import type { Queryable } from '../pool.ts';
import type { BillLine, BillPayer } from './write-charges.ts';

/** What a public payer 财政 owes of a run: sums of the lines of its charges; of the county, one for each. */
export interface PublicSum {
  readonly payer: BillPayer;
  readonly areaCode: string | null;
  readonly heads: number;
  readonly lines: readonly BillLine[];
}

export async function publicSums(db: Queryable, runId: string): Promise<readonly PublicSum[]> {
  const { rows } = await db.query<PublicSum>(
    `with line as (
       select b.basis_id, l.n, l.line ->> 'billTo' as bill_to, l.line ->> 'payer' as payer, l.line ->> 'fund' as fund,
              l.line ->> 'component' as component
         from assessment_basis b, json_array_elements(b.lines) with ordinality l (line, n)
        where l.line ->> 'billTo' in ('medicalAid','central','province','city','county')
     ), sums as (
       select l.bill_to, case l.bill_to when 'county' then coalesce(c.area_code, left(c.region_code, 6)) end as area_code,
              l.payer, l.fund, l.component, sum(c.amounts[l.n])::float8 as amount, count(distinct c.person_id)::int as heads
         from charge c join line l using (basis_id) where c.run_id = $1 group by 1, 2, 3, 4, 5
     )
     select bill_to as payer, area_code as "areaCode", max(heads) as heads,
            json_agg(json_build_object('payer', payer, 'fund', fund, 'component', component, 'amountFen', amount)
                     order by fund, component) as lines
       from sums where amount <> 0 group by 1, 2 order by 1, 2`,
    [runId],
  );
  return rows;
}

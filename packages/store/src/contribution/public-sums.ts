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
  // Charges are summed by basis first: a run has hundreds of thousands of charges and few bases, and charges a person once.
  const { rows } = await db.query<PublicSum>(
    `with line as (
       select b.basis_id, l.n, l.line ->> 'billTo' as bill_to, l.line ->> 'payer' as payer, l.line ->> 'fund' as fund,
              l.line ->> 'component' as component
         from assessment_basis b, json_array_elements(b.lines) with ordinality l (line, n)
        where b.basis_id in (select basis_id from charge where run_id = $1)
          and l.line ->> 'billTo' not in ('unit', 'person', 'account')
     ), part as (
       select c.basis_id, coalesce(c.area_code, left(c.region_code, 6)) as county, l.n,
              sum(c.amounts[l.n]) as amount, count(*) as heads
         from charge c join line l using (basis_id) where c.run_id = $1 group by 1, 2, 3
     ), owed as (
       select basis_id, county, case l.bill_to when 'county' then county end as area_code,
              l.bill_to, l.payer, l.fund, l.component, p.amount, p.heads
         from part p join line l using (basis_id, n) where p.amount <> 0
     ), head as (
       select bill_to, area_code, sum(heads)::int as heads
         from (select bill_to, area_code, max(heads) as heads from owed group by bill_to, area_code, basis_id, county) b
        group by 1, 2
     ), sums as (
       select bill_to, area_code, payer, fund, component, sum(amount)::float8 as amount from owed group by 1, 2, 3, 4, 5
     )
     select s.bill_to as payer, s.area_code as "areaCode", h.heads,
            json_agg(json_build_object('payer', payer, 'fund', fund, 'component', component, 'amountFen', amount)
                     order by fund, component) as lines
       from sums s join head h on h.bill_to = s.bill_to and h.area_code is not distinct from s.area_code
      where amount <> 0 group by 1, 2, 3 order by 1, 2`,
    [runId],
  );
  return rows;
}

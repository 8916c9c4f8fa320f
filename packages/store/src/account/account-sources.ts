import type { Queryable } from '../pool.ts';

/** What of a year's money in an account did not come from the person's own contributions, in fen. */
export interface AccountSources {
  readonly year: string;
  /** Shares of employers' contributions, and credits of the pooled fund. */
  readonly employerFen: number;
  /** Of what was transferred in: the employer part, and the interest that the other place had paid. */
  readonly broughtEmployerFen: number;
  readonly broughtInterestFen: number;
}

/** By the year in which it was booked. A share is that of the charges whose bill the booking paid. */
export async function accountSources(db: Queryable, personId: string): Promise<readonly AccountSources[]> {
  const { rows } = await db.query<AccountSources>(
    `select year, sum(own)::float8 as "employerFen", sum(employer)::float8 as "broughtEmployerFen",
            sum(interest)::float8 as "broughtInterestFen" from (
       select extract(year from m.moved_at)::text as year, c.amounts[l.n] as own, 0 as employer, 0 as interest
         from charge c join assessment_basis s using (basis_id)
         cross join lateral json_array_elements(s.lines) with ordinality l (line, n)
         join contribution_bill b on b.run_id = c.run_id and b.payer = l.line ->> 'billTo'
          and case b.payer when 'unit' then b.unit_id = c.unit_id else b.person_id = c.person_id end
         join allocation a on a.bill_id = b.bill_id
         join account_movement m on m.person_id = c.person_id and m.entry_id = a.entry_id and m.kind = 'credit'
        where c.person_id = any(with_merged($1)) and l.line ->> 'fund' = 'account' and l.line ->> 'payer' <> 'person'
       union all
       select extract(year from moved_at)::text, amount_fen, 0, 0 from account_movement
        where person_id = $1 and kind = 'pooled-credit'
       union all
       select extract(year from money_on)::text, 0, (sheet ->> 'employerFen')::bigint, (sheet ->> 'interestFen')::bigint
         from transfer where person_id = $1 and direction = 'in' and state = 'done' and money_on is not null) parts
      group by year order by year`,
    [personId],
  );
  return rows;
}

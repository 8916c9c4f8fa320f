import type { PoolClient } from '../pool.ts';
import { PENDING_SUMS } from './fund-rollup.ts';

/** An account and day on which the roll-up and the postings differ. */
export interface RollupDifference {
  readonly regionCode: string;
  readonly account: string;
  readonly bookedOn: string;
  /** debit/credit by the postings, and by the roll-up with what waits for it. */
  readonly posted: string;
  readonly rolled: string;
}

export async function rollupDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly RollupDifference[]> {
  const { rows } = await client.query<RollupDifference>(ROLLUP_DIFFERENCES, [most]);
  return rows;
}

/** Account movements of settlements that do not exist. */
export async function orphanMovements(client: PoolClient, most: number) {
  const { rows } = await client.query<{ personId: string; settlementId: string; amountFen: string }>(
    `select m.person_id as "personId", m.settlement_id as "settlementId", m.amount_fen as "amountFen"
       from account_movement m
      where m.settlement_id is not null and not exists (select from settlement s where s.settlement_id = m.settlement_id)
      limit $1`,
    [most],
  );
  return rows;
}

const ROLLUP_DIFFERENCES = `
  with posted as (
    select region_code, account, booked_on, sum(debit) as debit, sum(credit) as credit
      from (
        select p.region_code, p.debit_account as account, e.booked_on, p.amount_fen as debit, 0 as credit
          from posting p join journal_entry e using (person_id, entry_id)
        union all
        select p.region_code, p.credit_account, e.booked_on, 0, p.amount_fen
          from posting p join journal_entry e using (person_id, entry_id)
      ) t group by 1, 2, 3
  ), rolled as (
    select region_code, account, booked_on, sum(debit_fen) as debit, sum(credit_fen) as credit from (
      select region_code, account, booked_on, debit_fen, credit_fen from fund_rollup union all ${PENDING_SUMS}
    ) t group by 1, 2, 3
  )
  select region_code as "regionCode", account, booked_on::text as "bookedOn",
         coalesce(p.debit, 0) || ' / ' || coalesce(p.credit, 0) as posted,
         coalesce(r.debit, 0) || ' / ' || coalesce(r.credit, 0) as rolled
    from posted p full join rolled r using (region_code, account, booked_on)
   where p.debit is distinct from r.debit or p.credit is distinct from r.credit
   order by 1, 3, 2 limit $1`;

import type { PoolClient } from '../pool.ts';
import { PENDING_SUMS, POSTED } from './fund-rollup.ts';

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
  with posted as (${POSTED}
  ), rolled as (
    select region_code, account, booked_on, sum(debit_fen) as debit_fen, sum(credit_fen) as credit_fen from (
      select region_code, account, booked_on, debit_fen, credit_fen from fund_rollup union all ${PENDING_SUMS}
    ) t group by 1, 2, 3
  )
  select region_code as "regionCode", account, booked_on::text as "bookedOn",
         coalesce(p.debit_fen, 0) || ' / ' || coalesce(p.credit_fen, 0) as posted,
         coalesce(r.debit_fen, 0) || ' / ' || coalesce(r.credit_fen, 0) as rolled
    from posted p full join rolled r using (region_code, account, booked_on)
   where p.debit_fen is distinct from r.debit_fen or p.credit_fen is distinct from r.credit_fen
   order by 1, 3, 2 limit $1`;

import { PENDING_SUMS } from '../ledger/fund-rollup.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** Debit − credit of one account of the region. */
export interface AccountNet {
  readonly account: string;
  readonly netFen: string;
}

/** Net turnover of every account: the roll-up, and what waits for it. */
export async function accountNets(db: Queryable, scope: Scope): Promise<readonly AccountNet[]> {
  const { rows } = await db.query<AccountNet>(
    `select account, sum(debit_fen - credit_fen) as "netFen" from (
        select region_code, account, booked_on, debit_fen, credit_fen from fund_rollup
        union all ${PENDING_SUMS}) t
      where region_code like $1 group by account order by account`,
    [regionPattern(scope)],
  );
  return rows;
}

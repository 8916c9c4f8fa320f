import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** Debit − credit of one account of the region, over all postings. */
export interface AccountNet {
  readonly account: string;
  readonly netFen: string;
}

/** Net turnover of every account, from the postings themselves. */
export async function accountNets(db: Queryable, scope: Scope): Promise<readonly AccountNet[]> {
  const { rows } = await db.query<AccountNet>(
    `select account, sum(amount) as "netFen" from (
        select debit_account as account, sum(amount_fen) as amount from posting where region_code like $1 group by 1
        union all
        select credit_account, -sum(amount_fen) from posting where region_code like $1 group by 1) t
      group by account order by account`,
    [regionPattern(scope)],
  );
  return rows;
}

/** Fund and account parts of all settlements less reversals: what the postings must say is owed. */
export async function settledTotal(db: Queryable, scope: Scope): Promise<string> {
  const { rows } = await db.query<{ sum: string }>(
    'select coalesce(sum(fund_fen + account_fen + family_account_fen), 0) as sum from settlement where region_code like $1',
    [regionPattern(scope)],
  );
  return rows[0]?.sum ?? '0';
}

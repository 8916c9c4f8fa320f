import { idFloor } from '../ids.ts';
import { inTransaction, type Pool, type Queryable } from '../pool.ts';

/** Settlements younger than this are summed when asked: by then the last of their transactions has long ended. */
const SETTLING_MS = 3_600_000;

/** Adds the settlements that came to an end since the last run to `settled_rollup`, each once; processes take turns. */
export async function rollUpSettled(pool: Pool, now: Date): Promise<void> {
  const through = idFloor(new Date(now.getTime() - SETTLING_MS));
  await inTransaction(pool, async (client) => {
    await client.query('lock table settled_rollup in share row exclusive mode');
    await client.query(
      `insert into settled_rollup as r (region_code, through_id, settled_fen)
       select region_code, $1::bigint, sum(fund_fen + account_fen + family_account_fen)
         from settlement
        where settlement_id >= (select coalesce(max(through_id), 0) from settled_rollup) and settlement_id < $1::bigint
        group by region_code
       on conflict (region_code) do update set settled_fen = r.settled_fen + excluded.settled_fen`,
      [through],
    );
    await client.query('update settled_rollup set through_id = $1 where through_id < $1', [through]);
  });
}

/** Fund and account parts of all settlements less reversals, of regions like the pattern: what the postings must say is owed. */
export async function settledTotal(db: Queryable, regions: string): Promise<string> {
  const { rows } = await db.query<{ sum: string }>(
    `select coalesce((select sum(settled_fen) from settled_rollup where region_code like $1), 0)
          + coalesce((select sum(fund_fen + account_fen + family_account_fen) from settlement
             where settlement_id >= (select coalesce(max(through_id), 0) from settled_rollup)
               and region_code like $1), 0) as sum`,
    [regions],
  );
  return rows[0]?.sum ?? '0';
}

/** A region whose roll-up is not the sum of its settlements. */
export interface SettledDifference {
  readonly regionCode: string;
  readonly settledFen: string;
  readonly rolledFen: string;
}

export async function settledDifferences(db: Queryable, most: number): Promise<readonly SettledDifference[]> {
  const { rows } = await db.query<SettledDifference>(
    `with through as (select coalesce(max(through_id), 0) as id from settled_rollup),
          settled as (
            select region_code, sum(fund_fen + account_fen + family_account_fen) as fen
              from settlement where settlement_id < (select id from through) group by 1)
     select region_code as "regionCode", coalesce(s.fen, 0) as "settledFen", coalesce(r.settled_fen, 0) as "rolledFen"
       from settled s full join settled_rollup r using (region_code)
      where coalesce(s.fen, 0) <> coalesce(r.settled_fen, 0) limit $1`,
    [most],
  );
  return rows;
}

import type { PoolClient } from '../pool.ts';

export interface MessageDifference {
  readonly personId: string;
  readonly settlementId: string;
  readonly effects: number;
}

/**
 * Settlements that do not have the effect of exactly one message, and effects of settlements that do not exist.
 * A recompute has none of its own: it came with the reversal that caused it.
 */
export async function messageDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly MessageDifference[]> {
  const { rows } = await client.query<MessageDifference>(
    `select person_id as "personId", settlement_id as "settlementId", coalesce(e.n, 0)::int as effects
       from (select person_id, settlement_id from settlement where cause <> 'recompute') s
       full join (select person_id, settlement_id, count(*) as n, true as known
                    from message_effect where settlement_id is not null group by 1, 2) e
         using (person_id, settlement_id)
      where e.n is distinct from 1
         or not exists (select from settlement s where s.person_id = e.person_id and s.settlement_id = e.settlement_id)
      order by 1, 2 limit $1`,
    [most],
  );
  return rows;
}

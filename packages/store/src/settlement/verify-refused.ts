import type { PoolClient } from '../pool.ts';
import { isNumberOf, LATE, paidTwice } from './same-bill.ts';

export interface RefusedDifference {
  readonly personId: string;
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Bills kept from a suspension that are no longer as they were sent, by their hash and by what their columns say of them; that
 * became more than one settlement, or one of another total; and settlements of such bills of which none is kept. Bills that only
 * the agency settles again and that stand beside a settlement of the same bill, of those that a review had reversed: one since.
 */
export async function refusedDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly RefusedDifference[]> {
  const { rows } = await client.query<RefusedDifference>(
    `with settled as (
       select s.person_id, s.total_fen, substr(split_part(s.medins_setl_id, '-', 1), ${LATE.length + 1}) as refused_id from settlement s
        where s.kind = 'settlement' and s.medins_setl_id ~ '^${LATE}[0-9]+(-[0-9]+)?$' and s.cause in ('manual', 'recompute')
          and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
     ), became as (
       select person_id, refused_id, count(*) || ' of ' || string_agg(total_fen::text, ', ') as found from settled group by 1, 2
     ), kept as (
       select person_id, refused_id::text, total_fen, encode(bill_hash, 'hex') as hash,
              encode(sha256(convert_to(bill::text, 'UTF8')), 'hex') as sent_hash,
              concat_ws(' ', person_id, institution_code, visit_id, started_on, ended_on, total_fen) as said,
              concat_ws(' ', bill ->> 'personId', bill ->> 'institutionCode', bill ->> 'visitId', bill ->> 'startedOn',
                        bill ->> 'endedOn', bill ->> 'totalFen') as sent
         from refused_bill
     )
     select person_id as "personId", 'refused bill ' || refused_id as subject, hash as expected, sent_hash as found
       from kept where hash <> sent_hash
     union all
     select person_id, 'refused bill ' || refused_id, sent, said from kept where said <> sent
     union all
     select person_id, 'refused bill ' || refused_id, coalesce('1 of ' || k.total_fen, 'not settled: it is not kept'), b.found
       from became b left join kept k using (person_id, refused_id) where b.found is distinct from '1 of ' || k.total_fen
     union all
     select distinct l.person_id, 'bill of ' || l.started_on, 'settlement ' || l.settlement_id, 'settlement ' || s.settlement_id
       ${paidTwice(isNumberOf('a', 'n'))}
     order by 1, 2 limit $1`,
    [most],
  );
  return rows;
}

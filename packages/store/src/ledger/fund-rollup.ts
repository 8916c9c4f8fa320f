import type { CalendarDate, Fen } from '@gongji/domain';
import { inTransaction, type Pool, type Queryable } from '../pool.ts';

/** Turnover of one account over some days. */
export interface FundTotal {
  /** Path of the chart of accounts, see packages/ledger. */
  readonly account: string;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

/** Most outbox rows taken at once. */
const BATCH = 500;

/**
 * Adds the sums of settlements written since the last run to `fund_rollup`, each exactly once: a sum is removed from the
 * outbox by the statement that adds it. Any number of processes may run it. Returns how many were added.
 */
export async function rollUpFunds(db: Queryable): Promise<number> {
  let added = 0;
  for (let taken = BATCH; taken === BATCH; added += taken) {
    const { rows } = await db.query<{ taken: number }>(ROLL_UP, [BATCH]);
    taken = rows[0]?.taken ?? 0;
  }
  return added;
}

/** Totals by account from the first to the last day, also of what is not rolled up yet. */
export async function fundTotals(
  db: Queryable,
  regionCode: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<readonly FundTotal[]> {
  const { rows } = await db.query<{ account: string; debit_fen: string; credit_fen: string }>(TOTALS, [
    regionCode,
    from,
    to,
  ]);
  return rows.map((row) => ({
    account: row.account,
    debitFen: Number(row.debit_fen) as Fen,
    creditFen: Number(row.credit_fen) as Fen,
  }));
}

/**
 * Makes the roll-up anew from all postings, after a bulk load that wrote them without sums. One snapshot sees both the
 * postings and the sums that wait, so settlements may go on meanwhile; run it again when the database reports a conflict
 * with a roll-up at the same moment.
 */
export async function rebuildFundRollup(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read');
    await client.query(`delete from outbox where topic = 'posted' and done_at is null`);
    await client.query('delete from fund_rollup');
    await fillFundRollup(client);
  });
}

/** Fills an empty roll-up from all postings; in the transaction of a first load. */
export async function fillFundRollup(client: Pick<Queryable, 'query'>): Promise<void> {
  await client.query(
    `insert into fund_rollup (region_code, account, booked_on, debit_fen, credit_fen) ${POSTED}`,
  );
}

/** Turnover by region, account and day, by the postings themselves. */
export const POSTED = `
  select region_code, account, booked_on, sum(debit) as debit_fen, sum(credit) as credit_fen
    from (
      select p.region_code, p.debit_account as account, e.booked_on, p.amount_fen as debit, 0 as credit
        from posting p join journal_entry e using (person_id, entry_id)
      union all
      select p.region_code, p.credit_account, e.booked_on, 0, p.amount_fen
        from posting p join journal_entry e using (person_id, entry_id)
    ) t group by 1, 2, 3`;

/** Sums waiting in the outbox as rows. */
export const PENDING_SUMS = `
  select o.body->>'regionCode' as region_code, e->>0 as account, (o.body->>'bookedOn')::date as booked_on,
         (e->>1)::bigint as debit_fen, (e->>2)::bigint as credit_fen
    from outbox o, json_array_elements(o.body->'sums') e
   where o.topic = 'posted' and o.done_at is null`;

const ROLL_UP = `
  with taken as (
    delete from outbox where outbox_id in (
      select outbox_id from outbox where topic = 'posted' and done_at is null
       order by outbox_id limit $1 for update skip locked)
    returning body
  ), sums as (
    select body->>'regionCode' as region_code, e->>0 as account, (body->>'bookedOn')::date as booked_on,
           sum((e->>1)::bigint) as debit_fen, sum((e->>2)::bigint) as credit_fen
      from taken, json_array_elements(body->'sums') e group by 1, 2, 3
  ), added as (
    insert into fund_rollup as f (region_code, account, booked_on, debit_fen, credit_fen)
    select * from sums order by 1, 2, 3
    on conflict (region_code, account, booked_on)
    do update set debit_fen = f.debit_fen + excluded.debit_fen, credit_fen = f.credit_fen + excluded.credit_fen
  )
  select count(*)::int as taken from taken`;

const TOTALS = `
  select account, sum(debit_fen) as debit_fen, sum(credit_fen) as credit_fen from (
    select region_code, account, booked_on, debit_fen, credit_fen from fund_rollup
    union all ${PENDING_SUMS}
  ) t
  where region_code = $1 and booked_on between $2 and $3
  group by account order by account`;

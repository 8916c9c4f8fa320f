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

/** An entry, or all entries of a region together, whose postings and account movements differ; amounts in fen, + into the accounts. */
export interface ControlDifference {
  /** Undefined: the control account of the region as a whole. */
  readonly entryId: string | null;
  readonly regionCode: string | null;
  readonly postedFen: string;
  readonly movedFen: string;
}

/** The control account 统驭科目 against the movements: entry by entry where no settlement vouches for them, and in total. */
export async function controlDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly ControlDifference[]> {
  const { rows } = await client.query<ControlDifference>(CONTROL_DIFFERENCES, [most]);
  return rows;
}

/** A relative's account that paid without consent in force, or more than the consent's cap allows. */
export interface SharingDifference {
  readonly ownerId: string;
  readonly userId: string;
  readonly settlementId: string | null;
  readonly allowedFen: string;
  readonly usedFen: string;
}

/** Family sharing 家庭共济 against the consents. A recompute puts a bill in the place of one that consent allowed. */
export async function sharingDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly SharingDifference[]> {
  const { rows } = await client.query<SharingDifference>(SHARING_DIFFERENCES, [most]);
  return rows;
}

const SHARING_DIFFERENCES = `
  select m.person_id as "ownerId", t.person_id as "userId", m.settlement_id as "settlementId", '0' as "allowedFen",
         (-m.amount_fen)::text as "usedFen"
    from account_movement m join settlement t using (settlement_id)
   where m.kind = 'spend-family' and t.cause <> 'recompute' and not exists (
     select from account_sharing s where s.person_id = t.person_id and s.owner_person_id = m.person_id
        and (t.settled_at at time zone 'Asia/Shanghai')::date between s.valid_from and coalesce(s.valid_to, 'infinity')
        and (s.revoked_at is null or s.revoked_at >= m.moved_at))
  union all
  select owner_person_id, person_id, null, cap_fen::text, shared_use_fen(s)::text
    from account_sharing s where cap_fen is not null and shared_use_fen(s) > cap_fen
   limit $1`;

/** Money in the account of a number that was merged into another, where nobody can spend it. */
export interface MergedMoney {
  readonly personId: string;
  readonly mergedInto: string;
  readonly balanceFen: string;
}

export async function mergedMoney(client: PoolClient, most: number): Promise<readonly MergedMoney[]> {
  const { rows } = await client.query<MergedMoney>(
    `select p.person_id as "personId", p.merged_into as "mergedInto", a.balance_fen as "balanceFen"
       from person p join personal_account a using (person_id)
      where p.merged_into is not null and a.balance_fen <> 0 order by p.person_id limit $1`,
    [most],
  );
  return rows;
}

const CONTROL_DIFFERENCES = `
  with posted as (
    select p.entry_id, e.entry_kind in ('settlement','reversal') as settled,
           left(case when p.credit_account like '______/accounts' then p.credit_account else p.debit_account end, 6) as region_code,
           case when p.credit_account like '______/accounts' then p.amount_fen else -p.amount_fen end as fen
      from posting p join journal_entry e using (person_id, entry_id)
     where (p.credit_account like '______/accounts') <> (p.debit_account like '______/accounts')
  ), by_entry as (
    select entry_id, coalesce(p.fen, 0) as posted, coalesce(m.fen, 0) as moved
      from (select entry_id, sum(fen) as fen from posted where not settled group by 1) p
      full join (select entry_id, sum(amount_fen) as fen from account_movement where entry_id is not null group by 1) m using (entry_id)
  ), by_region as (
    select region_code, coalesce(p.fen, 0) as posted, coalesce(m.fen, 0) as moved
      from (select region_code, sum(fen) as fen from posted group by 1) p
      full join (select region_code, sum(amount_fen) as fen from account_movement group by 1) m using (region_code)
  )
  select entry_id as "entryId", null as "regionCode", posted as "postedFen", moved as "movedFen" from by_entry where posted <> moved
  union all
  select null, region_code, posted, moved from by_region where posted <> moved
   limit $1`;

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

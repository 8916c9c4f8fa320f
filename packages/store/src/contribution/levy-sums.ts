import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** What was asked and what was paid in some days, by scheme and payer. */
export interface LevySumRow {
  readonly scheme: 'employee' | 'resident';
  readonly payer: string;
  readonly billedFen: Fen;
  readonly paidFen: Fen;
}

interface Days {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Bills issued in the days, and what was allocated in them less what was taken back. */
export async function levySums(
  db: Queryable,
  scope: Scope,
  { from, to }: Days,
): Promise<readonly LevySumRow[]> {
  const { rows } = await db.query<LevySumRow>(
    `select scheme, payer, sum(billed)::float8 as "billedFen", sum(paid)::float8 as "paidFen" from (
       select scheme, payer, amount_fen as billed, 0 as paid from contribution_bill
        where region_code like $1 and ($2::bigint is null or unit_id = $2)
          and issued_at >= $3::date::timestamptz and issued_at < ($4::date + 1)::timestamptz
       union all
       select b.scheme, b.payer, 0, a.amount_fen from allocation a
         join contribution_bill b on b.person_id = a.person_id and b.bill_id = a.bill_id
        where b.region_code like $1 and ($2::bigint is null or b.unit_id = $2)
          and a.allocated_at >= $3::date::timestamptz and a.allocated_at < ($4::date + 1)::timestamptz) t
      group by 1, 2 order by 1, 2`,
    [regionPattern(scope), scope.unitId, from, to],
  );
  return rows;
}

/**
 * The same by the ledger alone: money that left the account of what is not yet allocated for income of funds or for
 * personal accounts, less what went back. The officer of a unit sees that of its own bills.
 */
export async function ledgerIncome(db: Queryable, scope: Scope, { from, to }: Days): Promise<Fen> {
  const { rows } = await db.query<{ fen: Fen }>(
    `select coalesce(sum(case when p.debit_account like '%/collection/unallocated' then p.amount_fen else -p.amount_fen end),
                     0)::float8 as fen
       from posting p join journal_entry e using (person_id, entry_id)
      where e.region_code like $1 and e.booked_at >= $2::date::timestamptz and e.booked_at < ($3::date + 1)::timestamptz
        and ((p.debit_account like '%/collection/unallocated'
              and (p.credit_account like '%/income/%' or p.credit_account like '%/accounts'))
          or (p.credit_account like '%/collection/unallocated'
              and (p.debit_account like '%/income/%' or p.debit_account like '%/accounts')))
        and ($4::bigint is null or exists (select from allocation a join contribution_bill b using (person_id, bill_id)
              where a.person_id = e.person_id and a.entry_id = e.entry_id and b.unit_id = $4))`,
    [regionPattern(scope), from, to, scope.unitId],
  );
  return rows[0]?.fen ?? (0 as Fen);
}

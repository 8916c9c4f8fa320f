import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Personal account 个人账户 as it stands. */
export interface AccountState {
  readonly personId: string;
  readonly balanceFen: number;
  readonly status: 'open' | 'frozen' | 'closed';
  readonly openedOn: CalendarDate;
  readonly closedOn: CalendarDate | null;
  readonly closedReason: 'death' | 'emigration' | 'transfer' | null;
  readonly interestTo: CalendarDate | null;
}

export async function accountState(db: Queryable, personId: string): Promise<AccountState | undefined> {
  const { rows } = await db.query<Omit<AccountState, 'balanceFen'> & { balanceFen: string }>(
    `select person_id as "personId", balance_fen as "balanceFen", status, opened_on as "openedOn", closed_on as "closedOn",
            closed_reason as "closedReason", interest_to as "interestTo" from personal_account where person_id = $1`,
    [personId],
  );
  const [row] = rows;
  return row === undefined ? undefined : { ...row, balanceFen: Number(row.balanceFen) };
}

/** What happened in an account in one calendar year, by kind of movement. */
export interface AccountYear {
  readonly year: string;
  readonly openingFen: number;
  readonly closingFen: number;
  /** Kind of movement → sum, signed. */
  readonly byKind: Readonly<Record<string, number>>;
}

/** Years of an account, the latest first; each opens with what the one before left. */
export async function accountYears(db: Queryable, personId: string): Promise<readonly AccountYear[]> {
  const { rows } = await db.query<{ year: string; kind: string; fen: string }>(
    `select extract(year from moved_at)::text as year, kind, sum(amount_fen) as fen from account_movement
      where person_id = $1 group by 1, 2 order by 1, 2`,
    [personId],
  );
  const years: AccountYear[] = [];
  for (const [year, kinds] of Map.groupBy(rows, (row) => row.year)) {
    const openingFen = years.at(-1)?.closingFen ?? 0;
    const byKind = Object.fromEntries(kinds.map(({ kind, fen }) => [kind, Number(fen)]));
    const closingFen = kinds.reduce((sum, { fen }) => sum + Number(fen), openingFen);
    years.push({ year, openingFen, closingFen, byKind });
  }
  return years.reverse();
}

/** Changes the state of an account that is locked; its version moves, so that a bill decided on the old state is decided again. */
export async function setAccountStatus(
  tx: Queryable,
  personId: string,
  state: Pick<AccountState, 'status' | 'closedOn' | 'closedReason'>,
): Promise<void> {
  await tx.query(
    `update personal_account set status = $2, closed_on = $3, closed_reason = $4, version = version + 1 where person_id = $1`,
    [personId, state.status, state.closedOn, state.closedReason],
  );
}

/** Visits that a bill may still come from: admitted or registered, and not settled or cancelled. */
export async function unsettledVisits(db: Queryable, personId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select coalesce(i.name, v.institution_code) || ' ' || v.visit_id as name
       from visit v left join institution i using (institution_code)
      where v.person_id = $1 and v.state <> 'cancelled' and not exists (
        select from settlement s where s.person_id = v.person_id and s.visit_id = v.visit_id and s.kind = 'settlement'
           and not s.mid_stay and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id))
        and (v.kind = 'inpatient' or v.begun_at > now() - interval '30 days')
      order by v.begun_at limit 20`,
    [personId],
  );
  return rows.map((row) => row.name);
}

/**
 * Why money in the account of a merged number has not gone on to who stays: his account is closed or frozen, that of the number is, or
 * it will with the next payment, review or reversal. Of `number` and `stays`, rows of accounts; he may have none yet.
 */
export const WHY_NOT_CARRIED = `case when stays.status = 'closed' then 'closed' when stays.status = 'frozen' then 'frozen'
  when number.status = 'closed' then 'numberClosed' when number.status = 'frozen' then 'numberFrozen' else 'later' end`;

export interface MergedMoneyWaiting {
  readonly numberId: string;
  readonly staysId: string;
  readonly balanceFen: number;
  readonly why: 'closed' | 'frozen' | 'numberClosed' | 'numberFrozen' | 'later';
}

/** Money in accounts of numbers that were merged into the person, or in the account of the person's own number. */
export async function mergedMoneyOf(db: Queryable, personId: string): Promise<readonly MergedMoneyWaiting[]> {
  const { rows } = await db.query<MergedMoneyWaiting>(
    `select p.person_id as "numberId", p.merged_into as "staysId", number.balance_fen::float8 as "balanceFen",
            ${WHY_NOT_CARRIED} as why
       from person p join personal_account number using (person_id)
       left join personal_account stays on stays.person_id = p.merged_into
      where p.merged_into is not null and $1 in (p.person_id, p.merged_into) and number.balance_fen > 0
      order by p.person_id`,
    [personId],
  );
  return rows;
}

import type { CalendarDate } from '@gongji/domain';
import { idFloor } from '../ids.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

export interface DayTotals {
  readonly day: CalendarDate;
  readonly settlements: string;
  readonly reversals: string;
  readonly totalFen: string;
  readonly fundFen: string;
  readonly accountFen: string;
  readonly cashFen: string;
  readonly latestId: string | null;
}

export interface FundOfDay {
  readonly payer: string;
  readonly fundType: string;
  readonly amountFen: string;
  readonly bills: string;
}

/** Rows of today, found by their id: ids grow with time, so no index on the instant is needed. */
const TODAY = `s.settlement_id >= $2 and s.settled_at >= current_date and s.region_code like $1
  and ($3::text is null or s.institution_code = $3)`;

export async function todayTotals(db: Queryable, scope: Scope, now: Date): Promise<DayTotals | undefined> {
  const { rows } = await db.query<DayTotals>(
    `select current_date as day, count(*) filter (where kind = 'settlement') as settlements,
            count(*) filter (where kind = 'reversal') as reversals, coalesce(sum(total_fen), 0) as "totalFen",
            coalesce(sum(fund_fen), 0) as "fundFen", coalesce(sum(account_fen + family_account_fen), 0) as "accountFen",
            coalesce(sum(cash_fen), 0) as "cashFen", max(settlement_id) as "latestId"
       from settlement s where ${TODAY}`,
    [regionPattern(scope), sinceYesterday(now), scope.institutionCode],
  );
  return rows[0];
}

export async function todayByFund(db: Queryable, scope: Scope, now: Date): Promise<readonly FundOfDay[]> {
  const { rows } = await db.query<FundOfDay>(
    `select f.payer, f."fundType", sum(f."amountFen") as "amountFen", count(*) as bills
       from settlement s, json_to_recordset(s.payments) as f(payer text, "fundType" text, "amountFen" bigint)
      where ${TODAY} and f."amountFen" <> 0 group by 1, 2 order by 3 desc`,
    [regionPattern(scope), sinceYesterday(now), scope.institutionCode],
  );
  return rows;
}

export interface RegisterSizes {
  readonly persons: string;
  readonly institutions: string;
}

export async function registerSizes(db: Queryable, scope: Scope): Promise<RegisterSizes> {
  const { rows } = await db.query<RegisterSizes>(
    `select (select count(*) from person where region_code like $1) as persons,
            (select count(*) from institution where region_code like $1) as institutions`,
    [regionPattern(scope)],
  );
  return rows[0] ?? { persons: '0', institutions: '0' };
}

/** An id no younger than any of today's: clocks of processes differ by less than a day. */
function sinceYesterday(now: Date): string {
  return idFloor(new Date(now.getTime() - 2 * 86_400_000));
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** An account whose interest of a period is due: its balance at the start, and what moved in it, net by day. */
export interface InterestDue {
  readonly personId: string;
  readonly regionCode: string;
  readonly openingFen: number;
  readonly movements: readonly { readonly on: CalendarDate; readonly amountFen: number }[];
}

/** The next accounts after `afterId` without interest up to `to`, locked in the order of the persons. */
export async function lockInterestDue(
  tx: Queryable,
  regionCode: string,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
  page: { readonly afterId: string; readonly size: number },
): Promise<readonly InterestDue[]> {
  const { rows: locked } = await tx.query<{ id: string }>(
    `select person_id as id from personal_account
      where region_code = $1 and status <> 'closed' and opened_on <= $2 and (interest_to is null or interest_to < $2) and person_id > $3
      order by person_id limit $4 for update`,
    [regionCode, period.to, page.afterId, page.size],
  );
  const ids = locked.map((row) => row.id);
  if (ids.length === 0) return [];
  const { rows } = await tx.query<
    Omit<InterestDue, 'openingFen' | 'movements'> & {
      openingFen: string;
      movements: [CalendarDate, number][];
    }
  >(
    `select a.person_id as "personId", a.region_code as "regionCode",
            (select coalesce(sum(m.amount_fen), 0) from account_movement m
              where m.person_id = a.person_id and (m.moved_at at time zone 'Asia/Shanghai')::date < $2) as "openingFen",
            (select coalesce(json_agg(json_build_array(d.day, d.fen) order by d.day), '[]') from (
               select (m.moved_at at time zone 'Asia/Shanghai')::date as day, sum(m.amount_fen) as fen from account_movement m
                where m.person_id = a.person_id and (m.moved_at at time zone 'Asia/Shanghai')::date between $2 and $3 group by 1) d) as movements
       from personal_account a where a.person_id = any($1::bigint[]) order by a.person_id`,
    [ids, period.from, period.to],
  );
  return rows.map(({ openingFen, movements, ...row }) => ({
    ...row,
    openingFen: Number(openingFen),
    movements: movements.map(([on, amountFen]) => ({ on, amountFen })),
  }));
}

/** Interest is credited up to this day. */
export async function markInterest(
  tx: Queryable,
  personIds: readonly string[],
  to: CalendarDate,
): Promise<void> {
  await tx.query('update personal_account set interest_to = $2 where person_id = any($1::bigint[])', [
    personIds,
    to,
  ]);
}

/** A retired person whose account gets an amount of the pooled fund for a month, with the facts that decide it. */
export interface RetiredRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly tier: string;
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  readonly unbrokenYears: number;
  readonly residence: string;
  readonly householdKind: string | null;
}

/** The next retired persons after `afterId` who were covered on the last day of the month and are not credited for it yet. */
export async function retiredWithoutCredit(
  tx: Queryable,
  regionCode: string,
  month: { readonly first: CalendarDate; readonly last: CalendarDate },
  page: { readonly afterId: string; readonly size: number },
): Promise<readonly RetiredRow[]> {
  const { rows } = await tx.query<RetiredRow>(
    `select p.person_id as "personId", p.region_code as "regionCode", p.sex, p.born_on as "bornOn", c.tier, c.civil_servant as "civilServant",
            c.family_doctor as "familyDoctor", c.unbroken_years as "unbrokenYears", p.residence, p.household_kind as "householdKind"
       from coverage c join person p using (person_id)
      where p.region_code = $1 and c.scheme = 'employee' and c.person_status = 'retired' and c.status = '1' and p.status = 'active'
        and c.covered_from <= $3 and (c.covered_to is null or c.covered_to >= $3) and c.person_id > $4
        and not exists (select from personal_account a where a.person_id = c.person_id and a.status = 'closed')
        and not exists (select from account_credit_month m where m.person_id = c.person_id and m.month = $2 and m.source = 'retired')
      order by c.person_id limit $5`,
    [regionCode, month.first, month.last, page.afterId, page.size],
  );
  return rows;
}

export interface MonthCredit {
  readonly personId: string;
  readonly amountFen: number;
}

/** Marks a month as credited; answers who was not yet: another run may have been quicker. */
export async function markMonth(
  tx: Queryable,
  regionCode: string,
  month: CalendarDate,
  runId: string,
  credits: readonly MonthCredit[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into account_credit_month (region_code, person_id, month, source, amount_fen, movement_id, run_id)
     select $1, p, $2, 'retired', f, 0, $3 from unnest($4::bigint[], $5::bigint[]) as g (p, f)
     on conflict do nothing returning person_id as id`,
    [regionCode, month, runId, credits.map((c) => c.personId), credits.map((c) => c.amountFen)],
  );
  return new Set(rows.map((row) => row.id));
}

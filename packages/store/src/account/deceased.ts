import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/**
 * How the account of a deceased person stands: there is none, it is still to be closed, its payment waits for a second person,
 * it is closed but money has come in since, or it is closed and empty.
 */
export type DeceasedAccount = 'none' | 'open' | 'asked' | 'left' | 'closed';

export interface DeceasedFilter {
  readonly account?: DeceasedAccount | undefined;
  /** Days of death. */
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface DeceasedRow {
  readonly personId: string;
  readonly psnNo: string;
  readonly name: string;
  readonly diedOn: CalendarDate;
  /** Last day of the last cover; null: there is none. */
  readonly coverEndedOn: CalendarDate | null;
  /** Covers that go on after the death: there ought to be none. */
  readonly coversRunning: number;
  readonly account: DeceasedAccount;
  readonly closedOn: CalendarDate | null;
  readonly balanceFen: Fen;
  /** Paid to banks, and into accounts of heirs, since the death. */
  readonly paidOutFen: Fen;
  readonly inheritedFen: Fen;
  /** Whom the last payment that was asked for and not refused names. */
  readonly payees: readonly { readonly name: string; readonly amountFen: Fen }[];
}

const DECEASED = `with dead as (
  select p.person_id, p.psn_no, p.name, p.died_on, a.closed_on, coalesce(a.balance_fen, 0) as balance_fen, r.detail,
         case when a.person_id is null then 'none' when r.decided_by is null and r.request_id is not null then 'asked'
              when a.status <> 'closed' then 'open' when a.balance_fen > 0 then 'left' else 'closed' end as account
    from person p left join personal_account a using (person_id)
    left join lateral (select request_id, decided_by, detail from account_request r
       where r.person_id = p.person_id and r.kind in ('closing', 'withdrawal') and r.approved is distinct from false
       order by requested_at desc, request_id desc limit 1) r on true
   where p.status = 'dead' and p.region_code like $1 and p.died_on between coalesce($2::date, p.died_on) and coalesce($3::date, p.died_on)
  ), listed as (select * from dead where $4::text is null or account = $4)`;
const asked = (scope: Scope, { from, to, account }: DeceasedFilter) => [
  regionPattern(scope),
  from ?? null,
  to ?? null,
  account ?? null,
];

/** The deceased of a region with their covers and accounts. */
export async function listDeceased(
  db: Queryable,
  scope: Scope,
  filter: DeceasedFilter & ListOrder,
): Promise<readonly DeceasedRow[]> {
  const columns = { diedOn: 'd.died_on', balanceFen: 'd.balance_fen', coverEndedOn: 'c.ended_on' };
  const { rows } = await db.query<DeceasedRow>(
    `${DECEASED}
     select d.person_id as "personId", d.psn_no as "psnNo", d.name, d.died_on as "diedOn", c.ended_on as "coverEndedOn",
            c.running as "coversRunning", d.account, d.closed_on as "closedOn", d.balance_fen::float8 as "balanceFen",
            m.paid::float8 as "paidOutFen", m.inherited::float8 as "inheritedFen",
            coalesce((select json_agg(json_build_object('name', x.value ->> 'name', 'amountFen', (x.value ->> 'amountFen')::float8))
                        from json_array_elements(d.detail -> 'payees') x), '[]') as payees
       from listed d
       cross join lateral (select max(covered_to) as ended_on,
            (count(*) filter (where covered_from <= d.died_on and (covered_to is null or covered_to > d.died_on)))::int as running
            from coverage where person_id = d.person_id) c
       cross join lateral (select coalesce(-sum(amount_fen) filter (where kind = 'withdrawal'), 0) as paid,
            coalesce(-sum(amount_fen) filter (where kind = 'inheritance' and amount_fen < 0), 0) as inherited
            from account_movement where person_id = d.person_id and moved_at >= d.died_on::timestamptz) m
      order by ${orderBy(columns, filter, 'd.person_id')} limit $5 offset $6`,
    [...asked(scope, filter), filter.limit, filter.after],
  );
  return rows;
}

export interface DeceasedTotals {
  readonly total: number;
  readonly balanceFen: Fen;
  /** Of them, whose account holds money. */
  readonly withMoney: number;
}

/** What all that match come to. */
export async function deceasedTotals(
  db: Queryable,
  scope: Scope,
  filter: DeceasedFilter,
): Promise<DeceasedTotals> {
  const { rows } = await db.query<DeceasedTotals>(
    `${DECEASED} select count(*)::int as total, coalesce(sum(balance_fen), 0)::float8 as "balanceFen",
            (count(*) filter (where balance_fen > 0))::int as "withMoney" from listed`,
    asked(scope, filter),
  );
  return rows[0] ?? { total: 0, balanceFen: 0 as Fen, withMoney: 0 };
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { BILL_STATES, LIST_COLUMNS, SETTLEMENT_TABLES, type SettlementListRow } from '../rest/settlements.ts';

/** Columns that a list of bills may be sorted by, in SQL. The names come from the contract, the SQL only from here. */
const SORTS = {
  settledAt: 's.settlement_id',
  totalFen: 's.total_fen',
  fundFen: 's.fund_fen',
  accountFen: '(s.account_fen + s.family_account_fen)',
  cashFen: 's.cash_fen',
} as const;

export interface BillFilter {
  /** How far the reader may see; an office sees what is owed to its institution. */
  readonly scope: Scope;
  readonly institutionCode?: string | undefined;
  readonly from: CalendarDate;
  /** Included. */
  readonly to: CalendarDate;
  readonly state?: keyof typeof BILL_STATES | undefined;
  readonly scheme?: 'employee' | 'resident' | undefined;
  /** Settlement number, person number, or the beginning of a name. */
  readonly text?: string | undefined;
}

/** $1 institution, $2 and $3 days, $4 scheme, $5 text, $6 region, $7 institution chosen, $8 person. */
function conditionsOf(f: BillFilter): string {
  const state = f.state === undefined ? '' : `and ${BILL_STATES[f.state]}`;
  return `s.region_code like $6 and ($1::text is null or (s.institution_code = $1 and s.owed_to = 'institution'))
    and ($7::text is null or s.institution_code = $7) and ($8::bigint is null or s.person_id = $8)
    and s.settled_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai'
    and s.settled_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
    and ($4::text is null or s.scheme = $4)
    and ($5::text is null or s.settlement_id::text = $5 or p.psn_no = $5 or starts_with(p.name, $5)
         or ('~' || s.person_id) = $5) ${state}`;
}

function valuesOf(f: BillFilter): readonly unknown[] {
  const { scope, institutionCode, from, to, scheme, text } = f;
  const asked = text === undefined || text === '' ? null : text;
  return [
    scope.institutionCode,
    from,
    to,
    scheme ?? null,
    asked,
    regionPattern(scope),
    institutionCode ?? null,
    scope.personId,
  ];
}

export interface BillOrder {
  readonly sort: keyof typeof SORTS;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  readonly offset: number;
}

/** Bills 结算单 in scope by the day settled (Beijing). Person unmasked: mask before sending. */
export async function institutionBills(
  db: Queryable,
  f: BillFilter,
  { sort, order, limit, offset }: BillOrder,
): Promise<readonly SettlementListRow[]> {
  const direction = order === 'asc' ? 'asc' : 'desc';
  const { rows } = await db.query<SettlementListRow>(
    `select ${LIST_COLUMNS} ${SETTLEMENT_TABLES} where ${conditionsOf(f)}
      order by ${SORTS[sort]} ${direction}, s.settlement_id ${direction} limit $9 offset $10`,
    [...valuesOf(f), limit, offset],
  );
  return rows;
}

export interface BillTotals {
  readonly settlements: string;
  readonly reversals: string;
  readonly totalFen: string;
  readonly fundFen: string;
  readonly accountFen: string;
  readonly cashFen: string;
}

/** Totals of all bills that match; reversals are negative, so that the sums are what stands. */
export async function institutionBillTotals(db: Queryable, f: BillFilter): Promise<BillTotals> {
  const { rows } = await db.query<BillTotals>(
    `select count(*) filter (where s.kind = 'settlement') as settlements,
            count(*) filter (where s.kind = 'reversal') as reversals, coalesce(sum(s.total_fen), 0) as "totalFen",
            coalesce(sum(s.fund_fen), 0) as "fundFen",
            coalesce(sum(s.account_fen + s.family_account_fen), 0) as "accountFen",
            coalesce(sum(s.cash_fen), 0) as "cashFen"
       ${SETTLEMENT_TABLES} where ${conditionsOf(f)}`,
    [...valuesOf(f)],
  );
  const [totals] = rows;
  if (totals === undefined) throw new Error('a query of totals gave no row');
  return totals;
}

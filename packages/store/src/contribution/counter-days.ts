import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** What a clerk has taken on a day, without what was taken back: cash and cards from the ledger. */
export interface CounterSums {
  readonly cashFen: number;
  readonly cashPayments: number;
  readonly posFen: number;
  readonly posPayments: number;
  readonly transferFen: number;
  readonly transferPayments: number;
  readonly chequeFen: number;
  readonly cheques: number;
}

/** CounterDay 日结: a clerk's day with its latest count, its signature and what went to the bank. */
export interface CounterDayRow extends CounterSums {
  readonly regionCode: string;
  readonly clerk: string;
  readonly day: CalendarDate;
  readonly reversed: number;
  readonly waiting: number;
  readonly countId: string | null;
  readonly countedCashFen: number | null;
  readonly posSlipsFen: number | null;
  readonly countedCheques: number | null;
  readonly note: string | null;
  /** Something was taken or taken back since it was counted. */
  readonly changed: boolean;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  readonly signNote: string | null;
  readonly depositedFen: number;
}

/** Sums of each clerk's day; cash and cards are what their entries moved. A cheque counts on the day it was taken. */
export const COUNTER_SUMS = `
  select p.region_code, p.clerk, p.day,
         coalesce(sum(m.fen) filter (where p.method = 'cash'), 0)::bigint as cash_fen,
         count(*) filter (where p.method = 'cash' and p.state = 'booked')::int as cash_payments,
         coalesce(sum(m.fen) filter (where p.method = 'pos'), 0)::bigint as pos_fen,
         count(*) filter (where p.method = 'pos' and p.state = 'booked')::int as pos_payments,
         coalesce(sum(p.amount_fen) filter (where p.method = 'transfer' and p.state = 'booked'), 0)::bigint as transfer_fen,
         count(*) filter (where p.method = 'transfer' and p.state = 'booked')::int as transfer_payments,
         coalesce(sum(p.amount_fen) filter (where p.method = 'cheque' and p.state <> 'reversed'), 0)::bigint as cheque_fen,
         count(*) filter (where p.method = 'cheque' and p.state <> 'reversed')::int as cheques,
         count(*) filter (where p.state = 'reversed')::int as reversed,
         count(*) filter (where p.state = 'booked' and p.reversal_reason is not null and p.decided_by is null)::int as waiting
    from counter_payment p
    left join receipt r on r.receipt_id = p.receipt_id
    left join lateral (
      select sum(case when o.debit_account like '%/collection/counter' then o.amount_fen
                      when o.credit_account like '%/collection/counter' then -o.amount_fen end) as fen
        from posting o where o.person_id = 0 and o.entry_id in (
          select r.entry_id union all select w.entry_id from receipt_withdrawal w
           where w.receipt_id = p.receipt_id and w.why = 'reversed')) m on true
   group by 1, 2, 3`;

const DAYS = `
  with sums as (${COUNTER_SUMS})
  select s.region_code as "regionCode", s.clerk, s.day, s.cash_fen::float8 as "cashFen", s.cash_payments as "cashPayments",
         s.pos_fen::float8 as "posFen", s.pos_payments as "posPayments", s.transfer_fen::float8 as "transferFen",
         s.transfer_payments as "transferPayments", s.cheque_fen::float8 as "chequeFen", s.cheques, s.reversed, s.waiting,
         n.count_id as "countId", n.counted_cash_fen::float8 as "countedCashFen", n.pos_slips_fen::float8 as "posSlipsFen",
         n.counted_cheques as "countedCheques", n.note,
         n.count_id is not null and (s.cash_fen, s.cash_payments, s.pos_fen, s.pos_payments, s.transfer_fen, s.transfer_payments,
           s.cheque_fen, s.cheques) is distinct from (n.cash_fen, n.cash_payments, n.pos_fen, n.pos_payments, n.transfer_fen,
           n.transfer_payments, n.cheque_fen, n.cheques) as changed,
         c.signed_by as "signedBy", c.signed_at as "signedAt", c.note as "signNote", coalesce(d.fen, 0)::float8 as "depositedFen"
    from sums s
    left join lateral (select * from counter_count n
      where n.region_code = s.region_code and n.clerk = s.clerk and n.day = s.day order by n.count_id desc limit 1) n on true
    left join counter_closing c on c.region_code = s.region_code and c.clerk = s.clerk and c.day = s.day
    left join lateral (select sum(amount_fen) as fen from counter_deposit d
      where d.region_code = s.region_code and d.clerk = s.clerk and d.day = s.day) d on true
   where s.region_code like $1`;

/** Days that must be signed for, of a stretch, or of one side of the signature. */
export interface SignedDaysFilter {
  readonly from: CalendarDate;
  /** Of the counter: those before `from` too that nobody has signed. */
  readonly older?: boolean;
  readonly to: CalendarDate;
  readonly state?: 'unsigned' | 'signed' | undefined;
}

const LISTED = `${DAYS} and s.day <= $3 and (s.day >= $2 or ($4 and c.signed_by is null))
  and ($5::text is null or (c.signed_by is not null) = ($5 = 'signed'))`;
const TAKEN = '("cashFen" + "posFen" + "transferFen" + "chequeFen")';
const COUNTER_DAY_ORDERS = { day: 'day', clerk: 'clerk', takenFen: TAKEN };
const valuesOf = (scope: Scope, { from, to, older, state }: SignedDaysFilter) => [
  ...[regionPattern(scope), from, to, older === true, state ?? null],
];

/** The days of the counter: those that nobody has signed first, each in the order asked for. */
export async function listCounterDays(
  db: Queryable,
  scope: Scope,
  filter: SignedDaysFilter & ListOrder,
): Promise<readonly CounterDayRow[]> {
  const { rows } = await db.query<CounterDayRow>(
    `select * from (${LISTED}) x
      order by "signedBy" is not null, ${orderBy(COUNTER_DAY_ORDERS, filter, 'day desc, clerk')} offset $6 limit $7`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many days match, what was taken on them, and what of it is at the bank. */
export async function sumCounterDays(
  db: Queryable,
  scope: Scope,
  filter: SignedDaysFilter,
): Promise<{ readonly total: number; readonly takenFen: Fen; readonly depositedFen: Fen }> {
  const { rows } = await db.query<{ total: number; takenFen: Fen; depositedFen: Fen }>(
    `select count(*)::int as total, coalesce(sum(${TAKEN}), 0)::float8 as "takenFen",
            coalesce(sum("depositedFen"), 0)::float8 as "depositedFen" from (${LISTED}) x`,
    valuesOf(scope, filter),
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

export interface CounterDayKey {
  readonly clerk: string;
  readonly day: CalendarDate;
}

export async function readCounterDay(
  db: Queryable,
  scope: Scope,
  { clerk, day }: CounterDayKey,
): Promise<CounterDayRow | undefined> {
  const { rows } = await db.query<CounterDayRow>(`${DAYS} and s.clerk = $2 and s.day = $3`, [
    regionPattern(scope),
    clerk,
    day,
  ]);
  return rows[0];
}

export async function insertCount(
  tx: Queryable,
  row: CounterDayRow,
  counted: {
    readonly countId: string;
    readonly cashFen: number;
    readonly posSlipsFen: number;
    readonly cheques: number;
    readonly note: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into counter_count (count_id, region_code, clerk, day, cash_fen, cash_payments, pos_fen, pos_payments, transfer_fen,
        transfer_payments, cheque_fen, cheques, counted_cash_fen, pos_slips_fen, counted_cheques, note, counted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      ...[counted.countId, row.regionCode, row.clerk, row.day, row.cashFen, row.cashPayments, row.posFen],
      ...[row.posPayments, row.transferFen, row.transferPayments, row.chequeFen, row.cheques],
      ...[counted.cashFen, counted.posSlipsFen, counted.cheques, counted.note, counted.at],
    ],
  );
}

/** False: the day is signed already. */
export async function insertClosing(
  tx: Queryable,
  row: CounterDayRow,
  { by, at, note }: { readonly by: string; readonly at: Date; readonly note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into counter_closing (region_code, clerk, day, count_id, signed_by, signed_at, note)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [row.regionCode, row.clerk, row.day, row.countId, by, at, note],
  );
  return rowCount === 1;
}

export interface CounterDeposit {
  readonly depositId: string;
  readonly regionCode: string;
  readonly clerk: string;
  readonly day: CalendarDate;
  readonly method: 'cash' | 'pos';
  readonly serial: string;
  readonly amountFen: number;
  readonly paidOn: CalendarDate;
  readonly receiptId: string | null;
  readonly entryId: string;
  readonly by: string;
  readonly at: Date;
}

export async function listDeposits(
  db: Queryable,
  { regionCode, clerk, day }: Pick<CounterDeposit, 'regionCode' | 'clerk' | 'day'>,
): Promise<readonly CounterDeposit[]> {
  const { rows } = await db.query<CounterDeposit>(
    `select deposit_id as "depositId", region_code as "regionCode", clerk, day, method, serial, amount_fen::float8 as "amountFen",
            paid_on as "paidOn", receipt_id as "receiptId", entry_id as "entryId", deposited_by as by, deposited_at as at
       from counter_deposit where region_code = $1 and clerk = $2 and day = $3 order by deposit_id`,
    [regionCode, clerk, day],
  );
  return rows;
}

/** False: a deposit with this serial is known. */
export async function insertDeposit(tx: Queryable, row: CounterDeposit): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into counter_deposit (deposit_id, region_code, clerk, day, method, serial, amount_fen, paid_on, receipt_id, entry_id,
        deposited_by, deposited_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (region_code, serial) do nothing`,
    [
      ...[row.depositId, row.regionCode, row.clerk, row.day, row.method, row.serial, row.amountFen],
      ...[row.paidOn, row.receiptId, row.entryId, row.by, row.at],
    ],
  );
  return rowCount === 1;
}

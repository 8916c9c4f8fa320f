import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { SignedDaysFilter } from './counter-days.ts';

/** A day of a source 日对账: our receipts against what its statement says. */
export interface CollectionDayRow {
  readonly source: string;
  readonly day: CalendarDate;
  readonly receipts: number;
  readonly receiptsFen: number;
  /** Of the entries of these receipts. */
  readonly bookedFen: number;
  readonly statementId: string | null;
  readonly lines: number | null;
  readonly totalFen: number | null;
  readonly uploadedBy: string | null;
  /** Lines of either side that the other does not have with the same amount; null: no statement. */
  readonly differences: number | null;
  readonly signedBy: string | null;
  readonly signedAt: Date | null;
  readonly note: string | null;
  /** Something changed since it was signed. */
  readonly changed: boolean;
}

/** What came in at a source: its receipts, and at the bank what the counter has brought there. Parameter: region. */
const CAME = `
  select receipt_id, source, serial, amount_fen, paid_on, payer_name, entry_id from receipt where region_code like $1
  union all
  select null, 'bank', serial, amount_fen, paid_on, clerk, entry_id from counter_deposit
   where region_code like $1 and receipt_id is null`;

/** Days with receipts or a statement, the latest first. Parameters: region, first day, last day, sources. */
const DAYS = `
  with came as (${CAME}), ours as (
    select r.source, r.paid_on as day, count(*)::int as receipts, sum(r.amount_fen) as fen,
           sum((select coalesce(sum(p.amount_fen), 0) from posting p where p.person_id = 0 and p.entry_id = r.entry_id)) as booked
      from came r where r.paid_on between $2 and $3 and r.source = any($4) group by 1, 2
  ), said as (
    select distinct on (s.source, s.day) s.* from day_statement s
     where s.region_code like $1 and s.day between $2 and $3 and s.source = any($4) order by s.source, s.day, s.statement_id desc
  )
  select source, day, coalesce(o.receipts, 0) as receipts, coalesce(o.fen, 0)::float8 as "receiptsFen",
         coalesce(o.booked, 0)::float8 as "bookedFen", s.statement_id as "statementId", s.lines,
         s.total_fen::float8 as "totalFen", s.uploaded_by as "uploadedBy",
         case when s.statement_id is not null then (
           select count(*)::int from (select serial, amount_fen from day_statement_line l where l.statement_id = s.statement_id) l
             full join (select serial, amount_fen from came r where r.source = s.source and r.paid_on = s.day) r using (serial)
            where l.amount_fen is distinct from r.amount_fen) end as differences,
         g.signed_by as "signedBy", g.signed_at as "signedAt", g.note,
         g.signed_by is not null and (g.receipts, g.receipts_fen) is distinct from (coalesce(o.receipts, 0), coalesce(o.fen, 0)::bigint) as changed
    from ours o full join said s using (source, day) left join (
      select statement_id, receipts, receipts_fen, signed_by, signed_at, note from day_sign_off) g on g.statement_id = s.statement_id`;

export type CollectionDaysFilter = SignedDaysFilter & { readonly sources: readonly string[] };

/** Nobody has signed, or something came after it was signed. */
const UNSIGNED = '("signedBy" is null or changed)';
const LISTED = `(${DAYS}) x where ($5::text is null or ${UNSIGNED} = ($5 = 'unsigned'))`;
const DAY_ORDERS = { day: 'day', receiptsFen: '"receiptsFen"', differences: 'differences' };
const valuesOf = (scope: Scope, { from, to, sources, state }: CollectionDaysFilter) => [
  ...[regionPattern(scope), from, to, sources, state ?? null],
];

/** Days of bank and tax authority: those that nobody has signed first, each in the order asked for. */
export async function listCollectionDays(
  db: Queryable,
  scope: Scope,
  filter: CollectionDaysFilter & ListOrder,
): Promise<readonly CollectionDayRow[]> {
  const { rows } = await db.query<CollectionDayRow>(
    `select * from ${LISTED}
      order by not ${UNSIGNED}, ${orderBy(DAY_ORDERS, filter, 'day desc, source')} offset $6 limit $7`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export interface CollectionDaySums {
  readonly total: number;
  readonly unsigned: number;
  readonly receiptsFen: Fen;
  readonly bookedFen: Fen;
  readonly statedFen: Fen;
}

/** How many days match, how many of them are not signed, and what both sides come to. */
export async function sumCollectionDays(
  db: Queryable,
  scope: Scope,
  filter: CollectionDaysFilter,
): Promise<CollectionDaySums> {
  const { rows } = await db.query<CollectionDaySums>(
    `select count(*)::int as total, count(*) filter (where ${UNSIGNED})::int as unsigned,
            coalesce(sum("receiptsFen"), 0)::float8 as "receiptsFen", coalesce(sum("bookedFen"), 0)::float8 as "bookedFen",
            coalesce(sum("totalFen"), 0)::float8 as "statedFen" from ${LISTED}`,
    valuesOf(scope, filter),
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

export async function readCollectionDay(
  db: Queryable,
  scope: Scope,
  { source, day }: Pick<CollectionDayRow, 'source' | 'day'>,
): Promise<CollectionDayRow | undefined> {
  const { rows } = await db.query<CollectionDayRow>(DAYS, [regionPattern(scope), day, day, [source]]);
  return rows[0];
}

export interface DayStatement {
  readonly statementId: string;
  readonly regionCode: string;
  readonly source: string;
  readonly day: CalendarDate;
  readonly layout: string;
  readonly name: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly lines: readonly StatementLine[];
}

export interface StatementLine {
  readonly serial: string;
  readonly amountFen: number;
  readonly payerName: string;
  readonly billNo: string;
}

export async function insertStatement(db: Queryable, row: DayStatement): Promise<void> {
  const { lines } = row;
  await db.query(
    `insert into day_statement (statement_id, region_code, source, day, layout, name, lines, total_fen, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.statementId, row.regionCode, row.source, row.day, row.layout, row.name, lines.length],
      ...[lines.reduce((sum, line) => sum + line.amountFen, 0), row.uploadedBy, row.uploadedAt],
    ],
  );
  await db.query(
    `insert into day_statement_line (statement_id, serial, amount_fen, payer_name, bill_no)
     select $1, * from unnest($2::text[], $3::bigint[], $4::text[], $5::text[])`,
    [
      row.statementId,
      lines.map((line) => line.serial),
      lines.map((line) => line.amountFen),
      lines.map((line) => line.payerName),
      lines.map((line) => line.billNo),
    ],
  );
}

/** A receipt of ours for the comparison. */
export interface DayReceipt {
  /** Null: brought by the counter. */
  readonly receiptId: string | null;
  readonly serial: string;
  readonly amountFen: number;
  readonly paidOn: CalendarDate;
  readonly payerName: string;
}

/** Lines of the statement of a day, and our receipts of the day or with one of its serials. */
export async function bothSides(
  db: Queryable,
  scope: Scope,
  of: { readonly source: string; readonly day: CalendarDate; readonly statementId: string },
): Promise<{ readonly lines: readonly StatementLine[]; readonly receipts: readonly DayReceipt[] }> {
  const lines = await db.query<StatementLine>(
    `select serial, amount_fen::float8 as "amountFen", payer_name as "payerName", bill_no as "billNo"
       from day_statement_line where statement_id = $1 order by serial`,
    [of.statementId],
  );
  const receipts = await db.query<DayReceipt>(
    `select receipt_id as "receiptId", serial, amount_fen::float8 as "amountFen", paid_on as "paidOn", payer_name as "payerName"
       from (${CAME}) r where r.source = $2
        and (r.paid_on = $3 or r.serial in (select serial from day_statement_line where statement_id = $4)) order by serial`,
    [regionPattern(scope), of.source, of.day, of.statementId],
  );
  return { lines: lines.rows, receipts: receipts.rows };
}

/** False: this statement is signed already. */
export async function insertSignOff(
  db: Queryable,
  row: {
    readonly regionCode: string;
    readonly source: string;
    readonly day: CalendarDate;
    readonly statementId: string;
    readonly receipts: number;
    readonly receiptsFen: number;
    readonly differences: number;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into day_sign_off (region_code, source, day, statement_id, receipts, receipts_fen, differences, note, signed_by, signed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[row.regionCode, row.source, row.day, row.statementId, row.receipts, row.receiptsFen],
      ...[row.differences, row.note, row.by, row.at],
    ],
  );
  return rowCount === 1;
}

import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Collected money of a fund that is still on the collection account 收入户. */
export interface UnmovedRow {
  readonly scheme: 'employee' | 'resident';
  /** As lines of bills name it; `account`: personal accounts. */
  readonly fund: string;
  readonly amountFen: number;
  readonly receipts: number;
}

/** What each allocation put into each fund up to a day, as far as no transfer carries it. Parameters: region, day. */
const UNMOVED = `
  from allocation a join contribution_bill b on b.person_id = a.person_id and b.bill_id = a.bill_id
  cross join lateral (select l.value ->> 'fund' as fund, sum((l.value ->> 'amountFen')::bigint) as fen
    from json_array_elements(a.lines) l group by 1) f
 where a.region_code like $1 and (a.allocated_at at time zone 'Asia/Shanghai')::date <= $2 and f.fen <> 0
   and not exists (select from fund_transfer_item i
     where i.person_id = a.person_id and i.allocation_id = a.allocation_id and i.fund = f.fund)`;

export async function unmoved(
  db: Queryable,
  scope: Scope,
  upTo: CalendarDate,
): Promise<readonly UnmovedRow[]> {
  const { rows } = await db.query<UnmovedRow>(
    `select b.scheme, f.fund, sum(f.fen)::float8 as "amountFen", count(distinct a.receipt_id)::int as receipts
       ${UNMOVED} group by 1, 2 having sum(f.fen) <> 0 order by 1, 2`,
    [regionPattern(scope), upTo],
  );
  return rows;
}

export type BooksState = 'open' | 'approved' | 'refused';

/** Transfer 划转 of collected money to the account of its fund. */
export interface TransferRow {
  readonly transferId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly fund: string;
  readonly amountFen: number;
  readonly upTo: CalendarDate;
  readonly movedOn: CalendarDate;
  readonly bankSerial: string;
  readonly state: BooksState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
  readonly receipts: number;
}

const TRANSFER = `select t.transfer_id as "transferId", t.region_code as "regionCode", t.scheme, t.fund,
    t.amount_fen::float8 as "amountFen", t.up_to as "upTo", t.moved_on as "movedOn", t.bank_serial as "bankSerial", t.state,
    t.requested_by as "requestedBy", t.requested_at as "requestedAt", t.decided_by as "decidedBy", t.note,
    (select count(distinct a.receipt_id)::int from fund_transfer_item i
       join allocation a on a.person_id = i.person_id and a.allocation_id = i.allocation_id where i.transfer_id = t.transfer_id) as receipts
  from fund_transfer t where t.region_code like $1`;

const TRANSFER_ORDERS = { requestedAt: 't.requested_at', movedOn: 't.moved_on', amountFen: 't.amount_fen' };

export async function listTransfers(
  db: Queryable,
  scope: Scope,
  page: ListOrder,
): Promise<readonly TransferRow[]> {
  const { rows } = await db.query<TransferRow>(
    `${TRANSFER} order by ${orderBy(TRANSFER_ORDERS, page, 't.transfer_id')} offset $2 limit $3`,
    [regionPattern(scope), page.after, page.limit],
  );
  return rows;
}

export async function countTransfers(db: Queryable, scope: Scope): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    'select count(*)::int as total from fund_transfer where region_code like $1',
    [regionPattern(scope)],
  );
  return rows[0]?.total ?? 0;
}

export async function readTransfer(
  db: Queryable,
  scope: Scope,
  transferId: string,
): Promise<TransferRow | undefined> {
  const { rows } = await db.query<TransferRow>(`${TRANSFER} and t.transfer_id = $2`, [
    regionPattern(scope),
    transferId,
  ]);
  return rows[0];
}

export async function lockTransfer(
  tx: Queryable,
  scope: Scope,
  transferId: string,
): Promise<TransferRow | undefined> {
  await tx.query('select from fund_transfer where transfer_id = $1 for update', [transferId]);
  return readTransfer(tx, scope, transferId);
}

export type NewTransfer = Omit<TransferRow, 'state' | 'decidedBy' | 'note' | 'receipts' | 'amountFen'>;

/** Writes a transfer with what it carries; answers the sum, or undefined: nothing above zero is there, or the serial is known. */
export async function insertTransfer(tx: PoolClient, row: NewTransfer): Promise<number | undefined> {
  const { rows } = await tx.query<{ fen: number }>(
    `select coalesce(sum(f.fen), 0)::float8 as fen ${UNMOVED} and b.scheme = $3 and f.fund = $4`,
    [`${row.regionCode.slice(0, 4)}%`, row.upTo, row.scheme, row.fund],
  );
  const amountFen = rows[0]?.fen ?? 0;
  if (amountFen <= 0) return undefined;
  const made = await tx.query(
    `insert into fund_transfer (transfer_id, region_code, scheme, fund, amount_fen, up_to, moved_on, bank_serial, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (region_code, bank_serial) where state <> 'refused' do nothing`,
    [
      ...[
        row.transferId,
        row.regionCode,
        row.scheme,
        row.fund,
        amountFen,
        row.upTo,
        row.movedOn,
        row.bankSerial,
      ],
      ...[row.requestedBy, row.requestedAt],
    ],
  );
  if (made.rowCount !== 1) return undefined;
  await tx.query(
    `insert into fund_transfer_item (region_code, person_id, allocation_id, fund, transfer_id, amount_fen)
     select a.region_code, a.person_id, a.allocation_id, f.fund, $5, f.fen ${UNMOVED} and b.scheme = $3 and f.fund = $4`,
    [`${row.regionCode.slice(0, 4)}%`, row.upTo, row.scheme, row.fund, row.transferId],
  );
  return amountFen;
}

/** A refused transfer gives back what it carried. */
export async function decideTransfer(
  tx: Queryable,
  transferId: string,
  decision: {
    readonly approved: boolean;
    readonly by: string;
    readonly at: Date;
    readonly note: string;
    readonly entryId: string | null;
  },
): Promise<void> {
  await tx.query(
    'update fund_transfer set state = $2, decided_by = $3, decided_at = $4, note = $5, entry_id = $6 where transfer_id = $1',
    [
      transferId,
      decision.approved ? 'approved' : 'refused',
      decision.by,
      decision.at,
      decision.note,
      decision.entryId,
    ],
  );
  if (!decision.approved)
    await tx.query('delete from fund_transfer_item where transfer_id = $1', [transferId]);
}

/** A receipt that a transfer carries, with what of it went into the fund. */
export interface CarriedRow {
  readonly receiptId: string | null;
  readonly source: string | null;
  readonly serial: string | null;
  readonly paidOn: string | null;
  readonly payerName: string | null;
  readonly amountFen: number;
}

const CARRIED_ORDERS = { paidOn: '"paidOn"', payerName: '"payerName"', amountFen: '"amountFen"' };
const CARRIED = `select a.receipt_id as "receiptId", r.source, r.serial, r.paid_on as "paidOn", r.payer_name as "payerName",
    sum(i.amount_fen)::float8 as "amountFen"
  from fund_transfer_item i join allocation a on a.person_id = i.person_id and a.allocation_id = i.allocation_id
  left join receipt r on r.receipt_id = a.receipt_id
 where i.transfer_id = $1 group by 1, 2, 3, 4, 5 having sum(i.amount_fen) <> 0`;

export async function carriedReceipts(
  db: Queryable,
  transferId: string,
  page: ListOrder,
): Promise<readonly CarriedRow[]> {
  const { rows } = await db.query<CarriedRow>(
    `select * from (${CARRIED}) c order by ${orderBy(CARRIED_ORDERS, page, 'serial, "receiptId"')} offset $2 limit $3`,
    [transferId, page.after, page.limit],
  );
  return rows;
}

export async function countCarriedReceipts(db: Queryable, transferId: string): Promise<number> {
  const { rows } = await db.query<{ total: number }>(`select count(*)::int as total from (${CARRIED}) c`, [
    transferId,
  ]);
  return rows[0]?.total ?? 0;
}

// ---- levy 调剂金上解

export interface LevyRow {
  readonly levyId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
  readonly incomeFen: number;
  readonly yearSpendingFen: number;
  readonly fundSizeFen: number;
  readonly amountFen: number;
  readonly clause: string;
  readonly policyVersion: string;
  readonly state: BooksState | 'paid';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
  readonly bankSerial: string | null;
}

const LEVY = `select levy_id as "levyId", region_code as "regionCode", scheme, from_on as "fromOn", to_on as "toOn",
    income_fen::float8 as "incomeFen", year_spending_fen::float8 as "yearSpendingFen", fund_size_fen::float8 as "fundSizeFen",
    amount_fen::float8 as "amountFen", clause, policy_version as "policyVersion", state, requested_by as "requestedBy",
    requested_at as "requestedAt", decided_by as "decidedBy", note, bank_serial as "bankSerial"
  from adjustment_levy where region_code like $1`;

export interface LevyFilter {
  readonly state?: string | undefined;
}

const LEVY_ORDERS = { requestedAt: 'requested_at', fromOn: 'from_on', amountFen: 'amount_fen' };

export async function listLevies(
  db: Queryable,
  scope: Scope,
  filter: LevyFilter & ListOrder,
): Promise<readonly LevyRow[]> {
  const { rows } = await db.query<LevyRow>(
    `${LEVY} and ($2::text is null or state = $2) order by ${orderBy(LEVY_ORDERS, filter, 'levy_id desc')} offset $3 limit $4`,
    [regionPattern(scope), filter.state ?? null, filter.after, filter.limit],
  );
  return rows;
}

/** How many levies match, and what they amount to. */
export async function levyTotals(
  db: Queryable,
  scope: Scope,
  { state }: LevyFilter,
): Promise<{ readonly total: number; readonly amountFen: number }> {
  const { rows } = await db.query<{ total: number; amountFen: number }>(
    `select count(*)::int as total, coalesce(sum(amount_fen), 0)::float8 as "amountFen"
       from adjustment_levy where region_code like $1 and ($2::text is null or state = $2)`,
    [regionPattern(scope), state ?? null],
  );
  return rows[0] ?? { total: 0, amountFen: 0 };
}

export async function lockLevy(tx: Queryable, scope: Scope, levyId: string): Promise<LevyRow | undefined> {
  const { rows } = await tx.query<LevyRow>(`${LEVY} and levy_id = $2 for update`, [
    regionPattern(scope),
    levyId,
  ]);
  return rows[0];
}

/** False: these days are levied already. */
export async function insertLevy(
  db: Queryable,
  row: Omit<LevyRow, 'state' | 'decidedBy' | 'note' | 'bankSerial'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into adjustment_levy (levy_id, region_code, scheme, from_on, to_on, income_fen, year_spending_fen, fund_size_fen,
        amount_fen, clause, policy_version, requested_by, requested_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
      where not exists (select from adjustment_levy where region_code = $2 and scheme = $3 and state <> 'refused'
        and from_on <= $5 and to_on >= $4)
     on conflict do nothing`,
    [
      ...[row.levyId, row.regionCode, row.scheme, row.fromOn, row.toOn, row.incomeFen, row.yearSpendingFen],
      ...[row.fundSizeFen, row.amountFen, row.clause, row.policyVersion, row.requestedBy, row.requestedAt],
    ],
  );
  return rowCount === 1;
}

export async function decideLevy(
  db: Queryable,
  levyId: string,
  decision: {
    readonly approved: boolean;
    readonly by: string;
    readonly at: Date;
    readonly note: string;
    readonly entryId: string | null;
  },
): Promise<void> {
  await db.query(
    'update adjustment_levy set state = $2, decided_by = $3, decided_at = $4, note = $5, entry_id = $6 where levy_id = $1',
    [
      levyId,
      decision.approved ? 'approved' : 'refused',
      decision.by,
      decision.at,
      decision.note,
      decision.entryId,
    ],
  );
}

export async function payLevy(
  db: Queryable,
  levyId: string,
  payment: { readonly by: string; readonly at: Date; readonly bankSerial: string },
): Promise<void> {
  await db.query(
    `update adjustment_levy set state = 'paid', paid_by = $2, paid_at = $3, bank_serial = $4 where levy_id = $1`,
    [levyId, payment.by, payment.at, payment.bankSerial],
  );
}

/** Income of a fund in some days by the ledger: what was booked less what was taken back. */
export async function incomeOf(
  db: Queryable,
  scope: Scope,
  of: {
    readonly scheme: string;
    readonly fund: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
  },
): Promise<number> {
  const { rows } = await db.query<{ fen: number }>(
    `select coalesce(sum(case when p.credit_account like $2 then p.amount_fen else 0 end)
                   - sum(case when p.debit_account like $2 then p.amount_fen else 0 end), 0)::float8 as fen
       from posting p join journal_entry e using (person_id, entry_id)
      where p.region_code like $1 and (p.credit_account like $2 or p.debit_account like $2) and e.booked_on between $3 and $4`,
    [regionPattern(scope), `______/${of.scheme}/fund/${of.fund}/income/%`, of.from, of.to],
  );
  return rows[0]?.fen ?? 0;
}

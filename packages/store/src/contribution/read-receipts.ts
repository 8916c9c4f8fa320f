import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { BILL_COLUMNS, BILL_JOINS, type BillRow } from './read-bills.ts';
import { FREE, lockIds } from './receipts.ts';

export interface ReceiptRow {
  readonly receiptId: string;
  readonly regionCode: string;
  readonly source: string;
  readonly serial: string;
  readonly amountFen: number;
  readonly freeFen: number;
  readonly paidOn: CalendarDate;
  readonly payerName: string;
  readonly payerCode: string;
  readonly billNo: string;
  readonly purpose: string;
  readonly takenBy: string;
  readonly takenAt: Date;
}

const COLUMNS = `r.receipt_id as "receiptId", r.region_code as "regionCode", r.source, r.serial, r.amount_fen::float8 as "amountFen",
  free.fen::float8 as "freeFen", r.paid_on as "paidOn", r.payer_name as "payerName", r.payer_code as "payerCode",
  r.bill_no as "billNo", r.purpose, r.taken_by as "takenBy", r.taken_at as "takenAt"`;
/** Receipts of which something is free are kept; of the others it is worked out. */
const FROM_FREE =
  'from receipt r join (select receipt_id, free_fen as fen from free_receipt) free using (receipt_id)';
const FROM = `from receipt r cross join lateral (select ${FREE} as fen) free`;

const MATCHES = `r.region_code like $1
    and ($2::text is null or r.serial = $2 or r.bill_no = $2 or r.payer_name like '%' || $2 || '%')`;
const RECEIPT_ORDERS = {
  takenAt: 'r.taken_at',
  paidOn: 'r.paid_on',
  payerName: 'r.payer_name',
  amountFen: 'r.amount_fen',
};

export interface ReceiptFilter {
  /** Only those with free money. */
  readonly free: boolean;
  readonly text?: string | undefined;
}

export async function listReceipts(
  db: Queryable,
  scope: Scope,
  filter: ReceiptFilter & ListOrder,
): Promise<readonly ReceiptRow[]> {
  const { rows } = await db.query<ReceiptRow>(
    `select ${COLUMNS} ${filter.free ? FROM_FREE : FROM} where ${MATCHES}
      order by ${orderBy(RECEIPT_ORDERS, filter, 'r.receipt_id desc')} offset $3 limit $4`,
    [regionPattern(scope), filter.text || null, filter.after, filter.limit],
  );
  return rows;
}

export interface ReceiptTotals {
  readonly total: number;
  readonly amountFen: number;
  readonly freeFen: number;
}

/** How many receipts match, what they amount to, and what of it is not allocated 暂收款. */
export async function receiptTotals(
  db: Queryable,
  scope: Scope,
  filter: ReceiptFilter,
): Promise<ReceiptTotals> {
  const { rows } = await db.query<ReceiptTotals>(
    `select count(*)::int as total, coalesce(sum(r.amount_fen), 0)::float8 as "amountFen",
            coalesce(sum(f.free_fen), 0)::float8 as "freeFen"
       from receipt r ${filter.free ? '' : 'left'} join free_receipt f using (receipt_id) where ${MATCHES}`,
    [regionPattern(scope), filter.text || null],
  );
  return rows[0] ?? { total: 0, amountFen: 0, freeFen: 0 };
}

export async function readReceipt(
  db: Queryable,
  scope: Scope,
  receiptId: string,
): Promise<ReceiptRow | undefined> {
  const { rows } = await db.query<ReceiptRow>(
    `select ${COLUMNS} ${FROM} where r.region_code like $1 and r.receipt_id = $2`,
    [regionPattern(scope), receiptId],
  );
  return rows[0];
}

/** Bills with something open that a receipt may be meant for: of the payer named, or of exactly what is free. */
export async function candidateBills(
  db: Queryable,
  receipt: ReceiptRow,
  most: number,
): Promise<readonly BillRow[]> {
  const { rows } = await db.query<BillRow>(
    `select * from (
       select ${BILL_COLUMNS}, paid.fen as paid from contribution_bill b ${BILL_JOINS}
        where b.region_code like left($1, 4) || '%' and b.payer <> 'account' and b.amount_fen > 0 and (
              ($2 <> '' and (b.unit_id in (select unit_id from unit where name = $2 or ($3 <> '' and code = $3)) and b.payer = 'unit'))
           or ($2 <> '' and b.person_id in (select person_id from person where name = $2 or ($3 <> '' and (cert_no = $3 or psn_no = $3))))
           or ($3 <> '' and b.person_id in (select person_id from person where cert_no = $3 or psn_no = $3))
           or b.amount_fen = $4)
        order by b.due_on limit 200) t
      where paid < "amountFen" limit $5`,
    [receipt.regionCode, receipt.payerName, receipt.payerCode, receipt.freeFen, most],
  );
  return rows;
}

export interface FileRow {
  readonly fileId: string;
  readonly layout: string;
  readonly name: string;
  readonly lines: number;
  readonly taken: number;
  readonly totalFen: number;
  readonly matched: number;
  readonly freeFen: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

const FILE = `select f.file_id as "fileId", f.layout, f.name, f.lines, coalesce(m.taken, 0)::int as taken, f.total_fen::float8 as "totalFen",
    coalesce(m.matched, 0)::int as matched, coalesce(m.free, 0)::float8 as "freeFen", f.uploaded_by as "uploadedBy",
    f.uploaded_at as "uploadedAt"
  from payment_file f left join lateral (
    select count(*) as taken, count(*) filter (where free.fen < r.amount_fen) as matched, sum(free.fen) as free ${FROM} where r.file_id = f.file_id) m on true
  where f.region_code like $1`;

export async function readFile(db: Queryable, scope: Scope, fileId: string): Promise<FileRow | undefined> {
  const { rows } = await db.query<FileRow>(`${FILE} and f.file_id = $2`, [regionPattern(scope), fileId]);
  return rows[0];
}

const FILE_ORDERS = { uploadedAt: 'f.uploaded_at', name: 'f.name', totalFen: 'f.total_fen' };

export async function listFiles(db: Queryable, scope: Scope, page: ListOrder): Promise<readonly FileRow[]> {
  const { rows } = await db.query<FileRow>(
    `${FILE} order by ${orderBy(FILE_ORDERS, page, 'f.file_id desc')} offset $2 limit $3`,
    [regionPattern(scope), page.after, page.limit],
  );
  return rows;
}

/** How many files there are, and what they come to. */
export async function fileTotals(
  db: Queryable,
  scope: Scope,
): Promise<{ readonly total: number; readonly totalFen: number }> {
  const { rows } = await db.query<{ total: number; totalFen: number }>(
    `select count(*)::int as total, coalesce(sum(total_fen), 0)::float8 as "totalFen" from payment_file
      where region_code like $1`,
    [regionPattern(scope)],
  );
  return rows[0] ?? { total: 0, totalFen: 0 };
}

// ---- refunds 退费

export type RefundState = 'open' | 'approved' | 'refused' | 'paid';

/** Refund 退费 of money that is not allocated. */
export interface RefundRow {
  readonly refundId: string;
  readonly regionCode: string;
  readonly receiptId: string;
  readonly amountFen: number;
  readonly reason: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
  readonly payeeBank: string;
  readonly state: RefundState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
  readonly paidAt: Date | null;
  readonly bankSerial: string | null;
}

const REFUND = `select refund_id as "refundId", region_code as "regionCode", receipt_id as "receiptId",
    amount_fen::float8 as "amountFen", reason, payee_name as "payeeName", payee_account as "payeeAccount",
    payee_bank as "payeeBank", state, requested_by as "requestedBy", requested_at as "requestedAt",
    decided_by as "decidedBy", note, paid_at as "paidAt", bank_serial as "bankSerial"
  from refund where region_code like $1`;

const REFUND_MATCHES = '($2::text is null or state = $2) and ($3::bigint is null or receipt_id = $3)';
const REFUND_ORDERS = { requestedAt: 'requested_at', payeeName: 'payee_name', amountFen: 'amount_fen' };

export interface RefundFilter {
  readonly state?: string | undefined;
  readonly receiptId?: string;
}

export async function listRefunds(
  db: Queryable,
  scope: Scope,
  filter: RefundFilter & ListOrder,
): Promise<readonly RefundRow[]> {
  const { rows } = await db.query<RefundRow>(
    `${REFUND} and ${REFUND_MATCHES} order by ${orderBy(REFUND_ORDERS, filter, 'refund_id desc')} offset $4 limit $5`,
    [regionPattern(scope), filter.state ?? null, filter.receiptId ?? null, filter.after, filter.limit],
  );
  return rows;
}

/** How many refunds match, and what they amount to. */
export async function refundTotals(
  db: Queryable,
  scope: Scope,
  filter: RefundFilter,
): Promise<{ readonly total: number; readonly amountFen: number }> {
  const { rows } = await db.query<{ total: number; amountFen: number }>(
    `select count(*)::int as total, coalesce(sum(amount_fen), 0)::float8 as "amountFen"
       from refund where region_code like $1 and ${REFUND_MATCHES}`,
    [regionPattern(scope), filter.state ?? null, filter.receiptId ?? null],
  );
  return rows[0] ?? { total: 0, amountFen: 0 };
}

export async function lockRefund(
  tx: PoolClient,
  scope: Scope,
  refundId: string,
): Promise<RefundRow | undefined> {
  await lockIds(tx, [refundId]);
  const { rows } = await tx.query<RefundRow>(`${REFUND} and refund_id = $2 for update`, [
    regionPattern(scope),
    refundId,
  ]);
  return rows[0];
}

export async function insertRefund(
  db: Queryable,
  refund: Omit<RefundRow, 'state' | 'decidedBy' | 'note' | 'paidAt' | 'bankSerial'>,
): Promise<void> {
  await db.query(
    `insert into refund (refund_id, region_code, receipt_id, amount_fen, reason, payee_name, payee_account, payee_bank, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[refund.refundId, refund.regionCode, refund.receiptId, refund.amountFen, refund.reason],
      ...[refund.payeeName, refund.payeeAccount, refund.payeeBank, refund.requestedBy, refund.requestedAt],
    ],
  );
}

export async function decideRefund(
  db: Queryable,
  refundId: string,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await db.query(
    `update refund set state = $2, decided_by = $3, decided_at = $4, note = $5 where refund_id = $1 and state = 'open'`,
    [refundId, decision.approved ? 'approved' : 'refused', decision.by, decision.at, decision.note],
  );
}

export async function payRefund(
  db: Queryable,
  refundId: string,
  payment: { readonly by: string; readonly at: Date; readonly bankSerial: string },
): Promise<void> {
  await db.query(
    `update refund set state = 'paid', paid_by = $2, paid_at = $3, bank_serial = $4 where refund_id = $1 and state = 'approved'`,
    [refundId, payment.by, payment.at, payment.bankSerial],
  );
}

import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';

/** Receipt 到账: one payment as the bank or the tax authority reports it, once for each serial number of its source. */
export interface Receipt {
  readonly receiptId: string;
  readonly regionCode: string;
  /** Who reports it, e.g. `tax`, `bank`, `counter`, `pos`, `school`, `finance`. */
  readonly source: string;
  readonly serial: string;
  readonly amountFen: number;
  readonly paidOn: CalendarDate;
  readonly payerName: string;
  readonly payerCode: string;
  readonly payerAccount: string;
  readonly billNo: string;
  readonly purpose: string;
  readonly fileId: string | null;
  readonly entryId: string;
  readonly takenBy: string;
  readonly takenAt: Date;
}

/** PaymentFile 缴费文件. */
export interface PaymentFile {
  readonly fileId: string;
  readonly regionCode: string;
  readonly layout: string;
  readonly source: string;
  readonly name: string;
  readonly digest: Uint8Array;
  readonly lines: number;
  readonly totalFen: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

/** One process at a time takes receipts of a source, so that two files with the same serial cannot pass each other. */
export async function lockSource(tx: PoolClient, regionCode: string, source: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28))', [`${regionCode}/${source}`]);
}

/** Amounts of the serials of a source that are known already; the bank also reports what the counter has brought to it. */
export async function knownSerials(
  db: Queryable,
  regionCode: string,
  source: string,
  serials: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ serial: string; amount: number }>(
    `select serial, amount_fen::float8 as amount from receipt
      where region_code = $1 and source = $2 and serial = any($3::text[])
     union all
     select serial, amount_fen::float8 from counter_deposit
      where region_code = $1 and $2 = 'bank' and receipt_id is null and serial = any($3::text[])`,
    [regionCode, source, serials],
  );
  return new Map(rows.map((row) => [row.serial, row.amount]));
}

export async function insertReceipts(db: Queryable, receipts: readonly Receipt[]): Promise<void> {
  await db.query(
    `insert into receipt (receipt_id, region_code, source, serial, amount_fen, paid_on, payer_name, payer_code,
        payer_account, bill_no, purpose, file_id, entry_id, taken_by, taken_at)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::date[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[], $14::text[], $15::timestamptz[])`,
    [
      receipts.map((r) => r.receiptId),
      receipts.map((r) => r.regionCode),
      receipts.map((r) => r.source),
      receipts.map((r) => r.serial),
      receipts.map((r) => r.amountFen),
      receipts.map((r) => r.paidOn),
      receipts.map((r) => r.payerName),
      receipts.map((r) => r.payerCode),
      receipts.map((r) => r.payerAccount),
      receipts.map((r) => r.billNo),
      receipts.map((r) => r.purpose),
      receipts.map((r) => r.fileId),
      receipts.map((r) => r.entryId),
      receipts.map((r) => r.takenBy),
      receipts.map((r) => r.takenAt),
    ],
  );
}

export async function fileByDigest(
  db: Queryable,
  regionCode: string,
  digest: Uint8Array,
): Promise<string | undefined> {
  const { rows } = await db.query<{ fileId: string }>(
    'select file_id as "fileId" from payment_file where region_code = $1 and digest = $2',
    [regionCode, Buffer.from(digest)],
  );
  return rows[0]?.fileId;
}

/** False: the same bytes came before; of two at once the second waits for the first. */
export async function insertFile(db: Queryable, file: PaymentFile): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into payment_file (file_id, region_code, layout, source, name, digest, lines, total_fen, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (region_code, digest) do nothing`,
    [
      ...[file.fileId, file.regionCode, file.layout, file.source, file.name, Buffer.from(file.digest)],
      ...[file.lines, file.totalFen, file.uploadedBy, file.uploadedAt],
    ],
  );
  return rowCount === 1;
}

/** What is free of a receipt: not allocated, no refund asked for, and not gone another way. */
export const FREE = `(r.amount_fen
  - coalesce((select sum(a.amount_fen) from allocation a where a.receipt_id = r.receipt_id), 0)
  - coalesce((select sum(f.amount_fen) from refund f where f.receipt_id = r.receipt_id and f.state <> 'refused'), 0)
  - coalesce((select sum(w.amount_fen) from receipt_withdrawal w where w.receipt_id = r.receipt_id), 0))`;

export interface FreeReceipt {
  readonly receiptId: string;
  readonly regionCode: string;
  readonly billNo: string;
  readonly paidOn: CalendarDate;
  readonly freeFen: number;
  readonly allocatedFen: number;
}

/** Receipts with what is free of them, under their locks; take them before those of the bills. */
export async function lockReceipts(
  tx: PoolClient,
  receiptIds: readonly string[],
): Promise<readonly FreeReceipt[]> {
  await lockIds(tx, receiptIds);
  const { rows } = await tx.query<FreeReceipt>(
    `select r.receipt_id as "receiptId", r.region_code as "regionCode", r.bill_no as "billNo", r.paid_on as "paidOn",
            ${FREE}::float8 as "freeFen",
            (select coalesce(sum(amount_fen), 0)::float8 from allocation a where a.receipt_id = r.receipt_id) as "allocatedFen"
       from receipt r where r.receipt_id = any($1::bigint[]) order by r.receipt_id`,
    [receiptIds],
  );
  return rows;
}

/** Rows of money are never updated, so their locks are advisory, by their numbers in order. */
export async function lockIds(tx: PoolClient, ids: readonly string[]): Promise<void> {
  await tx.query(
    'select pg_advisory_xact_lock(i) from (select i from unnest($1::bigint[]) i group by i order by i) t',
    [ids],
  );
}

/** Of the payer of receipt `r` in `file`; $4: the layouts that make sure of him. */
const ONLY_BILL = `select min(b.bill_id) as bill_id from contribution_bill b
    where r.bill_no = '' and r.payer_code <> '' and file.layout = any($4) and b.region_code like left($1, 4) || '%'
      and (b.payer = 'unit' and b.unit_id in (select unit_id from unit where code = r.payer_code)
        or b.payer = 'person' and b.person_id in (select person_id from person where cert_no = r.payer_code or psn_no = r.payer_code))
      and b.amount_fen - (select coalesce(sum(amount_fen), 0) from allocation where bill_id = b.bill_id) = r.amount_fen
   having count(*) = 1`;

/**
 * Receipts that nothing was done with and the bill that each is for, in batches: the one it names, or, in a file whose layout
 * makes sure of the payer, the only one of this payer of which exactly so much is open.
 */
export async function matchableReceipts(
  db: Queryable,
  regionCode: string,
  sureLayouts: readonly string[],
  after: string,
  most: number,
): Promise<readonly { readonly receiptId: string; readonly billId: string }[]> {
  const { rows } = await db.query<{ receiptId: string; billId: string }>(
    `select r.receipt_id as "receiptId", b.bill_id as "billId"
       from free_receipt join receipt r using (receipt_id) left join payment_file file using (file_id)
       cross join lateral (
         select bill_id from contribution_bill b where r.bill_no <> '' and b.bill_no = r.bill_no and b.region_code like left($1, 4) || '%'
         union all (${ONLY_BILL})) b
      where r.region_code = $1 and r.receipt_id > $2
        and not exists (select from allocation a where a.receipt_id = r.receipt_id)
        and not exists (select from refund f where f.receipt_id = r.receipt_id and f.state <> 'refused')
      order by r.receipt_id limit $3`,
    [regionCode, after, most, sureLayouts],
  );
  return rows;
}

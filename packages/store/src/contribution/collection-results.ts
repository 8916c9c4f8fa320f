import type { Queryable } from '../pool.ts';

/** Result 回盘 of a list: who has paid and who has not, as whoever collects says. */
export interface ResultRow {
  readonly resultId: string;
  readonly listId: string;
  readonly name: string;
  readonly paid: number;
  readonly failed: number;
  readonly paidFen: number;
  readonly takenBy: string;
  readonly takenAt: Date;
  readonly receiptId: string | null;
  readonly bookedBy: string | null;
}

export async function listResults(db: Queryable, listId: string): Promise<readonly ResultRow[]> {
  const { rows } = await db.query<ResultRow>(
    `select r.result_id as "resultId", r.list_id as "listId", r.name, r.paid, r.failed, r.paid_fen::float8 as "paidFen",
            r.taken_by as "takenBy", r.taken_at as "takenAt", k.receipt_id as "receiptId", k.booked_by as "bookedBy"
       from collection_result r left join collection_booking k using (result_id) where r.list_id = $1 order by r.result_id`,
    [listId],
  );
  return rows;
}

export async function resultByDigest(db: Queryable, listId: string, digest: Uint8Array): Promise<boolean> {
  const { rows } = await db.query('select from collection_result where list_id = $1 and digest = $2', [
    listId,
    Buffer.from(digest),
  ]);
  return rows.length > 0;
}

export interface NewResult {
  readonly resultId: string;
  readonly regionCode: string;
  readonly listId: string;
  readonly name: string;
  readonly digest: Uint8Array;
  readonly by: string;
  readonly at: Date;
  readonly rows: readonly {
    readonly personId: string;
    readonly regionCode: string;
    readonly billId: string;
    readonly amountFen: number;
    readonly paid: boolean;
    readonly reason: string;
  }[];
}

export async function insertResult(tx: Queryable, result: NewResult): Promise<void> {
  const { rows } = result;
  const paid = rows.filter((row) => row.paid);
  await tx.query(
    `insert into collection_result (result_id, region_code, list_id, name, digest, paid, failed, paid_fen, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[result.resultId, result.regionCode, result.listId, result.name, Buffer.from(result.digest)],
      ...[paid.length, rows.length - paid.length, paid.reduce((sum, row) => sum + row.amountFen, 0)],
      ...[result.by, result.at],
    ],
  );
  await tx.query(
    `insert into collection_result_row (list_id, result_id, region_code, person_id, bill_id, paid, reason)
     select $1, $2, * from unnest($3::text[], $4::bigint[], $5::bigint[], $6::boolean[], $7::text[])`,
    [
      result.listId,
      result.resultId,
      rows.map((row) => row.regionCode),
      rows.map((row) => row.personId),
      rows.map((row) => row.billId),
      rows.map((row) => row.paid),
      rows.map((row) => row.reason),
    ],
  );
}

/** Bills that a result reports as paid, in the order of the list. */
export async function paidBills(tx: Queryable, resultId: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ billId: string }>(
    `select w.bill_id as "billId" from collection_result_row x
       join collection_list_row w on w.person_id = x.person_id and w.list_id = x.list_id and w.bill_id = x.bill_id
      where x.result_id = $1 and x.paid group by w.bill_id order by min(w.row_no)`,
    [resultId],
  );
  return rows.map((row) => row.billId);
}

export async function insertBooking(
  tx: Queryable,
  row: {
    readonly resultId: string;
    readonly regionCode: string;
    readonly receiptId: string;
    readonly amountFen: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into collection_booking (result_id, region_code, receipt_id, amount_fen, booked_by, booked_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.resultId, row.regionCode, row.receiptId, row.amountFen, row.by, row.at],
  );
}

/** Why the last attempt to collect a bill from others has failed, by bill; those that succeeded are left out. */
export async function collectionFailures(
  db: Queryable,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ billId: string; reason: string }>(
    `select distinct on (x.bill_id) x.bill_id as "billId", x.reason from collection_result_row x
       join contribution_bill b on b.bill_id = x.bill_id and b.person_id = x.person_id
      where x.bill_id = any($1::bigint[]) order by x.bill_id, x.result_id desc`,
    [billIds],
  );
  return new Map(rows.filter((row) => row.reason !== '').map((row) => [row.billId, row.reason]));
}

import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { lockIds } from './receipts.ts';
import type { BillLine, BillPayer } from './write-charges.ts';

/** Allocation 入账: what of a receipt pays which bill. */
export interface Allocation {
  readonly regionCode: string;
  readonly personId: string;
  readonly allocationId: string;
  /** Null for a set-off 抵扣, which moves no money. */
  readonly receiptId: string | null;
  readonly billId: string;
  readonly amountFen: number;
  readonly how: 'number' | 'confirmed' | 'correction' | 'reversal' | 'set-off';
  readonly originId: string | null;
  /** The same on both rows of a set-off. */
  readonly setOffId?: string;
  readonly lines: readonly BillLine[];
  readonly entryId: string;
  readonly by: string;
  readonly at: Date;
}

/** A bill as allocation needs it: its lines, and what of each is paid. */
export interface OpenBill {
  readonly billId: string;
  readonly billNo: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly runId: string;
  readonly scheme: string;
  readonly period: string;
  readonly kind: string;
  readonly payer: BillPayer;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly amountFen: number;
  readonly dueOn: CalendarDate;
  readonly lines: readonly BillLine[];
  readonly paidLines: readonly BillLine[];
}

/**
 * One allocation at a time: bills of two months credit the same accounts in another order, and waiting is cheaper than a
 * deadlock.
 */
export async function lockAllocating(tx: PoolClient): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('allocating', 28))");
}

export async function lockBills(tx: PoolClient, billIds: readonly string[]): Promise<readonly OpenBill[]> {
  await lockIds(tx, billIds);
  const { rows } = await tx.query<OpenBill>(
    `select b.bill_id as "billId", b.bill_no as "billNo", b.region_code as "regionCode", b.person_id as "personId", b.run_id as "runId", b.scheme,
            b.period, b.kind, b.payer, b.unit_id as "unitId", b.area_code as "areaCode", b.amount_fen::float8 as "amountFen",
            b.due_on as "dueOn", b.lines, coalesce(p.lines, '[]') as "paidLines"
       from contribution_bill b
       left join lateral (
         select json_agg(l.value) as lines from allocation a, json_array_elements(a.lines) l where a.bill_id = b.bill_id) p on true
      where b.bill_id = any($1::bigint[])`,
    [billIds],
  );
  return rows;
}

export async function insertAllocations(db: Queryable, rows: readonly Allocation[]): Promise<void> {
  await db.query(
    `insert into allocation (region_code, person_id, allocation_id, receipt_id, bill_id, amount_fen, how, origin_id, lines,
        entry_id, allocated_by, allocated_at, set_off_id)
     select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
        $8::bigint[], $9::json[], $10::bigint[], $11::text[], $12::timestamptz[], $13::bigint[])`,
    [
      rows.map((a) => a.regionCode),
      rows.map((a) => a.personId),
      rows.map((a) => a.allocationId),
      rows.map((a) => a.receiptId),
      rows.map((a) => a.billId),
      rows.map((a) => a.amountFen),
      rows.map((a) => a.how),
      rows.map((a) => a.originId),
      rows.map((a) => JSON.stringify(a.lines)),
      rows.map((a) => a.entryId),
      rows.map((a) => a.by),
      rows.map((a) => a.at),
      rows.map((a) => a.setOffId ?? null),
    ],
  );
}

/** What the charges of a bill, and of those set off against it, put into the accounts of which persons, in fen, not zero. */
export async function accountShares(
  db: Queryable,
  bill: Pick<OpenBill, 'billId' | 'payer' | 'unitId' | 'personId'>,
): Promise<readonly { readonly personId: string; readonly amountFen: number }[]> {
  const { rows } = await db.query<{ personId: string; amountFen: number }>(
    `with bills as (
       select $1::bigint as bill_id
       union select y.bill_id from allocation x join allocation y using (set_off_id)
        where x.bill_id = $1 and x.amount_fen > 0 and y.amount_fen < 0
          and exists (select from json_array_elements(y.lines) l where l.value ->> 'fund' = 'account'))
     select c.person_id as "personId", sum(c.amounts[l.n])::float8 as "amountFen"
       from bills join contribution_bill o using (bill_id) join charge c on c.run_id = o.run_id
       join assessment_basis b using (basis_id)
       cross join lateral json_array_elements(b.lines) with ordinality l (line, n)
      where ($3 <> 'unit' or c.unit_id = $2) and ($3 = 'unit' or c.person_id = $4)
        and l.line ->> 'fund' = 'account' and l.line ->> 'billTo' = $3
      group by 1 having sum(c.amounts[l.n]) <> 0 order by 1`,
    [bill.billId, bill.unitId, bill.payer, bill.personId],
  );
  return rows;
}

export async function lockAllocation(
  tx: PoolClient,
  allocationId: string,
): Promise<
  (Omit<Allocation, 'by' | 'at'> & { readonly scheme: string; readonly reversed: boolean }) | undefined
> {
  await lockIds(tx, [allocationId]);
  const { rows } = await tx.query(
    `select a.region_code as "regionCode", a.person_id as "personId", a.allocation_id as "allocationId",
            a.receipt_id as "receiptId", a.bill_id as "billId", a.amount_fen::float8 as "amountFen", a.how,
            a.origin_id as "originId", a.lines, a.entry_id as "entryId", b.scheme,
            exists (select from allocation x where x.person_id = a.person_id and x.origin_id = a.allocation_id) as reversed
       from allocation a join contribution_bill b on b.bill_id = a.bill_id where a.allocation_id = $1`,
    [allocationId],
  );
  return rows[0];
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { PAYMENT_BACK_ASKED } from './suspensions.ts';
import type { BillLine, BillPayer } from './write-charges.ts';

export interface BillRow {
  readonly billId: string;
  readonly billNo: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly kind: string;
  readonly payer: BillPayer;
  readonly personId: string;
  readonly personName: string | null;
  readonly psnNo: string | null;
  readonly certNo: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly unitCode: string | null;
  readonly areaCode: string | null;
  readonly areaName: string | null;
  readonly runId: string;
  readonly heads: number;
  readonly baseFen: number;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly lines: readonly BillLine[];
  readonly dueOn: CalendarDate;
  readonly issuedAt: Date;
}

export interface BillFilter {
  /** Number of the bill, code or name of the payer. */
  readonly text?: string | undefined;
  readonly period?: string | undefined;
  readonly scheme?: string | undefined;
  readonly payer?: string | undefined;
  readonly state?: 'open' | 'partly' | 'paid' | 'overdue' | undefined;
  readonly on: CalendarDate;
}

export const BILL_COLUMNS = `b.bill_id as "billId", b.bill_no as "billNo", b.region_code as "regionCode", b.scheme, b.period, b.kind,
  b.payer, b.person_id as "personId", p.name as "personName", p.psn_no as "psnNo", p.cert_no as "certNo", b.unit_id as "unitId", u.name as "unitName",
  u.code as "unitCode", b.area_code as "areaCode", a.name as "areaName", b.run_id as "runId", b.heads,
  b.base_fen::float8 as "baseFen", b.amount_fen::float8 as "amountFen", paid.fen::float8 as "paidFen", b.lines,
  b.due_on as "dueOn", b.issued_at as "issuedAt"`;
export const BILL_JOINS = `left join person p on p.person_id = b.person_id left join unit u on u.unit_id = b.unit_id
  left join area a on a.area_code = b.area_code
  cross join lateral (select coalesce(sum(amount_fen), 0) as fen from allocation where bill_id = b.bill_id) paid`;
/** Parameters 1 to 3: region, unit, person of the scope. */
const IN_SCOPE = `b.region_code like $1 and ($2::bigint is null or (b.payer = 'unit' and b.unit_id = $2))
  and ($3::bigint is null or b.person_id = $3)`;
const scoped = (scope: Scope) => [regionPattern(scope), scope.unitId, scope.personId];

/** Parameters 4 to 9: text, period, scheme, payer, state, day. What is open of a bill stands in `open_bill`. */
const FILTERED = `${IN_SCOPE} and ($4::text is null or b.bill_no = $4 or u.code = $4 or u.name like '%' || $4 || '%'
                             or p.name = $4 or p.psn_no = $4 or p.cert_no = $4)
  and ($5::text is null or b.period = $5) and ($6::text is null or b.scheme = $6) and ($7::text is null or b.payer = $7)
  and case $8 when 'open' then o.paid_fen = 0 when 'partly' then o.paid_fen > 0
              when 'paid' then o.bill_id is null and b.amount_fen > 0 when 'overdue' then o.due_on < $9 else true end`;
const OPEN = 'left join open_bill o on o.person_id = b.person_id and o.bill_id = b.bill_id';
const filtered = (scope: Scope, filter: BillFilter) => [
  ...scoped(scope),
  ...[filter.text || null, filter.period ?? null, filter.scheme ?? null, filter.payer ?? null],
  ...[filter.state ?? null, filter.on],
];

/** The number of a bill grows with the time it was made. */
const BILL_ORDERS = {
  billId: 'b.bill_id',
  period: 'b.period',
  amountFen: 'b.amount_fen',
  dueOn: 'b.due_on',
};

export async function listBills(
  db: Queryable,
  scope: Scope,
  filter: BillFilter & ListOrder,
): Promise<readonly BillRow[]> {
  const { rows } = await db.query<BillRow>(
    `select ${BILL_COLUMNS} from contribution_bill b ${BILL_JOINS} ${OPEN}
      where ${FILTERED} order by ${orderBy(BILL_ORDERS, filter, 'b.bill_id desc')} offset $10 limit $11`,
    [...filtered(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export interface BillTotals {
  readonly bills: number;
  readonly heads: number;
  readonly amountFen: number;
  readonly openFen: number;
}

/** What all bills of a filter amount to. */
export async function billTotals(db: Queryable, scope: Scope, filter: BillFilter): Promise<BillTotals> {
  const { rows } = await db.query<BillTotals>(
    `select count(*)::int as bills, coalesce(sum(b.heads), 0)::int as heads,
            coalesce(sum(b.amount_fen), 0)::float8 as "amountFen",
            coalesce(sum(o.amount_fen - o.paid_fen), 0)::float8 as "openFen"
       from contribution_bill b left join person p on p.person_id = b.person_id
       left join unit u on u.unit_id = b.unit_id ${OPEN} where ${FILTERED}`,
    filtered(scope, filter),
  );
  return rows[0] ?? { bills: 0, heads: 0, amountFen: 0, openFen: 0 };
}

export async function readBill(db: Queryable, scope: Scope, billId: string): Promise<BillRow | undefined> {
  const { rows } = await db.query<BillRow>(
    `select ${BILL_COLUMNS} from contribution_bill b ${BILL_JOINS} where ${IN_SCOPE} and b.bill_id = $4`,
    [...scoped(scope), billId],
  );
  return rows[0];
}

export interface ChargeRow {
  readonly chargeId: string;
  readonly personId: string;
  readonly name: string | null;
  readonly psnNo: string | null;
  readonly kind: string;
  readonly version: number;
  readonly originId: string | null;
  readonly declaredFen: number | null;
  readonly baseFen: number | null;
  readonly totalFen: number;
  readonly hereFen: number;
}

/** The charges `c` that a bill `b` is the sum of: of its run, and of the runs that were gathered into it. */
const CHARGES_OF_BILL = `join lateral (select b.run_id union select g.run_id from gathered_run g where g.into_run_id = b.run_id) r on true
  join charge c on c.run_id = r.run_id and case b.payer
    when 'unit' then c.unit_id = b.unit_id
    when 'person' then c.person_id = b.person_id
    when 'account' then c.person_id = b.person_id
    when 'county' then coalesce(c.area_code, left(c.region_code, 6)) = b.area_code
    else true end`;
/** Position of the lines of a basis that stand on a kind of bill. */
const HERE = `(select coalesce(sum(c.amounts[l.n]), 0) from json_array_elements(s.lines) with ordinality l (line, n)
   where l.line ->> 'billTo' = b.payer)`;

export async function chargesOfBill(
  db: Queryable,
  billId: string,
  after: string | undefined,
  limit: number,
): Promise<readonly ChargeRow[]> {
  const { rows } = await db.query<ChargeRow>(
    `select c.charge_id as "chargeId", c.person_id as "personId", p.name, p.psn_no as "psnNo", c.kind, c.version,
            c.origin_id as "originId", c.declared_fen::float8 as "declaredFen", c.base_fen::float8 as "baseFen",
            c.total_fen::float8 as "totalFen", h.fen::float8 as "hereFen"
       from contribution_bill b ${CHARGES_OF_BILL}
       join assessment_basis s using (basis_id)
       cross join lateral (select ${HERE} as fen) h
       left join person p on p.person_id = c.person_id
      where b.bill_id = $1 and h.fen <> 0 and ($2::bigint is null or c.charge_id > $2)
      order by c.charge_id limit $3`,
    [billId, after ?? null, limit],
  );
  return rows;
}

export interface ExplainedCharge {
  readonly chargeId: string;
  readonly scheme: string;
  readonly period: string;
  readonly kind: string;
  readonly originId: string | null;
  readonly declaredFen: number | null;
  readonly amounts: readonly number[];
  readonly totalFen: number;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly lines: readonly {
    readonly name: string;
    readonly payer: string;
    readonly fund: string;
    readonly component: string;
  }[];
  readonly policyVersion: string;
  readonly policyId: string;
}

export async function readCharge(
  db: Queryable,
  scope: Scope,
  chargeId: string,
): Promise<ExplainedCharge | undefined> {
  const { rows } = await db.query<ExplainedCharge>(
    `select c.charge_id as "chargeId", c.scheme, c.period, c.kind, c.origin_id as "originId",
            c.declared_fen::float8 as "declaredFen", c.amounts::float8[] as amounts, c.total_fen::float8 as "totalFen",
            s.facts, s.lines, s.policy_version as "policyVersion", v.policy_id as "policyId"
       from charge c join assessment_basis s using (basis_id) join policy_version v on v.version = s.policy_version
      where c.region_code like $1 and ($2::bigint is null or c.unit_id = $2) and ($3::bigint is null or c.person_id = $3)
        and c.charge_id = $4`,
    [...scoped(scope), chargeId],
  );
  return rows[0];
}

export interface AllocationRow {
  readonly allocationId: string;
  /** Null for a set-off, which has no source, serial and day of payment either. */
  readonly receiptId: string | null;
  readonly billId: string;
  readonly billNo: string;
  readonly source: string | null;
  readonly serial: string | null;
  readonly paidOn: string | null;
  readonly amountFen: number;
  readonly how: 'number' | 'confirmed' | 'correction' | 'reversal' | 'set-off';
  readonly reversed: boolean;
  /** A request to take it back that waits for a second person. */
  readonly waitingRequestId: string | null;
  readonly by: string;
  readonly at: Date;
}

/** Allocations of a bill or of a receipt, in order. */
export async function listAllocations(
  db: Queryable,
  of: { readonly billId: string } | { readonly receiptId: string },
): Promise<readonly AllocationRow[]> {
  const [column, value] = 'billId' in of ? ['bill_id', of.billId] : ['receipt_id', of.receiptId];
  const { rows } = await db.query<AllocationRow>(
    `select a.allocation_id as "allocationId", a.receipt_id as "receiptId", a.bill_id as "billId", b.bill_no as "billNo",
            r.source, r.serial, r.paid_on as "paidOn", a.amount_fen::float8 as "amountFen", a.how,
            exists (select from allocation x where x.person_id = a.person_id and x.origin_id = a.allocation_id) as reversed,
            ${PAYMENT_BACK_ASKED} as "waitingRequestId", a.allocated_by as by, a.allocated_at as at
       from allocation a left join receipt r using (receipt_id) join contribution_bill b on b.bill_id = a.bill_id
      where a.${column} = $1 order by a.allocation_id`,
    [value],
  );
  return rows;
}

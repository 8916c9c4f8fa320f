import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type Deferral, deferralsOf } from './deferrals.ts';

/** LateFee 滞纳金 of one late payment, or what a waiver or a payment taken back makes of it. */
export interface LateFeeRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly feeId: string;
  /** The bill that was paid late. */
  readonly billId: string;
  /** The late payment. */
  readonly allocationId: string;
  /** What was paid late; 0: a waiver; below zero: the payment was taken back. */
  readonly principalFen: number;
  readonly dueOn: CalendarDate;
  readonly paidOn: CalendarDate;
  readonly computedFen: number;
  readonly waivedFen: number;
  /** The bill of what is due; null: nothing. */
  readonly feeBillId: string | null;
}

export async function insertLateFee(db: Queryable, row: LateFeeRow, at: Date): Promise<void> {
  await db.query(
    `insert into late_fee (region_code, person_id, fee_id, bill_id, allocation_id, principal_fen, due_on, paid_on,
        computed_fen, waived_fen, fee_bill_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[row.regionCode, row.personId, row.feeId, row.billId, row.allocationId, row.principalFen],
      ...[row.dueOn, row.paidOn, row.computedFen, row.waivedFen, row.feeBillId, at],
    ],
  );
}

/** What the late fee of a bill rests on besides its amount. */
export interface FeeSubject {
  /** Facts of who is charged with the bill: the first of its persons. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** What is waived of its fees and not used yet; null: everything. */
  readonly waiverLeftFen: number | null;
  /** The agreement on instalments that the bill is within. */
  readonly deferral: Deferral | undefined;
}

export async function feeSubjects(
  db: Queryable,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, FeeSubject>> {
  const { rows } = await db.query<Omit<FeeSubject, 'deferral'> & { billId: string }>(
    `select b.bill_id as "billId", coalesce(f.facts, '{}') as facts,
            case when w.everything then null else greatest(0, coalesce(w.fen, 0) - coalesce(u.fen, 0))::float8 end as "waiverLeftFen"
       from contribution_bill b
       left join lateral (
         select s.facts from charge c join assessment_basis s using (basis_id)
          where c.run_id = b.run_id and c.origin_id is null
            and case b.payer when 'unit' then c.unit_id = b.unit_id else c.person_id = b.person_id end
          order by c.charge_id limit 1) f on true
       left join lateral (
         select bool_or(amount_fen is null) as everything, sum(amount_fen) as fen from late_fee_waiver
          where bill_id = b.bill_id and state = 'approved') w on true
       left join lateral (select sum(waived_fen) as fen from late_fee where bill_id = b.bill_id) u on true
      where b.bill_id = any($1::bigint[])`,
    [billIds],
  );
  const deferrals = await deferralsOf(db, billIds);
  return new Map(rows.map(({ billId, ...one }) => [billId, { ...one, deferral: deferrals.get(billId) }]));
}

/** Late fees of payments of a bill with what is open of each, the first first; of those taken back nothing. */
export async function openFees(db: Queryable, billId: string): Promise<readonly OpenFee[]> {
  const { rows } = await db.query<OpenFee>(
    `${FEES} where f.bill_id = $1 group by f.allocation_id order by 1`,
    [billId],
  );
  return rows;
}

/** The late fee that a payment made; undefined: none. */
export async function feeOfPayment(db: Queryable, allocationId: string): Promise<OpenFee | undefined> {
  const { rows } = await db.query<OpenFee>(`${FEES} where f.allocation_id = $1 group by f.allocation_id`, [
    allocationId,
  ]);
  return rows[0];
}

export interface OpenFee {
  readonly allocationId: string;
  readonly dueOn: CalendarDate;
  readonly paidOn: CalendarDate;
  readonly principalFen: number;
  readonly computedFen: number;
  readonly waivedFen: number;
  /** Of what is due: not paid and not set off. */
  readonly openFen: number;
}

const FEES = `select f.allocation_id as "allocationId", min(f.due_on) as "dueOn", min(f.paid_on) as "paidOn",
    sum(f.principal_fen)::float8 as "principalFen", sum(f.computed_fen)::float8 as "computedFen",
    sum(f.waived_fen)::float8 as "waivedFen", coalesce(sum(b.amount_fen - p.fen), 0)::float8 as "openFen"
  from late_fee f left join contribution_bill b on b.bill_id = f.fee_bill_id
  left join lateral (select coalesce(sum(amount_fen), 0) as fen from allocation a where a.bill_id = f.fee_bill_id) p on true`;

/** The charge of the fee of a payment that is not taken back, with its basis. */
export async function feeCharge(db: Queryable, allocationId: string): Promise<FeeCharge | undefined> {
  const { rows } = await db.query<FeeCharge>(
    `select c.charge_id as "chargeId", c.person_id as "personId", c.scheme, c.period, c.version, c.unit_id as "unitId",
            c.area_code as "areaCode", c.amounts::float8[] as amounts, c.total_fen::float8 as "totalFen",
            c.basis_id as "basisId", s.policy_version as "policyVersion", s.facts, s.lines
       from late_fee f join contribution_bill b on b.bill_id = f.fee_bill_id
       join charge c on c.run_id = b.run_id and c.kind = 'lateFee' and c.origin_id is null
       join assessment_basis s using (basis_id)
      where f.allocation_id = $1
        and not exists (select from charge x where x.person_id = c.person_id and x.origin_id = c.charge_id)`,
    [allocationId],
  );
  return rows[0];
}

export interface FeeCharge {
  readonly chargeId: string;
  readonly personId: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly version: number;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly amounts: readonly number[];
  readonly totalFen: number;
  readonly basisId: string;
  readonly policyVersion: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly lines: readonly {
    readonly rule: string;
    readonly name: string;
    readonly payer: string;
    readonly fund: string;
    readonly component: string;
    readonly billTo: 'unit' | 'person';
  }[];
}

/** Next version of a charge of a person and kind in a period; of a unit as a whole always the first. */
export async function nextVersion(
  db: Queryable,
  of: { readonly personId: string; readonly scheme: string; readonly period: string; readonly kind: string },
): Promise<number> {
  if (of.personId === '0') return 1;
  const { rows } = await db.query<{ version: number }>(
    `select coalesce(max(version), 0) + 1 as version from charge
      where person_id = $1 and scheme = $2 and period = $3 and kind = $4`,
    [of.personId, of.scheme, of.period, of.kind],
  );
  return rows[0]?.version ?? 1;
}

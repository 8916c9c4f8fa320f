import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
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

// ---- waivers 减免

export interface WaiverRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly waiverId: string;
  readonly billId: string;
  readonly billNo: string;
  readonly period: string;
  /** Null: all of the late fee. */
  readonly amountFen: number | null;
  readonly reason: string;
  readonly proofNo: string;
  readonly state: 'open' | 'approved' | 'refused';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
}

const WAIVER = `select w.region_code as "regionCode", w.person_id as "personId", w.waiver_id as "waiverId", w.bill_id as "billId",
    b.bill_no as "billNo", b.period, w.amount_fen::float8 as "amountFen", w.reason, w.proof_no as "proofNo", w.state,
    w.requested_by as "requestedBy", w.requested_at as "requestedAt", w.decided_by as "decidedBy", w.note
  from late_fee_waiver w join contribution_bill b on b.person_id = w.person_id and b.bill_id = w.bill_id
  where w.region_code like $1`;

/** Waivers that wait, or those of some bills. */
export async function listWaivers(
  db: Queryable,
  scope: Scope,
  of: { readonly billIds?: readonly string[]; readonly limit: number },
): Promise<readonly WaiverRow[]> {
  const { rows } = await db.query<WaiverRow>(
    `${WAIVER} and case when $2::bigint[] is null then w.state = 'open' else w.bill_id = any($2) end
      order by w.requested_at desc limit $3`,
    [regionPattern(scope), of.billIds ?? null, of.limit],
  );
  return rows;
}

export async function lockWaiver(
  tx: Queryable,
  scope: Scope,
  waiverId: string,
): Promise<WaiverRow | undefined> {
  const { rows } = await tx.query<WaiverRow>(`${WAIVER} and w.waiver_id = $2 for update of w`, [
    regionPattern(scope),
    waiverId,
  ]);
  return rows[0];
}

/** False: one for the same bill waits already. */
export async function insertWaiver(
  db: Queryable,
  row: Pick<
    WaiverRow,
    | 'regionCode'
    | 'personId'
    | 'waiverId'
    | 'billId'
    | 'amountFen'
    | 'reason'
    | 'proofNo'
    | 'requestedBy'
    | 'requestedAt'
  >,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into late_fee_waiver (region_code, person_id, waiver_id, bill_id, amount_fen, reason, proof_no, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (person_id, bill_id) where state = 'open' do nothing`,
    [
      ...[row.regionCode, row.personId, row.waiverId, row.billId, row.amountFen, row.reason, row.proofNo],
      ...[row.requestedBy, row.requestedAt],
    ],
  );
  return rowCount === 1;
}

export async function decideWaiver(
  db: Queryable,
  waiverId: string,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await db.query(
    'update late_fee_waiver set state = $2, decided_by = $3, decided_at = $4, note = $5 where waiver_id = $1',
    [waiverId, decision.approved ? 'approved' : 'refused', decision.by, decision.at, decision.note],
  );
}

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

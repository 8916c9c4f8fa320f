import type { CalendarDate } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { Debtor } from './arrears.ts';
import { FREE, lockIds } from './receipts.ts';

export type CounterMethod = 'cash' | 'pos' | 'cheque' | 'transfer';

/** CounterPayment 柜面收款: one payment taken by a clerk. */
export interface CounterPayment {
  readonly regionCode: string;
  /** '0': a unit. */
  readonly personId: string;
  readonly paymentId: string;
  readonly unitId: string | null;
  readonly clerk: string;
  readonly day: CalendarDate;
  readonly method: CounterMethod;
  readonly reference: string;
  readonly chequeBank: string;
  readonly amountFen: number;
  readonly paidOn: CalendarDate;
  readonly payerName: string;
  readonly billIds: readonly string[];
  /** Null: a cheque that is not cleared. */
  readonly receiptId: string | null;
  readonly takenAt: Date;
}

export interface CounterPaymentRow extends CounterPayment {
  readonly state: 'booked' | 'held' | 'bounced' | 'reversed';
  readonly freeFen: number;
  readonly chequeBy: string | null;
  readonly chequeNote: string;
  readonly reversalReason: string | null;
  readonly decidedBy: string | null;
  readonly decisionNote: string;
  /** Its day is signed. */
  readonly closed: boolean;
  readonly bills: readonly {
    readonly billId: string;
    readonly billNo: string;
    readonly period: string;
    readonly kind: string;
    readonly paidFen: number;
  }[];
}

/** One at a time on a clerk's day: nothing slips in between its count and its signature. */
export async function lockCounterDay(
  tx: PoolClient,
  { regionCode, clerk, day }: Pick<CounterPayment, 'regionCode' | 'clerk' | 'day'>,
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 52))', [`${regionCode}/${clerk}/${day}`]);
}

export async function counterDayClosed(
  db: Queryable,
  { regionCode, clerk, day }: Pick<CounterPayment, 'regionCode' | 'clerk' | 'day'>,
): Promise<boolean> {
  const { rows } = await db.query(
    'select from counter_closing where region_code = $1 and clerk = $2 and day = $3',
    [regionCode, clerk, day],
  );
  return rows.length > 0;
}

export async function insertCounterPayment(db: Queryable, row: CounterPayment): Promise<void> {
  await db.query(
    `insert into counter_payment (region_code, person_id, payment_id, unit_id, clerk, day, method, reference, cheque_bank,
        amount_fen, paid_on, payer_name, bill_ids, receipt_id, taken_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, case when $14::bigint is null then 'held' else 'booked' end)`,
    [
      ...[row.regionCode, row.personId, row.paymentId, row.unitId, row.clerk, row.day, row.method],
      ...[row.reference, row.chequeBank, row.amountFen, row.paidOn, row.payerName, row.billIds],
      ...[row.receiptId, row.takenAt],
    ],
  );
}

/** A payment that stands with the same number: of a card slip, or of a cheque of the same bank. */
export async function counterReferenceTaken(
  db: Queryable,
  of: Pick<CounterPayment, 'regionCode' | 'method' | 'reference' | 'chequeBank'>,
): Promise<boolean> {
  const { rows } = await db.query(
    `select from counter_payment where region_code = $1 and method = $2 and reference = $3 and cheque_bank = $4
        and state not in ('bounced', 'reversed') limit 1`,
    [of.regionCode, of.method, of.reference, of.chequeBank],
  );
  return rows.length > 0;
}

/** A receipt of a source by its serial, with what is free of it. */
export async function receiptBySerial(
  db: Queryable,
  regionCode: string,
  source: string,
  serial: string,
): Promise<{ readonly receiptId: string; readonly amountFen: number; readonly freeFen: number } | undefined> {
  const { rows } = await db.query<{ receiptId: string; amountFen: number; freeFen: number }>(
    `select r.receipt_id as "receiptId", r.amount_fen::float8 as "amountFen", ${FREE}::float8 as "freeFen"
       from receipt r where r.region_code = $1 and r.source = $2 and r.serial = $3`,
    [regionCode, source, serial],
  );
  return rows[0];
}

const PAYMENT = `select p.region_code as "regionCode", p.person_id as "personId", p.payment_id as "paymentId", p.unit_id as "unitId",
    p.clerk, p.day, p.method, p.reference, p.cheque_bank as "chequeBank", p.amount_fen::float8 as "amountFen",
    p.paid_on as "paidOn", p.payer_name as "payerName", p.bill_ids::text[] as "billIds", p.receipt_id as "receiptId",
    p.taken_at as "takenAt", p.state, coalesce(f.fen, 0)::float8 as "freeFen", p.cheque_by as "chequeBy",
    p.cheque_note as "chequeNote", p.reversal_reason as "reversalReason", p.decided_by as "decidedBy",
    p.decision_note as "decisionNote", c.clerk is not null as closed, coalesce(b.bills, '[]') as bills
  from counter_payment p
  left join counter_closing c on c.region_code = p.region_code and c.clerk = p.clerk and c.day = p.day
  left join lateral (select ${FREE} as fen from receipt r where r.receipt_id = p.receipt_id) f on true
  left join lateral (
    select json_agg(json_build_object('billId', b.bill_id::text, 'billNo', b.bill_no, 'period', b.period, 'kind', b.kind,
             'paidFen', coalesce(a.fen, 0)) order by b.due_on, b.bill_id) as bills
      from contribution_bill b left join lateral (
        select sum(amount_fen) as fen from allocation a where a.bill_id = b.bill_id and a.receipt_id = p.receipt_id) a on true
     where b.bill_id = any(p.bill_ids)
        or b.bill_id in (select bill_id from allocation a where a.receipt_id = p.receipt_id)) b on true
  where p.region_code like $1`;

export interface CounterPaymentFilter {
  readonly day?: string | undefined;
  readonly clerk?: string | undefined;
  readonly state?: 'asked' | 'held' | undefined;
}

const MATCHES = `($2::date is null or p.day = $2) and ($3::text is null or p.clerk = $3)
  and case $4 when 'asked' then p.state = 'booked' and p.reversal_reason is not null and p.decided_by is null
              when 'held' then p.state = 'held' else true end`;
const PAYMENT_ORDERS = { takenAt: 'p.taken_at', amountFen: 'p.amount_fen' };
const valuesOf = (scope: Scope, { day, clerk, state }: CounterPaymentFilter) => [
  ...[regionPattern(scope), day ?? null, clerk ?? null, state ?? null],
];

export async function listCounterPayments(
  db: Queryable,
  scope: Scope,
  filter: CounterPaymentFilter & ListOrder,
): Promise<readonly CounterPaymentRow[]> {
  const { rows } = await db.query<CounterPaymentRow>(
    `${PAYMENT} and ${MATCHES} order by ${orderBy(PAYMENT_ORDERS, filter, 'p.payment_id desc')} offset $5 limit $6`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many payments match, and what they amount to. */
export async function counterPaymentTotals(
  db: Queryable,
  scope: Scope,
  filter: CounterPaymentFilter,
): Promise<{ readonly total: number; readonly amountFen: number }> {
  const { rows } = await db.query<{ total: number; amountFen: number }>(
    `select count(*)::int as total, coalesce(sum(p.amount_fen), 0)::float8 as "amountFen"
       from counter_payment p where p.region_code like $1 and ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0] ?? { total: 0, amountFen: 0 };
}

/** Every payment of a clerk's day, the latest first. */
export async function counterPaymentsOfDay(
  db: Queryable,
  scope: Scope,
  of: { readonly day: string; readonly clerk: string },
): Promise<readonly CounterPaymentRow[]> {
  const { rows } = await db.query<CounterPaymentRow>(
    `${PAYMENT} and p.day = $2 and p.clerk = $3 order by p.payment_id desc`,
    [regionPattern(scope), of.day, of.clerk],
  );
  return rows;
}

export async function readCounterPayment(
  db: Queryable,
  scope: Scope,
  paymentId: string,
): Promise<CounterPaymentRow | undefined> {
  const { rows } = await db.query<CounterPaymentRow>(`${PAYMENT} and p.payment_id = $2`, [
    regionPattern(scope),
    paymentId,
  ]);
  return rows[0];
}

export async function lockCounterPayment(
  tx: PoolClient,
  scope: Scope,
  paymentId: string,
): Promise<CounterPaymentRow | undefined> {
  await lockIds(tx, [paymentId]);
  return readCounterPayment(tx, scope, paymentId);
}

/** Cheques of a payer that are not cleared yet. */
export async function heldCheques(db: Queryable, scope: Scope, of: Debtor): Promise<number> {
  const [unitId, personId] = 'unitId' in of ? [of.unitId, null] : [null, of.personId];
  const { rows } = await db.query<{ fen: number }>(
    `select coalesce(sum(amount_fen), 0)::float8 as fen from counter_payment
      where region_code like $1 and state = 'held' and (unit_id = $2 or ($2::bigint is null and person_id = $3))`,
    [regionPattern(scope), unitId, personId],
  );
  return rows[0]?.fen ?? 0;
}

export async function settleChequeRow(
  tx: Queryable,
  row: Pick<CounterPayment, 'personId' | 'paymentId'>,
  outcome: {
    readonly receiptId: string | null;
    readonly paidOn: CalendarDate;
    readonly by: string;
    readonly at: Date;
    readonly note: string;
  },
): Promise<void> {
  await tx.query(
    `update counter_payment set state = case when $3::bigint is null then 'bounced' else 'booked' end, receipt_id = $3,
        paid_on = $4, cheque_by = $5, cheque_at = $6, cheque_note = $7 where person_id = $1 and payment_id = $2`,
    [row.personId, row.paymentId, outcome.receiptId, outcome.paidOn, outcome.by, outcome.at, outcome.note],
  );
}

export async function askReversalRow(
  tx: Queryable,
  row: Pick<CounterPayment, 'personId' | 'paymentId'>,
  { reason, at }: { readonly reason: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update counter_payment set reversal_reason = $3, reversal_at = $4, decided_by = null, decided_at = null, decision_note = ''
      where person_id = $1 and payment_id = $2`,
    [row.personId, row.paymentId, reason, at],
  );
}

export async function decideReversalRow(
  tx: Queryable,
  row: Pick<CounterPayment, 'personId' | 'paymentId'>,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await tx.query(
    `update counter_payment set state = case when $3 then 'reversed' else state end, decided_by = $4, decided_at = $5, decision_note = $6
      where person_id = $1 and payment_id = $2`,
    [row.personId, row.paymentId, decision.approved, decision.by, decision.at, decision.note],
  );
}

/** Allocations of a receipt that stand, the last first. */
export async function standingAllocations(tx: Queryable, receiptId: string): Promise<readonly string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select a.allocation_id as id from allocation a where a.receipt_id = $1 and a.how <> 'reversal'
        and not exists (select from allocation x where x.person_id = a.person_id and x.origin_id = a.allocation_id)
      order by a.allocation_id desc`,
    [receiptId],
  );
  return rows.map((row) => row.id);
}

export async function insertWithdrawal(
  tx: Queryable,
  row: {
    readonly withdrawalId: string;
    readonly regionCode: string;
    readonly receiptId: string;
    readonly amountFen: number;
    readonly why: 'reversed' | 'deposit';
    readonly entryId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into receipt_withdrawal (withdrawal_id, region_code, receipt_id, amount_fen, why, entry_id, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[row.withdrawalId, row.regionCode, row.receiptId, row.amountFen, row.why, row.entryId],
      ...[row.by, row.at],
    ],
  );
}

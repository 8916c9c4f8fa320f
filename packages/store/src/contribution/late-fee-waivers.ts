import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { BillPayer } from './write-charges.ts';

/** Waiver 减免 of late fees of one bill. */
export interface WaiverRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly waiverId: string;
  readonly billId: string;
  readonly billNo: string;
  readonly period: string;
  readonly payer: BillPayer;
  /** Of a bill of a unit. */
  readonly unitId: string | null;
  /** Of the unit or the person that the bill is of. */
  readonly name: string | null;
  readonly areaName: string | null;
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
    w.requested_by as "requestedBy", w.requested_at as "requestedAt", w.decided_by as "decidedBy", w.note,
    b.payer, case b.payer when 'unit' then b.unit_id end as "unitId", area.name as "areaName",
    case b.payer when 'unit' then u.name else p.name end as name
  from late_fee_waiver w join contribution_bill b on b.person_id = w.person_id and b.bill_id = w.bill_id
  left join unit u on u.unit_id = b.unit_id left join person p on p.person_id = nullif(b.person_id, 0)
  left join area on area.area_code = b.area_code
  where w.region_code like $1`;

/** Waivers of some bills, the latest first. */
export async function waiversOf(
  db: Queryable,
  scope: Scope,
  billIds: readonly string[],
): Promise<readonly WaiverRow[]> {
  const { rows } = await db.query<WaiverRow>(
    `${WAIVER} and w.bill_id = any($2::bigint[]) order by w.requested_at desc`,
    [regionPattern(scope), billIds],
  );
  return rows;
}

export interface WaiverFilter {
  readonly state?: WaiverRow['state'] | undefined;
}

const MATCHES = '($2::text is null or w.state = $2)';
const WAIVER_ORDERS = { requestedAt: 'w.requested_at', amountFen: 'w.amount_fen', period: 'b.period' };

export async function listWaivers(
  db: Queryable,
  scope: Scope,
  filter: WaiverFilter & ListOrder,
): Promise<readonly WaiverRow[]> {
  const { rows } = await db.query<WaiverRow>(
    `${WAIVER} and ${MATCHES} order by ${orderBy(WAIVER_ORDERS, filter, 'w.waiver_id')} offset $3 limit $4`,
    [regionPattern(scope), filter.state ?? null, filter.after, filter.limit],
  );
  return rows;
}

export async function countWaivers(db: Queryable, scope: Scope, { state }: WaiverFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from late_fee_waiver w where w.region_code like $1 and ${MATCHES}`,
    [regionPattern(scope), state ?? null],
  );
  return rows[0]?.n ?? 0;
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

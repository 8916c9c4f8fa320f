import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type AccountRequestKind = 'correction' | 'freeze' | 'unfreeze' | 'closing' | 'withdrawal';

/** Request about an account that waits for, or had, a second person 复核. */
export interface AccountRequestRow {
  readonly requestId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly personName: string;
  readonly kind: AccountRequestKind;
  readonly amountFen: number;
  readonly detail: unknown;
  readonly reason: string;
  readonly proofNo: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly approved: boolean | null;
  readonly note: string;
  readonly balanceFen: number;
}

export type NewAccountRequest = Pick<
  AccountRequestRow,
  | 'requestId'
  | 'regionCode'
  | 'personId'
  | 'kind'
  | 'amountFen'
  | 'detail'
  | 'reason'
  | 'proofNo'
  | 'requestedBy'
  | 'requestedAt'
>;

/** False when a request of that kind is still open. */
export async function insertAccountRequest(tx: Queryable, r: NewAccountRequest): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into account_request (region_code, person_id, request_id, kind, amount_fen, detail, reason, proof_no, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (person_id, kind) where decided_by is null do nothing`,
    [
      r.regionCode,
      r.personId,
      r.requestId,
      r.kind,
      r.amountFen,
      JSON.stringify(r.detail),
      r.reason,
      r.proofNo,
      r.requestedBy,
      r.requestedAt,
    ],
  );
  return rowCount === 1;
}

const SELECT = `select r.request_id as "requestId", r.region_code as "regionCode", r.person_id as "personId", p.name as "personName",
  r.kind, r.amount_fen as "amountFen", r.detail, r.reason, r.proof_no as "proofNo", r.requested_by as "requestedBy",
  r.requested_at as "requestedAt", r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.approved, r.note,
  coalesce((select balance_fen from personal_account a where a.person_id = r.person_id), 0) as "balanceFen"
  from account_request r join person p using (person_id)`;

type Raw = Omit<AccountRequestRow, 'amountFen' | 'balanceFen'> & { amountFen: string; balanceFen: string };

function fromRaw(row: Raw): AccountRequestRow {
  return { ...row, amountFen: Number(row.amountFen), balanceFen: Number(row.balanceFen) };
}

export interface AccountRequestFilter {
  readonly state?: 'open' | 'decided' | undefined;
}

const MATCHES = `r.region_code like $1 and ($2::bigint is null or r.person_id = $2)
  and ($3::text is null or (r.decided_by is null) = ($3 = 'open'))`;
const valuesOf = (scope: Scope, { state }: AccountRequestFilter) => [
  ...[regionPattern(scope), scope.personId, state ?? null],
];
const REQUEST_ORDERS = { requestedAt: 'r.requested_at' };

/** Requests in scope, the open ones first, each in the order asked for. */
export async function listAccountRequests(
  db: Queryable,
  scope: Scope,
  filter: AccountRequestFilter & ListOrder,
): Promise<readonly AccountRequestRow[]> {
  const { rows } = await db.query<Raw>(
    `${SELECT} where ${MATCHES}
      order by r.decided_by is not null, ${orderBy(REQUEST_ORDERS, filter, 'r.request_id')} offset $4 limit $5`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows.map(fromRaw);
}

export async function countAccountRequests(
  db: Queryable,
  scope: Scope,
  filter: AccountRequestFilter,
): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from account_request r where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

/** An open request in scope, locked until the transaction ends. */
export async function lockAccountRequest(
  tx: Queryable,
  scope: Scope,
  requestId: string,
): Promise<AccountRequestRow | undefined> {
  const { rows } = await tx.query<Raw>(
    `${SELECT} where r.request_id = $1 and r.region_code like $2 and r.decided_by is null for update of r`,
    [requestId, regionPattern(scope)],
  );
  return rows.map(fromRaw)[0];
}

export async function decideAccountRequest(
  tx: Queryable,
  request: Pick<AccountRequestRow, 'personId' | 'requestId'>,
  decision: {
    readonly by: string;
    readonly at: Date;
    readonly approved: boolean;
    readonly note: string;
    readonly entryId: string | null;
  },
): Promise<void> {
  await tx.query(
    `update account_request set decided_by = $3, decided_at = $4, approved = $5, note = $6, entry_id = $7
      where person_id = $1 and request_id = $2`,
    [
      request.personId,
      request.requestId,
      decision.by,
      decision.at,
      decision.approved,
      decision.note,
      decision.entryId,
    ],
  );
}

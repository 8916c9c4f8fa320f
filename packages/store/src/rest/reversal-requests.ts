import type { Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from './list-order.ts';
import { regionPattern, type Scope } from './scope.ts';
import { LIST_COLUMNS, SETTLEMENT_TABLES, type SettlementListRow } from './settlements.ts';

/** A request for a reversal 撤销申请 with the settlement it is about; person unmasked: mask before sending. */
export interface ReversalRequestRow extends SettlementListRow {
  readonly requestId: string;
  readonly reason: string;
  readonly effects: string;
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  readonly requestedByName: string;
  readonly requestedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly decidedByAccount: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly approved: boolean | null;
  readonly note: string;
  readonly reversalId: string | null;
}

const COLUMNS = `${LIST_COLUMNS}, q.request_id as "requestId", q.reason, q.effects, q.requested_by as "requestedBy",
  a.account as "requestedByAccount", a.name as "requestedByName", q.requested_at as "requestedAt",
  q.withdrawn_at as "withdrawnAt", d.account as "decidedByAccount", d.name as "decidedByName",
  q.decided_at as "decidedAt", q.approved, q.note, q.reversal_id as "reversalId"`;
const TABLES = `${SETTLEMENT_TABLES}
  join reversal_request q on q.person_id = s.person_id and q.settlement_id = s.settlement_id
  join user_account a on a.user_id = q.requested_by left join user_account d on d.user_id = q.decided_by`;

export interface NewReversalRequest {
  readonly regionCode: string;
  readonly personId: string;
  readonly requestId: string;
  readonly settlementId: string;
  readonly reason: string;
  readonly effects: string;
  readonly by: string;
  readonly at: Date;
}

/** False when a request for that settlement is still open. */
export async function insertReversalRequest(db: Queryable, request: NewReversalRequest): Promise<boolean> {
  const { regionCode, personId, requestId, settlementId, reason, effects, by, at } = request;
  const { rowCount } = await db.query(
    `insert into reversal_request
       (region_code, person_id, request_id, settlement_id, reason, effects, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (person_id, settlement_id) where decided_by is null and withdrawn_at is null do nothing`,
    [regionCode, personId, requestId, settlementId, reason, effects, by, at],
  );
  return rowCount === 1;
}

export interface ReversalRequestFilter {
  readonly state?: 'open' | 'closed' | undefined;
  readonly settlementId?: string | undefined;
  readonly requestId?: string | undefined;
}

const MATCHES = `s.region_code like $1 and ($2::text is null or s.institution_code = $2)
  and ($3::boolean is null or (q.decided_by is null and q.withdrawn_at is null) = $3)
  and ($4::bigint is null or q.settlement_id = $4) and ($5::bigint is null or q.request_id = $5)`;
const valuesOf = (scope: Scope, { state, settlementId, requestId }: ReversalRequestFilter) => [
  ...[regionPattern(scope), scope.institutionCode, state === undefined ? null : state === 'open'],
  ...[settlementId ?? null, requestId ?? null],
];
const REQUEST_ORDERS = { requestedAt: 'q.requested_at', totalFen: 's.total_fen' };
const LATEST: ListOrder = { sort: 'requestedAt', order: 'desc', after: 0, limit: 1 };

/** Requests in scope, in the order asked for. */
export async function listReversalRequests(
  db: Queryable,
  scope: Scope,
  filter: ReversalRequestFilter & ListOrder,
): Promise<readonly ReversalRequestRow[]> {
  const { rows } = await db.query<ReversalRequestRow>(
    `select ${COLUMNS} ${TABLES} where ${MATCHES}
      order by ${orderBy(REQUEST_ORDERS, filter, 'q.request_id desc')} offset $6 limit $7`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** The latest of them. */
export async function latestReversalRequest(
  db: Queryable,
  scope: Scope,
  filter: ReversalRequestFilter,
): Promise<ReversalRequestRow | undefined> {
  const [row] = await listReversalRequests(db, scope, { ...filter, ...LATEST });
  return row;
}

/** How many requests match, and what their bills come to. */
export async function sumReversalRequests(
  db: Queryable,
  scope: Scope,
  filter: ReversalRequestFilter,
): Promise<{ readonly total: number; readonly totalFen: Fen }> {
  const { rows } = await db.query<{ total: number; totalFen: Fen }>(
    `select count(*)::int as total, coalesce(sum(s.total_fen), 0)::float8 as "totalFen" ${TABLES} where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

export async function countOpenReversalRequests(db: Queryable, scope: Scope): Promise<number> {
  const { rows } = await db.query<{ n: string }>(
    `select count(*) as n from reversal_request where region_code like $1 and decided_by is null and withdrawn_at is null`,
    [regionPattern(scope)],
  );
  return Number(rows[0]?.n ?? 0);
}

/** An open request in scope, locked until the transaction ends. */
export async function lockReversalRequest(
  db: Queryable,
  scope: Scope,
  requestId: string,
): Promise<ReversalRequestRow | undefined> {
  const { rows } = await db.query<ReversalRequestRow>(
    `select ${COLUMNS} ${TABLES}
      where q.request_id = $1 and s.region_code like $2 and ($3::text is null or s.institution_code = $3)
        and q.decided_by is null and q.withdrawn_at is null
      for update of q`,
    [requestId, regionPattern(scope), scope.institutionCode],
  );
  return rows[0];
}

export interface ReversalDecisionWrite {
  readonly personId: string;
  readonly requestId: string;
  readonly by: string;
  readonly at: Date;
  readonly approved: boolean;
  readonly note: string;
  readonly reversalId: string | null;
}

export async function decideReversalRequest(db: Queryable, decision: ReversalDecisionWrite): Promise<void> {
  const { personId, requestId, by, at, approved, note, reversalId } = decision;
  await db.query(
    `update reversal_request set decided_by = $3, decided_at = $4, approved = $5, note = $6, reversal_id = $7
      where person_id = $1 and request_id = $2`,
    [personId, requestId, by, at, approved, note, reversalId],
  );
}

export async function withdrawReversalRequest(
  db: Queryable,
  { personId, requestId, at }: { readonly personId: string; readonly requestId: string; readonly at: Date },
): Promise<void> {
  await db.query('update reversal_request set withdrawn_at = $3 where person_id = $1 and request_id = $2', [
    personId,
    requestId,
    at,
  ]);
}

import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** A request for roles 角色申请; who asks is never who decides. */
export interface RoleRequestRow {
  readonly requestId: string;
  readonly userId: string;
  readonly account: string;
  readonly name: string;
  readonly regionCode: string;
  readonly institutionCode: string | null;
  readonly unitId: string | null;
  readonly ownPersonId: string | null;
  readonly rolesNow: readonly string[];
  readonly roles: readonly string[];
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedByAccount: string;
  readonly requestedAt: Date;
  readonly decidedByAccount: string | null;
  readonly decidedAt: Date | null;
  readonly approved: boolean | null;
  readonly note: string;
}

const COLUMNS = `r.request_id as "requestId", r.user_id as "userId", u.account, u.name, u.region_code as "regionCode",
  u.institution_code as "institutionCode", u.unit_id as "unitId", u.own_person_id as "ownPersonId", u.roles as "rolesNow", r.roles, r.reason,
  r.requested_by as "requestedBy", a.account as "requestedByAccount", r.requested_at as "requestedAt",
  d.account as "decidedByAccount", r.decided_at as "decidedAt", r.approved, r.note`;
const FROM = `from role_request r join user_account u on u.user_id = r.user_id
  join user_account a on a.user_id = r.requested_by left join user_account d on d.user_id = r.decided_by`;

export interface NewRoleRequest {
  readonly requestId: string;
  readonly userId: string;
  readonly roles: readonly string[];
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** False when a request for that user is still open. */
export async function insertRoleRequest(db: Queryable, request: NewRoleRequest): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into role_request (request_id, user_id, roles, reason, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (user_id) where decided_by is null do nothing`,
    [request.requestId, request.userId, request.roles, request.reason, request.by, request.at],
  );
  return rowCount === 1;
}

export interface RoleRequestFilter {
  readonly state?: 'open' | 'decided' | undefined;
}

const MATCHES = `u.region_code like $1 and ($2::text is null or (r.decided_at is null) = ($2 = 'open'))`;
const REQUEST_ORDERS = { requestedAt: 'r.requested_at' };

/** Open ones before those decided, each in the order asked for. */
export async function listRoleRequests(
  db: Queryable,
  scope: Scope,
  filter: RoleRequestFilter & ListOrder,
): Promise<readonly RoleRequestRow[]> {
  const { rows } = await db.query<RoleRequestRow>(
    `select ${COLUMNS} ${FROM} where ${MATCHES}
      order by r.decided_at is not null, ${orderBy(REQUEST_ORDERS, filter, 'r.request_id')} offset $3 limit $4`,
    [regionPattern(scope), filter.state ?? null, filter.after, filter.limit],
  );
  return rows;
}

export async function countRoleRequests(
  db: Queryable,
  scope: Scope,
  { state }: RoleRequestFilter,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n ${FROM} where ${MATCHES}`, [
    regionPattern(scope),
    state ?? null,
  ]);
  return rows[0]?.n ?? 0;
}

/** An open request in the reader's region, locked until the transaction ends. */
export async function lockRoleRequest(
  db: Queryable,
  scope: Scope,
  requestId: string,
): Promise<RoleRequestRow | undefined> {
  const { rows } = await db.query<RoleRequestRow>(
    `select ${COLUMNS} ${FROM} where r.request_id = $1 and u.region_code like $2 and r.decided_at is null for update of r`,
    [requestId, regionPattern(scope)],
  );
  return rows[0];
}

export interface Decision {
  readonly requestId: string;
  readonly by: string;
  readonly at: Date;
  readonly approved: boolean;
  readonly note: string;
}

export async function decideRoleRequest(db: Queryable, decision: Decision): Promise<void> {
  await db.query(
    'update role_request set decided_by = $2, decided_at = $3, approved = $4, note = $5 where request_id = $1',
    [decision.requestId, decision.by, decision.at, decision.approved, decision.note],
  );
}

import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Request 待复核事项: what needs a second person; who asks never decides. */
export interface EnrolmentRequestRow {
  readonly requestId: string;
  readonly regionCode: string;
  readonly personId: string;
  /** Null for an act about a unit. */
  readonly personName: string | null;
  readonly unitName: string | null;
  readonly kind: 'act' | 'merge' | 'retroactive' | 'undo';
  /** What was asked for, as whoever inserted it wrote it. */
  readonly body: unknown;
  readonly shown: Readonly<Record<string, unknown>>;
  /** Each as `zh|en`. */
  readonly causes: readonly string[];
  readonly reason: string;
  readonly unitId: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly approved: boolean | null;
  readonly note: string;
  readonly actId: string | null;
}

export type NewEnrolmentRequest = Pick<
  EnrolmentRequestRow,
  | 'requestId'
  | 'regionCode'
  | 'personId'
  | 'kind'
  | 'body'
  | 'shown'
  | 'causes'
  | 'reason'
  | 'unitId'
  | 'requestedBy'
>;

export async function insertEnrolmentRequest(tx: Queryable, request: NewEnrolmentRequest): Promise<void> {
  await tx.query(
    `insert into enrolment_request (region_code, person_id, request_id, kind, body, shown, causes, reason, unit_id,
       requested_by, requested_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [
      request.regionCode,
      request.personId,
      request.requestId,
      request.kind,
      JSON.stringify(request.body),
      JSON.stringify(request.shown),
      request.causes,
      request.reason,
      request.unitId,
      request.requestedBy,
    ],
  );
}

const COLUMNS = `r.request_id as "requestId", r.region_code as "regionCode", r.person_id as "personId", p.name as "personName",
  u.name as "unitName", r.kind, r.body, r.shown, r.causes, r.reason, r.unit_id as "unitId", r.requested_by as "requestedBy",
  r.requested_at as "requestedAt", r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.approved, r.note,
  r.act_id as "actId"`;
const JOINS = 'left join person p on p.person_id = r.person_id left join unit u on u.unit_id = r.unit_id';
const FROM = `from enrolment_request r ${JOINS}`;

export interface RequestFilter {
  readonly state?: 'open' | 'decided' | undefined;
}

const MATCHES = `r.region_code like $1 and ($2::bigint is null or r.unit_id = $2)
  and ($3::text is null or (r.decided_at is null) = ($3 = 'open'))`;
const valuesOf = (scope: Scope, { state }: RequestFilter) => [
  ...[regionPattern(scope), scope.unitId, state ?? null],
];
const REQUEST_ORDERS = { requestedAt: 'r.requested_at' };

/** Open ones first, each in the order asked for; a unit sees its own. */
export async function listEnrolmentRequests(
  db: Queryable,
  scope: Scope,
  filter: RequestFilter & ListOrder,
): Promise<readonly EnrolmentRequestRow[]> {
  const { rows } = await db.query<EnrolmentRequestRow>(
    `select ${COLUMNS} ${FROM} where ${MATCHES}
      order by r.decided_at is not null, ${orderBy(REQUEST_ORDERS, filter, 'r.request_id')} offset $4 limit $5`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function countEnrolmentRequests(
  db: Queryable,
  scope: Scope,
  filter: RequestFilter,
): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from enrolment_request r where ${MATCHES}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

/** An open request in scope, locked until the transaction ends. */
export async function lockEnrolmentRequest(
  tx: Queryable,
  scope: Scope,
  requestId: string,
): Promise<EnrolmentRequestRow | undefined> {
  const { rows } = await tx.query<EnrolmentRequestRow>(
    `select ${COLUMNS} ${FROM} where r.request_id = $1 and r.region_code like $2 and r.decided_at is null for update of r`,
    [requestId, regionPattern(scope)],
  );
  return rows[0];
}

export async function decideEnrolmentRequest(
  tx: Queryable,
  decision: {
    readonly requestId: string;
    readonly by: string;
    readonly approved: boolean;
    readonly note: string;
    readonly actId: string | null;
  },
): Promise<EnrolmentRequestRow | undefined> {
  const { rows } = await tx.query<EnrolmentRequestRow>(
    `with r as (update enrolment_request set decided_by = $2, decided_at = now(), approved = $3, note = $4, act_id = $5
       where request_id = $1 returning *) select ${COLUMNS} from r ${JOINS}`,
    [decision.requestId, decision.by, decision.approved, decision.note, decision.actId],
  );
  return rows[0];
}

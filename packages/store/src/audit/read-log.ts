import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** An entry of the audit log as its reader sees it. */
export interface AuditLogRow {
  readonly stripe: number;
  readonly position: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditSpan {
  readonly actor?: string | undefined;
  /** An action, or the beginning of several: `session.` */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from: Date;
  readonly to: Date;
}

export interface AuditFilter extends AuditSpan {
  readonly order: 'asc' | 'desc';
  /** The last entry of the page before: milliseconds, stripe, position. */
  readonly before?: { readonly at: Date; readonly stripe: number; readonly position: string } | undefined;
  readonly limit: number;
}

/** An entry belongs to the region of who did it; what nobody known did (refused sign-ins, the first start, the console) is for all. */
const OF_REGION = `(actor in ('unknown', 'first start', 'console')
  or exists (select from user_account u where u.account = actor and u.region_code like $6)
  or exists (select from institution i where i.institution_code = actor and i.region_code like $6)
  or exists (select from api_client c where 'client:' || c.client_id = actor and c.region_code like $6))`;

/** Parameters 1 to 6. */
const FOUND = `from audit_entry
  where at >= $1 and at <= $2 and ($3::text is null or actor = $3) and ($4::text is null or starts_with(action, $4))
    and ($5::text is null or subject = $5) and ${OF_REGION}`;
const asked = (scope: Scope, { from, to, actor, action, subject }: AuditSpan) => [
  ...[from, to, actor ?? null, action ?? null, subject ?? null, regionPattern(scope)],
];

/** Entries of a span of time. The span bounds the work: the log has no index that costs a write per row. */
export async function readAuditLog(
  db: Queryable,
  scope: Scope,
  filter: AuditFilter,
): Promise<readonly AuditLogRow[]> {
  const [way, beyond] = filter.order === 'asc' ? ['asc', '>'] : ['desc', '<'];
  const { rows } = await db.query<AuditLogRow>(
    `select stripe, position, at, actor, action, subject, detail ${FOUND}
        and ($7::timestamptz is null or (at, stripe, position) ${beyond} ($7, $8, $9))
      order by at ${way}, stripe ${way}, position ${way} limit $10`,
    [
      ...asked(scope, filter),
      filter.before?.at ?? null,
      filter.before?.stripe ?? null,
      filter.before?.position ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** How many entries of a span match, counted up to a bound. */
export async function countAuditLog(
  db: Queryable,
  scope: Scope,
  span: AuditSpan,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from (select ${FOUND} limit $7) t`,
    [...asked(scope, span), most],
  );
  return rows[0]?.n ?? 0;
}

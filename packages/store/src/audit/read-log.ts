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

export interface AuditFilter {
  readonly actor?: string | undefined;
  /** An action, or the beginning of several: `session.` */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from: Date;
  readonly to: Date;
  /** The last entry of the page before: milliseconds, stripe, position. */
  readonly before?: { readonly at: Date; readonly stripe: number; readonly position: string } | undefined;
  readonly limit: number;
}

/** An entry belongs to the region of who did it; what nobody known did (refused sign-ins, the first start, the console) is for all. */
const OF_REGION = `(actor in ('unknown', 'first start', 'console')
  or exists (select from user_account u where u.account = actor and u.region_code like $10)
  or exists (select from institution i where i.institution_code = actor and i.region_code like $10)
  or exists (select from api_client c where 'client:' || c.client_id = actor and c.region_code like $10))`;

/** Entries of a span of time, latest first. The span bounds the work: the log has no index that costs a write per row. */
export async function readAuditLog(
  db: Queryable,
  scope: Scope,
  filter: AuditFilter,
): Promise<readonly AuditLogRow[]> {
  const { rows } = await db.query<AuditLogRow>(
    `select stripe, position, at, actor, action, subject, detail from audit_entry
      where at >= $1 and at <= $2 and ($3::text is null or actor = $3) and ($4::text is null or starts_with(action, $4))
        and ($5::text is null or subject = $5)
        and ${OF_REGION}
        and ($6::timestamptz is null or (at, stripe, position) < ($6, $7, $8))
      order by at desc, stripe desc, position desc limit $9`,
    [
      filter.from,
      filter.to,
      filter.actor ?? null,
      filter.action ?? null,
      filter.subject ?? null,
      filter.before?.at ?? null,
      filter.before?.stripe ?? null,
      filter.before?.position ?? null,
      filter.limit,
      regionPattern(scope),
    ],
  );
  return rows;
}

import type { Queryable } from '../pool.ts';

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

/** Entries of a span of time, latest first. The span bounds the work: the log has no index that costs a write per row. */
export async function readAuditLog(db: Queryable, filter: AuditFilter): Promise<readonly AuditLogRow[]> {
  const { rows } = await db.query<AuditLogRow>(
    `select stripe, position, at, actor, action, subject, detail from audit_entry
      where at >= $1 and at <= $2 and ($3::text is null or actor = $3) and ($4::text is null or starts_with(action, $4))
        and ($5::text is null or subject = $5)
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
    ],
  );
  return rows;
}

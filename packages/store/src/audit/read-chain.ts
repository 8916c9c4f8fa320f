import type { PoolClient } from '../pool.ts';
import type { AuditHead, AuditRow } from './chain.ts';

/** Where the chain of each stripe claims to end, by stripe; stripes without a head included with position −1. */
export async function auditHeads(client: PoolClient): Promise<readonly AuditHead[]> {
  const { rows } = await client.query<{ stripe: number; position: string; hash: Buffer | null }>(
    `select stripe, coalesce(h.position, -1) as position, h.hash
       from audit_head h full join (select distinct stripe from audit_entry) e using (stripe) order by stripe`,
  );
  return rows.map((row) => ({
    stripe: row.stripe,
    position: Number(row.position),
    hash: row.hash ?? new Uint8Array(0),
  }));
}

/** The next entries of a stripe after a position, in order. */
export async function auditPage(
  client: PoolClient,
  stripe: number,
  after: number,
  size: number,
): Promise<readonly AuditRow[]> {
  const { rows } = await client.query<Omit<AuditRow, 'position'> & { position: string }>(
    `select stripe, position, at, actor, action, subject, detail::text as "detailJson", previous_hash as "previousHash", hash
       from audit_entry where stripe = $1 and position > $2 order by position limit $3`,
    [stripe, after, size],
  );
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

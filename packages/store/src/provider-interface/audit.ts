import { createHash } from 'node:crypto';
import type { AuditAction } from '@gongji/domain';
import { type AuditFact, chain, GENESIS_HASH } from '../audit/chain.ts';
import type { PoolClient } from '../pool.ts';

/** What an audit entry says. `detail` holds ids and numbers, no personal data. */
export interface AuditEvent {
  readonly at: Date;
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Chains written by transactions of any process; they lie above those a process claims for itself (`claimAuditStripe`).
 * Several, so that no chain is a hot row; the row lock of its head orders a chain.
 */
const FIRST_STRIPE = 2_000;
const STRIPES = 16;

/** Appends to the audit log 审计日志 inside the caller's transaction. Call it last: the chain is locked until commit. */
export async function appendAudit(tx: PoolClient, { detail, ...event }: AuditEvent): Promise<void> {
  await appendFacts(tx, [{ ...event, detailJson: JSON.stringify(detail) }]);
}

/** The same with several entries, in one chain. */
export async function appendFacts(tx: PoolClient, facts: readonly AuditFact[]): Promise<void> {
  const [first] = facts;
  if (first === undefined) return;
  const stripe = FIRST_STRIPE + ((createHash('sha256').update(first.subject).digest()[0] ?? 0) % STRIPES);
  const { rows } = await tx.query<{ position: string; hash: Buffer }>(
    `insert into audit_head (stripe, position, hash) values ($1, 0, $2)
     on conflict (stripe) do update set stripe = excluded.stripe returning position, hash`,
    [stripe, Buffer.from(GENESIS_HASH)],
  );
  const head = { stripe, position: Number(rows[0]?.position ?? 0), hash: rows[0]?.hash ?? GENESIS_HASH };
  for (const row of chain(head, facts).rows)
    await tx.query(
      `with entry as (
         insert into audit_entry (stripe, position, at, actor, action, subject, detail, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
       update audit_head set position = $2, hash = $9 where stripe = $1`,
      [
        row.stripe,
        row.position,
        row.at.toISOString(),
        row.actor,
        row.action,
        row.subject,
        row.detailJson,
        Buffer.from(row.previousHash),
        Buffer.from(row.hash),
      ],
    );
}

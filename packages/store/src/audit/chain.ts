import { createHash } from 'node:crypto';

/** A row of the audit log 审计日志. Each entry's hash covers its predecessor's in the same stripe. */
export interface AuditRow {
  readonly stripe: number;
  readonly position: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON text exactly as stored. */
  readonly detailJson: string;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

export interface AuditHead {
  readonly stripe: number;
  /** Position of the last entry; 0 = the chain is empty. */
  readonly position: number;
  readonly hash: Uint8Array;
}

/** What precedes the first entry of every stripe. */
export const GENESIS_HASH: Uint8Array = new Uint8Array(32);

/** The entry without its place in the chain. */
export type AuditFact = Omit<AuditRow, 'stripe' | 'position' | 'previousHash' | 'hash'>;

/** Appends facts to the chain; the new head stands at the last of them. */
export function chain(
  head: AuditHead,
  facts: readonly AuditFact[],
): { readonly rows: readonly AuditRow[]; readonly head: AuditHead } {
  const rows: AuditRow[] = [];
  let { position, hash } = head;
  for (const fact of facts) {
    position += 1;
    const unsealed = { ...fact, stripe: head.stripe, position, previousHash: hash };
    hash = auditHash(unsealed);
    rows.push({ ...unsealed, hash });
  }
  return { rows, head: { stripe: head.stripe, position, hash } };
}

/** SHA-256 over the predecessor's hash and the entry's own fields, in this order. */
export function auditHash(row: Omit<AuditRow, 'hash'>): Uint8Array {
  const text = JSON.stringify([
    row.stripe,
    row.position,
    row.at.toISOString(),
    row.actor,
    row.action,
    row.subject,
    row.detailJson,
  ]);
  return createHash('sha256').update(row.previousHash).update(text).digest();
}

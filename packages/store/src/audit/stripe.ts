import type { PipelinedConnection } from '../settlement/pipelined-connection.ts';
import { type AuditHead, GENESIS_HASH } from './chain.ts';

/** First key of the advisory locks that say which process writes which stripe. */
const STRIPE_LOCKS = 6_160_003;
const MOST_STRIPES = 1024;

/**
 * Claims the first stripe nobody writes, for as long as the connection lives, and reads where its chain ends.
 * Needs a session of its own: not through a pooler that shares sessions between transactions.
 */
export async function claimAuditStripe(db: PipelinedConnection): Promise<AuditHead> {
  for (let stripe = 1; stripe <= MOST_STRIPES; stripe++) {
    const [lock] = await db.query<{ free: boolean }>({
      name: 'audit-claim-stripe',
      text: 'select pg_try_advisory_lock($1, $2) as free',
      values: [STRIPE_LOCKS, stripe],
    });
    if (lock?.free === true) return readHead(db, stripe);
  }
  throw new Error(`no free audit stripe among ${MOST_STRIPES}: too many writers`);
}

async function readHead(db: PipelinedConnection, stripe: number): Promise<AuditHead> {
  await db.query({
    name: 'audit-open-stripe',
    text: 'insert into audit_head (stripe, position, hash) values ($1, 0, $2) on conflict do nothing',
    values: [stripe, Buffer.from(GENESIS_HASH)],
  });
  const [head] = await db.query<{ position: string; hash: Buffer }>({
    name: 'audit-read-head',
    text: 'select position, hash from audit_head where stripe = $1',
    values: [stripe],
  });
  if (head === undefined) throw new Error(`audit stripe ${stripe} has no head`);
  return { stripe, position: Number(head.position), hash: head.hash };
}

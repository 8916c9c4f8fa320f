import type { AuditDetail } from '@gongji/contract';
import type { AuditAction } from '@gongji/domain';
import { inTransaction, type PoolClient } from '@gongji/store';
import { appendAudit } from '@gongji/store/provider-interface';
import type { IdentityDeps } from './deps.ts';

/** What is done, by whom and to what; `detail` holds ids and numbers, no personal data and no secrets. */
export interface Deed {
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly detail?: AuditDetail;
}

/**
 * Does a piece of work and writes its audit entry in one transaction. When the work answers undefined nothing was done:
 * everything is taken back and no entry is written.
 */
export async function audited<T>(
  { pool, now }: Pick<IdentityDeps, 'pool' | 'now'>,
  deed: Deed | ((done: T) => Deed),
  work: (tx: PoolClient) => Promise<T | undefined>,
): Promise<T | undefined> {
  const nothing = new Error('nothing done');
  try {
    return await inTransaction(pool, async (tx) => {
      const done = await work(tx);
      if (done === undefined) throw nothing;
      const { detail = {}, ...rest } = typeof deed === 'function' ? deed(done) : deed;
      await appendAudit(tx, { at: now(), ...rest, detail });
      return done;
    });
  } catch (error) {
    if (error === nothing) return undefined;
    throw error;
  }
}

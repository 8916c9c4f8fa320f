import type { PoolClient } from '@gongji/store';
import { audited, type Deed } from '../identity/audited.ts';
import type { IdentityDeps } from '../identity/deps.ts';
import type { Caller } from '../rest/caller.ts';

/** What is done to a register; the caller is its actor. */
export type RegisterDeed = Omit<Deed, 'actor'>;

/**
 * Changes registers 登记簿 in one transaction with its audit entry, and in the caller's name in the history. When the work
 * answers undefined nothing was done and everything is taken back.
 */
export async function changing<T>(
  deps: Pick<IdentityDeps, 'pool' | 'now'>,
  { actor }: Pick<Caller, 'actor'>,
  deed: RegisterDeed | ((done: T) => RegisterDeed),
  work: (tx: PoolClient) => Promise<T | undefined>,
): Promise<T | undefined> {
  const named = typeof deed === 'function' ? (done: T) => ({ ...deed(done), actor }) : { ...deed, actor };
  return audited(deps, named, async (tx) => {
    await tx.query("select set_config('gongji.actor', $1, true)", [actor]);
    return work(tx);
  });
}

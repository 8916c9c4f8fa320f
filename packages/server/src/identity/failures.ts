import { inTransaction } from '@gongji/store';
import { countFailure, setWaiting } from '@gongji/store/identity';
import { appendAudit } from '@gongji/store/provider-interface';
import type { IdentityDeps } from './deps.ts';
import { waitSeconds } from './security-policy.ts';

/**
 * Counts a wrong password or code and gives until when the account waits, if it does. What was typed as an account is
 * written down only when it is one (`known`): people type passwords there.
 */
export async function keepFailure(
  { pool, now, security }: IdentityDeps,
  account: string,
  known: string | undefined,
): Promise<Date | undefined> {
  const at = now();
  return inTransaction(pool, async (tx) => {
    const failures = await countFailure(tx, account, at);
    const seconds = waitSeconds(failures, security);
    const until = new Date(at.getTime() + seconds * 1000);
    if (seconds > 0) await setWaiting(tx, account, until);
    const who = known ?? 'unknown';
    const detail = { failures, waitSeconds: seconds };
    await appendAudit(tx, { at, actor: who, action: 'session.refuse', subject: `user:${who}`, detail });
    return seconds > 0 ? until : undefined;
  });
}

import { createHash } from 'node:crypto';
import type { Queryable } from '../pool.ts';

/** Until when an account waits after failures; undefined when it does not wait. */
export async function waitingUntil(db: Queryable, account: string, at: Date): Promise<Date | undefined> {
  const { rows } = await db.query<{ until: Date }>(
    'select wait_until as until from sign_in_failure where account_hash = $1 and wait_until > $2',
    [hashOf(account), at],
  );
  return rows[0]?.until;
}

/** Counts one more failure and gives the count; those of an earlier day are forgotten. */
export async function countFailure(db: Queryable, account: string, at: Date): Promise<number> {
  const { rows } = await db.query<{ failures: number }>(
    `insert into sign_in_failure (account_hash, failures, last_failed_at) values ($1, 1, $2)
     on conflict (account_hash) do update set last_failed_at = $2,
       failures = case when sign_in_failure.last_failed_at < $2::timestamptz - interval '1 day' then 1
                       else sign_in_failure.failures + 1 end
     returning failures`,
    [hashOf(account), at],
  );
  return rows[0]?.failures ?? 1;
}

export async function setWaiting(db: Queryable, account: string, until: Date): Promise<void> {
  await db.query('update sign_in_failure set wait_until = $2 where account_hash = $1', [
    hashOf(account),
    until,
  ]);
}

export async function forgetFailures(db: Queryable, account: string): Promise<void> {
  await db.query('delete from sign_in_failure where account_hash = $1', [hashOf(account)]);
}

function hashOf(account: string): Buffer {
  return createHash('sha256').update(account).digest();
}

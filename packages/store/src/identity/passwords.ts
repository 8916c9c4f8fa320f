import type { Queryable } from '../pool.ts';

export interface NewPassword {
  readonly userId: string;
  readonly passwordHash: string;
  readonly at: Date;
  /** A password given by an administrator: to be changed at the next sign-in. */
  readonly mustChange: boolean;
}

/** Sets the password and keeps the old one for comparison. */
export async function setPassword(
  db: Queryable,
  { userId, passwordHash, at, mustChange }: NewPassword,
): Promise<void> {
  await db.query(
    `insert into password_history (user_id, set_at, password_hash)
     select user_id, password_set_at, password_hash from user_account where user_id = $1 on conflict do nothing`,
    [userId],
  );
  await db.query(
    `update user_account set password_hash = $2, password_set_at = $3, must_change_password = $4 where user_id = $1`,
    [userId, passwordHash, at, mustChange],
  );
}

/** Hashes of the present password and of the latest before it, as many as asked for. */
export async function recentPasswords(
  db: Queryable,
  userId: string,
  count: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ hash: string }>(
    `select password_hash as hash from (
        select password_hash, password_set_at as set_at from user_account where user_id = $1
        union all select password_hash, set_at from password_history where user_id = $1) p
      order by set_at desc limit $2`,
    [userId, count],
  );
  return rows.map((row) => row.hash);
}

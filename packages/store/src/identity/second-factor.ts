import type { Queryable } from '../pool.ts';

/** Keeps a secret, sealed, that is not in force until a code of it has been shown. */
export async function startEnrolment(db: Queryable, userId: string, secret: Buffer): Promise<void> {
  await db.query(
    'update user_account set totp_secret = $2, totp_confirmed_at = null, totp_last_step = 0 where user_id = $1',
    [userId, secret],
  );
}

/** The secret kept, sealed, whether in force or not, and the last step a code was taken for. */
export async function enrolment(
  db: Queryable,
  userId: string,
): Promise<{ readonly secret: Buffer | null; readonly lastStep: number } | undefined> {
  const { rows } = await db.query<{ secret: Buffer | null; step: string }>(
    'select totp_secret as secret, totp_last_step as step from user_account where user_id = $1 for update',
    [userId],
  );
  const [row] = rows;
  return row === undefined ? undefined : { secret: row.secret, lastStep: Number(row.step) };
}

/** Puts the secret in force with a new set of recovery codes. */
export async function confirmEnrolment(
  db: Queryable,
  userId: string,
  {
    at,
    step,
    codeHashes,
  }: { readonly at: Date; readonly step: number; readonly codeHashes: readonly Buffer[] },
): Promise<void> {
  await db.query('update user_account set totp_confirmed_at = $2, totp_last_step = $3 where user_id = $1', [
    userId,
    at,
    step,
  ]);
  await db.query('delete from recovery_code where user_id = $1', [userId]);
  await db.query('insert into recovery_code (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    codeHashes,
  ]);
}

/** True the first time a step is used: a code seen by somebody else opens nothing. */
export async function takeStep(db: Queryable, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update user_account set totp_last_step = $2 where user_id = $1 and totp_last_step < $2',
    [userId, step],
  );
  return rowCount === 1;
}

/** True when the code was there and unused; it is used now. */
export async function takeRecoveryCode(
  db: Queryable,
  userId: string,
  codeHash: Buffer,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update recovery_code set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, codeHash, at],
  );
  return rowCount === 1;
}

export async function recoveryCodesLeft(db: Queryable, userId: string): Promise<number> {
  const { rows } = await db.query<{ n: string }>(
    'select count(*) as n from recovery_code where user_id = $1 and used_at is null',
    [userId],
  );
  return Number(rows[0]?.n ?? 0);
}

/** Takes the second factor away: the user enrols anew. */
export async function clearSecondFactor(db: Queryable, userId: string): Promise<void> {
  await db.query(
    'update user_account set totp_secret = null, totp_confirmed_at = null, totp_last_step = 0 where user_id = $1',
    [userId],
  );
  await db.query('delete from recovery_code where user_id = $1', [userId]);
}

/** Every secret kept, locked until the transaction ends. */
export async function lockStoredSecrets(
  db: Queryable,
): Promise<readonly { readonly userId: string; readonly secret: Buffer }[]> {
  const { rows } = await db.query<{ userId: string; secret: Buffer }>(
    `select user_id as "userId", totp_secret as secret from user_account
      where totp_secret is not null order by user_id for update`,
  );
  return rows;
}

export async function putStoredSecret(db: Queryable, userId: string, secret: Buffer): Promise<void> {
  await db.query('update user_account set totp_secret = $2 where user_id = $1', [userId, secret]);
}

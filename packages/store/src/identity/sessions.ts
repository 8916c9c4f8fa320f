import type { Queryable } from '../pool.ts';
import { USER_COLUMNS, type UserRow } from './users.ts';

/** A session 会话 with its user; whether it is live is decided by who reads it. */
export interface SessionRow {
  readonly sessionId: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly address: string;
  readonly device: string;
}

export interface NewSession {
  readonly sessionId: string;
  readonly tokenHash: Buffer;
  readonly userId: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly address: string;
  readonly device: string;
}

const COLUMNS = `s.session_id as "sessionId", s.created_at as "startedAt", s.last_seen_at as "lastSeenAt",
  s.expires_at as "expiresAt", s.ended_at as "endedAt", s.address, s.device`;

export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query(
    `insert into user_session (session_id, token_hash, user_id, created_at, last_seen_at, expires_at, address, device)
     values ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      session.sessionId,
      session.tokenHash,
      session.userId,
      session.at,
      session.expiresAt,
      session.address,
      session.device,
    ],
  );
}

export async function sessionByToken(
  db: Queryable,
  tokenHash: Buffer,
): Promise<(SessionRow & { readonly user: UserRow }) | undefined> {
  const { rows } = await db.query<SessionRow & UserRow>({
    name: 'session-by-token',
    text: `select ${COLUMNS}, ${USER_COLUMNS}
             from user_session s join user_account u using (user_id) where s.token_hash = $1`,
    values: [tokenHash],
  });
  const [row] = rows;
  return row === undefined ? undefined : { ...row, user: row };
}

export async function touchSession(db: Queryable, sessionId: string, at: Date): Promise<void> {
  await db.query('update user_session set last_seen_at = $2 where session_id = $1 and last_seen_at < $2', [
    sessionId,
    at,
  ]);
}

/** Sessions of a user that nobody has ended and whose time is not up, latest first. */
export async function liveSessions(
  db: Queryable,
  userId: string,
  { at, idleSince }: { readonly at: Date; readonly idleSince: Date },
): Promise<readonly SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `select ${COLUMNS} from user_session s
      where s.user_id = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3
      order by s.created_at desc`,
    [userId, at, idleSince],
  );
  return rows;
}

/** True when it was that user's and open. */
export async function endSession(
  db: Queryable,
  userId: string,
  sessionId: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update user_session set ended_at = $3 where user_id = $1 and session_id = $2 and ended_at is null',
    [userId, sessionId, at],
  );
  return rowCount === 1;
}

/** Ends the session of a token, whoever's it was: a browser has one. */
export async function endSessionOfToken(db: Queryable, tokenHash: Buffer, at: Date): Promise<void> {
  await db.query('update user_session set ended_at = $2 where token_hash = $1 and ended_at is null', [
    tokenHash,
    at,
  ]);
}

/** Ends every session of a user, but `kept` when given; says how many. */
export async function endSessions(
  db: Queryable,
  userId: string,
  at: Date,
  kept: string | null = null,
): Promise<number> {
  const { rowCount } = await db.query(
    `update user_session set ended_at = $2
      where user_id = $1 and ended_at is null and ($3::bigint is null or session_id <> $3)`,
    [userId, at, kept],
  );
  return rowCount ?? 0;
}

/** Forgets sessions whose time was up before `before`, and failures as old. */
export async function forgetOldSessions(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from user_session where expires_at < $1', [before]);
  await db.query('delete from sign_in_failure where last_failed_at < $1', [before]);
}

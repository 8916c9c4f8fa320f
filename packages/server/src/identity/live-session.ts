import { isRole, type Permissions, permissionsOf, ROLES, type Role } from '@gongji/contract';
import { type SessionRow, sessionByToken, touchSession, type UserRow } from '@gongji/store/identity';
import type { IdentityDeps } from './deps.ts';
import type { SecurityPolicy } from './security-policy.ts';
import { sessionTokenHash } from './session-token.ts';

/** What a user has to do before anything else. */
export type Must = 'change-password' | 'enrol-second-factor';

/** A signed-in user 已登录用户. */
export interface LiveSession {
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly user: UserRow;
  readonly roles: readonly Role[];
  readonly permissions: Permissions;
  readonly must: readonly Must[];
}

export type FoundSession =
  | { readonly kind: 'live'; readonly session: LiveSession }
  /** The time is up or it was ended: whose it was, so that the same user can sign in again in place. */
  | { readonly kind: 'ended'; readonly account: string }
  | { readonly kind: 'none' };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** `quietly`: a page that asks by itself every few seconds does not keep a session alive. */
export async function findSession(
  { pool, now, security }: IdentityDeps,
  token: string | undefined,
  quietly: boolean,
): Promise<FoundSession> {
  if (token === undefined) return { kind: 'none' };
  const row = await sessionByToken(pool, sessionTokenHash(token));
  if (row === undefined) return { kind: 'none' };
  const at = now();
  if (!isLive(row, at, security) || row.user.lockedAt !== null)
    return { kind: 'ended', account: row.user.account };
  if (!quietly && at.getTime() - row.lastSeenAt.getTime() > MINUTE_MS)
    await touchSession(pool, row.sessionId, at);
  return { kind: 'live', session: liveSession(row, row.user, security, at) };
}

function isLive(row: SessionRow, at: Date, security: SecurityPolicy): boolean {
  return row.endedAt === null && row.expiresAt > at && row.lastSeenAt > idleSince(at, security);
}

/** Sessions not used since then have expired. */
export function idleSince(at: Date, { session }: SecurityPolicy): Date {
  return new Date(at.getTime() - session.idleMinutes * MINUTE_MS);
}

export function liveSession(
  session: Pick<SessionRow, 'sessionId' | 'expiresAt'>,
  user: UserRow,
  security: SecurityPolicy,
  at: Date,
): LiveSession {
  const roles = user.roles.filter(isRole);
  return {
    sessionId: session.sessionId,
    expiresAt: session.expiresAt,
    user,
    roles,
    permissions: permissionsOf(roles),
    must: mustOf(user, roles, security, at),
  };
}

/** Demo users are known to everybody: there is nothing to protect, and nobody should be stopped. */
function mustOf(user: UserRow, roles: readonly Role[], security: SecurityPolicy, at: Date): readonly Must[] {
  if (user.demo) return [];
  const { maxAgeDays } = security.password;
  const old = maxAgeDays > 0 && at.getTime() - user.passwordSetAt.getTime() > maxAgeDays * DAY_MS;
  const staff = roles.some((role) => ROLES[role].kind !== 'insured');
  const enrol = security.secondFactor === 'required' && staff && user.secondFactorAt === null;
  return [
    ...(user.mustChangePassword || old ? (['change-password'] as const) : []),
    ...(enrol ? (['enrol-second-factor'] as const) : []),
  ];
}

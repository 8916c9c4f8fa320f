import type { SessionsView, SessionView } from '@gongji/contract';
import { isRole } from '@gongji/contract';
import {
  demoUsers,
  endSession,
  endSessions,
  liveSessions,
  recentPasswords,
  setLanguage,
  setPassword,
} from '@gongji/store/identity';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import { audited, type Deed } from './audited.ts';
import { DEMO_PASSWORD } from './demo-users.ts';
import type { IdentityDeps, RequestOrigin } from './deps.ts';
import { findSession, idleSince, type LiveSession } from './live-session.ts';
import { hashPassword, passwordFaults, passwordMatches } from './password.ts';
import { passwordProblems } from './password-problems.ts';
import { sessionCookie } from './session-token.ts';
import { sessionView } from './session-view.ts';
import { wrongGuess } from './wrong-guess.ts';

/** 我是谁. Where nobody has signed in: the accounts of the demo, if this is one. */
export async function currentSession(deps: IdentityDeps, from: RequestOrigin): Promise<Answer<SessionView>> {
  const found = await findSession(deps, from.sessionToken, true);
  if (found.kind === 'live') return ok(sessionView(found.session, deps.security));
  const demo = await demoUsers(deps.pool);
  const demoAccounts = demo.map(({ account, name, roles }) => ({
    account,
    name,
    password: DEMO_PASSWORD,
    roles: roles.filter(isRole),
  }));
  return ok({ state: 'visitor', demoAccounts });
}

export async function signOut(
  deps: IdentityDeps,
  { user, sessionId }: LiveSession,
): Promise<Answer<unknown>> {
  const deed: Deed = {
    actor: user.account,
    action: 'session.end',
    subject: `user:${user.account}`,
    detail: { sessionId },
  };
  const done = await audited(deps, deed, async (tx) =>
    (await endSession(tx, user.userId, sessionId, deps.now())) ? true : undefined,
  );
  return ok({ done: done === true }, sessionCookie('', 0, false));
}

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

/** 修改密码: everything wrong with the new one at once; every other session of the user ends. */
export async function changePassword(
  deps: IdentityDeps,
  session: LiveSession,
  { current, next }: PasswordChange,
): Promise<Answer<SessionView>> {
  const { user, sessionId } = session;
  const { pool, now, security } = deps;
  if (user.demo) return problemAnswer('not-allowed');
  const [hash = '', ...earlier] = await recentPasswords(pool, user.userId, security.password.history + 1);
  if (!(await passwordMatches(current, hash))) return wrongGuess(deps, session, 'current');
  const faults = passwordFaults(next, user.account, security.password);
  const used = await matchesAny(next, [hash, ...earlier]);
  if (faults.length > 0 || used)
    return problemAnswer(
      'refused',
      passwordProblems([...faults, ...(used ? (['used-before'] as const) : [])], security),
    );
  const passwordHash = await hashPassword(next);
  const deed: Deed = { actor: user.account, action: 'user.password', subject: `user:${user.account}` };
  await audited(deps, deed, async (tx) => {
    await setPassword(tx, { userId: user.userId, passwordHash, at: now(), mustChange: false });
    await endSessions(tx, user.userId, now(), sessionId);
    return true;
  });
  const must = session.must.filter((one) => one !== 'change-password');
  return ok(sessionView({ ...session, must }, security));
}

async function matchesAny(password: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await passwordMatches(password, hash)) return true;
  return false;
}

export async function chooseLanguage(
  deps: IdentityDeps,
  session: LiveSession,
  language: 'zh' | 'en',
): Promise<Answer<SessionView>> {
  const { user } = session;
  const deed: Deed = {
    actor: user.account,
    action: 'user.language',
    subject: `user:${user.account}`,
    detail: { language },
  };
  await audited(deps, deed, async (tx) => {
    await setLanguage(tx, user.userId, language);
    return true;
  });
  return ok(sessionView({ ...session, user: { ...user, language } }, deps.security));
}

export async function ownSessions(
  { pool, now, security }: IdentityDeps,
  { user, sessionId }: LiveSession,
): Promise<Answer<SessionsView>> {
  const at = now();
  const rows = await liveSessions(pool, user.userId, { at, idleSince: idleSince(at, security) });
  return ok({
    items: rows.map((row) => ({
      sessionId: row.sessionId,
      current: row.sessionId === sessionId,
      startedAt: row.startedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      address: row.address,
      device: row.device,
    })),
  });
}

/** Not found when it is somebody else's. */
export async function endOwnSession(
  deps: IdentityDeps,
  { user }: LiveSession,
  sessionId: string,
): Promise<Answer<unknown>> {
  const deed: Deed = {
    actor: user.account,
    action: 'session.end',
    subject: `user:${user.account}`,
    detail: { sessionId },
  };
  const done = await audited(deps, deed, async (tx) =>
    (await endSession(tx, user.userId, sessionId, deps.now())) ? true : undefined,
  );
  return done === undefined ? problemAnswer('not-found') : ok({ done });
}

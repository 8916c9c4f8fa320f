import type { SessionView, SignInBody } from '@gongji/contract';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  endSessionOfToken,
  forgetFailures,
  insertSession,
  takeRecoveryCode,
  takeStep,
  type UserRow,
  type UserSecrets,
  userWithSecrets,
  waitingUntil,
} from '@gongji/store/identity';
import { appendAudit } from '@gongji/store/provider-interface';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { IdentityDeps, RequestOrigin } from './deps.ts';
import { keepFailure } from './failures.ts';
import { liveSession } from './live-session.ts';
import { nobodysHash, passwordMatches } from './password.ts';
import { newSessionToken, sessionCookie, sessionTokenHash } from './session-token.ts';
import { sessionView } from './session-view.ts';
import { recoveryCodeHash, totpStep } from './totp.ts';

type KnownUser = UserRow & UserSecrets;

/**
 * 登录. Unknown account, wrong password and wrong code give the same answer after the same time, and all of them count
 * towards waiting; what is true of an account (locked, without roles) is told only to who knows its password.
 */
export async function signIn(
  deps: IdentityDeps,
  body: SignInBody,
  from: RequestOrigin,
): Promise<Answer<SessionView>> {
  const { pool, now } = deps;
  const until = await waitingUntil(pool, body.account, now());
  if (until !== undefined) return waiting(until);
  const user = await userWithSecrets(pool, body.account);
  const matches = await passwordMatches(body.password, user?.passwordHash ?? (await nobodysHash()));
  if (user === undefined || !matches) return failed(deps, body.account, user);
  if (user.lockedAt !== null) return problemAnswer('account-locked');
  if (user.roles.length === 0) return problemAnswer('no-roles');
  if (user.secondFactorAt !== null && body.code === undefined) return problemAnswer('second-factor-needed');
  const opened = await inTransaction(pool, async (tx) => {
    // Again, inside: guesses sent side by side all passed the first look.
    if ((await waitingUntil(tx, body.account, now())) !== undefined) return undefined;
    if (user.secondFactorAt !== null && !(await codeIsGood(deps, tx, user, body.code ?? '')))
      return undefined;
    return openSession(tx, deps, user, from);
  });
  if (opened === undefined) return failed(deps, body.account, user);
  const { security } = deps;
  const cookie = sessionCookie(opened.token, security.session.absoluteHours * 3600, from.secure);
  return ok(sessionView(liveSession(opened, user, security, now()), security), cookie);
}

async function codeIsGood(
  { secrets, now }: Pick<IdentityDeps, 'secrets' | 'now'>,
  tx: PoolClient,
  user: KnownUser,
  code: string,
): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return takeRecoveryCode(tx, user.userId, recoveryCodeHash(code), now());
  if (user.totpSecret === null) return false;
  const secret = secrets.open(user.totpSecret, user.userId);
  if (secret === undefined) throw new Error(`the second factor of user ${user.userId} does not open`);
  const step = totpStep(secret, code, now(), Number(user.totpLastStep));
  return step !== undefined && takeStep(tx, user.userId, step);
}

/** A new session with its own token: nothing of an earlier one goes on. */
async function openSession(
  tx: PoolClient,
  { newId, now, security }: IdentityDeps,
  user: UserRow,
  from: RequestOrigin,
) {
  const at = now();
  const token = newSessionToken();
  const sessionId = newId();
  const expiresAt = new Date(at.getTime() + security.session.absoluteHours * 3_600_000);
  const { userId } = user;
  const { address, device } = from;
  if (from.sessionToken !== undefined) await endSessionOfToken(tx, sessionTokenHash(from.sessionToken), at);
  await forgetFailures(tx, user.account);
  await insertSession(tx, {
    sessionId,
    tokenHash: sessionTokenHash(token),
    userId,
    at,
    expiresAt,
    address,
    device,
  });
  await appendAudit(tx, {
    at,
    actor: user.account,
    action: 'session.start',
    subject: `user:${user.account}`,
    detail: { sessionId, address },
  });
  return { token, sessionId, expiresAt };
}

/** Counts the failure; the answer says no more than that it failed, or until when the account waits. */
async function failed(
  deps: IdentityDeps,
  account: string,
  user: UserRow | undefined,
): Promise<Answer<SessionView>> {
  const until = await keepFailure(deps, account, user?.account);
  return until === undefined ? problemAnswer('sign-in-failed') : waiting(until);
}

function waiting(until: Date): Answer<never> {
  const time = until.toISOString();
  return problemAnswer('sign-in-waiting', [
    {
      code: 'sign-in-waiting',
      field: 'account',
      value: time,
      message: { zh: `请等到 ${time}`, en: `wait until ${time}` },
      remedy: { zh: '到时再试', en: 'try again then' },
    },
  ]);
}

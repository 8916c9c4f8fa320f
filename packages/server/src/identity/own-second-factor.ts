import { confirmEnrolment, enrolment, recentPasswords, startEnrolment } from '@gongji/store/identity';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import { audited, type Deed } from './audited.ts';
import type { IdentityDeps } from './deps.ts';
import type { LiveSession } from './live-session.ts';
import { passwordMatches } from './password.ts';
import { base32, newRecoveryCodes, newTotpSecret, otpauthUri, recoveryCodeHash, totpStep } from './totp.ts';
import { wrongGuess } from './wrong-guess.ts';

/**
 * 登记动态口令, first step: a secret that is in force only once a code of it comes back. Asks for the password again, and
 * refuses while a second factor is in force: who found an open screen must not put his own telephone in its place.
 */
export async function startSecondFactor(
  deps: IdentityDeps,
  session: LiveSession,
  password: string,
): Promise<Answer<{ readonly secret: string; readonly otpauthUri: string }>> {
  const { user } = session;
  if (user.secondFactorAt !== null || user.demo) return problemAnswer('not-allowed');
  const [hash = ''] = await recentPasswords(deps.pool, user.userId, 1);
  if (!(await passwordMatches(password, hash))) return wrongGuess(deps, session, 'password');
  const secret = newTotpSecret();
  const deed: Deed = {
    actor: user.account,
    action: 'user.second-factor.start',
    subject: `user:${user.account}`,
  };
  await audited(deps, deed, async (tx) => {
    await startEnrolment(tx, user.userId, deps.secrets.seal(secret, user.userId));
    return true;
  });
  return ok({ secret: base32(secret), otpauthUri: otpauthUri(user.account, secret) });
}

/** Second step: the first code puts it in force; the recovery codes are shown this once. */
export async function confirmSecondFactor(
  deps: IdentityDeps,
  { user }: LiveSession,
  code: string,
): Promise<Answer<{ readonly recoveryCodes: readonly string[] }>> {
  if (user.secondFactorAt !== null) return problemAnswer('not-allowed');
  const recoveryCodes = newRecoveryCodes();
  const codeHashes = recoveryCodes.map(recoveryCodeHash);
  const deed: Deed = {
    actor: user.account,
    action: 'user.second-factor.confirm',
    subject: `user:${user.account}`,
  };
  const done = await audited(deps, deed, async (tx) => {
    const at = deps.now();
    const kept = await enrolment(tx, user.userId);
    const secret =
      kept === undefined || kept.secret === null ? undefined : deps.secrets.open(kept.secret, user.userId);
    const step =
      kept === undefined || secret === undefined ? undefined : totpStep(secret, code, at, kept.lastStep);
    if (step === undefined) return undefined;
    await confirmEnrolment(tx, user.userId, { at, step, codeHashes });
    return true;
  });
  if (done === true) return ok({ recoveryCodes });
  return problemAnswer('refused', [
    {
      code: 'code-wrong',
      field: 'code',
      message: { zh: '动态口令不正确', en: 'the code is not right' },
      remedy: {
        zh: '请核对手机时间后输入新的口令，或重新登记',
        en: 'check the clock of the telephone and enter a new code, or start again',
      },
    },
  ]);
}

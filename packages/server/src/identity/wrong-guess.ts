import { endSession } from '@gongji/store/identity';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { IdentityDeps } from './deps.ts';
import { keepFailure } from './failures.ts';
import type { LiveSession } from './live-session.ts';
import { wrongPassword } from './password-problems.ts';

/** A wrong password inside a session counts like one at sign-in: who found an open screen must not guess on. */
export async function wrongGuess(
  deps: IdentityDeps,
  { user, sessionId }: LiveSession,
  field: string,
): Promise<Answer<never>> {
  const until = await keepFailure(deps, user.account, user.account);
  if (until !== undefined) await endSession(deps.pool, user.userId, sessionId, deps.now());
  return problemAnswer('refused', [wrongPassword(field)]);
}

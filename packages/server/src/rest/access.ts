import type { Operation } from '@gongji/contract';
import { apiClientByToken } from '@gongji/store/rest';
import type { FastifyRequest } from 'fastify';
import type { ProblemCode, ProblemDetail } from '../http/problem.ts';
import { findSession, type LiveSession } from '../identity/live-session.ts';
import { comesFromOurPages, originOf } from '../identity/session-token.ts';
import { type Caller, callerOfClient, callerOfUser } from './caller.ts';
import type { RestDeps } from './deps.ts';

export type Access =
  | { readonly kind: 'allowed'; readonly caller: Caller }
  | { readonly kind: 'public' }
  | {
      readonly kind: 'refused';
      readonly code: ProblemCode;
      readonly errors: readonly ProblemDetail[];
    };

/**
 * The one place that lets a request in: a program by its token, a user by the session cookie, and both by the table of
 * permissions. What they may see is the scope that the table gives, which every query takes.
 */
export async function accessOf(
  deps: RestDeps,
  request: FastifyRequest,
  operation: Operation,
): Promise<Access> {
  const { action } = operation;
  const { authorization } = request.headers;
  if (authorization === undefined && !comesFromOurPages(request)) return refused('other-site');
  if (action === 'public') return { kind: 'public' };
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.~+/-]{8,200})$/.exec(authorization)?.[1];
    const client = token === undefined ? undefined : await apiClientByToken(deps.pool, token);
    if (client === undefined) return refused('token-missing');
    return allowed(operation.usersOnly === true ? undefined : callerOfClient(client, action));
  }
  const quietly = request.headers['x-gongji-quiet'] !== undefined;
  const found = await findSession(deps, originOf(request).sessionToken, quietly);
  if (found.kind === 'none') return refused('token-missing');
  if (found.kind === 'ended') return refused('session-expired', [sameUser(found.account)]);
  const { session } = found;
  if (session.must.length > 0 && operation.beforeSetUp !== true)
    return refused('set-up-first', session.must.map(toDo));
  return allowed(callerOfUser(session, action));
}

function allowed(caller: Caller | undefined): Access {
  return caller === undefined ? refused('not-allowed') : { kind: 'allowed', caller };
}

function refused(code: ProblemCode, errors: readonly ProblemDetail[] = []): Access {
  return { kind: 'refused', code, errors };
}

/** Who is to sign in again: the page keeps what it shows for that user alone. */
function sameUser(account: string): ProblemDetail {
  return {
    code: 'session-expired',
    field: 'account',
    value: account,
    message: { zh: `${account} 的会话已结束`, en: `the session of ${account} has ended` },
    remedy: { zh: '请重新登录', en: 'sign in again' },
  };
}

const TO_DO = {
  'change-password': {
    message: { zh: '须先修改密码', en: 'the password must be changed first' },
    remedy: { zh: '请设置新密码', en: 'set a new password' },
  },
  'enrol-second-factor': {
    message: { zh: '须先登记动态口令', en: 'a second factor must be enrolled first' },
    remedy: { zh: '请用验证器扫码登记', en: 'scan the code with an authenticator' },
  },
} as const;

function toDo(must: LiveSession['must'][number]): ProblemDetail {
  return { code: must, ...TO_DO[must] };
}

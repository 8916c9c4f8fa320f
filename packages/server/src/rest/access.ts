import { ACTIONS, type Action, type Operation, ROLE_IDS, ROLES } from '@gongji/contract';
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
    return allowed(operation.usersOnly === true ? undefined : callerOfClient(client, action), action);
  }
  const quietly = request.headers['x-gongji-quiet'] !== undefined;
  const found = await findSession(deps, originOf(request).sessionToken, quietly);
  if (found.kind === 'none') return refused('token-missing');
  if (found.kind === 'ended') return refused('session-expired', [sameUser(found.account)]);
  const { session } = found;
  if (session.must.length > 0 && operation.beforeSetUp !== true)
    return refused('set-up-first', session.must.map(toDo));
  return allowed(callerOfUser(session, action), action);
}

function allowed(caller: Caller | undefined, action: Action): Access {
  return caller === undefined ? refused('not-allowed', [whoMay(action)]) : { kind: 'allowed', caller };
}

/** What one may not, and who may: from the table of permissions. */
function whoMay(action: Action): ProblemDetail {
  const what = ACTIONS[action];
  const roles = ROLE_IDS.map((role) => ROLES[role]).filter(({ may }) => action in may);
  const zh = roles.map(({ name }) => name.zh).join('、');
  const en = roles.map(({ name }) => name.en).join(', ');
  return {
    code: 'role-needed',
    field: 'action',
    value: action,
    message: { zh: `您的角色不能“${what.zh}”`, en: `your role may not ${what.en}` },
    remedy: {
      zh: `以下角色可以：${zh}；请他们办理，或请系统管理员申请该角色`,
      en: `these roles may: ${en}; ask one of them, or have the system administrator ask for the role`,
    },
  };
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

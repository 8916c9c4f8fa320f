import type {
  AuditQuery,
  IdentityOperationId,
  NewUserBody,
  PublicOperationId,
  Role,
  RoleRequestsQuery,
  SignInBody,
  UsersQuery,
} from '@gongji/contract';
import type { Caller } from '../rest/caller.ts';
import type { Handler, PublicHandler } from '../rest/handler.ts';
import { auditChain, auditLog } from './audit-log.ts';
import type { LiveSession } from './live-session.ts';
import {
  changePassword,
  chooseLanguage,
  currentSession,
  endOwnSession,
  ownSessions,
  type PasswordChange,
  signOut,
} from './own-account.ts';
import { confirmSecondFactor, startSecondFactor } from './own-second-factor.ts';
import { decideRoles, requestRoles, roleRequests } from './role-requests.ts';
import { signIn } from './sign-in.ts';
import { changeLock, createUser, resetUser, users } from './users.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;
const reasonIn = (body: unknown): string => (body as { reason: string }).reason;

export const IDENTITY_HANDLERS: Readonly<Record<Exclude<IdentityOperationId, PublicOperationId>, Handler>> = {
  signOut: (deps, caller) => signOut(deps, own(caller)),
  changePassword: (deps, caller, { body }) => changePassword(deps, own(caller), body as PasswordChange),
  setLanguage: (deps, caller, { body }) =>
    chooseLanguage(deps, own(caller), (body as { language: 'zh' | 'en' }).language),
  startSecondFactor: (deps, caller, { body }) =>
    startSecondFactor(deps, own(caller), (body as { password: string }).password),
  confirmSecondFactor: (deps, caller, { body }) =>
    confirmSecondFactor(deps, own(caller), (body as { code: string }).code),
  sessions: (deps, caller) => ownSessions(deps, own(caller)),
  endSession: (deps, caller, { params }) => endOwnSession(deps, own(caller), idIn(params)),
  users: (deps, caller, { query }) => users(deps, caller, query as UsersQuery),
  createUser: (deps, caller, { body }) => createUser(deps, caller, body as NewUserBody),
  lockUser: (deps, caller, { params, body }) =>
    changeLock(deps, caller, idIn(params), { lock: true, reason: reasonIn(body) }),
  unlockUser: (deps, caller, { params, body }) =>
    changeLock(deps, caller, idIn(params), { lock: false, reason: reasonIn(body) }),
  resetUser: (deps, caller, { params, body }) => resetUser(deps, caller, idIn(params), reasonIn(body)),
  requestRoles: (deps, caller, { params, body }) =>
    requestRoles(deps, caller, idIn(params), body as { roles: readonly Role[]; reason: string }),
  roleRequests: (deps, caller, { query }) => roleRequests(deps, caller, query as RoleRequestsQuery),
  decideRoles: (deps, caller, { params, body }) =>
    decideRoles(deps, caller, idIn(params), body as { approved: boolean; note: string }),
  audit: (deps, caller, { query }) => auditLog(deps, caller, query as AuditQuery),
  auditChain: (deps) => auditChain(deps),
};

export const PUBLIC_HANDLERS: Readonly<Record<PublicOperationId, PublicHandler>> = {
  session: (deps, { from }) => currentSession(deps, from),
  signIn: (deps, { body, from }) => signIn(deps, body as SignInBody, from),
};

/** These operations are for users only: access has seen to it. */
function own({ session }: Caller): LiveSession {
  if (session === undefined) throw new Error('an operation for users was let through without a session');
  return session;
}

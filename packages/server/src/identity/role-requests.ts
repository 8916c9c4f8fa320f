import {
  isRole,
  type Role,
  type RoleRequestsQuery,
  type RoleRequestsView,
  type RoleRequestView,
} from '@gongji/contract';
import {
  countRoleRequests,
  decideRoleRequest,
  endSessions,
  insertRoleRequest,
  listRoleRequests,
  lockRoleRequest,
  lockUser,
  type RoleRequestRow,
  setRoles,
} from '@gongji/store/identity';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { pagePlace } from '../rest/paged.ts';
import { audited, type Deed } from './audited.ts';
import type { IdentityDeps } from './deps.ts';
import { belongingProblems, conflictProblems, fieldProblem } from './role-problems.ts';

export async function roleRequests(
  { pool }: IdentityDeps,
  caller: Caller,
  query: RoleRequestsQuery,
): Promise<Answer<RoleRequestsView>> {
  const [rows, total] = await Promise.all([
    listRoleRequests(pool, caller, query),
    countRoleRequests(pool, caller, query),
  ]);
  return ok({
    items: rows.map((row) => requestView(row, caller)),
    ...pagePlace(query.after, rows.length, total),
  });
}

/** 申请角色: the roles the user is to have instead of the present ones. Nobody asks for himself. */
export async function requestRoles(
  deps: IdentityDeps,
  caller: Caller,
  userId: string,
  { roles, reason }: { readonly roles: readonly Role[]; readonly reason: string },
): Promise<Answer<RoleRequestView>> {
  if (userId === caller.userId) return problemAnswer('not-allowed');
  const user = await lockUser(deps.pool, caller, userId);
  if (user === undefined) return problemAnswer('not-found');
  // Demo users stay as the documents have them.
  if (user.demo) return problemAnswer('not-allowed');
  const problems = [...conflictProblems(roles), ...(roles.length > 0 ? belongingProblems(roles, user) : [])];
  if (problems.length > 0) return problemAnswer('refused', problems);
  const requestId = deps.newId();
  const detail = { requestId, roles, reason };
  const deed: Deed = { actor: caller.actor, action: 'role.request', subject: `user:${user.account}`, detail };
  const row = await audited(deps, deed, async (tx) => {
    const at = deps.now();
    const made = await insertRoleRequest(tx, { requestId, userId, roles, reason, by: caller.userId, at });
    return made ? lockRoleRequest(tx, caller, requestId) : undefined;
  });
  return row === undefined ? problemAnswer('conflict', [STILL_OPEN]) : ok(requestView(row, caller));
}

const STILL_OPEN = fieldProblem(
  'roles',
  ['该用户还有未决的申请', 'a request for this user is still open'],
  ['请先审批该申请', 'decide that one first'],
);

/** 审批: never by who asked, never about oneself; the user's sessions end, so that new roles hold at once. */
export async function decideRoles(
  deps: IdentityDeps,
  caller: Caller,
  requestId: string,
  decision: { readonly approved: boolean; readonly note: string },
): Promise<Answer<RoleRequestView>> {
  let open: RoleRequestRow | undefined;
  const at = deps.now();
  const done = await audited(
    deps,
    (row: RoleRequestRow) => ({
      actor: caller.actor,
      action: decision.approved ? 'role.approve' : 'role.refuse',
      subject: `user:${row.account}`,
      detail: { requestId, roles: row.roles.filter(isRole), requestedBy: row.requestedByAccount },
    }),
    async (tx) => {
      open = await lockRoleRequest(tx, caller, requestId);
      if (open === undefined || isOwn(open, caller)) return undefined;
      await decideRoleRequest(tx, { requestId, by: caller.userId, at, ...decision });
      if (decision.approved) {
        await setRoles(tx, open.userId, open.roles);
        await endSessions(tx, open.userId, at);
      }
      return open;
    },
  );
  if (done !== undefined)
    return ok(requestView({ ...done, ...decision, decidedByAccount: caller.actor, decidedAt: at }, caller));
  if (open !== undefined) return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'role-request', requestId)) ?? problemAnswer('not-found');
}

function isOwn(row: RoleRequestRow, caller: Caller): boolean {
  return row.requestedBy === caller.userId || row.userId === caller.userId;
}

function requestView(row: RoleRequestRow, caller: Caller): RoleRequestView {
  const { decidedByAccount: by, decidedAt: at, approved, note } = row;
  return {
    requestId: row.requestId,
    userId: row.userId,
    account: row.account,
    name: row.name,
    rolesNow: row.rolesNow.filter(isRole),
    roles: row.roles.filter(isRole),
    reason: row.reason,
    requestedBy: row.requestedByAccount,
    requestedAt: row.requestedAt.toISOString(),
    mine: isOwn(row, caller),
    ...(by === null || at === null
      ? {}
      : { decision: { by, at: at.toISOString(), approved: approved === true, note } }),
  };
}

import { isRole, type NewUserBody, type UsersPage, type UsersQuery, type UserView } from '@gongji/contract';
import type { AuditAction } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  clearSecondFactor,
  countFoundUsers,
  endSessions,
  forgetFailures,
  insertRoleRequest,
  insertUser,
  listUsers,
  lockUser,
  setLocked,
  setPassword,
  type UserRow,
  userWithSecrets,
} from '@gongji/store/identity';
import { institutionLevel, personFile, unitExists, wholeRegion } from '@gongji/store/rest';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { pagePlace } from '../rest/paged.ts';
import { audited, type Deed } from './audited.ts';
import type { IdentityDeps } from './deps.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { belongingProblems, conflictProblems, fieldProblem } from './role-problems.ts';

export async function users(
  { pool }: IdentityDeps,
  caller: Caller,
  query: UsersQuery,
): Promise<Answer<UsersPage>> {
  const [rows, total] = await Promise.all([
    listUsers(pool, caller, query),
    countFoundUsers(pool, caller, query),
  ]);
  return ok({ items: rows.map(userView), ...pagePlace(query.after, rows.length, total) });
}

export function userView(row: UserRow): UserView {
  return {
    userId: row.userId,
    account: row.account,
    name: row.name,
    regionCode: row.regionCode,
    ...(row.institutionCode === null ? {} : { institutionCode: row.institutionCode }),
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
    placeName: row.placeName,
    insured: row.ownPersonId !== null,
    roles: row.roles.filter(isRole),
    demo: row.demo,
    secondFactor: row.secondFactorAt !== null,
    mustChangePassword: row.mustChangePassword,
    ...(row.lockedAt === null
      ? {}
      : { locked: { at: row.lockedAt.toISOString(), reason: row.lockedReason ?? '' } }),
    createdAt: row.createdAt.toISOString(),
  };
}

interface Place {
  readonly regionCode: string;
  readonly institutionCode: string | null;
  readonly unitId: string | null;
  readonly ownPersonId: string | null;
}

/** 新建用户: without any role until somebody else has approved them. */
export async function createUser(
  deps: IdentityDeps,
  caller: Caller,
  body: NewUserBody,
): Promise<Answer<unknown>> {
  const { newId, now } = deps;
  const place = await placeOf(deps, caller, body);
  const problems = [
    ...place.problems,
    ...conflictProblems(body.roles),
    ...belongingProblems(body.roles, place),
  ];
  if (problems.length > 0) return problemAnswer('refused', problems);
  const secret = oneTimePassword();
  const passwordHash = await hashPassword(secret);
  const userId = newId();
  const requestId = newId();
  const detail = { userId, requestId, roles: body.roles };
  const deed: Deed = { actor: caller.actor, action: 'user.create', subject: `user:${body.account}`, detail };
  const made = await audited(deps, deed, async (tx) => {
    const at = now();
    const { account, name } = body;
    const { regionCode, institutionCode, unitId, ownPersonId } = place;
    const where = { regionCode, institutionCode, unitId, ownPersonId };
    const user = { userId, account, name, ...where, roles: [], demo: false };
    const by = caller.actor;
    if (!(await insertUser(tx, { ...user, passwordHash, mustChangePassword: true, at, by })))
      return undefined;
    const { roles, reason } = body;
    await insertRoleRequest(tx, { requestId, userId, roles, reason, by: caller.userId, at });
    return lockUser(tx, wholeRegion(regionCode), userId);
  });
  if (made === undefined) return problemAnswer('conflict', [ACCOUNT_TAKEN]);
  return ok({ user: userView(made), oneTimePassword: secret, requestId });
}

const ACCOUNT_TAKEN = fieldProblem(
  'account',
  ['该账号已存在', 'the account exists already'],
  ['请换一个账号', 'choose another'],
);

/** Region, institution and person as the registers know them; what they do not know is a problem. */
async function placeOf({ pool }: IdentityDeps, caller: Caller, body: NewUserBody) {
  const regionCode = body.regionCode ?? caller.regionCode;
  const region = wholeRegion(caller.regionCode);
  const [level, unit, person, inRegion] = await Promise.all([
    body.institutionCode === undefined ? '' : institutionLevel(pool, region, body.institutionCode),
    body.unitId === undefined ? true : unitExists(pool, region, body.unitId),
    body.psnNo === undefined ? undefined : personFile(pool, region, body.psnNo),
    pool.query('select 1 from region where region_code = $1', [regionCode]),
  ]);
  const known = inRegion.rowCount === 1 && regionCode.slice(0, 4) === caller.regionCode.slice(0, 4);
  const problems = [
    ...(known ? [] : [unknown('regionCode', '区划', 'region')]),
    ...(level === undefined ? [unknown('institutionCode', '机构', 'institution')] : []),
    ...(unit ? [] : [unknown('unitId', '参保单位', 'unit')]),
    ...(body.psnNo !== undefined && person === undefined ? [unknown('psnNo', '参保人', 'person')] : []),
  ];
  const place: Place = {
    regionCode,
    institutionCode: body.institutionCode ?? null,
    unitId: body.unitId ?? null,
    ownPersonId: person?.personId ?? null,
  };
  return { ...place, problems };
}

function unknown(field: string, zh: string, en: string) {
  return fieldProblem(
    field,
    [`本统筹区没有该${zh}`, `there is no such ${en} in this region`],
    ['请核对', 'check it'],
  );
}

/** 锁定, 解锁 */
export function changeLock(
  deps: IdentityDeps,
  caller: Caller,
  userId: string,
  change: { readonly lock: boolean; readonly reason: string },
): Promise<Answer<UserView>> {
  const { lock, reason } = change;
  const action = lock ? 'user.lock' : 'user.unlock';
  return onOther(deps, caller, { userId, action, reason }, async (tx, user) => {
    const at = lock ? deps.now() : null;
    await setLocked(tx, userId, at, lock ? reason : null);
    if (lock) await endSessions(tx, userId, deps.now());
    return userView({ ...user, lockedAt: at, lockedReason: lock ? reason : null });
  });
}

/** 重置: a new one-time password, no second factor, no session. */
export async function resetUser(
  deps: IdentityDeps,
  caller: Caller,
  userId: string,
  reason: string,
): Promise<Answer<{ readonly oneTimePassword: string }>> {
  const secret = oneTimePassword();
  const passwordHash = await hashPassword(secret);
  return onOther(deps, caller, { userId, action: 'user.reset', reason }, async (tx) => {
    await startAnew(tx, userId, passwordHash, deps.now());
    return { oneTimePassword: secret };
  });
}

/** The same from the console of the machine, for when no administrator can sign in. Undefined: there is no such user. */
export async function resetFromConsole(
  deps: Pick<IdentityDeps, 'pool' | 'now'>,
  account: string,
): Promise<string | undefined> {
  const secret = oneTimePassword();
  const passwordHash = await hashPassword(secret);
  const deed: Deed = { actor: 'console', action: 'user.reset', subject: `user:${account}` };
  return audited(deps, deed, async (tx) => {
    const user = await userWithSecrets(tx, account);
    if (user === undefined) return undefined;
    await startAnew(tx, user.userId, passwordHash, deps.now());
    await forgetFailures(tx, account);
    return secret;
  });
}

async function startAnew(tx: PoolClient, userId: string, passwordHash: string, at: Date): Promise<void> {
  await setPassword(tx, { userId, passwordHash, at, mustChange: true });
  await clearSecondFactor(tx, userId);
  await endSessions(tx, userId, at);
}

/** Work on another user of the region: nobody locks, unlocks or resets himself, and demo users stay as documented. */
async function onOther<T>(
  deps: IdentityDeps,
  caller: Caller,
  {
    userId,
    action,
    reason,
  }: { readonly userId: string; readonly action: AuditAction; readonly reason: string },
  work: (tx: PoolClient, user: UserRow) => Promise<T>,
): Promise<Answer<T>> {
  if (userId === caller.userId) return problemAnswer('not-allowed');
  let demo = false;
  let account = '';
  const done = await audited<T>(
    deps,
    () => ({ actor: caller.actor, action, subject: `user:${account}`, detail: { userId, reason } }),
    async (tx) => {
      const user = await lockUser(tx, caller, userId);
      if (user === undefined) return undefined;
      account = user.account;
      demo = user.demo;
      return demo ? undefined : work(tx, user);
    },
  );
  if (done !== undefined) return ok(done);
  return problemAnswer(demo ? 'not-allowed' : 'not-found');
}

import {
  auditChainView,
  auditPage,
  enrolmentView,
  newUserView,
  problemView,
  recoveryCodesView,
  resetView,
  roleRequestsView,
  roleRequestView,
  sessionsView,
  sessionView,
  usersPage,
} from '@gongji/contract';
import { type RunningServer, startServer } from '@gongji/server';
import { createFirstAdministrators, resetFromConsole } from '@gongji/server/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode } from '../packages/server/src/identity/totp.ts';
import { Browser } from './testing/browser.ts';

let db: TestDatabase;
let server: RunningServer;
const secrets = new Map<string, string>();
const PASSWORD = 'Correct-Horse-9';

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(
    "insert into region (region_code, name) values ('990100', '共济市'), ('990200', '安澜市')",
  );
  const { newId } = db;
  for (const one of await createFirstAdministrators(
    { pool: db.pool, newId, now: () => new Date() },
    '990100',
  ))
    secrets.set(one.account, one.oneTimePassword);
  server = await startServer({
    connectionString: db.connectionString,
    port: 0,
    security: { waiting: { afterFailures: 3, firstSeconds: 600 } },
  });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

/** Signs in for the first time: new password, second factor. Gives the browser and the secret of the second factor. */
async function settledIn(account: string, oneTime: string) {
  const browser = new Browser(server.url);
  await browser.ok(sessionView, 'POST', '/api/session', { account, password: oneTime });
  const body = { current: oneTime, next: PASSWORD };
  await browser.ok(sessionView, 'POST', '/api/session/password', body);
  const start = { password: PASSWORD };
  const { secret } = await browser.ok(enrolmentView, 'POST', '/api/session/second-factor', start);
  const code = codeOf(secret);
  const path = '/api/session/second-factor/confirmation';
  const { recoveryCodes } = await browser.ok(recoveryCodesView, 'POST', path, { code });
  return { browser, secret, recoveryCodes };
}

/** What an authenticator shows, `later` steps of thirty seconds from now. */
function codeOf(secret: string, later = 0): string {
  const bits = [...secret].map((c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return totpCode(
    Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)),
    Math.floor(Date.now() / 30_000) + later,
  );
}

test('the first start makes three administrators once', async () => {
  expect([...secrets.keys()]).toEqual(['sysadmin', 'secadmin', 'auditadmin']);
  const { newId } = db;
  const again = await createFirstAdministrators({ pool: db.pool, newId, now: () => new Date() }, '990100');
  expect(again).toEqual([]);
});

test('nobody is signed in at first, and nothing is offered where there is no demo', async () => {
  const browser = new Browser(server.url);
  expect(await browser.ok(sessionView, 'GET', '/api/session')).toEqual({
    state: 'visitor',
    demoAccounts: [],
  });
  expect((await browser.ask('GET', '/api/users')).status).toBe(401);
});

test('a one-time password opens nothing but the way to a new one and to a second factor', async () => {
  const browser = new Browser(server.url);
  const password = secrets.get('sysadmin') ?? '';
  const session = await browser.ok(sessionView, 'POST', '/api/session', { account: 'sysadmin', password });
  expect(session).toMatchObject({ must: ['change-password', 'enrol-second-factor'], permissions: {} });
  const refused = await browser.ask('GET', '/api/users');
  expect(refused.status).toBe(403);
  expect(problemView.parse(refused.body).errors.map((e) => e.code)).toEqual([
    'change-password',
    'enrol-second-factor',
  ]);
  const weak = await browser.ask('POST', '/api/session/password', { current: password, next: 'sysadmin' });
  expect(problemView.parse(weak.body).errors.map((e) => e.code)).toEqual([
    'password-too-short',
    'password-too-few-classes',
    'password-holds-account',
  ]);
  const same = await browser.ask('POST', '/api/session/password', { current: password, next: password });
  expect(problemView.parse(same.body).errors.map((e) => e.code)).toEqual(['password-used-before']);
});

test('a second factor, once in force, is asked for; each code and each recovery code opens once', async () => {
  const { secret, recoveryCodes } = await settledIn('auditadmin', secrets.get('auditadmin') ?? '');
  expect(recoveryCodes).toHaveLength(10);
  const signIn = { account: 'auditadmin', password: PASSWORD };
  const browser = new Browser(server.url);
  const asked = await browser.ask('POST', '/api/session', signIn);
  expect([asked.status, problemView.parse(asked.body).code]).toEqual([401, 'second-factor-needed']);
  // The code of the enrolment is used up; the next one is good a step early.
  const code = codeOf(secret, 1);
  const session = await browser.ok(sessionView, 'POST', '/api/session', { ...signIn, code });
  expect(session).toMatchObject({ state: 'signed-in', must: [], secondFactor: true });
  expect((await new Browser(server.url).ask('POST', '/api/session', { ...signIn, code })).status).toBe(401);
  const [recovery = ''] = recoveryCodes;
  await new Browser(server.url).ok(sessionView, 'POST', '/api/session', { ...signIn, code: recovery });
  expect(
    (await new Browser(server.url).ask('POST', '/api/session', { ...signIn, code: recovery })).status,
  ).toBe(401);
  await db.owner.query('delete from sign_in_failure');
});

test('the cookie is for our pages alone, and what changes something must come from them', async () => {
  const browser = new Browser(server.url);
  const password = secrets.get('sysadmin') ?? '';
  const answer = await browser.ask('POST', '/api/session', { account: 'sysadmin', password });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^gongji_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  const overTls = await browser.ask(
    'POST',
    '/api/session',
    { account: 'sysadmin', password },
    { 'x-forwarded-proto': 'https' },
  );
  expect(overTls.headers.getSetCookie()[0]).toMatch(/; Secure$/);
  for (const headers of [
    { 'x-requested-by': '' },
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const refused = await browser.ask('DELETE', '/api/session', undefined, headers);
    expect([refused.status, problemView.parse(refused.body).code]).toEqual([403, 'other-site']);
  }
  const own = { origin: server.url, 'sec-fetch-site': 'same-origin' };
  expect((await browser.ask('DELETE', '/api/session', undefined, own)).status).toBe(200);
  expect((await browser.ask('GET', '/api/sessions')).status).toBe(401);
});

test('an account waits after failures, known or not, and the answer does not tell which', async () => {
  const { rows } = await db.owner.query('select 1 from audit_entry');
  for (const account of ['secadmin', 'nobody.here']) {
    const browser = new Browser(server.url);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1)
      statuses.push((await browser.ask('POST', '/api/session', { account, password: 'wrong' })).status);
    expect(statuses, account).toEqual([401, 401, 429, 429]);
  }
  const right = await new Browser(server.url).ask('POST', '/api/session', {
    account: 'secadmin',
    password: secrets.get('secadmin'),
  });
  expect(problemView.parse(right.body).code).toBe('sign-in-waiting');
  const after = await db.owner.query<{ subject: string }>('select subject from audit_entry');
  expect(after.rows.length).toBe(rows.length + 6);
  expect(JSON.stringify(after.rows)).not.toContain('nobody.here');
  await db.owner.query('delete from sign_in_failure');
});

test('users grow from the three: one creates and asks, another decides, and a third reads what they did', async () => {
  const system = await settledIn('sysadmin', secrets.get('sysadmin') ?? '');
  const security = await settledIn('secadmin', secrets.get('secadmin') ?? '');
  const body = { account: 'li.si', name: '李四', roles: ['clerk'], reason: '新入职' };
  const bad = { ...body, roles: ['clerk', 'reviewer', 'hospital-operator'] };
  const refused = problemView.parse((await system.browser.ask('POST', '/api/users', bad)).body);
  expect(refused.errors.map((e) => e.field)).toEqual(['roles', 'roles', 'roles', 'institutionCode']);
  const made = await system.browser.ok(newUserView, 'POST', '/api/users', body);
  expect(made.user.roles).toEqual([]);
  expect((await system.browser.ask('POST', '/api/users', body)).status).toBe(409);

  const clerk = { account: 'li.si', password: made.oneTimePassword };
  const early = await new Browser(server.url).ask('POST', '/api/session', clerk);
  expect(problemView.parse(early.body).code).toBe('no-roles');
  const path = `/api/role-requests/${made.requestId}/decision`;
  expect((await system.browser.ask('POST', path, { approved: true })).status).toBe(403);
  const { items } = await security.browser.ok(roleRequestsView, 'GET', '/api/role-requests');
  expect(items).toMatchObject([{ account: 'li.si', roles: ['clerk'], requestedBy: 'sysadmin', mine: false }]);
  const decided = await security.browser.ok(roleRequestView, 'POST', path, { approved: true });
  expect(decided.decision).toMatchObject({ by: 'secadmin', approved: true });
  expect((await security.browser.ask('POST', path, { approved: true })).status).toBe(409);

  // Who asks cannot decide: the security administrator's own request waits for somebody else.
  const asked = { roles: ['leader'], reason: '轮岗' };
  const own = await security.browser.ok(
    roleRequestView,
    'POST',
    `/api/users/${made.user.userId}/role-requests`,
    asked,
  );
  const ownPath = `/api/role-requests/${own.requestId}/decision`;
  expect(own.mine).toBe(true);
  expect((await security.browser.ask('POST', ownPath, { approved: true })).status).toBe(403);
  await expect(
    db.owner.query('update role_request set decided_by = requested_by, decided_at = now(), approved = true'),
  ).rejects.toThrow(/check constraint/);

  const entered = await settledIn('li.si', made.oneTimePassword);
  const lock = { reason: '离岗' };
  const user = `/api/users/${made.user.userId}`;
  expect((await system.browser.ask('POST', `${user}/lock`, lock)).status).toBe(403);
  expect((await security.browser.ask('POST', `${user}/lock`, lock)).status).toBe(200);
  const ended = await entered.browser.ask('GET', '/api/sessions');
  const problem = problemView.parse(ended.body);
  expect([ended.status, problem.code, problem.errors[0]?.value]).toEqual([401, 'session-expired', 'li.si']);
  expect((await security.browser.ask('POST', `${user}/unlock`, lock)).status).toBe(200);
  const reset = await security.browser.ok(resetView, 'POST', `${user}/reset`, { reason: '手机丢失' });
  const back = { account: 'li.si', password: reset.oneTimePassword };
  expect(await new Browser(server.url).ok(sessionView, 'POST', '/api/session', back)).toMatchObject({
    must: ['change-password', 'enrol-second-factor'],
  });
  const page = await security.browser.ok(usersPage, 'GET', '/api/users?q=li&limit=1');
  expect([page.items.map((u) => u.account), page.total]).toEqual([['li.si'], 1]);
  // Three administrators were made at the first start; Li came last.
  const latest = await security.browser.ok(usersPage, 'GET', '/api/users?limit=1&sort=createdAt&order=desc');
  expect([latest.items.map((u) => u.account), latest.next]).toEqual([['li.si'], 1]);
});

test('the audit administrator reads every deed, and sees when the chain is broken', async () => {
  await db.owner.query(
    "update user_account set must_change_password = false, demo = true where account = 'auditadmin'",
  );
  await db.owner.query("update user_account set totp_confirmed_at = null where account = 'auditadmin'");
  const audit = new Browser(server.url);
  await audit.ok(sessionView, 'POST', '/api/session', { account: 'auditadmin', password: PASSWORD });
  const of = async (query: string) => (await audit.ok(auditPage, 'GET', `/api/audit?${query}`)).items;
  expect((await of('subject=user:li.si&action=user.')).map((e) => [e.actor, e.action])).toEqual([
    ['secadmin', 'user.reset'],
    ['secadmin', 'user.unlock'],
    ['secadmin', 'user.lock'],
    ['li.si', 'user.second-factor.confirm'],
    ['li.si', 'user.second-factor.start'],
    ['li.si', 'user.password'],
    ['sysadmin', 'user.create'],
  ]);
  const first = await audit.ok(auditPage, 'GET', '/api/audit?limit=3');
  const second = await audit.ok(auditPage, 'GET', `/api/audit?limit=3&before=${first.next}`);
  const together = (await of('limit=6')).map((e) => e.id);
  expect([...first.items, ...second.items].map((e) => e.id)).toEqual(together);
  const all = await of('limit=200');
  const oldest = await audit.ok(auditPage, 'GET', '/api/audit?limit=3&order=asc');
  const then = await audit.ok(auditPage, 'GET', `/api/audit?limit=3&order=asc&before=${oldest.next}`);
  expect([...oldest.items, ...then.items].map((e) => e.id)).toEqual(
    all
      .map((e) => e.id)
      .reverse()
      .slice(0, 6),
  );
  expect([oldest.total, oldest.more]).toEqual([all.length, false]);
  expect(await audit.ok(auditChainView, 'GET', '/api/audit/chain')).toMatchObject({ whole: true });
  await db.owner.query(
    "update audit_entry set actor = 'somebody' where subject = 'user:li.si' and action = 'user.lock'",
  );
  const broken = await audit.ok(auditChainView, 'GET', '/api/audit/chain');
  expect([broken.whole, broken.broken.length]).toEqual([false, 1]);
});

test('sessions end when idle, when their time is up, and when their user says so', async () => {
  const browser = new Browser(server.url);
  const signIn = { account: 'auditadmin', password: PASSWORD };
  await browser.ok(sessionView, 'POST', '/api/session', signIn);
  const other = new Browser(server.url);
  await other.ok(sessionView, 'POST', '/api/session', signIn);
  const { items } = await browser.ok(sessionsView, 'GET', '/api/sessions');
  const theirs = items.find(
    (s) => !s.current && s.startedAt >= (items.find((x) => x.current)?.startedAt ?? ''),
  );
  expect((await browser.ask('DELETE', `/api/sessions/${theirs?.sessionId}`)).status).toBe(200);
  expect((await other.ask('GET', '/api/sessions')).status).toBe(401);

  await db.owner.query("update user_session set last_seen_at = now() - interval '29 minutes'");
  expect((await browser.ask('GET', '/api/sessions', undefined, { 'x-gongji-quiet': '1' })).status).toBe(200);
  await db.owner.query("update user_session set last_seen_at = last_seen_at - interval '2 minutes'");
  expect((await browser.ask('GET', '/api/sessions')).status).toBe(401);
  await browser.ok(sessionView, 'POST', '/api/session', signIn);
  await db.owner.query('update user_session set expires_at = now()');
  const ended = await browser.ask('GET', '/api/sessions');
  expect(problemView.parse(ended.body).errors).toMatchObject([{ field: 'account', value: 'auditadmin' }]);
});

test('guessing at a password inside a session ends it; a new sign-in ends the session of the browser', async () => {
  await db.owner.query('delete from sign_in_failure');
  const signIn = { account: 'auditadmin', password: PASSWORD };
  const browser = new Browser(server.url);
  const first = await browser.ask('POST', '/api/session', signIn);
  const old = { cookie: first.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  await browser.ok(sessionView, 'POST', '/api/session', signIn);
  expect((await new Browser(server.url).ask('GET', '/api/sessions', undefined, old)).status).toBe(401);
  // The audit administrator of this test stands as a demo user, whose password cannot change at all.
  await db.owner.query("update user_account set demo = false where account = 'auditadmin'");
  const statuses: number[] = [];
  for (let i = 0; i < 4; i += 1) {
    const guess = { current: `guess-${i}`, next: 'Other-Horse-9' };
    statuses.push((await browser.ask('POST', '/api/session/password', guess)).status);
  }
  expect(statuses).toEqual([422, 422, 422, 401]);
  expect((await browser.ask('POST', '/api/session', signIn)).status).toBe(429);
  await db.owner.query('delete from sign_in_failure');
});

test('the console opens the way back in, and leaves its mark', async () => {
  const deps = { pool: db.pool, now: () => new Date() };
  expect(await resetFromConsole(deps, 'nobody.here')).toBeUndefined();
  const password = await resetFromConsole(deps, 'secadmin');
  const body = { account: 'secadmin', password };
  const session = await new Browser(server.url).ok(sessionView, 'POST', '/api/session', body);
  expect(session).toMatchObject({ must: ['change-password', 'enrol-second-factor'] });
  const { rows } = await db.owner.query("select subject from audit_entry where actor = 'console'");
  expect(rows).toEqual([{ subject: 'user:secadmin' }]);
});

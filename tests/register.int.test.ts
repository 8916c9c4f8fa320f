import {
  actedView,
  actsView,
  problemView,
  registerFileView,
  registerHistoryView,
  registerPersonsView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putDemoUsers } from '@gongji/server/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

/** The register of persons through the REST interface, as a clerk and as a unit. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let employer: Browser;
let keys = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putDemoUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  clerk = await signedIn('demo.clerk');
  employer = await signedIn('demo.employer');
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser(server.url);
  expect((await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD })).status).toBe(200);
  return browser;
}

const nextKey = () => {
  keys += 1;
  return `k${keys}`;
};

async function post(browser: Browser, path: string, body: unknown, key = nextKey()) {
  return browser.ask('POST', path, body, { 'idempotency-key': key });
}

async function done(browser: Browser, path: string, body: unknown, key?: string) {
  const answer = await post(browser, path, body, key);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return actedView.parse(answer.body);
}

async function refusals(browser: Browser, path: string, body: unknown): Promise<readonly string[]> {
  const answer = await post(browser, path, body);
  expect([409, 422]).toContain(answer.status);
  return problemView.parse(answer.body).errors.map((one) => one.code);
}

const REASON = '窗口登记';
const fileOf = (ref: string, query = '') =>
  clerk.ok(registerFileView, 'GET', `/api/register/persons/${ref}${query}`);
const personRow = async (ref: string, query = '') =>
  (await fileOf(ref, query)).rows.find(({ register }) => register === 'person')?.row;

test('an old number of 15 digits finds the same person as the one of 18, and rare names stay whole', async () => {
  const body = { name: '𠮷田•买买提', certType: '01', certNo: '110105491231002', reason: REASON };
  const { person = '' } = await done(clerk, '/api/register/persons', body);
  // 110105491231002 → 11010519491231002X: a woman born on 31 December 1949.
  expect(await personRow(person)).toMatchObject({ born_on: '1949-12-31', sex: '2', name: '𠮷*****' });
  const again = { ...body, certNo: '１１０１０５１９４９１２３１００２ｘ', name: '𠮷田·买买提' };
  expect(await refusals(clerk, '/api/register/persons', again)).toEqual(['certificate-taken']);
  const found = await clerk.ok(registerPersonsView, 'GET', '/api/register/persons?q=110105491231002');
  expect(found.items.map((one) => one.ref)).toEqual([person]);
});

test('all that is wrong is said at once', async () => {
  const body = { name: '王芳1', certType: '01', certNo: '110105194913310022', reason: REASON };
  expect(await refusals(clerk, '/api/register/persons', body)).toEqual([
    'name-invalid',
    'certificate-birthday',
    'certificate-check-digit',
  ]);
  const other = {
    name: '王芳',
    certType: '01',
    certNo: '11010519491231002X',
    sex: '1',
    bornOn: '1950-01-01',
    reason: REASON,
  };
  expect(await refusals(clerk, '/api/register/persons', other)).toEqual([
    'certificate-mismatch',
    'certificate-mismatch',
  ]);
  const passport = { name: 'Anna Lind', certType: '08', certNo: 'X1234567', reason: REASON };
  expect(await refusals(clerk, '/api/register/persons', passport)).toEqual(['fact-missing']);
  const unborn = { ...passport, bornOn: '2999-01-01', certNo: '?' };
  expect(await refusals(clerk, '/api/register/persons', unborn)).toEqual(['certificate-format']);
  expect(await refusals(clerk, '/api/register/persons', { ...unborn, certNo: 'X1234567' })).toEqual([
    'day-in-future',
  ]);
  const short = { ...body, name: '王芳', certNo: '11010519491231' };
  expect(await refusals(clerk, '/api/register/persons', short)).toEqual(['certificate-length']);
});

test('a repeat with the same key has one effect, another body with it is refused', async () => {
  const body = {
    name: '林岚',
    certType: '08',
    certNo: 'P7654321',
    bornOn: '1990-02-03',
    sex: '2',
    reason: REASON,
  };
  const first = await done(clerk, '/api/register/persons', body, 'same');
  expect(await done(clerk, '/api/register/persons', body, 'same')).toEqual(first);
  const other = await post(clerk, '/api/register/persons', { ...body, name: '林青' }, 'same');
  expect([other.status, problemView.parse(other.body).errors[0]?.code]).toEqual([409, 'key-reused']);
  const twin = { ...body, certNo: 'P7654322' };
  expect(await refusals(clerk, '/api/register/persons', twin)).toEqual(['person-twin']);
  expect((await done(clerk, '/api/register/persons', { ...twin, notTwin: true })).state).toBe('done');
});

test('what was known at an instant stays known, with who changed it and why', async () => {
  const before = new Date().toISOString();
  await new Promise((wait) => setTimeout(wait, 20));
  const change = { kind: 'change', values: { name: '陈建业', phone: '13800000000' }, reason: '更名' };
  await done(clerk, '/api/register/persons/~1/changes', change);
  expect(await refusals(clerk, '/api/register/persons/~1/changes', change)).toEqual(['nothing-changes']);
  expect((await personRow('~1', `?knownAt=${before}`))?.phone).not.toBe('138****0000');
  expect((await personRow('~1'))?.phone).toBe('138****0000');
  const { items } = await clerk.ok(registerHistoryView, 'GET', '/api/register/persons/~1/history');
  expect(items[0]).toMatchObject({ register: 'person', kind: 'changed', by: 'demo.clerk', reason: '更名' });
  expect(items[0]?.changes.map((one) => one.field).sort()).toEqual(['name', 'phone']);
});

test('a certificate that changes still finds the person, one that was wrong does not', async () => {
  const made = {
    name: '伊莲',
    certType: '08',
    certNo: 'E1000001',
    bornOn: '1985-05-05',
    sex: '2',
    reason: REASON,
  };
  const { person = '' } = await done(clerk, '/api/register/persons', made);
  const path = `/api/register/persons/${person}/changes`;
  await done(clerk, path, {
    kind: 'change',
    values: { certNo: 'E1000002', bornOn: '1985-05-05' },
    reason: '换发护照',
  });
  await done(clerk, path, {
    kind: 'correct',
    values: { certNo: 'E1000003', bornOn: '1985-05-05' },
    reason: '录入错误',
  });
  const found = async (no: string) =>
    await refusals(clerk, '/api/register/persons', { ...made, certNo: no, notTwin: true });
  expect(await found('E1000001')).toEqual(['certificate-taken']);
  expect(await found('E1000003')).toEqual(['certificate-taken']);
  expect(
    (await done(clerk, '/api/register/persons', { ...made, certNo: 'E1000002', notTwin: true })).state,
  ).toBe('done');
});

test('death ends every cover on its day, and undoing it restores exactly what stood', async () => {
  const rows = async () => (await fileOf('~2')).rows.map(({ register, row }) => ({ register, row }));
  const before = await rows();
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: '2999-01-01',
      reason: '死亡证明',
    }),
  ).toEqual(['day-in-future']);
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: '1900-01-01',
      reason: '死亡证明',
    }),
  ).toEqual(['day-before-birth']);
  const { actId } = await done(clerk, '/api/register/persons/~2/changes', {
    kind: 'death',
    diedOn: today,
    reason: '死亡证明',
  });
  const cover = (await fileOf('~2')).rows.find(({ register }) => register === 'coverage')?.row;
  expect(cover).toMatchObject({ covered_to: today, benefit_to: today, status: '4', end_reason: 'death' });
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: today,
      reason: '死亡证明',
    }),
  ).toEqual(['person-not-active']);
  const undone = await done(clerk, `/api/register/acts/${actId}/undo`, { reason: '登记有误' });
  expect(await rows()).toEqual(before);
  expect(await refusals(clerk, `/api/register/acts/${actId}/undo`, { reason: '登记有误' })).toEqual([
    'act-undone',
  ]);
  expect(await refusals(clerk, `/api/register/acts/${undone.actId}/undo`, { reason: '登记有误' })).toEqual([
    'act-not-undoable',
  ]);
});

test('an act on which something was built is not undone', async () => {
  const made = {
    name: '邱实',
    certType: '08',
    certNo: 'Q1000001',
    bornOn: '1985-05-05',
    sex: '1',
    reason: REASON,
  };
  const { person, actId } = await done(clerk, '/api/register/persons', made);
  await done(clerk, `/api/register/persons/${person}/changes`, {
    kind: 'change',
    values: { phone: '13900000000' },
    reason: '补录',
  });
  expect(await refusals(clerk, `/api/register/acts/${actId}/undo`, { reason: '撤回' })).toEqual([
    'act-built-on',
  ]);
  const { items } = await clerk.ok(actsView, 'GET', `/api/register/acts?person=${person}`);
  expect(items.map((one) => one.kind)).toEqual(['change', 'register']);
  await done(clerk, `/api/register/acts/${items[0]?.actId}/undo`, { reason: '撤回' });
  await done(clerk, `/api/register/acts/${actId}/undo`, { reason: '撤回' });
  expect((await clerk.ask('GET', `/api/register/persons/${person}`)).status).toBe(404);
});

test('a unit sees its own people and nobody else', async () => {
  const { items } = await employer.ok(registerPersonsView, 'GET', '/api/register/persons?limit=200');
  expect(items.length).toBeGreaterThan(0);
  for (const { ref } of items)
    expect((await employer.ask('GET', `/api/register/persons/${ref}`)).status).toBe(200);
  const all = await clerk.ok(registerPersonsView, 'GET', '/api/register/persons?limit=200');
  const other = all.items.find((one) => !items.some((own) => own.ref === one.ref));
  expect((await employer.ask('GET', `/api/register/persons/${other?.ref}`)).status).toBe(404);
  expect((await employer.ask('GET', `/api/register/persons/${other?.ref}/history`)).status).toBe(404);
});

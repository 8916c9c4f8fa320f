import {
  countersView,
  looksView,
  messagesPage,
  messageView,
  movementsView,
  operationsView,
  personView,
  problemView,
  revealView,
  type SearchView,
  searchView,
  sessionView,
  settledView,
  settlementPage,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { recordVerification, verifyBooks } from '@gongji/server/verify';
import { insertMessageLog } from '@gongji/store/provider-interface';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const HOSPITAL = 'H99010100001';
const CHEN = '99010000000000000001';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let settlementId = '';

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 200, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0, dataDir: '.' });
  clerk = await signedIn('demo.clerk');
  const { rows } = await db.owner.query<{ list_code: string }>(
    "select list_code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  const lines = [{ id: '1', listCode: rows[0]?.list_code, quantity: '1', amountFen: 50_000 }];
  const bill = {
    psnNo: CHEN,
    insutype: '310',
    institutionCode: HOSPITAL,
    medType: '11',
    totalFen: 50_000,
    lines,
  };
  const answer = await clerk.ask(
    'POST',
    '/api/settlements',
    { ...bill, startedOn: today, endedOn: today },
    { 'idempotency-key': 'desk-1' },
  );
  settlementId = settledView.parse(answer.body).settlementId;
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser(server.url);
  await browser.ok(sessionView, 'POST', '/api/session', { account, password: DEMO_PASSWORD });
  return browser;
}

async function found(q: string, browser = clerk): Promise<SearchView['items']> {
  return (await browser.ok(searchView, 'GET', `/api/search?q=${encodeURIComponent(q)}`)).items;
}
const refs = (items: SearchView['items']) =>
  items.map((item) =>
    item.kind === 'person' ? item.ref : item.kind === 'unit' ? item.unitId : item.settlementId,
  );

test('the demo offers its users to who has not signed in', async () => {
  const session = await new Browser(server.url).ok(sessionView, 'GET', '/api/session');
  if (session.state !== 'visitor') throw new Error('nobody has signed in');
  expect(session.demoAccounts.map((one) => one.roles[0])).toHaveLength(14);
  expect(session.demoAccounts[0]).toEqual({
    account: 'demo.clerk',
    name: '演示经办',
    password: DEMO_PASSWORD,
    roles: ['clerk'],
  });
});

test.each([
  ['陈建国', '~1', 'name'],
  ['cjg', '~1', 'initials'],
  ['ＣＪＧ', '~1', 'initials'],
  ['OYJY', '~10', 'initials'],
  ['欧阳', '~10', 'name'],
  ['阿依古丽·买', '~11', 'name'],
  ['张𠮷', '~12', 'name'],
  ['990100198104120017', '~1', 'certNo'],
  ['99010019741105000x', '~5', 'certNo'],
  ['9901 0000 0000 0000 0001', '~1', 'psnNo'],
  ['G00000003', '~3', 'cardNo'],
])('%s finds person %s by %s', async (q, ref, by) => {
  const hit = (await found(q)).find((item) => item.kind === 'person' && item.ref === ref);
  expect(hit).toMatchObject({ kind: 'person', ref, by });
});

test('what is found is masked', async () => {
  const [hit] = await found('990100198104120017');
  expect(hit).toMatchObject({
    name: '陈**',
    psnNo: '****************0001',
    certNo: '990***********0017',
    birthYear: '1981',
  });
  const phone = hit?.kind === 'person' ? hit.phone : undefined;
  expect(phone).toMatch(/^100\*{4}\d{4}$/);
  const { rows } = await db.owner.query<{ phone: string }>('select phone from person where person_id = 1');
  expect(refs(await found(rows[0]?.phone ?? ''))).toContain('~1');
});

test('a settlement is found by its number, and wildcards find nothing', async () => {
  expect(await found(settlementId)).toMatchObject([
    { kind: 'settlement', settlementId, recordKind: 'settlement' },
  ]);
  for (const q of ['%', '_', '陈%', "' or 1=1 --", '*']) expect(await found(q), q).toEqual([]);
  expect((await clerk.ask('GET', '/api/search?q=')).status).toBe(400);
});

test.each([
  ['同心协力', 'name'],
  ['txxl', 'initials'],
  ['91990100MA0SUCHE0X', 'code'],
  ['8765001', 'unitNo'],
])('%s finds a unit by %s, the one that works before the one that is closed', async (q, by) => {
  await db.owner.query(
    `insert into unit (unit_id, region_code, kind, code, name, name_initials, employer_kind, status, ended_on) values
       (8765001, '990100', 'employer', '91990100MA0SUCHE0X', '共济市同心协力机械有限公司', 'GJSTXXLJXYXGS', 'enterprise', 'active', null),
       (8765002, '990100', 'employer', '91990100MA0SUCHE1X', '同心协力公司', 'TXXLGS', 'enterprise', 'cancelled', '2026-01-01')
     on conflict do nothing`,
  );
  const hits = (await found(q)).filter(({ kind }) => kind === 'unit');
  expect(hits[0]).toEqual({
    ...{ kind: 'unit', unitId: '8765001', unitKind: 'employer', name: '共济市同心协力机械有限公司' },
    ...{ code: '91990100MA0SUCHE0X', active: true, by },
  });
  expect(hits.slice(1)).toMatchObject(
    by === 'name' || by === 'initials' ? [{ unitId: '8765002', active: false }] : [],
  );
});

test('a unit is found by its number, before anybody whose number only contains it, and only by who may read registers', async () => {
  const { rows } = await db.owner.query<{ id: string }>(
    "select unit_id as id from unit where kind = 'school' order by 1 limit 1",
  );
  const id = rows[0]?.id ?? '';
  expect((await found(id))[0]).toMatchObject({ kind: 'unit', unitId: id, by: 'unitNo' });
  for (const account of ['demo.hospital', 'demo.finance'])
    expect(
      (await found(id, await signedIn(account))).filter(({ kind }) => kind === 'unit'),
      account,
    ).toEqual([]);
});

test('more than fit is said, and a name typed further narrows', async () => {
  const few = await clerk.ok(searchView, 'GET', '/api/search?q=%E7%8E%8B&limit=1');
  expect([few.items.length, few.more]).toEqual([1, true]);
});

test('an institution finds persons by their exact number alone, and its own bills', async () => {
  const hospital = await signedIn('demo.hospital');
  const pharmacy = await signedIn('demo.pharmacy');
  for (const q of ['陈建国', 'CJG', '13800138000']) expect(await found(q, hospital)).toEqual([]);
  expect(refs(await found('990100198104120017', hospital))).toEqual([CHEN]);
  expect((await hospital.ask('GET', '/api/persons/~1')).status).toBe(200);
  expect((await pharmacy.ask('GET', `/api/persons/${CHEN}`)).status).toBe(200);
  // By our own ids it could read the whole register by counting: they open its own patients alone.
  for (const path of ['/api/persons/~1', '/api/persons/~1/counters', '/api/persons/~2'])
    expect((await pharmacy.ask('GET', path)).status, path).toBe(404);
  expect(refs(await found(settlementId, hospital))).toEqual([settlementId]);
  expect(await found(settlementId, pharmacy)).toEqual([]);
  const finance = await signedIn('demo.finance');
  expect(await found('陈建国', finance)).toEqual([]);
  expect(refs(await found(settlementId, finance))).toEqual([settlementId]);
});

test('names that came in without initials get them in the background', async () => {
  await db.owner.query('update person set name_initials = null where person_id in (1, 2)');
  await server.stop();
  server = await startServer({ connectionString: db.connectionString, port: 0, dataDir: '.' });
  clerk = await signedIn('demo.clerk');
  await expect.poll(async () => refs(await found('CXY'))).toContain('~2');
});

test('a person page: cover, waiting, groups and filings with their state, by number and by reference', async () => {
  const chen = await clerk.ok(personView, 'GET', `/api/persons/${CHEN}`);
  expect(await clerk.ok(personView, 'GET', '/api/persons/~1')).toEqual(chen);
  expect(chen.filings).toMatchObject([
    { kind: 'designated', state: 'live', institution: { code: 'H99010100008' } },
  ]);
  const waiting = await clerk.ok(personView, 'GET', '/api/persons/~14');
  expect(waiting.coverages.map((c) => c.waiting)).toEqual([true]);
  const poor = await clerk.ok(personView, 'GET', '/api/persons/~5');
  expect(poor.groups.map((g) => g.group)).toEqual(['lowIncome']);
  expect((await clerk.ask('GET', '/api/persons/~999999999')).status).toBe(404);
  expect((await clerk.ask('GET', '/api/persons/~1%20or%201')).status).toBe(404);
});

test('counters stand against the limits of the policy in force, used or not', async () => {
  const { schemes } = await clerk.ok(countersView, 'GET', '/api/persons/~1/counters');
  const [employee] = schemes;
  expect(employee?.policyId).toBe('showcase.employee');
  const limited = employee?.items.filter((item) => item.limit !== undefined) ?? [];
  expect(limited.length).toBeGreaterThan(1);
  for (const { limit, used } of limited) {
    expect(limit?.left).toBe(Math.max(0, (limit?.value ?? 0) - used));
    expect(limit?.cite).toMatch(/第.+条/);
  }
  expect(limited.some((item) => item.used > 0)).toBe(true);
});

test('bills and movements of a person, page by page', async () => {
  const bills = await clerk.ok(settlementPage, 'GET', '/api/persons/~1/bills');
  expect(bills.items.map((b) => b.settlementId)).toEqual([settlementId]);
  const moved = await clerk.ok(movementsView, 'GET', '/api/persons/~1/movements');
  expect(moved.items.at(-1)).toMatchObject({ kind: 'opening', amountFen: 320_000, balanceFen: 320_000 });
  expect(moved.items[0]?.balanceFen).toBe(moved.balanceFen);
  const first = await clerk.ok(movementsView, 'GET', '/api/persons/~1/movements?limit=1');
  const rest = await clerk.ok(movementsView, 'GET', `/api/persons/~1/movements?limit=1&before=${first.next}`);
  expect([...first.items, ...rest.items]).toEqual(moved.items);
});

test('an insured person sees himself and who looked, and nobody else', async () => {
  const insured = await signedIn('demo.insured');
  const own = await insured.ok(sessionView, 'GET', '/api/session');
  expect(own).toMatchObject({ person: '~1', permissions: { 'person.read': 'person' } });
  const short = await clerk.ask('POST', '/api/persons/~1/reveal', { reason: '看', fields: ['name'] });
  expect(short.status).toBe(400);
  const body = { reason: '核对零星报销材料', fields: ['name', 'certNo'] };
  const shown = await clerk.ok(revealView, 'POST', '/api/persons/~1/reveal', body);
  expect(shown.values).toEqual({ name: '陈建国', certNo: '990100198104120017' });
  expect((await insured.ok(looksView, 'GET', '/api/persons/~1/looks')).items).toMatchObject([
    { actor: 'demo.clerk', roles: ['clerk'], fields: ['name', 'certNo'], reason: '核对零星报销材料' },
  ]);
  const { rows } = await db.owner.query(
    "select actor, detail::text as detail from audit_entry where action = 'person.reveal' and subject = 'person:1'",
  );
  expect(rows).toMatchObject([{ actor: 'demo.clerk' }]);
  expect(JSON.stringify(rows)).not.toContain('陈建国');
  expect((await insured.ok(settlementPage, 'GET', '/api/settlements')).items).toHaveLength(1);
  for (const path of [
    '/api/persons/~2',
    '/api/persons/~2/bills',
    '/api/persons/~2/looks',
    '/api/persons/~2/movements',
  ])
    expect((await insured.ask('GET', path)).status, path).toBe(404);
  expect((await insured.ask('POST', '/api/persons/~1/reveal', body)).status).toBe(403);
});

test('messages are found by patient, number and result, with every reason explained; institutions see their own', async () => {
  const at = new Date();
  const row = { psnNo: CHEN, request: { psn_name: '陈*' }, reply: {}, durationMs: 12, receivedAt: at };
  const errMsg =
    '[item-unknown] x: 没有该项目；处理：请核对。 || [item-unknown] x: no such item; remedy: check it.';
  await insertMessageLog(db.pool, [
    { ...row, institutionCode: HOSPITAL, msgid: 'M1', infno: '2204', infcode: -1, errMsg },
    { ...row, institutionCode: HOSPITAL, msgid: 'M2', infno: '2204', infcode: 0, errMsg: null },
    { ...row, institutionCode: 'P99010100001', msgid: 'M3', infno: '2102', infcode: 0, errMsg: null },
    { ...row, institutionCode: 'H99020100001', msgid: 'M4', infno: '2204', infcode: 0, errMsg: null },
  ]);
  const of = async (query: string, browser = clerk) =>
    (await browser.ok(messagesPage, 'GET', `/api/messages?${query}`)).items.map((m) => m.msgid);
  expect(await of('')).toEqual(['M3', 'M2', 'M1']);
  expect(await of('person=~1&infno=2204')).toEqual(['M2', 'M1']);
  expect(await of(`person=${CHEN}&failed=true`)).toEqual(['M1']);
  expect(await of('msgid=M2')).toEqual(['M2']);
  expect(await of('', await signedIn('demo.pharmacy'))).toEqual(['M3']);
  const hospital = await signedIn('demo.hospital');
  expect(await of('', hospital)).toEqual(['M2', 'M1']);
  expect(await of('order=asc')).toEqual(['M1', 'M2', 'M3']);
  const page = (query: string) => clerk.ok(messagesPage, 'GET', `/api/messages?limit=2&${query}`);
  const first = await page('order=asc');
  expect([first.items.map((m) => m.msgid), first.total, first.more]).toEqual([['M1', 'M2'], 3, false]);
  const second = await page(`order=asc&before=${first.next}`);
  expect([second.items.map((m) => m.msgid), second.total, second.next]).toEqual([['M3'], 3, undefined]);
  expect(await page('infno=2204&failed=false')).toMatchObject({ total: 1, items: [{ msgid: 'M2' }] });
  expect(await page('person=~999999')).toEqual({ items: [], total: 0, more: false });

  const { items } = await clerk.ok(messagesPage, 'GET', '/api/messages?failed=true');
  const [failed] = items;
  expect(failed).toMatchObject({
    ok: false,
    person: { ref: '~1', psnNo: '****************0001', name: '陈**' },
    error: { zh: expect.stringContaining('没有该项目'), en: expect.stringContaining('no such item') },
  });
  const one = await clerk.ok(messageView, 'GET', `/api/messages/${failed?.logId}`);
  expect(one.reasons.map((r) => r.code)).toEqual(['item-unknown']);
  expect(one.request).toEqual({ psn_name: '陈*' });
  const pharmacy = await signedIn('demo.pharmacy');
  expect((await pharmacy.ask('GET', `/api/messages/${failed?.logId}`)).status).toBe(404);
});

test('the audit log names who settled, not only for which institution', async () => {
  const { rows } = await db.owner.query("select actor from audit_entry where action = 'settlement.settle'");
  expect(rows).toEqual([{ actor: 'demo.clerk' }]);
});

test('figures of operations equal what was settled; the system itself is for the agency', async () => {
  await recordVerification(db.pool, db.newId, await verifyBooks(db.pool));
  const figures = await clerk.ok(operationsView, 'GET', '/api/operations');
  expect(figures.perMinute).toHaveLength(60);
  expect(figures.perMinute.reduce((sum, m) => sum + m.settlements, 0)).toBe(1);
  const { rows } = await db.owner.query<{ sum: string }>('select sum(fund_fen) as sum from settlement');
  expect(figures.byFund.reduce((sum, f) => sum + f.amountFen, 0)).toBe(Number(rows[0]?.sum));
  expect(figures.refusals).toMatchObject([{ code: 'item-unknown', messages: 1 }]);
  expect(figures.refusalReasons).toBe(1);
  expect(figures.verify).toMatchObject({ settlements: 1, differences: 0 });
  expect(figures.system?.databaseBytes).toBeGreaterThan(1_000_000);
  expect(figures.system?.disk?.freeBytes).toBeGreaterThan(0);
  // One reason of before and 24 more, of which each but the first stopped one message; 20 are shown, the most frequent first.
  await db.owner.query(
    `insert into message_log (institution_code, msgid, infno, psn_no, infcode, err_msg, request, reply, duration_ms, received_at)
     select institution_code, 'many' || n, infno, psn_no, -1, '[reason-' || greatest(n, 2) || ']', request, reply, 1, now()
       from (select * from message_log limit 1) m, generate_series(1, 25) n`,
  );
  const many = await clerk.ok(operationsView, 'GET', '/api/operations');
  expect([many.refusalReasons, many.refusals.length]).toEqual([25, 20]);
  expect(many.refusals[0]).toMatchObject({ code: 'reason-2', messages: 2 });
  const hospital = await signedIn('demo.hospital');
  const own = await hospital.ok(operationsView, 'GET', '/api/operations');
  expect([own.system, own.verify]).toEqual([undefined, undefined]);
  const problem = problemView.parse(
    (await (await signedIn('demo.audit')).ask('GET', '/api/operations')).body,
  );
  expect([problem.code, problem.errors[0]?.code]).toEqual(['not-allowed', 'role-needed']);
});

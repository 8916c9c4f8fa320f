import {
  billsView,
  messagesPage,
  type OfficeBillInput,
  officeDoneView,
  officeItemsView,
  officePersonsView,
  officePreviewView,
  officeReversedView,
  officeSettledView,
  officeView,
  officeVisitView,
  problemView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
const today = now.slice(0, 10) as CalendarDate;
const begunAt = now.slice(0, 19).replace('T', ' ');
/** Claims on 陈建国, employee in work. */
let CHEN = '';
let CHEN_IN_PHARMACY = '';

let db: TestDatabase;
let server: RunningServer;
let hospital: Browser;
let pharmacy: Browser;
let drug: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  hospital = await signedIn('demo.hospital');
  pharmacy = await signedIn('demo.pharmacy');
  CHEN = await claimOn(hospital, '99010000000000000001');
  CHEN_IN_PHARMACY = await claimOn(pharmacy, '990100198104120017');
  const { rows } = await db.owner.query<{ code: string }>(
    `select list_code as code from catalogue_item
      where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1`,
  );
  drug = rows[0]?.code ?? '';
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser(server.url);
  const answer = await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
  expect(answer.status).toBe(200);
  return browser;
}

async function claimOn(browser: Browser, q: string): Promise<string> {
  const { items } = await browser.ok(officePersonsView, 'POST', '/api/office/persons', { q });
  expect(items.map(({ person }) => person.name)).toEqual(['陈**']);
  return items[0]?.claim ?? '';
}

const VISIT = { insutype: '310', medType: '11', begunAt };

/** Two boxes at 25.00. */
function bill(key: string, more: Partial<OfficeBillInput> = {}): OfficeBillInput {
  const lines = [{ listCode: drug, quantity: '2', price: '25', amountFen: 5000 }];
  return { ...VISIT, person: CHEN, key, revision: 1, account: 'own', lines, ...more };
}

async function registered(key: string): Promise<string> {
  const visit = { ...VISIT, person: CHEN, key };
  return (await hospital.ok(officeVisitView, 'POST', '/api/office/visits', visit)).visitId;
}

async function liveSettlements(): Promise<number> {
  const { rows } = await db.owner.query<{ n: string }>(
    `select count(*) as n from settlement s where kind = 'settlement'
        and not exists (select from settlement r where r.origin_id = s.settlement_id)`,
  );
  return Number(rows[0]?.n);
}

test('each operator sees his own institution', async () => {
  const own = await hospital.ok(officeView, 'GET', '/api/office');
  expect(own).toMatchObject({ institutionCode: 'H99010100001', place: 'hospital', level: 'tertiary' });
  expect(await pharmacy.ok(officeView, 'GET', '/api/office')).toMatchObject({ place: 'pharmacy' });
});

test('a person is found by a number of his, never by counting', async () => {
  const none = { items: [] };
  for (const q of ['~2', '陈建国', 'CJG', '1'])
    expect(await hospital.ok(officePersonsView, 'POST', '/api/office/persons', { q })).toEqual(none);
  const visits = '/api/office/visits';
  for (const person of ['~2', CHEN_IN_PHARMACY, CHEN.replace('~1.', '~2.')]) {
    const refused = await hospital.ask('POST', visits, { ...VISIT, key: 'fffffffffff', person });
    expect(problemView.parse(refused.body).errors.map((e) => e.code)).toEqual(['person-unknown']);
  }
});

test('items are found by name, initials and code, and wildcards are only text', async () => {
  const find = async (q: string) =>
    (
      await hospital.ok(
        officeItemsView,
        'GET',
        `/api/office/items?insutype=310&on=${today}&q=${encodeURIComponent(q)}`,
      )
    ).items;
  const [byCode] = await find(drug);
  expect(byCode).toMatchObject({ listCode: drug, itemClass: 'A', firstPayPpm: 0 });
  const { name = '' } = byCode ?? {};
  expect((await find(name)).map((item) => item.name)).toContain(name);
  const { rows } = await db.owner.query<{ pinyin: string }>(
    'select pinyin from catalogue_item where list_code = $1',
    [drug],
  );
  expect((await find((rows[0]?.pinyin ?? '').toLowerCase())).map((item) => item.name)).toContain(name);
  expect(await find('%')).toEqual([]);
});

test('register, preview, settle, reverse: once each, whatever is sent twice', async () => {
  const key = 'aaaaaaaaaa1';
  const visitId = await registered(key);
  expect(await registered(key)).toBe(visitId);
  const draft = bill(key, { visitId });
  const preview = await hospital.ok(officePreviewView, 'POST', '/api/office/bills/preview', draft);
  expect(preview.totalFen).toBe(5000);
  expect(preview.fundFen + preview.providerFen + preview.accountFen + preview.familyAccountFen).toBe(
    5000 - preview.cashFen,
  );
  expect(preview.steps.length).toBeGreaterThan(1);
  // A double click: both at once.
  const before = await liveSettlements();
  const both = await Promise.all([
    hospital.ok(officeSettledView, 'POST', '/api/office/bills', draft),
    hospital.ok(officeSettledView, 'POST', '/api/office/bills', draft),
  ]);
  const [first, second] = both.map(({ settlement }) => settlement);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ totalFen: 5000, cashFen: preview.cashFen, fundFen: preview.fundFen });
  expect(await liveSettlements()).toBe(before + 1);
  const again = await hospital.ok(officeSettledView, 'POST', '/api/office/bills', draft);
  expect(again.settlement.settlementId).toBe(first?.settlementId);

  const path = `/api/office/settlements/${first?.settlementId}/reversal`;
  const why = { key: 'aaaaaaaaaa2', reason: '开错药' };
  const reversed = await hospital.ok(officeReversedView, 'POST', path, why);
  expect(await hospital.ok(officeReversedView, 'POST', path, why)).toEqual(reversed);
  expect(await liveSettlements()).toBe(before);
  const { rows } = await db.owner.query('select reason from settlement where settlement_id = $1', [
    reversed.reversalId,
  ]);
  expect(rows).toEqual([{ reason: '2208 门诊结算撤销：开错药' }]);
  // What was registered here is cleared away with it.
  const { rows: visits } = await db.owner.query('select state from visit where visit_id = $1', [visitId]);
  expect(visits).toEqual([{ state: 'cancelled' }]);
});

test('lines may change until settled; an old version no longer settles', async () => {
  const key = 'bbbbbbbbbb1';
  const visitId = await registered(key);
  const first = bill(key, { visitId });
  await hospital.ok(officePreviewView, 'POST', '/api/office/bills/preview', first);
  const lines = [{ listCode: drug, quantity: '3', price: '25', amountFen: 7500 }];
  const second = bill(key, { visitId, revision: 2, lines });
  const preview = await hospital.ok(officePreviewView, 'POST', '/api/office/bills/preview', second);
  expect(preview.totalFen).toBe(7500);
  const stale = await hospital.ask('POST', '/api/office/bills', first);
  expect([stale.status, problemView.parse(stale.body).errors[0]?.code]).toEqual([409, 'lines-missing']);
  const cancel = { key, person: CHEN };
  await hospital.ok(officeDoneView, 'POST', `/api/office/visits/${visitId}/cancellation`, cancel);
  const gone = await hospital.ask('POST', '/api/office/bills', second);
  expect(problemView.parse(gone.body).errors[0]?.code).toBe('visit-unknown');
});

test('all that is wrong is said at once, at its place on the form, with a remedy of the desk', async () => {
  const key = 'cccccccccc1';
  const visitId = await registered(key);
  const lines = [
    { listCode: 'NONE', quantity: '1', price: '1', amountFen: 100 },
    { listCode: drug, quantity: '2', price: '25', amountFen: 4000 },
  ];
  const amount = await hospital.ask('POST', '/api/office/bills/preview', bill(key, { visitId, lines }));
  expect([amount.status, problemView.parse(amount.body).errors.map((e) => e.field)]).toEqual([
    422,
    ['lines.1.amount'],
  ]);
  const unknown = lines.map((line) => ({ ...line, listCode: 'NONE', amountFen: line.amountFen })).slice(0, 1);
  const item = await hospital.ask(
    'POST',
    '/api/office/bills/preview',
    bill(key, { visitId, lines: unknown }),
  );
  expect(problemView.parse(item.body).errors).toMatchObject([
    {
      field: 'lines.0.listCode',
      remedy: { en: 'remove this line and choose an item that is in the catalogue' },
    },
  ]);
  const late = await hospital.ask('POST', '/api/office/visits', {
    ...VISIT,
    key: 'cccccccccc2',
    person: '~999999',
    begunAt: '2999-01-01 00:00:00',
  });
  expect(problemView.parse(late.body).errors.map((e) => e.field)).toEqual(['person', 'begunAt']);
});

test('a pharmacy previews without leaving anything, settles once and reverses', async () => {
  const draft = bill('dddddddddd1', { medType: '41', person: CHEN_IN_PHARMACY });
  const preview = await pharmacy.ok(officePreviewView, 'POST', '/api/office/bills/preview', draft);
  const [one, two] = await Promise.all([
    pharmacy.ok(officeSettledView, 'POST', '/api/office/bills', draft),
    pharmacy.ok(officeSettledView, 'POST', '/api/office/bills', draft),
  ]);
  expect(one.settlement.settlementId).toBe(two.settlement.settlementId);
  expect(one.settlement.cashFen).toBe(preview.cashFen);
  const other = bill('dddddddddd1', {
    medType: '41',
    person: CHEN_IN_PHARMACY,
    revision: 2,
    invoiceNo: 'X1',
  });
  const conflict = await pharmacy.ask('POST', '/api/office/bills', other);
  expect([conflict.status, problemView.parse(conflict.body).errors[0]?.code]).toEqual([
    409,
    'message-conflict',
  ]);
  const path = `/api/office/settlements/${one.settlement.settlementId}/reversal`;
  const why = { key: 'dddddddddd2', reason: '退药' };
  // Another institution has no such settlement.
  expect((await hospital.ask('POST', path, why)).status).toBe(422);
  await pharmacy.ok(officeReversedView, 'POST', path, why);
});

test('the list shows, sorts and totals what the institution settled, and the export holds the same', async () => {
  const key = 'eeeeeeeeee1';
  const visitId = await registered(key);
  await hospital.ok(officePreviewView, 'POST', '/api/office/bills/preview', bill(key, { visitId }));
  await hospital.ok(officeSettledView, 'POST', '/api/office/bills', bill(key, { visitId }));
  const list = await hospital.ok(billsView, 'GET', '/api/bills?sort=totalFen&order=asc');
  // One reversed pair and one that stands: 5000 − 5000 + 5000.
  expect(list.totals).toMatchObject({ settlements: 2, reversals: 1, totalFen: 5000 });
  expect(list.items.map((row) => row.totalFen)).toEqual([-5000, 5000, 5000]);
  const standing = await hospital.ok(billsView, 'GET', '/api/bills?state=standing');
  expect(standing.items).toHaveLength(1);
  const second = await hospital.ok(billsView, 'GET', '/api/bills?size=2&page=2');
  expect([second.pages, second.items.length, second.totals.settlements]).toEqual([2, 1, 2]);
  const none = await hospital.ok(billsView, 'GET', '/api/bills?from=2020-01-01');
  expect(none.totals.settlements).toBe(0);
  const file = await hospital.ask('GET', '/api/bills/file?format=csv&lang=en');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  // The heading, three bills, and what they come to: 50.00 − 50.00 + 50.00.
  const lines = String(file.body).trim().split('\r\n');
  expect([lines.length, lines.at(-1)?.startsWith('"Total"'), lines.at(-1)?.includes(',50.00,')]).toEqual([
    5,
    true,
    true,
  ]);
});

test('without days an institution reads the bills of today, an insured person his own of the year', async () => {
  const atDesk = await hospital.ok(billsView, 'GET', '/api/bills');
  expect([atDesk.from, atDesk.to]).toEqual([today, today]);
  const insured = await signedIn('demo.insured');
  const own = await insured.ok(billsView, 'GET', '/api/bills');
  expect([own.from, own.to]).toEqual([`${today.slice(0, 4)}-01-01`, today]);
  // What both institutions settled for him.
  expect(own.totals.settlements).toBeGreaterThan(atDesk.totals.settlements);
});

test('the desk’s messages stand in the message log, masked', async () => {
  await expect
    .poll(
      async () =>
        (await hospital.ok(messagesPage, 'GET', '/api/messages?infno=2207')).items.filter((m) => m.ok).length,
      { timeout: 3000 },
    )
    .toBeGreaterThan(0);
  const { rows } = await db.owner.query<{ text: string }>(
    "select request::text || coalesce(reply::text, '') as text from message_log",
  );
  expect(rows.filter(({ text }) => text.includes('陈建国'))).toEqual([]);
});

test('behind a settlement stand the messages of its visit and no others, as a list and as a file', async () => {
  const { items } = await hospital.ok(billsView, 'GET', '/api/bills?state=standing');
  const query = `settlementId=${items[0]?.settlementId}`;
  const behind = async () => (await hospital.ok(messagesPage, 'GET', `/api/messages?${query}`)).items;
  await expect
    .poll(async () => (await behind()).map(({ infno }) => infno), { timeout: 3000 })
    .toContain('2207');
  const infnos = (await behind()).map(({ infno }) => infno);
  expect([...new Set(infnos)].sort()).toEqual(['2201', '2203', '2204', '2206', '2207']);
  expect(infnos.filter((infno) => infno === '2207' || infno === '2201')).toHaveLength(2);
  const csv = await hospital.ask('GET', `/api/messages/file?${query}&format=csv&lang=en`);
  expect(csv.headers.get('content-disposition')).toContain('messages.csv');
  expect(String(csv.body).trim().split('\r\n')).toHaveLength(infnos.length + 1);
  expect(String(csv.body)).not.toContain('99010000000000000001');
  expect(String(csv.body)).not.toContain('陈建国');
  const xlsx = await hospital.ask('GET', `/api/messages/file?${query}`);
  expect([xlsx.status, xlsx.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ]);
  const other = await signedIn('demo.pharmacy');
  expect((await other.ok(messagesPage, 'GET', `/api/messages?${query}`)).items).toEqual([]);
  expect((await (await signedIn('demo.finance')).ask('GET', `/api/messages/file?${query}`)).status).toBe(403);
});

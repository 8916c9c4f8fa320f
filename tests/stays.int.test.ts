import {
  type AdmissionBody,
  admittedView,
  diagnosesView,
  officeDoneView,
  officePersonsView,
  officePreviewView,
  officeReversedView,
  officeSettledView,
  officeView,
  problemView,
  staysView,
  stayView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const admittedOn = addDays(today, -2);

let db: TestDatabase;
let server: RunningServer;
let hospital: Browser;
let pharmacy: Browser;
let drug: string;
let person: string;
let stayPath: string;

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser(server.url);
  await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
  return browser;
}

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  hospital = await signedIn('demo.hospital');
  pharmacy = await signedIn('demo.pharmacy');
  const { rows } = await db.owner.query<{ code: string }>(
    `select list_code as code from catalogue_item i
      where item_class = 'A' and not restricted and valid_to is null and kind = 'drug'
        and not exists (select from catalogue_price_limit l where l.list_code = i.list_code) order by 1 limit 1`,
  );
  drug = rows[0]?.code ?? '';
  const found = await hospital.ok(officePersonsView, 'POST', '/api/office/persons', {
    q: '99010000000000000001',
  });
  person = found.items[0]?.claim ?? '';
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const admission = (key: string, more: Partial<AdmissionBody> = {}) => ({
  key,
  person,
  insutype: '310',
  medType: '21',
  begunAt: `${admittedOn} 09:30:00`,
  ...more,
});
/** So many yuan of one drug on a day. */
const fees = (key: string, day: string, yuan: number) => ({
  key,
  day,
  lines: [{ listCode: drug, quantity: '1', price: String(yuan), amountFen: yuan * 100 }],
});
const codesOf = (answer: { readonly body: unknown }) =>
  problemView.parse(answer.body).errors.map(({ code, field }) => `${code} ${field}`);

test('an institution with beds admits; a pharmacy does not', async () => {
  expect(await hospital.ok(officeView, 'GET', '/api/office')).toMatchObject({ inpatient: true });
  expect(await pharmacy.ok(officeView, 'GET', '/api/office')).toMatchObject({ inpatient: false });
  const refused = await pharmacy.ask('POST', '/api/office/stays', admission('aaaaaaaaaa1'));
  expect(codesOf(refused)).toEqual(['no-beds medType', 'person-unknown person']);
});

test('admitted once, whatever is sent twice; a second stay is refused', async () => {
  const { items } = await hospital.ok(
    diagnosesView,
    'GET',
    `/api/office/diagnoses?q=${encodeURIComponent('肺炎')}`,
  );
  expect(items[0]?.name).toContain('肺炎');
  const diagnosis = items[0];
  const { visitId } = await hospital.ok(
    admittedView,
    'POST',
    '/api/office/stays',
    admission('aaaaaaaaaa2', diagnosis === undefined ? {} : { diagnosis }),
  );
  const again = await hospital.ok(
    admittedView,
    'POST',
    '/api/office/stays',
    admission('aaaaaaaaaa2', diagnosis === undefined ? {} : { diagnosis }),
  );
  expect(again.visitId).toBe(visitId);
  stayPath = `/api/office/stays/${visitId}`;
  const second = await hospital.ask('POST', '/api/office/stays', admission('aaaaaaaaaa3'));
  expect(problemView.parse(second.body).errors[0]?.code).toBe('record-exists');
  const list = await hospital.ok(staysView, 'GET', '/api/office/stays');
  expect(list.items).toMatchObject([
    { visitId, person: { name: '陈**' }, state: 'open', openFen: 0, diagnosis: diagnosis?.name },
  ]);
});

test('fees day by day, once per key, inside of the stay, and withdrawn line by line', async () => {
  const first = fees('bbbbbbbbbb1', admittedOn, 700);
  await hospital.ok(stayView, 'POST', `${stayPath}/fees`, first);
  const view = await hospital.ok(stayView, 'POST', `${stayPath}/fees`, first);
  expect(view.fees).toMatchObject([{ day: admittedOn, amountFen: 70_000 }]);
  await hospital.ok(stayView, 'POST', `${stayPath}/fees`, fees('bbbbbbbbbb2', addDays(today, -1), 300));
  const wrong = await hospital.ok(stayView, 'POST', `${stayPath}/fees`, fees('bbbbbbbbbb3', today, 55));
  expect(wrong.stay.openFen).toBe(105_500);
  const lineIds = wrong.fees.filter(({ amountFen }) => amountFen === 5_500).map(({ id }) => id);
  const left = await hospital.ok(stayView, 'POST', `${stayPath}/withdrawals`, {
    key: 'bbbbbbbbbb4',
    lineIds,
  });
  expect(left.stay.openFen).toBe(100_000);
  for (const day of [addDays(admittedOn, -1), addDays(today, 1)])
    expect(codesOf(await hospital.ask('POST', `${stayPath}/fees`, fees('bbbbbbbbbb5', day, 1)))).toEqual([
      'field-malformed day',
    ]);
});

test('settled mid-stay, then the rest at discharge: the deductible is taken once', async () => {
  const midStay = { midStay: true, account: 'none' };
  const final = { midStay: false, account: 'none' };
  const early = await hospital.ask('POST', `${stayPath}/preview`, final);
  expect(codesOf(early)).toEqual(['visit-state midStay']);
  // Tertiary, first stay of the year: 800 deductible; (1000 − 800) × 84 % = 168
  const preview = await hospital.ok(officePreviewView, 'POST', `${stayPath}/preview`, midStay);
  expect(preview).toMatchObject({ totalFen: 100_000, fundFen: 16_800 });
  expect(preview.steps.length).toBeGreaterThan(2);
  const body = { key: 'cccccccccc1', ...midStay, totalFen: 100_000 };
  const stale = await hospital.ask('POST', `${stayPath}/settlements`, {
    ...body,
    key: 'cccccccccc0',
    totalFen: 90_000,
  });
  expect([stale.status, ...codesOf(stale)]).toEqual([409, 'lines-changed item']);
  const [one, two] = await Promise.all([
    hospital.ok(officeSettledView, 'POST', `${stayPath}/settlements`, body),
    hospital.ok(officeSettledView, 'POST', `${stayPath}/settlements`, body),
  ]);
  expect(one?.settlement).toMatchObject({ totalFen: 100_000, fundFen: 16_800 });
  expect(two).toEqual(one);

  await hospital.ok(stayView, 'POST', `${stayPath}/fees`, fees('cccccccccc2', today, 500));
  const before = { key: 'cccccccccc3', endedAt: `${addDays(today, -1)} 10:00:00` };
  expect(codesOf(await hospital.ask('POST', `${stayPath}/discharge`, before))).toEqual([
    'field-malformed endedAt',
  ]);
  const discharge = { key: 'cccccccccc4', endedAt: `${today} 00:00:00` };
  await hospital.ok(officeDoneView, 'POST', `${stayPath}/discharge`, discharge);
  expect(codesOf(await hospital.ask('POST', `${stayPath}/preview`, midStay))).toEqual([
    'visit-state midStay',
  ]);
  // The deductible is used up: 500 × 84 % = 420
  const rest = await hospital.ok(officePreviewView, 'POST', `${stayPath}/preview`, final);
  expect(rest).toMatchObject({ totalFen: 50_000, fundFen: 42_000 });
  const settled = await hospital.ok(officeSettledView, 'POST', `${stayPath}/settlements`, {
    key: 'cccccccccc5',
    ...final,
    totalFen: 50_000,
  });
  const { stay, settlements } = await hospital.ok(stayView, 'GET', stayPath);
  expect([stay.state, stay.openFen, stay.totalFen]).toEqual(['settled', 0, 150_000]);
  expect(settlements.map(({ midStay: mid, fundFen }) => [mid, fundFen])).toEqual([
    [true, 16_800],
    [false, 42_000],
  ]);
  const paper = await hospital.ask(
    'GET',
    `/api/visits/${stayPath.split('/').at(-1)}/print/day-list?day=${admittedOn}&lang=zh`,
  );
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect((await hospital.ok(staysView, 'GET', '/api/office/stays')).items).toEqual([]);
  expect((await hospital.ok(staysView, 'GET', '/api/office/stays?all=true')).items).toHaveLength(1);

  // Back step by step: the settlement, then the discharge.
  const undo = { key: 'cccccccccc6', what: 'discharge' };
  expect((await hospital.ask('POST', `${stayPath}/undo`, undo)).status).toBe(422);
  const reversal = `/api/office/settlements/${settled.settlement.settlementId}/reversal`;
  await hospital.ok(officeReversedView, 'POST', reversal, { key: 'cccccccccc7', reason: '漏录费用' });
  await hospital.ok(officeDoneView, 'POST', `${stayPath}/undo`, { ...undo, key: 'cccccccccc8' });
  expect((await hospital.ok(stayView, 'GET', stayPath)).stay).toMatchObject({
    state: 'open',
    openFen: 50_000,
  });
});

test('an admission by mistake is undone with its fees; another institution has no such stay', async () => {
  expect((await pharmacy.ask('GET', stayPath)).status).toBe(404);
  const found = await hospital.ok(officePersonsView, 'POST', '/api/office/persons', {
    q: '99010000000000000002',
  });
  const other = found.items[0];
  const insutype = other?.person.coverages[0]?.insutype ?? '';
  const body = admission('dddddddddd1', { person: other?.claim ?? '', insutype });
  const { visitId } = await hospital.ok(admittedView, 'POST', '/api/office/stays', body);
  const path = `/api/office/stays/${visitId}`;
  await hospital.ok(stayView, 'POST', `${path}/fees`, fees('dddddddddd2', today, 10));
  await hospital.ok(officeDoneView, 'POST', `${path}/undo`, { key: 'dddddddddd3', what: 'admission' });
  expect((await hospital.ask('GET', path)).status).toBe(404);
});

import {
  type BillInput,
  countersView,
  fundsView,
  overviewView,
  personView,
  policiesView,
  previewView,
  problemView,
  settledView,
  settlementPage,
  settlementView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { type CalendarDate, dateOfDayNumber, dayNumber, yuanText } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_HOSPITAL_TOKEN, DEMO_READER_TOKEN, putApiClient, putDemoClients } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const HOSPITAL = 'H99010100001';
const OTHER_HOSPITAL = 'H99010100002';
const EMPLOYEE = '99010000000000000001';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;
let listCode: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 20, asOf: today });
  await putDemoClients(db.owner);
  await putApiClient(db.owner, {
    clientId: 'neighbour',
    name: 'another region',
    token: 'gongji_neighbour',
    regionCode: '990200',
    institutionCode: null,
    role: 'clerk',
  });
  const { rows } = await db.owner.query<{ list_code: string }>(
    "select list_code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  listCode = rows[0]?.list_code ?? '';
  server = await startServer({ connectionString: db.connectionString, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

interface Asked {
  readonly token?: string;
  readonly key?: string;
  readonly body?: unknown;
}

async function ask(
  path: string,
  { token, key, body }: Asked = {},
): Promise<{ status: number; body: unknown; text: string }> {
  const answer = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, body: json ? JSON.parse(text) : undefined, text };
}

/** The answer, after checking that it is what the description promises. */
async function get<T>(schema: { parse(value: unknown): T }, path: string, asked: Asked = {}): Promise<T> {
  const answer = await ask(path, { token: DEMO_READER_TOKEN, ...asked });
  expect(answer.text, path).not.toBe('');
  expect(answer.status, answer.text).toBe(200);
  return schema.parse(answer.body);
}

function bill(change: object = {}): BillInput {
  return {
    psnNo: EMPLOYEE,
    insutype: '310',
    institutionCode: HOSPITAL,
    medType: '11',
    startedOn: today,
    endedOn: today,
    lines: [{ id: '1', listCode, quantity: '1', amountFen: 50_000 }],
    totalFen: 50_000,
    ...change,
  };
}

test.each(['/api/overview', '/api/settlements', '/api/funds', '/api/policies', `/api/persons/${EMPLOYEE}`])(
  '%s is closed without a token and with a wrong one',
  async (path) => {
    for (const token of [undefined, 'gongji_wrong_token']) {
      const answer = await ask(path, token === undefined ? {} : { token });
      expect(answer.status).toBe(401);
      expect(problemView.parse(answer.body).code).toBe('token-missing');
    }
  },
);

test('a token without the right is refused before the form is looked at', async () => {
  const answer = await ask('/api/settlements', {
    token: DEMO_READER_TOKEN,
    key: 'k',
    body: { nonsense: true },
  });
  expect(answer.status).toBe(403);
});

test('everything wrong with a request is told at once, in both languages', async () => {
  const body = { ...bill(), startedOn: '2026-02-30', lines: [], extra: 1 };
  const answer = await ask('/api/settlements', { token: DEMO_HOSPITAL_TOKEN, body });
  expect(answer.status).toBe(400);
  const problem = problemView.parse(answer.body);
  const fields = problem.errors.map((e) => e.field);
  expect(fields).toEqual(expect.arrayContaining(['startedOn', 'lines', 'Idempotency-Key']));
  const lines = problem.errors.find((e) => e.field === 'lines');
  expect(lines?.message.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(lines?.message.en).toMatch(/^[\x20-\x7e]+$/);
});

test('an unknown item and an unknown person are refused together', async () => {
  const lines = [{ id: '1', listCode: 'NONE', quantity: '1', amountFen: 50_000 }];
  const body = bill({ psnNo: '99010000000000009999', lines });
  const answer = await ask('/api/settlements/preview', { token: DEMO_HOSPITAL_TOKEN, body });
  expect(answer.status).toBe(422);
  expect(problemView.parse(answer.body).errors.map((e) => e.code)).toEqual([
    'person-unknown',
    'item-unknown',
  ]);
});

test('facts that the registers know cannot be claimed by a request', async () => {
  const answer = await ask('/api/settlements/preview', {
    token: DEMO_HOSPITAL_TOKEN,
    body: bill({ facts: { civilServant: true } }),
  });
  expect(answer.status).toBe(400);
});

test('a preview keeps nothing; a settlement has one effect per key; its reversal takes everything back', async () => {
  const token = DEMO_HOSPITAL_TOKEN;
  const previewed = await get(previewView, '/api/settlements/preview', { token, body: bill() });
  expect((await get(settlementPage, '/api/settlements')).items).toEqual([]);

  const settled = await get(settledView, '/api/settlements', { token, key: 'bill-1', body: bill() });
  const parts =
    settled.fundFen + settled.providerFen + settled.accountFen + settled.familyAccountFen + settled.cashFen;
  expect(parts).toBe(50_000);
  expect(settled.fundFen).toBe(previewed.fundFen);
  expect(settled.replayed).toBe(false);

  const again = await get(settledView, '/api/settlements', { token, key: 'bill-1', body: bill() });
  expect(again).toEqual({ ...settled, replayed: true });
  const other = await ask('/api/settlements', { token, key: 'bill-1', body: bill({ medType: '12' }) });
  expect(other.status).toBe(409);
  expect(problemView.parse(other.body).errors.map((e) => e.code)).toEqual(['message-conflict']);

  const { settlementId } = settled;
  const view = await get(settlementView, `/api/settlements/${settlementId}`);
  expect(view.person).toEqual({ ref: '~1', psnNo: '****************0001', name: '陈**' });
  const posted = view.postings.reduce((sum, p) => sum + p.amountFen, 0);
  expect(posted).toBe(settled.fundFen + settled.accountFen + settled.familyAccountFen);

  const steps = await ask(`/api/settlements/${settlementId}/explanation?lang=zh&format=text`, { token });
  expect(steps.status).toBe(200);
  expect(steps.text).toMatch(/第.+条/);
  expect(steps.text).toContain(`= ${yuanText(settled.inScopeFen)}`);

  const body = { psnNo: EMPLOYEE, reason: '退费' };
  const reversed = await get(settledView, `/api/settlements/${settlementId}/reversal`, {
    token,
    key: 'undo-1',
    body,
  });
  expect(reversed.totalFen).toBe(-50_000);
  const undone = await ask(`/api/settlements/${reversed.settlementId}/explanation?lang=zh&format=text`, {
    token,
  });
  expect(undone.text).toContain(`冲销结算 ${settlementId}`);
  const page = await get(settlementPage, '/api/settlements');
  expect(page.items.map((i) => [i.kind, i.reversedBy])).toEqual([
    ['reversal', undefined],
    ['settlement', reversed.settlementId],
  ]);
  const day = await get(overviewView, '/api/overview');
  expect(day).toMatchObject({ settlements: 1, reversals: 1, totalFen: 0, fundFen: 0, balanced: true });
  expect(await get(fundsView, '/api/funds')).toMatchObject({ payableFen: 0, settledFen: 0, balanced: true });
});

test('money of contributions is income of its fund and leaves the settlements balanced', async () => {
  await db.owner.query(`
    insert into fund_rollup (region_code, account, booked_on, debit_fen, credit_fen) values
      ('990100', '990100/collection/bank', current_date, 10000, 0),
      ('990100', '990100/resident/fund/pooledFund/income/person', current_date, 0, 7000),
      ('990100', '990100/resident/fund/pooledFund/income/central', current_date, 0, 3000)`);
  const { balanced, payableFen, funds } = await get(fundsView, '/api/funds');
  expect([balanced, payableFen]).toEqual([true, 0]);
  // 70.00 of persons and 30.00 of the central budget
  const income = { scheme: 'resident', fund: 'pooledFund', use: 'income', netFen: -10_000 };
  expect(funds).toContainEqual(income);
  await db.owner.query(
    "delete from fund_rollup where account like '%/collection/bank' or account like '%/income/%'",
  );
});

test('a hospital sees its own bills alone, another region none', async () => {
  const token = DEMO_HOSPITAL_TOKEN;
  const elsewhere = await ask('/api/settlements', {
    token,
    key: 'else',
    body: bill({ institutionCode: OTHER_HOSPITAL }),
  });
  expect(elsewhere.status).toBe(422);
  expect(problemView.parse(elsewhere.body).errors.map((e) => e.code)).toEqual(['institution-unknown']);

  await putApiClient(db.owner, {
    clientId: 'other-hospital',
    name: 'the other hospital',
    token: 'gongji_other_hospital',
    regionCode: '990100',
    institutionCode: OTHER_HOSPITAL,
    role: 'hospital-operator',
  });
  const settled = await get(settledView, '/api/settlements', { token, key: 'own-1', body: bill() });
  for (const stranger of ['gongji_other_hospital', 'gongji_neighbour']) {
    const path = `/api/settlements/${settled.settlementId}`;
    expect((await ask(path, { token: stranger })).status).toBe(404);
    expect((await ask(`${path}/explanation`, { token: stranger })).status).toBe(404);
    const undo = { token: stranger, key: 'undo-2', body: { psnNo: EMPLOYEE, reason: 'no' } };
    expect((await ask(`${path}/reversal`, undo)).status).toBe(422);
    const page = settlementPage.parse((await ask('/api/settlements', { token: stranger })).body);
    expect(page.items).toEqual([]);
  }
  expect((await ask(`/api/persons/${EMPLOYEE}`, { token: 'gongji_neighbour' })).status).toBe(404);
});

test('a person comes masked, with cover and counters', async () => {
  const person = await get(personView, `/api/persons/${EMPLOYEE}`);
  expect(person).toMatchObject({ name: '陈**', certNo: '990***********0017', birthYear: '1981' });
  expect(person.coverages.map((c) => c.insutype)).toContain('310');
  const counters = await get(countersView, `/api/persons/${EMPLOYEE}/counters`);
  expect(counters.schemes.map((s) => s.scheme)).toEqual(['employee']);
});

test('a revoked or expired token is closed at once', async () => {
  const path = '/api/overview';
  await db.owner.query("update api_client set revoked_at = now() where client_id = 'neighbour'");
  expect((await ask(path, { token: 'gongji_neighbour' })).status).toBe(401);
  const yesterday = dateOfDayNumber(dayNumber(today) - 1);
  await db.owner.query(
    "update api_client set revoked_at = null, valid_to = $1 where client_id = 'neighbour'",
    [yesterday],
  );
  expect((await ask(path, { token: 'gongji_neighbour' })).status).toBe(401);
});

test('pages follow one another without gap or repetition', async () => {
  const whole = (await get(settlementPage, '/api/settlements')).items.map((i) => i.settlementId);
  const walked: string[] = [];
  let next: string | undefined;
  do {
    const page = await get(
      settlementPage,
      `/api/settlements?limit=1${next === undefined ? '' : `&before=${next}`}`,
    );
    walked.push(...page.items.map((i) => i.settlementId));
    next = page.next;
  } while (next !== undefined);
  expect(walked).toEqual(whole);
  expect(whole.length).toBe(3);
});

test('policies in use are listed with their text', async () => {
  const { items } = await get(policiesView, '/api/policies');
  expect(items.map((p) => p.id)).toContain('showcase.employee');
  expect((await ask('/api/policies/none', { token: DEMO_READER_TOKEN })).status).toBe(404);
  const one = await ask('/api/policies/showcase.employee', { token: DEMO_READER_TOKEN });
  expect(one.text).toContain('format: gongji-policy/1');
});

test('the pages and their parts are served, and nothing else', async () => {
  for (const path of ['/', '/api/docs', '/page.css', '/page.mjs', '/docs.mjs', '/mark.svg']) {
    expect((await ask(path)).status, path).toBe(200);
  }
  expect((await ask('/..%2f..%2fpackage.json')).status).toBe(404);
});

import { fileURLToPath } from 'node:url';
import {
  receiptsView,
  reversalPreviewView,
  reversalRequestView,
  settledView,
  transfersView,
  type WorkKind,
  worklistView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { loadPolicyFiles } from '@gongji/server/policy';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const POLICIES = fileURLToPath(new URL('../policies/', import.meta.url));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  await putTestUsers(db.owner);
  await putDemoContributions({ pool: db.pool, policies: loadPolicyFiles(POLICIES), asOf: today });
  server = await startServer({ connectionString: db.connectionString, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(role: string): Promise<Browser> {
  const browser = new Browser(server.url);
  await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  return browser;
}

async function waiting(browser: Browser): Promise<Partial<Record<WorkKind, number>>> {
  const { items } = await browser.ok(worklistView, 'GET', '/api/worklist');
  return Object.fromEntries(items.map(({ kind, count }) => [kind, count]));
}

test('what is counted is what the page behind it lists', async () => {
  const [finance, clerk] = [await signedIn('finance'), await signedIn('clerk')];
  const { items: free } = await finance.ok(receiptsView, 'GET', '/api/receipts?state=free');
  expect(free.length).toBeGreaterThan(0);
  expect((await waiting(finance)).receipts).toBe(free.length);
  const { items: transfers } = await clerk.ok(transfersView, 'GET', '/api/transfers');
  const open = transfers.filter(({ state }) => state === 'applied' || state === 'letter').length;
  expect(open).toBeGreaterThan(0);
  expect((await waiting(clerk)).transfers).toBe(open);
  // Money is for finance to record, receipts are not for the clerk to take.
  expect(await waiting(clerk)).not.toHaveProperty('transferMoney');
});

test('an employer sees the bills of his own unit, with those past their day', async () => {
  const { rows } = await db.owner.query<{ due: string | null }>(
    `select b.due_on::text as due from contribution_bill b where b.payer = 'unit' and b.unit_id = 1
       and b.amount_fen > coalesce((select sum(a.amount_fen) from allocation a where a.bill_id = b.bill_id), 0)`,
  );
  expect(rows.length).toBeGreaterThan(0);
  const { items } = await (await signedIn('employer')).ok(worklistView, 'GET', '/api/worklist');
  const late = rows.filter(({ due }) => due !== null && due < today).length;
  expect(items.find(({ kind }) => kind === 'bills')).toEqual({ kind: 'bills', count: rows.length, late });
});

test('a request waits for who may decide it, not for who asked, and is gone when it is decided', async () => {
  const [clerk, reviewer] = [await signedIn('clerk'), await signedIn('reviewer')];
  const { rows } = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  const bill = {
    psnNo: '99010000000000000001',
    insutype: '310',
    institutionCode: 'H99010100001',
    medType: '11',
    startedOn: today,
    endedOn: today,
    totalFen: 600_000,
    account: 'none',
    lines: [{ id: '1', listCode: rows[0]?.code, quantity: '1', amountFen: 600_000 }],
  };
  const settled = await clerk.ask('POST', '/api/settlements', bill, { 'idempotency-key': 'worklist-1' });
  const { settlementId } = settledView.parse(settled.body);
  const { fingerprint: effects } = await clerk.ok(
    reversalPreviewView,
    'GET',
    `/api/settlements/${settlementId}/reversal`,
  );
  const before = await waiting(reviewer);
  expect(before).not.toHaveProperty('reversalRequests');
  const asked = await clerk.ask('POST', `/api/settlements/${settlementId}/reversal-requests`, {
    reason: '病历号录错',
    effects,
  });
  const { requestId } = reversalRequestView.parse(asked.body);
  expect((await waiting(reviewer)).reversalRequests).toBe(1);
  expect(await waiting(clerk)).not.toHaveProperty('reversalRequests');
  await reviewer.ask('POST', `/api/reversal-requests/${requestId}/decision`, {
    approved: false,
    note: '不符',
  });
  expect(await waiting(reviewer)).not.toHaveProperty('reversalRequests');
});

test('a counted day of the counter waits for who signs, not for the clerk who counted it', async () => {
  const [clerk, finance] = [await signedIn('clerk'), await signedIn('finance')];
  const { rows } = await db.owner.query<{ unitId: string; billId: string; openFen: string }>(
    `select unit_id as "unitId", bill_id as "billId", amount_fen - paid_fen as "openFen" from open_bill
      where payer = 'unit' order by bill_id limit 1`,
  );
  const [bill] = rows;
  const paid = await clerk.ask(
    'POST',
    '/api/counter/payments',
    { unitId: bill?.unitId, billIds: [bill?.billId], method: 'cash', amountFen: Number(bill?.openFen) },
    { 'idempotency-key': 'worklist-2' },
  );
  expect(paid.status, JSON.stringify(paid.body)).toBe(200);
  expect(await waiting(finance)).not.toHaveProperty('counterDays');
  const address = `/api/counter/days/demo.clerk/${today}`;
  const counted = { cashFen: Number(bill?.openFen), posSlipsFen: 0, cheques: 0 };
  expect((await clerk.ask('POST', `${address}/count`, counted)).status).toBe(200);
  expect((await waiting(finance)).counterDays).toBe(1);
  expect(await waiting(clerk)).not.toHaveProperty('counterDays');
  expect((await finance.ask('POST', `${address}/sign-off`, { note: '' })).status).toBe(200);
  expect(await waiting(finance)).not.toHaveProperty('counterDays');
});

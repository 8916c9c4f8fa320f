import {
  problemView,
  reversalPreviewView,
  reversalRequestsPage,
  reversalRequestView,
  settledView,
  settlementView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const HOSPITAL = 'H99010100001';
const CHEN = '99010000000000000001';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;
let listCode = '';
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  await putTestUsers(db.owner);
  const { rows } = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  listCode = rows[0]?.code ?? '';
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  for (const account of ['demo.clerk', 'demo.reviewer', 'demo.hospital', 'demo.leader']) {
    const browser = new Browser(server.url);
    await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
    browsers.set(account, browser);
  }
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

function as(role: 'clerk' | 'reviewer' | 'hospital' | 'leader'): Browser {
  const browser = browsers.get(`demo.${role}`);
  if (browser === undefined) throw new Error(`nobody signed in as ${role}`);
  return browser;
}

let keys = 0;
/** A visit at a tertiary hospital, all of it in scope, without the personal account. */
async function settled(yuan: number): Promise<string> {
  keys += 1;
  const amountFen = yuan * 100;
  const answer = await as('clerk').ask(
    'POST',
    '/api/settlements',
    {
      psnNo: CHEN,
      insutype: '310',
      institutionCode: HOSPITAL,
      medType: '11',
      startedOn: today,
      endedOn: today,
      totalFen: amountFen,
      account: 'none',
      lines: [{ id: '1', listCode, quantity: '1', amountFen }],
    },
    { 'idempotency-key': `bill-${keys}` },
  );
  return settledView.parse(answer.body).settlementId;
}

const preview = (id: string, by = as('clerk')) =>
  by.ok(reversalPreviewView, 'GET', `/api/settlements/${id}/reversal`);
const codes = (body: unknown) => problemView.parse(body).errors.map(({ code }) => code);

async function reverse(id: string, effects: string | undefined, key: string) {
  const body = { psnNo: CHEN, reason: '录入有误', ...(effects === undefined ? {} : { effects }) };
  return as('clerk').ask('POST', `/api/settlements/${id}/reversal`, body, { 'idempotency-key': key });
}

describe('below the limit', () => {
  let first = '';
  let second = '';

  test('the preview tells money, counters, postings and what becomes of later bills, and changes nothing', async () => {
    // 500: deductible 300, (500 − 300) × 55 % = 110 from the pool, 390 cash. 100 after it: 100 × 55 % = 55, 45 cash.
    first = await settled(500);
    second = await settled(100);
    const shown = await preview(first);
    expect(shown).toMatchObject({
      settlementId: first,
      possible: true,
      reasons: [],
      secondPerson: { needed: false, fromFen: 500_000 },
      returned: { totalFen: 50_000, fundFen: 11_000, cashFen: 39_000, accountFen: 0, providerFen: 0 },
      elsewhere: 0,
    });
    // Without the first, the second is all deductible: 100 cash. Used of the deductible: 300 → 100; paid: 165 → 0.
    const counters = Object.fromEntries(
      shown.counters.map((c) => [c.key.split('|')[0], [c.before, c.after]]),
    );
    expect(counters).toMatchObject({ outDeductibleUsed: [30_000, 10_000], outPaid: [16_500, 0] });
    expect(shown.later).toMatchObject([
      {
        settlementId: second,
        effect: 'recomputed',
        before: { fundFen: 5_500, cashFen: 4_500 },
        after: { fundFen: 0, cashFen: 10_000 },
      },
    ]);
    // Back from the institution: 110 of the first and 55 of the second.
    expect(shown.postings.reduce((sum, p) => sum + p.amountFen, 0)).toBe(16_500);
    const still = await as('clerk').ok(settlementView, 'GET', `/api/settlements/${first}`);
    expect(still.reversedBy).toBeUndefined();
  });

  test('what is confirmed is what was shown: a bill in between refuses it', async () => {
    const { fingerprint } = await preview(first);
    const between = await settled(10);
    const refused = await reverse(first, fingerprint, 'stale');
    expect([refused.status, codes(refused.body)]).toEqual([422, ['effects-changed']]);
    const again = await preview(between);
    expect((await reverse(between, again.fingerprint, 'between')).status).toBe(200);
  });

  test('with the effects of now it is done as shown', async () => {
    const { fingerprint } = await preview(first);
    expect((await reverse(first, fingerprint, 'now')).status).toBe(200);
    const replaced = await as('clerk').ok(settlementView, 'GET', `/api/settlements/${second}`);
    expect(replaced.reversedBy).toBeDefined();
    const gone = await preview(first);
    expect([gone.possible, gone.reasons.map(({ code }) => code)]).toEqual([false, ['already-reversed']]);
  });

  test('an institution sees the effects on its own bill, a stranger nothing', async () => {
    const bill = await settled(20);
    expect((await preview(bill, as('hospital'))).secondPerson.needed).toBe(false);
    expect((await as('leader').ask('GET', `/api/settlements/${bill}/reversal`)).status).toBe(403);
  });
});

describe('from the limit on a second person decides', () => {
  let bill = '';
  const ask = (id: string, effects: string) =>
    as('clerk').ask('POST', `/api/settlements/${id}/reversal-requests`, { reason: '病历号录错', effects });
  const decide = (id: string, body: unknown, by = as('reviewer')) =>
    by.ask('POST', `/api/reversal-requests/${id}/decision`, body);
  const open = async () =>
    as('reviewer').ok(reversalRequestsPage, 'GET', `/api/reversal-requests?state=open&settlementId=${bill}`);

  test('one person alone cannot', async () => {
    bill = await settled(6000);
    const { secondPerson, fingerprint } = await preview(bill);
    expect(secondPerson).toEqual({ needed: true, fromFen: 500_000 });
    const refused = await reverse(bill, fingerprint, 'alone');
    expect([refused.status, codes(refused.body)]).toEqual([422, ['second-person-needed']]);
  });

  test('asks once, with a reason; the reviewer sees it and the same effects', async () => {
    const { fingerprint } = await preview(bill);
    expect((await ask(bill, fingerprint)).status).toBe(200);
    expect((await ask(bill, fingerprint)).status).toBe(409);
    const { items, open: n } = await open();
    expect([items.length, n, items[0]?.reason, items[0]?.mine]).toEqual([1, 1, '病历号录错', false]);
    const seen = await preview(bill, as('reviewer'));
    expect([seen.fingerprint, seen.request?.state]).toEqual([fingerprint, 'open']);
  });

  test('neither the asker nor a blind or wordless decision counts', async () => {
    const id = (await open()).items[0]?.requestId ?? '';
    expect((await decide(id, { approved: true, effects: 'x' }, as('clerk'))).status).toBe(403);
    expect((await decide(id, { approved: true })).status).toBe(400);
    expect((await decide(id, { approved: false })).status).toBe(400);
    const stale = await decide(id, { approved: true, effects: 'stale' });
    expect([stale.status, codes(stale.body)]).toEqual([409, ['effects-changed']]);
  });

  test('refusing leaves the bill; withdrawing takes the request back; nothing is decided twice', async () => {
    const first = (await open()).items[0]?.requestId ?? '';
    const refused = reversalRequestView.parse(
      (await decide(first, { approved: false, note: '材料不全' })).body,
    );
    expect([refused.state, refused.decision?.note]).toEqual(['refused', '材料不全']);
    // Too late: it says who and when.
    const late = problemView.parse((await decide(first, { approved: false, note: '再次' })).body);
    expect([late.status, late.errors[0]?.code]).toEqual([409, 'already-decided']);
    expect(late.errors[0]?.message.zh).toMatch(/^已由演示复核于 \d{4}-\d\d-\d\d \d\d:\d\d 先行办理$/);
    const { fingerprint } = await preview(bill);
    const { requestId } = reversalRequestView.parse((await ask(bill, fingerprint)).body);
    const back = await as('clerk').ask('POST', `/api/reversal-requests/${requestId}/withdrawal`, {
      withdrawn: true,
    });
    expect(reversalRequestView.parse(back.body).state).toBe('withdrawn');
  });

  test('approving reverses at once, and the log names both', async () => {
    const { fingerprint } = await preview(bill);
    const { requestId } = reversalRequestView.parse((await ask(bill, fingerprint)).body);
    const done = reversalRequestView.parse(
      (await decide(requestId, { approved: true, effects: fingerprint })).body,
    );
    expect(done.state).toBe('approved');
    const reversed = await as('clerk').ok(settlementView, 'GET', `/api/settlements/${bill}`);
    expect(reversed.reversedBy).toBe(done.decision?.reversalId);
    const { rows } = await db.owner.query<{ actor: string; action: string }>(
      `select actor, action from audit_entry where subject = $1 and action like 'reversal.%' order by at`,
      [bill],
    );
    expect(rows.at(-1)).toEqual({ actor: 'demo.reviewer', action: 'reversal.approve' });
    expect(rows.at(-2)).toEqual({ actor: 'demo.clerk', action: 'reversal.request' });
  });

  test('the database itself refuses one person in both places', async () => {
    await expect(
      db.owner.query(
        `update reversal_request set decided_by = requested_by, decided_at = now(), approved = false
          where approved is null and withdrawn_at is not null`,
      ),
    ).rejects.toThrow(/check/);
  });
});

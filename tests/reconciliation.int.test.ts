import {
  officeReversedView,
  officeSettledView,
  problemView,
  reconciliationDaysView,
  reconciliationDayView,
  storedReplyView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
const today = now.slice(0, 10) as CalendarDate;
const begunAt = now.slice(0, 19).replace('T', ' ');
const DAY = `/api/office/reconciliation/${today}`;

let db: TestDatabase;
let server: RunningServer;
let pharmacy: Browser;
let hospital: Browser;
let drug: string;
/** Settlement numbers of 50.00, 30.00 and 20.00, in this order. */
const settled: string[] = [];

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
  pharmacy = await signedIn('demo.pharmacy');
  hospital = await signedIn('demo.hospital');
  const { rows } = await db.owner.query<{ code: string }>(
    `select list_code as code from catalogue_item
      where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1`,
  );
  drug = rows[0]?.code ?? '';
  for (const [i, yuan] of [50, 30, 20].entries()) settled.push(await bought(`aaaaaaaaa0${i}`, yuan));
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

/** 陈建国 buys for so many yuan, paying in cash what no fund pays. */
async function bought(key: string, yuan: number): Promise<string> {
  const found = await pharmacy.ask('POST', '/api/office/persons', { q: '99010000000000000001' });
  const [{ claim = '' } = {}] = (found.body as { items: { claim: string }[] }).items;
  const lines = [{ listCode: drug, quantity: '1', price: String(yuan), amountFen: yuan * 100 }];
  const bill = {
    key,
    person: claim,
    insutype: '310',
    medType: '41',
    begunAt,
    revision: 1,
    account: 'none',
    lines,
  };
  const { settlement } = await pharmacy.ok(officeSettledView, 'POST', '/api/office/bills', bill);
  return settlement.settlementId;
}

function csv(...rows: readonly string[]) {
  const content = Buffer.from(`结算编号,单据号,医疗费总额,退费\r\n${rows.join('\r\n')}`).toString('base64');
  return { source: 'file', filename: '本店账单.csv', content };
}

const give = (...rows: readonly string[]) =>
  pharmacy.ok(reconciliationDayView, 'POST', `${DAY}/lists`, csv(...rows));

async function dayInList() {
  const { items } = await pharmacy.ok(reconciliationDaysView, 'GET', '/api/office/reconciliation');
  return items[0];
}

test('before anything is compared a day shows our side alone', async () => {
  // 50 + 30 + 20 = 100 yuan
  expect(await dayInList()).toMatchObject({ day: today, state: 'none', count: 3, totalFen: 10_000, open: 0 });
  const day = await pharmacy.ok(reconciliationDayView, 'GET', DAY);
  expect(day.totals).toHaveLength(1);
  expect(day.totals[0]).toMatchObject({ clrType: '41', centre: { count: 3, totalFen: 10_000 }, own: null });
});

test('every line that differs is shown with its reason; equal ones are counted', async () => {
  // 50.00 agrees; 30.00 stands as 33.00 there; 20.00 is missing there; X-9 of 7.00 is missing here.
  const day = await give(`${settled[0]},,50,`, `${settled[1]},,33.00,否`, ',X-9,7,');
  expect([day.state, day.equal, day.open]).toEqual(['open', 1, 3]);
  const own = { count: 2, totalFen: 8300, fundFen: null, accountFen: null, cashFen: null };
  expect(day.totals.find(({ clrType }) => clrType === '41')).toMatchObject({
    own,
    centre: { totalFen: 10_000 },
  });
  expect(day.totals.find(({ clrType }) => clrType === '')).toMatchObject({
    own: { count: 1, totalFen: 700 },
  });
  const of = (kind: string) => day.differences.find((d) => d.kind === kind);
  expect(of('amounts')).toMatchObject({
    settlementId: settled[1],
    row: 3,
    reason: 'amounts-differ',
    fields: [{ field: 'totalFen', centreFen: 3000, ownFen: 3300 }],
    repairs: ['reply', 'accept'],
  });
  expect(of('only-centre')).toMatchObject({
    settlementId: settled[2],
    reason: 'reply-lost',
    centreFen: 2000,
    person: { name: '陈**' },
    repairs: ['reverse', 'reply', 'accept'],
  });
  expect(of('only-own')).toMatchObject({
    receiptNo: 'X-9',
    reason: 'unknown',
    ownFen: 700,
    repairs: ['accept'],
  });
  expect(await dayInList()).toMatchObject({ state: 'open', open: 3 });
});

test('a lost reply is fetched as it was; another institution gets nothing', async () => {
  const body = { settlementId: settled[2] };
  const reply = await pharmacy.ok(storedReplyView, 'POST', `${DAY}/replies`, body);
  expect(reply.infno).toBe('2102');
  expect(reply.reply).toMatchObject({ infcode: 0, output: { setlinfo: { setl_id: settled[2] } } });
  const { rows } = await db.owner.query(
    `select actor, subject from audit_entry where action = 'reconciliation.reply'`,
  );
  expect(rows).toEqual([{ actor: 'demo.pharmacy', subject: settled[2] }]);
  expect((await hospital.ask('POST', `${DAY}/replies`, body)).status).toBe(404);
});

test('one line is reversed, one accepted, one booked later: the day is reconciled, and who did it stays', async () => {
  const path = `/api/office/settlements/${settled[2]}/reversal`;
  await pharmacy.ok(officeReversedView, 'POST', path, { key: 'aaaaaaaaa10', reason: '本店没有这笔' });
  expect(await dayInList()).toMatchObject({ state: 'stale' });
  const checked = await pharmacy.ok(reconciliationDayView, 'POST', `${DAY}/checks`);
  // The settlement and its reversal solve each other.
  expect(checked.open).toBe(2);
  expect(checked.differences.filter((d) => d.solved?.how === 'reversed')).toHaveLength(2);
  const keys = checked.differences.flatMap((d) => (d.kind === 'only-own' ? [d.key] : []));
  const accept = { keys, reason: '手工误录，已作废' };
  const accepted = await pharmacy.ok(reconciliationDayView, 'POST', `${DAY}/acceptances`, accept);
  expect(accepted.open).toBe(1);
  const again = await pharmacy.ask('POST', `${DAY}/acceptances`, accept);
  expect([again.status, problemView.parse(again.body).errors.map(({ code }) => code)]).toEqual([
    409,
    ['already-decided', 'difference-gone'],
  ]);
  // The corrected list: 30.00 as settled. What was accepted for 7.00 still holds.
  const last = await give(`${settled[0]},,50,`, `${settled[1]},,30,`, ',X-9,7,');
  expect([last.state, last.equal, last.open]).toEqual(['balanced', 2, 0]);
  expect(last.differences.find((d) => d.kind === 'only-own')?.solved).toMatchObject({
    how: 'accepted',
    reason: '手工误录，已作废',
  });
  expect(await dayInList()).toMatchObject({ state: 'balanced', open: 0 });
  // 8.00 is another difference than 7.00.
  expect((await give(`${settled[0]},,50,`, `${settled[1]},,30,`, ',X-9,8,')).open).toBe(1);
  const { rows } = await db.owner.query<{ action: string }>(
    `select action from audit_entry where actor = 'demo.pharmacy' and action like 'reconciliation.%' order by at`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'reconciliation.list',
    'reconciliation.reply',
    'reconciliation.check',
    'reconciliation.accept',
    'reconciliation.list',
    'reconciliation.list',
  ]);
});

test('a refund shown as a positive amount beside a mark is the reversal', async () => {
  const { rows } = await db.owner.query<{ id: string }>(
    `select settlement_id as id from settlement where kind = 'reversal'`,
  );
  const day = await give(
    `${settled[0]},,50,`,
    `${settled[1]},,30,`,
    `${settled[2]},,20,`,
    `${rows[0]?.id},,20,是`,
  );
  expect([day.state, day.equal]).toEqual(['balanced', 4]);
  // 50 + 30 + 20 − 20 = 80 yuan on both sides
  expect(day.totals[0]).toMatchObject({ centre: { totalFen: 8000 }, own: { totalFen: 8000 } });
});

test('a bill that was settled on another day says so', async () => {
  const before = addDays(today, -1);
  const path = `/api/office/reconciliation/${before}/lists`;
  const day = await pharmacy.ok(reconciliationDayView, 'POST', path, csv(`${settled[0]},,50,`));
  expect(day.differences).toMatchObject([{ kind: 'only-own', reason: 'other-day', otherDay: today }]);
});

test('a place without a system of its own takes the bills of our desk', async () => {
  const day = await pharmacy.ok(reconciliationDayView, 'POST', `${DAY}/lists`, { source: 'desk' });
  expect([day.state, day.equal, day.list?.source]).toEqual(['balanced', 4, 'desk']);
});

test('all that is wrong with a file is said at once, and nothing is taken of it', async () => {
  const wrong = await pharmacy.ask(
    'POST',
    `${DAY}/lists`,
    csv(`${settled[0]},,50.005,`, ',,1,', `${settled[1]},,x,也许`, `${settled[0]},,50,`),
  );
  expect(wrong.status).toBe(422);
  expect(problemView.parse(wrong.body).errors.map(({ message }) => message.zh)).toEqual([
    '第 2 行“医疗费总额”：不是金额（元，最多两位小数）',
    '第 3 行“结算编号”：没有编号',
    '第 4 行“退费”：应为“是”或“否”',
    '第 4 行“医疗费总额”：不是金额（元，最多两位小数）',
    '第 5 行“结算编号”：与第 2 行重复',
  ]);
  expect(await pharmacy.ok(reconciliationDayView, 'GET', DAY)).toMatchObject({ list: { source: 'desk' } });
  const empty = { source: 'file', filename: 'a.csv', content: Buffer.from('名称\n1').toString('base64') };
  const columns = await pharmacy.ask('POST', `${DAY}/lists`, empty);
  expect(problemView.parse(columns.body).errors.map(({ message }) => message.zh)).toEqual([
    '缺少“医疗费总额”列',
    '缺少“结算编号”或“单据号”列',
  ]);
  const tomorrow = `/api/office/reconciliation/${addDays(today, 1)}/lists`;
  const early = await pharmacy.ask('POST', tomorrow, { source: 'desk' });
  expect(problemView.parse(early.body).errors[0]?.code).toBe('day-in-future');
});

test('another institution sees nothing of it', async () => {
  const day = await hospital.ok(reconciliationDayView, 'GET', DAY);
  expect([day.totals, day.differences, day.list]).toEqual([[], [], undefined]);
});

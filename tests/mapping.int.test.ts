import {
  candidatesView,
  mappingReviewsView,
  mappingsDoneView,
  mappingView,
  officeItemsView,
  ownItemsView,
  problemView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: RunningServer;
let pharmacy: Browser;
let hospital: Browser;
let reviewer: Browser;
/** Two drugs of the catalogue. */
let drugs: readonly { readonly code: string; readonly name: string; readonly spec: string }[];

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
  reviewer = await signedIn('demo.reviewer');
  ({ rows: drugs } = await db.owner.query(
    `select list_code as code, name, spec from catalogue_item
      where kind = 'drug' and valid_to is null and spec <> '' order by 1 limit 2`,
  ));
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const file = (...rows: readonly string[]) => ({
  filename: '本店商品.csv',
  content: Buffer.from(`编码,名称,类别,规格,厂家,零售价,国家编码\r\n${rows.join('\r\n')}`).toString('base64'),
});
const items = '/api/office/mapping/items';
const listed = (query = '') => pharmacy.ok(mappingView, 'GET', `/api/office/mapping${query}`);
const stateOf = async (localCode: string) =>
  (await listed()).items.find((item) => item.localCode === localCode)?.state;
const submit = (localCode: string, listCode = '') =>
  pharmacy.ok(mappingsDoneView, 'POST', '/api/office/mapping/submissions', {
    pairs: [{ localCode, listCode }],
  });
const pair = (localCode: string, listCode = '') => ({ institutionCode: 'P99010100001', localCode, listCode });
const decide = (body: unknown) => reviewer.ask('POST', '/api/mapping-reviews/decisions', body);
const first = () => drugs[0] ?? { code: '', name: '', spec: '' };
const second = () => drugs[1] ?? { code: '', name: '', spec: '' };

test('a list is taken whole, with a suggestion for each item that has one', async () => {
  const { code, name, spec } = first();
  const taken = await pharmacy.ok(
    ownItemsView,
    'POST',
    items,
    file(`D1,${name},西药,${spec},,12.5,`, `D2,镇店之宝养生壶,,,,99,`, `D3,自编名称,西药,,,8,${code}`),
  );
  expect(taken).toEqual({ items: 3, added: 3, suggested: 2 });
  const view = await listed();
  expect(view.counts).toMatchObject({ 'to-map': 1, suggested: 2, approved: 0 });
  expect(view.items.map(({ localCode, state, score }) => [localCode, state, score])).toEqual([
    ['D1', 'suggested', 100],
    ['D3', 'suggested', 100],
    ['D2', 'to-map', undefined],
  ]);
  expect(view.items[0]).toMatchObject({ priceE4: 125_000, catalogue: { listCode: code, name } });
  const again = await pharmacy.ok(ownItemsView, 'POST', items, file(`D1,${name},101,${spec},,12.5,`));
  expect(again).toEqual({ items: 1, added: 0, suggested: 1 });
});

test('everything wrong with a list is said at once, and nothing is taken', async () => {
  const wrong = await pharmacy.ask(
    'POST',
    items,
    file('E1,,西药,,,1,', 'E2,甲,玩具,,,1.23456,', 'E2,乙,,,,,', ',丙,,,,-1,', 'E5,丁,,,,,NONE'),
  );
  expect(wrong.status).toBe(422);
  expect(problemView.parse(wrong.body).errors.map(({ message }) => message.zh)).toEqual([
    '第 2 行“机构名称”：没有填写',
    '第 3 行“目录类别”：不是目录类别',
    '第 3 行“单价”：不是单价（元，最多四位小数）',
    '第 5 行“机构编码”：没有填写',
    '第 5 行“单价”：不是单价（元，最多四位小数）',
    '第 4 行“机构编码”：与第 3 行重复',
    '第 6 行“医保目录编码”：医保目录中没有该编码，或已失效',
  ]);
  expect((await listed('?q=E')).items).toEqual([]);
});

test('submitted, a mapping waits for a second person; approved, the desk finds the item by the own name', async () => {
  const { code } = first();
  const found = async () =>
    (
      await pharmacy.ok(
        officeItemsView,
        'GET',
        `/api/office/items?insutype=310&on=${today}&q=${encodeURIComponent('自编名')}`,
      )
    ).items;
  expect(await submit('D3', code)).toEqual({ done: 1 });
  expect(await stateOf('D3')).toBe('submitted');
  expect(await found()).toEqual([]);
  const queue = await reviewer.ok(mappingReviewsView, 'GET', '/api/mapping-reviews');
  expect(queue).toMatchObject({
    total: 1,
    items: [{ localCode: 'D3', listCode: code, localPriceE4: 80_000 }],
  });
  expect((await decide({ pairs: [pair('D3', code)], approved: true })).status).toBe(200);
  expect(await stateOf('D3')).toBe('approved');
  expect(await found()).toMatchObject([{ listCode: code, ownName: '自编名称' }]);
  // Another institution calls it otherwise.
  const other = `/api/office/items?insutype=310&on=${today}&q=${encodeURIComponent('自编名')}`;
  expect((await hospital.ok(officeItemsView, 'GET', other)).items).toEqual([]);
  const late = await decide({ pairs: [pair('D3', code)], approved: false, reason: '不对' });
  expect([late.status, problemView.parse(late.body).errors[0]?.code]).toEqual([409, 'already-decided']);
});

test('rejected with a reason, mapped anew, and the new one takes the place of the old', async () => {
  expect(await submit('D1', first().code)).toEqual({ done: 1 });
  expect((await decide({ pairs: [pair('D1', first().code)], approved: false })).status).toBe(400);
  expect(
    (await decide({ pairs: [pair('D1', first().code)], approved: false, reason: '厂家不符' })).status,
  ).toBe(200);
  const view = await listed('?state=rejected');
  expect(view.items).toMatchObject([{ localCode: 'D1', reason: '厂家不符' }]);
  // What was rejected is not suggested again.
  const taken = await pharmacy.ok(
    ownItemsView,
    'POST',
    items,
    file(`D1,${first().name},101,${first().spec},,12.5,`),
  );
  const { rows } = await db.owner.query<{ state: string }>(
    `select state from catalogue_mapping where local_code = 'D1' and list_code = $1`,
    [first().code],
  );
  expect(rows).toEqual([{ state: 'rejected' }]);
  expect(taken.items).toBe(1);
  await submit('D1', second().code);
  await decide({ pairs: [pair('D1', second().code)], approved: true });
  expect(await stateOf('D1')).toBe('approved');
  await submit('D1', first().code);
  // The approved one holds until the new one is approved.
  const live = async () =>
    (
      await db.owner.query<{ code: string }>(
        `select list_code as code from catalogue_mapping
          where institution_code = 'P99010100001' and local_code = 'D1' and state = 'approved' and withdrawn_at is null`,
      )
    ).rows.map(({ code }) => code);
  expect(await live()).toEqual([second().code]);
  await decide({ pairs: [pair('D1', first().code)], approved: true });
  expect(await live()).toEqual([first().code]);
});

test('withdrawn, and lapsed when the catalogue item ends', async () => {
  const pairs = [{ localCode: 'D3', listCode: first().code }];
  const path = '/api/office/mapping/withdrawals';
  expect(await pharmacy.ok(mappingsDoneView, 'POST', path, { pairs })).toEqual({ done: 1 });
  expect(await stateOf('D3')).toBe('withdrawn');
  expect((await pharmacy.ask('POST', path, { pairs })).status).toBe(409);
  await db.owner.query('update catalogue_item set valid_to = $2 where list_code = $1', [
    first().code,
    addDays(today, -1),
  ]);
  expect(await stateOf('D1')).toBe('lapsed');
  const refused = await pharmacy.ask('POST', '/api/office/mapping/submissions', { pairs });
  expect(problemView.parse(refused.body).errors.map(({ field }) => field)).toEqual(['pairs.0.listCode']);
});

test('candidates for an item, or for what is typed', async () => {
  const path = '/api/office/mapping/candidates?localCode=D2';
  expect((await pharmacy.ok(candidatesView, 'GET', path)).items).toEqual([]);
  const typed = await pharmacy.ok(candidatesView, 'GET', `${path}&q=${encodeURIComponent(second().name)}`);
  expect(typed.items[0]).toMatchObject({ listCode: second().code, score: 100 });
  expect((await hospital.ask('GET', path)).status).toBe(404);
});

test('who did it is in the audit, and neither side does the other’s work', async () => {
  const { rows } = await db.owner.query<{ action: string; actor: string }>(
    `select distinct action, actor from audit_entry where action like 'mapping.%' order by 1`,
  );
  expect(rows).toEqual([
    { action: 'mapping.approve', actor: 'demo.reviewer' },
    { action: 'mapping.import', actor: 'demo.pharmacy' },
    { action: 'mapping.reject', actor: 'demo.reviewer' },
    { action: 'mapping.submit', actor: 'demo.pharmacy' },
    { action: 'mapping.withdraw', actor: 'demo.pharmacy' },
  ]);
  expect((await pharmacy.ask('GET', '/api/mapping-reviews')).status).toBe(403);
  expect((await reviewer.ask('GET', '/api/office/mapping')).status).toBe(403);
});

import {
  type BatchView,
  batchRowsView,
  batchView,
  problemView,
  sheetKindsView,
  taskView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import {
  cellsOf,
  faultyList,
  goodRow,
  HOUSEHOLD_HEADINGS,
  idNumber,
  PLANTED_FAULTS,
  putFaultPeople,
} from '@gongji/server/group-enrolment/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { csvFile, openSheet, xlsxFile } from '@gongji/sheets';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser } from './testing/browser.ts';

/** Lists of people through the REST interface, as the officer of a community, a school and an employer send them. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const COMMUNITY = '990101001001';
let db: TestDatabase;
let server: RunningServer;
let community: Browser;
let school: Browser;
let employer: Browser;
let clerk: Browser;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putTestUsers(db.owner);
  await putFaultPeople(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  [community, school, employer, clerk] = (await Promise.all(
    ['demo.community', 'demo.school', 'demo.employer', 'demo.clerk'].map(signedIn),
  )) as [Browser, Browser, Browser, Browser];
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

const upload = (browser: Browser, kind: string, file: Uint8Array | string, query = '') =>
  browser.send(`/api/lists?kind=${kind}&fileName=${encodeURIComponent('名单.xlsx')}${query}`, file);

/** The batch after its task has ended. */
async function settled(browser: Browser, batchId: string): Promise<BatchView> {
  return vi.waitFor(
    async () => {
      const batch = await browser.ok(batchView, 'GET', `/api/lists/${batchId}`);
      const task = await browser.ok(taskView, 'GET', `/api/tasks/${batch.taskId}`);
      expect(['done', 'failed']).toContain(task.state);
      return browser.ok(batchView, 'GET', `/api/lists/${batchId}`);
    },
    { timeout: 120_000, interval: 50 },
  );
}

async function checked(browser: Browser, kind: string, file: Uint8Array | string): Promise<BatchView> {
  const answer = await upload(browser, kind, file);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return settled(browser, batchView.parse(answer.body).batchId);
}

async function ran(browser: Browser, batchId: string, mode: 'good' | 'all'): Promise<BatchView> {
  await browser.ok(batchView, 'POST', `/api/lists/${batchId}/run`, { mode });
  return settled(browser, batchId);
}

const household = (rows: readonly (readonly string[])[]) =>
  xlsxFile([{ name: '数据', columns: [], rows: [HOUSEHOLD_HEADINGS, ...rows] }]);
const count = async (sql: string, ...values: unknown[]) => {
  const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values);
  return rows[0]?.n;
};

test('37 planted faults: each is found in its row and column, explained in both languages, and nothing else is', async () => {
  const list = faultyList(400);
  const batch = await checked(community, 'household', household(list.rows.map(cellsOf)));
  expect(batch).toMatchObject({ state: 'checked', rows: 400, good: 363, bad: 37, format: 'xlsx' });
  const page = await community.ok(batchRowsView, 'GET', `/api/lists/${batch.batchId}/rows?limit=200`);
  // Not even in the words of a problem does a certificate stand whole.
  expect(JSON.stringify([batch, page])).not.toMatch(/99018819800101A011|\b99010\d{12}[\dX]\b/);
  const found = page.items.filter(({ state }) => state === 'bad');
  expect(found.map(({ row }) => row)).toEqual(list.at);
  for (const [index, fault] of PLANTED_FAULTS.entries()) {
    const problems = found[index]?.problems ?? [];
    expect(
      problems.map(({ code, field }) => `${code} ${field}`),
      fault.what,
    ).toContain(`${fault.code} ${fault.field}`);
    expect(problems.length, `${fault.what} ${JSON.stringify(problems)}`).toBe(1);
    for (const { message, remedy } of problems)
      for (const text of [message.zh, message.en, remedy.zh, remedy.en]) expect(text).not.toMatch(/^$|[{}]/);
  }
  expect(await count('person where cert_no = $1', goodRow(3).证件号码)).toBe(0);
});

test('good rows only: they are enrolled as a single act does it, the others stay out, and the whole is taken back', async () => {
  const before = await count('person');
  const list = faultyList(400);
  const batch = await checked(community, 'household', household(list.rows.map(cellsOf)));
  const done = await ran(community, batch.batchId, 'good');
  expect(done).toMatchObject({ state: 'done', done: 363, bad: 37, ranBy: 'demo.community' });
  expect(await count('person')).toBe((before ?? 0) + 363);
  const { rows } = await db.owner.query(
    `select p.name, p.community_id as community, c.scheme, c.unit_id as unit, c.tier, c.payer_kind as payer, a.kind, a.acted_by as by
       from person p join coverage c using (person_id) join enrolment_act a using (person_id) where p.cert_no = $1 order by a.act_id`,
    [goodRow(9).证件号码],
  );
  const person = {
    name: goodRow(9).姓名,
    community: COMMUNITY,
    scheme: 'resident',
    unit: COMMUNITY,
    tier: 'tier1',
    payer: 'resident',
    by: 'demo.community',
  };
  expect(rows).toEqual([
    { ...person, kind: 'register' },
    { ...person, kind: 'join' },
  ]);
  // The same file again: it is told, every good row is known, and nothing happens twice.
  const again = await checked(community, 'household', household(list.rows.map(cellsOf)));
  expect(again.sameFile?.map(({ batchId }) => batchId)).toContain(batch.batchId);
  expect(again).toMatchObject({ good: 363, hints: 363 });
  expect(await ran(community, again.batchId, 'good')).toMatchObject({ state: 'done', done: 0 });
  expect(await count('person')).toBe((before ?? 0) + 363);
  await community.ok(batchView, 'POST', `/api/lists/${batch.batchId}/undo`, { reason: '上传错了' });
  expect(await settled(community, batch.batchId)).toMatchObject({ state: 'undone' });
  expect(await count('person')).toBe(before);
  expect(await count("register_history where register = 'person' and removed")).toBe(363);
});

test('all or none: one bad row keeps every row out', async () => {
  const batch = await checked(community, 'household', household(faultyList(100).rows.map(cellsOf)));
  const refused = await community.ask('POST', `/api/lists/${batch.batchId}/run`, { mode: 'all' });
  expect([refused.status, problemView.parse(refused.body).errors.map(({ code }) => code)]).toEqual([
    422,
    ['batch-has-bad-rows'],
  ]);
  expect(await count('person where cert_no = $1', goodRow(3).证件号码)).toBe(0);
  // The whole list is good, all rows go in; a family has one head.
  const child = {
    户号: 'H2',
    与户主关系: '子女',
    姓名: '赵小明',
    证件号码: idNumber('2015-05-05', 3),
    监护人姓名: '赵明',
  };
  const good = await checked(community, 'household', household([goodRow(2), child].map(cellsOf)));
  expect(await ran(community, good.batchId, 'all')).toMatchObject({ state: 'done', done: 2 });
  const { rows } = await db.owner.query(
    'select c.family_id = h.person_id as same from person c, person h where c.cert_no = $1 and h.cert_no = $2',
    [child.证件号码, goodRow(2).证件号码],
  );
  expect(rows).toEqual([{ same: true }]);
  // Something is built on a row ( batch-built-on ): the batch cannot be taken back any more.
  await db.owner.query("update person set phone = '13900000000' where cert_no = $1", [child.证件号码]);
  await community.ok(batchView, 'POST', `/api/lists/${good.batchId}/undo`, { reason: '上传错了' });
  const kept = await settled(community, good.batchId);
  expect(kept.state).toBe('done');
  const task = await community.ok(taskView, 'GET', `/api/tasks/${kept.taskId}`);
  expect(task).toMatchObject({
    state: 'failed',
    error: { message: { zh: '第 3 行之后已有新的业务：登记内容已变更，整批不能撤回' } },
  });
});

test('the error file is the rows as they were, with the reason, the column and the remedy; corrected it can be sent again', async () => {
  const batch = await checked(community, 'household', household(faultyList(100).rows.map(cellsOf)));
  const file = await community.file(`/api/lists/${batch.batchId}/errors`);
  const rows = [];
  for await (const part of (await openSheet(file)).rows) rows.push(...part);
  expect(rows[1]?.cells).toEqual([...HOUSEHOLD_HEADINGS, '原文件行号', '错误字段', '错误原因', '怎样改正']);
  expect(rows.length).toBe(2 + 37);
  expect(rows[2]?.cells.slice(-4)).toEqual([
    '7',
    '证件号码',
    '“证件号码”被表格软件改成了 4.30322E+17，后几位已经丢失',
    '请先把该列设为“文本”格式，再对照证件重新填写全部号码；直接改格式不能找回丢失的数字',
  ]);
  expect(await checked(community, 'household', file)).toMatchObject({ rows: 37, state: 'checked' });
});

test('text files, wrong files and wrong headings', async () => {
  const csv = csvFile([HOUSEHOLD_HEADINGS, cellsOf(goodRow(20))]);
  expect(await checked(community, 'household', csv)).toMatchObject({
    state: 'checked',
    good: 1,
    format: 'csv',
    encoding: 'utf-8',
  });
  const without = await checked(community, 'household', '姓名,性别\n张三,男\n');
  expect(without.state).toBe('unreadable');
  expect(without.refusal.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'heading-missing household',
    'heading-missing relation',
    'heading-missing certNo',
  ]);
  const old = await checked(community, 'household', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]));
  expect(old.refusal[0]).toMatchObject({
    code: 'list-unreadable',
    message: { zh: '文件无法读取：文件是旧版 .xls 格式，或设置了打开密码' },
  });
  const empty = await checked(community, 'household', HOUSEHOLD_HEADINGS.join(','));
  expect(empty.refusal[0]?.code).toBe('sheet-without-rows');
  const samples = await checked(
    community,
    'household',
    csvFile([
      HOUSEHOLD_HEADINGS,
      cellsOf({ ...goodRow(21), 姓名: '示例甲', 证件号码: '990100198001010010' }),
    ]),
  );
  const page = await community.ok(batchRowsView, 'GET', `/api/lists/${samples.batchId}/rows`);
  expect(page.items[0]?.problems.map(({ code }) => code)).toContain('row-is-sample');
  const shifted = await checked(
    community,
    'household',
    csvFile([HOUSEHOLD_HEADINGS, [...cellsOf(goodRow(22)), '多', '出']]),
  );
  const shiftedRows = await community.ok(batchRowsView, 'GET', `/api/lists/${shifted.batchId}/rows`);
  expect(shiftedRows.items[0]?.problems.map(({ code }) => code)).toEqual(['row-shifted']);
  expect((await community.ask('POST', '/api/lists?kind=household&fileName=a', {})).status).toBe(400);
});

test('every template is offered to its unit, and is read back without rows', async () => {
  const offered = async (browser: Browser) =>
    (await browser.ok(sheetKindsView, 'GET', '/api/lists/kinds')).items.map(({ kind }) => kind);
  expect(await offered(community)).toEqual(['household', 'newborns', 'groups', 'census']);
  expect(await offered(school)).toEqual(['students', 'promotion']);
  expect(await offered(employer)).toEqual(['staff']);
  expect((await offered(clerk)).length).toBe(8);
  for (const kind of await offered(clerk)) {
    const file = await clerk.file(`/api/lists/kinds/${kind}/template`);
    expect((await openSheet(file)).format).toBe('xlsx');
  }
  const wrongUnit = await upload(school, 'household', household([]));
  expect(problemView.parse(wrongUnit.body).errors[0]?.code).toBe('list-unit-unfit');
});

test('a stranger sees nothing of a batch, and a batch is run once', async () => {
  const batch = await checked(community, 'household', household([cellsOf(goodRow(50))]));
  for (const path of ['', '/rows', '/errors'])
    expect((await school.ask('GET', `/api/lists/${batch.batchId}${path}`)).status).toBe(404);
  expect((await school.ask('POST', `/api/lists/${batch.batchId}/run`, { mode: 'good' })).status).toBe(404);
  await ran(clerk, batch.batchId, 'good');
  const again = await community.ask('POST', `/api/lists/${batch.batchId}/run`, { mode: 'good' });
  // It says who had it written, and where the batch stands.
  expect(problemView.parse(again.body).errors.map(({ code }) => code)).toEqual([
    'already-decided',
    'batch-not-ready',
  ]);
});

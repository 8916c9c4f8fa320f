import { loadDemo, runDemoDay } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { DEMO_READER_TOKEN, putDemoClients } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { seriousFindings } from './accessibility.ts';
import { closePages, type OpenPage, openBrowser, openPage, PHONE } from './browser.ts';
import { openWorkbench, type WorkbenchOptions } from './city.ts';

/** A small model city behind the real server, after its demo day. */
const PERSONS = 800;
let db: TestDatabase;
let server: RunningServer;
let browser: Browser;

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

beforeAll(async () => {
  const { folder } = await ensureWebBuilt();
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: PERSONS, seed: 1, asOf: today() });
  await putDemoClients(db.owner);
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0, workbenchDir: folder });
  await runDemoDay({
    baseUrl: server.url,
    out: { write: () => true, columns: 96 },
    seed: 1,
    persons: PERSONS,
    crowd: 5,
    addresses: [],
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await closePages(browser);
  await server.stop();
  await db.drop();
});

/** Opens the workbench and signs in as a person with a role would: by the demo account of that role. */
const signedIn = (role: string, options?: WorkbenchOptions): Promise<OpenPage> =>
  openWorkbench(browser, server.url, role, options);

/** As at the desk: `/`, what is known of the case, Enter. */
async function findBySearch(page: Page, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: '搜索' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
}

interface Listed {
  readonly items: readonly {
    readonly settlementId: string;
    readonly kind: string;
    readonly benefit: string;
    readonly originId?: string;
    readonly reversedBy?: string;
    readonly totalFen: number;
    readonly person: { readonly name: string };
  }[];
}

async function settlements(): Promise<Listed['items']> {
  const reply = await fetch(`${server.url}/api/settlements?limit=200`, {
    headers: { authorization: `Bearer ${DEMO_READER_TOKEN}` },
  });
  return ((await reply.json()) as Listed).items;
}

test('a visitor sees public pages only, is told so, and a wrong password says what to do', async () => {
  const { page } = await openPage(browser, `${server.url}/settlements`);
  await page.getByText('此处需要登录').waitFor();
  await expect
    .poll(() => page.locator('.shell-menu a').allInnerTexts())
    .toEqual(['首页', '待遇试算', '政策室']);
  await page.locator('main').getByRole('link', { name: '登录' }).click();
  await page.getByLabel('账号').fill('demo.clerk');
  await page.getByLabel('密码').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/密码/);
  expect(await seriousFindings(page)).toEqual([]);
});

test('who signs out is a visitor again', async () => {
  const { page } = await signedIn('经办');
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('link', { name: '登录' }).waitFor();
});

test('a session that ends is renewed over the page at work, and what was typed goes on', async () => {
  const { page } = await signedIn('稽核');
  await findBySearch(page, '99010000000000000001');
  await page.getByRole('heading', { name: '参保与待遇' }).waitFor();
  await db.owner.query(`update user_session set ended_at = now() where ended_at is null`);
  await page.keyboard.press('/');
  // At once: the session that has ended asks for the password as soon as anything is looked for.
  await page.keyboard.insertText('99010000000000000002');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('**0002').first().waitFor();
});

test('a page that does other things for a school than for an agency waits until it is known who is there', async () => {
  const { page, faults } = await signedIn('学校经办', { path: '/contributions/lists' });
  const make = page.getByRole('button', { name: '生成名单' });
  await make.waitFor();
  let known = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    known = resolve;
  });
  await page.route('**/api/session', async (route) => {
    await wait;
    await route.continue();
  });
  const parts = page.waitForResponse(/\/assets\/lists-page/);
  await page.reload({ waitUntil: 'commit' });
  await (await parts).finished();
  await page.locator('main .skeleton').waitFor();
  const early = await make.count();
  known();
  await make.waitFor();
  expect(early).toBe(0);
  expect(faults).toEqual([]);
});

test('an office without the internet works on: its server is near', async () => {
  const { page, faults } = await signedIn('稽核');
  await page.getByRole('link', { name: '结算单' }).first().waitFor();
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.getByRole('link', { name: '结算单' }).first().click();
  await page.locator('.bill-row').first().waitFor();
  expect(faults).toEqual([]);
});

test('a clerk opens a bill from the list and sees who paid what, why and how', async () => {
  const { page, faults } = await signedIn('稽核');
  await page.getByRole('link', { name: '结算单' }).first().click();
  await page.locator('.bill-row').first().waitFor();
  const listed = await settlements();
  await expect.poll(() => page.locator('.bill-row').count()).toBe(Math.min(30, listed.length));
  await page.locator('.bill-row a').first().click();
  await page.getByRole('heading', { name: '谁付了多少' }).waitFor();
  await page.locator('.steps .step').first().waitFor();
  await expect.poll(() => page.locator('.steps').innerText()).toContain('依据');
  expect(faults).toEqual([]);
});

test('a reversal leads to its original and back', async () => {
  const reversal = (await settlements()).find(({ kind }) => kind === 'reversal');
  if (reversal === undefined) throw new Error('the demo day reversed nothing');
  const { page, faults } = await signedIn('稽核', {
    size: PHONE,
    path: `/settlements/${reversal.settlementId}`,
  });
  await page.getByRole('link', { name: '本单冲正了原结算单，查看原单' }).click();
  await page.waitForURL(`**/settlements/${reversal.originId}`);
  await page.getByRole('link', { name: '本单已被冲正，查看冲正单' }).click();
  await page.waitForURL(`**/settlements/${reversal.settlementId}`);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(faults).toEqual([]);
});

test('one box finds by number, phone, name and settlement number; arrows choose, Enter opens', async () => {
  const { page, faults } = await signedIn('经办');
  const { rows } = await db.owner.query<{ name: string; phone: string; initials: string }>(
    `select name, phone, name_initials as initials from person where psn_no = '99010000000000000005'`,
  );
  const [one] = rows;
  if (one === undefined) throw new Error('the demo has no such person');
  await findBySearch(page, one.phone);
  await page.getByText('**0005').first().waitFor();
  const [latest] = await settlements();
  await findBySearch(page, latest?.settlementId ?? '');
  await page.waitForURL(`**/settlements/${latest?.settlementId}`);
  for (const typed of [one.name, one.initials]) {
    await page.keyboard.press('/');
    await page.keyboard.type(typed);
    await page.getByRole('option').first().waitFor();
    const found = await page.getByRole('option').allInnerTexts();
    expect(found.some((text) => text.includes('**0005')) || found.length === 8).toBe(true);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await page.locator('#content').focus();
  }
  await page.keyboard.press('/');
  await page.keyboard.type(one.name.slice(0, 1));
  await page.getByRole('option').nth(1).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/persons/*');
  const { rows: schools } = await db.owner.query<{ name: string; code: string }>(
    "select name, code from unit where kind = 'school' order by unit_id limit 1",
  );
  const [school = { name: '', code: '' }] = schools;
  await page.keyboard.press('/');
  await page.keyboard.type(school.code);
  await page.getByRole('option').filter({ hasText: '学校' }).filter({ hasText: school.name }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: school.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/enrolment/units');
  await page.keyboard.press('/');
  await page.keyboard.type('99010000000000099999');
  await page.getByText('没有找到').waitFor();
  expect(faults).toEqual([]);
});

test('a person: cover, counters against limits, account, filings, bills; in clear with a reason only', async () => {
  const { page, faults } = await signedIn('经办', { size: PHONE, path: '/persons' });
  await page.getByRole('button', { name: '搜索参保人' }).click();
  await page.locator('#search:focus').waitFor();
  await page.keyboard.type('99010000000000000005');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '参保与待遇' }).waitFor();
  for (const name of ['个人账户', '特殊人群', '备案与慢特病认定', '结算与撤销', '谁看过'])
    await page.getByRole('heading', { name }).waitFor();
  await expect.poll(() => page.getByRole('progressbar').count()).toBeGreaterThan(2);
  await page.getByText('没有人看过完整信息').waitFor();
  await expect.poll(() => page.locator('main').innerText()).not.toContain('99010000000000000005');
  await page.getByRole('button', { name: '查看完整信息' }).click();
  await page.keyboard.press('Enter');
  await page.getByText('请写明事由，至少四个字。').waitFor();
  await page.getByLabel('查看事由').fill('核对住院登记');
  await page.keyboard.press('Enter');
  await page.getByText('99010000000000000005').waitFor();
  await page.getByText('核对住院登记').waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.getByRole('button', { name: '重新隐藏' }).click();
  await page.getByText('**0005').first().waitFor();
  expect(faults).toEqual([]);
});

test('a clerk prints a bill, sees what a reversal will do, and reverses it with a reason', async () => {
  const bill = (await settlements()).find(
    ({ kind, reversedBy }) => kind === 'settlement' && reversedBy === undefined,
  );
  if (bill === undefined) throw new Error('the demo day left no settlement');
  const { page, faults } = await signedIn('经办', { path: `/settlements/${bill.settlementId}` });
  for (const name of ['打印结算单', '打印待遇计算说明']) {
    const address = await page.getByRole('link', { name }).getAttribute('href');
    const paper = await page.request.get(`${server.url}${address}`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  }
  await page.getByRole('button', { name: '撤销这张结算单' }).click();
  await page.getByRole('heading', { name: '确认后会发生' }).waitFor();
  const rows = await page.locator('.returned tbody tr').allInnerTexts();
  const fen = rows.map((row) => Math.round(Number(row.split('\t')[1]?.replaceAll(',', '')) * 100));
  expect(fen.at(-1)).toBe(bill.totalFen);
  expect(fen.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(bill.totalFen);
  await page.getByText(/此人之后|此人在本单之后/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /确认撤销/ }).click();
  await page.getByText('请写明撤销原因，至少两个字。').waitFor();
  await page.getByLabel('撤销原因').fill('收费录入有误');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '本单冲正了原结算单，查看原单' }).click();
  await page.waitForURL(`**/settlements/${bill.settlementId}`);
  await page.getByRole('link', { name: '本单已被冲正，查看冲正单' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: '撤销这张结算单' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

test('who may not reverse is not offered it', async () => {
  const [latest] = (await settlements()).filter(({ kind }) => kind === 'settlement');
  const { page } = await signedIn('稽核', { path: `/settlements/${latest?.settlementId}` });
  await page.getByRole('link', { name: '打印结算单' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: '撤销这张结算单' }).count()).toBe(0);
});

test('the day in figures: equal to the ledger, opening down to the bills', async () => {
  const { page, faults } = await signedIn('财务');
  await page.getByRole('link', { name: '运行情况' }).first().click();
  await page.locator('.key-figures').waitFor();
  const all = await settlements();
  const settled = all.filter(({ kind }) => kind === 'settlement').length;
  await expect.poll(() => page.locator('.key-figures dd').first().innerText()).toBe(String(settled));
  await page.getByText('相符', { exact: true }).waitFor();
  await page.getByRole('heading', { name: '每分钟结算' }).waitFor();
  await page.getByText('按分钟列出').click();
  const minutes = await page.locator('details .table tbody tr').allInnerTexts();
  expect(minutes.reduce((sum, row) => sum + Number(row.split('\t')[1]), 0)).toBe(settled);
  for (const name of ['今日拒绝原因', '账实核验', '队列与磁盘'])
    await page.getByRole('heading', { name }).waitFor();
  await page.getByRole('link', { name: '今日结算: 看结算单' }).click();
  await page.locator('.bill-row').first().waitFor();
  await expect.poll(() => page.locator('.bill-row').count()).toBe(Math.min(30, all.length));
  expect(faults).toEqual([]);
});

test('reasons of refusal say what to do and open the messages', async () => {
  const { page, faults } = await signedIn('稽核', { size: PHONE, path: '/operations' });
  await page.locator('.refusals li').first().waitFor();
  await expect.poll(() => page.locator('.refusals').innerText()).toContain('处理办法');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.getByRole('link', { name: '看被拒报文' }).click();
  await page.waitForURL('**/office/messages?failed=true**');
  expect(faults).toEqual([]);
});

test('staff enrol a second factor by scanning a code, or by typing the key', async () => {
  await db.owner.query(
    `update user_account set demo = false, must_change_password = false, password_set_at = now() where account = 'demo.leader'`,
  );
  const { page, faults } = await openPage(browser, `${server.url}/sign-in`);
  await page.getByLabel('账号').fill('demo.leader');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '登记动态口令' }).waitFor();
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: '动态口令二维码' }).waitFor();
  await expect.poll(() => page.locator('.totp-key').innerText()).toMatch(/^[A-Z2-7]{16,}$/);
  expect(await seriousFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});

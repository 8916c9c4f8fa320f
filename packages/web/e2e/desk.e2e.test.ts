import { loadDemo, runDemoDay } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putDemoUsers } from '@gongji/server/identity';
import { DEMO_READER_TOKEN, putDemoClients } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { seriousFindings } from './accessibility.ts';
import { type OpenOptions, type OpenPage, openBrowser, openPage, PHONE } from './browser.ts';
import { leaksOn } from './leaks.ts';

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
  await putDemoUsers(db.owner);
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
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await db.drop();
});

/** Opens the workbench and signs in as a person with a role would: by the demo account of that role. */
async function signedIn(role: string, options: OpenOptions = {}): Promise<OpenPage> {
  const opened = await openPage(browser, `${server.url}/sign-in`, options);
  await opened.page.getByRole('button', { name: role, exact: true }).click();
  await opened.page.waitForURL(`${server.url}/`);
  return opened;
}

interface Listed {
  readonly items: readonly {
    readonly settlementId: string;
    readonly kind: string;
    readonly benefit: string;
    readonly originId?: string;
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
  expect(await page.locator('.shell-menu a').allInnerTexts()).toEqual(['首页', '待遇试算', '政策室']);
  await page.locator('main').getByRole('link', { name: '登录' }).click();
  await page.getByLabel('账号').fill('demo.clerk');
  await page.getByLabel('密码').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toMatch(/密码/);
  expect(await seriousFindings(page)).toEqual([]);
});

test('who signs out is a visitor again', async () => {
  const { page } = await signedIn('经办');
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('link', { name: '登录' }).waitFor();
});

test('a session that ends is renewed over the page at work', async () => {
  const { page } = await signedIn('稽核');
  await page.goto(`${server.url}/persons/99010000000000000001`);
  await page.getByRole('heading', { name: '参保与待遇' }).waitFor();
  await db.owner.query(`update user_session set ended_at = now() where ended_at is null`);
  await page.locator('#psn-no').fill('99010000000000000002');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('**0002').waitFor();
});

test('a clerk opens a bill from the list and sees who paid what, why and how', async () => {
  const { page, faults } = await signedIn('稽核');
  await page.getByRole('link', { name: '结算单' }).first().click();
  await page.locator('.ant-table-row').first().waitFor();
  const listed = await settlements();
  expect(await page.locator('.ant-table-row').count()).toBe(Math.min(30, listed.length));
  await page.locator('.ant-table-row a').first().click();
  await page.getByRole('heading', { name: '谁付了多少' }).waitFor();
  await page.locator('.steps .step').first().waitFor();
  expect(await page.locator('.steps').innerText()).toContain('依据');
  expect(faults).toEqual([]);
});

test('a reversal leads to its original and back', async () => {
  const reversal = (await settlements()).find(({ kind }) => kind === 'reversal');
  if (reversal === undefined) throw new Error('the demo day reversed nothing');
  const { page, faults } = await signedIn('稽核', { size: PHONE });
  await page.goto(`${server.url}/settlements/${reversal.settlementId}`);
  await page.getByRole('link', { name: '本单冲正了原结算单，查看原单' }).click();
  await page.waitForURL(`**/settlements/${reversal.originId}`);
  await page.getByRole('link', { name: '本单已被冲正，查看冲正单' }).click();
  await page.waitForURL(`**/settlements/${reversal.settlementId}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(faults).toEqual([]);
});

test('a person shows the cover and the counters of the year, masked', async () => {
  const { page, faults } = await signedIn('稽核');
  await page.getByRole('link', { name: '参保人' }).first().click();
  await page.locator('#psn-no').fill('99010000000000000001');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '参保与待遇' }).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain('**0001');
  expect(text).toMatch(/个人账户余额\s*¥/);
  await page.locator('#psn-no').fill('1');
  await page.keyboard.press('Enter');
  await page.getByText('没有找到').waitFor();
  expect(faults.filter((fault) => !fault.includes('404'))).toEqual([]);
});

test('the day in figures: equal to the ledger', async () => {
  const { page, faults } = await signedIn('财务');
  await page.getByRole('link', { name: '运行情况' }).first().click();
  await page.locator('.key-figures').waitFor();
  const listed = (await settlements()).filter(({ kind }) => kind === 'settlement');
  expect(await page.locator('.key-figures dd').first().innerText()).toBe(String(listed.length));
  await page.getByText('相符', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});

test('pages of the desk: no word of the other language, nothing serious in the scan, in light and dark', async () => {
  const [latest] = await settlements();
  const paths = [
    '/settlements',
    `/settlements/${latest?.settlementId}`,
    '/persons/99010000000000000005',
    '/operations',
  ];
  for (const { lang, theme } of [
    { lang: 'zh', theme: 'light' },
    { lang: 'en', theme: 'dark' },
  ] as const) {
    const { page, faults } = await signedIn(lang === 'zh' ? '稽核' : 'Supervisor', { lang, theme });
    for (const path of paths) {
      await page.goto(`${server.url}${path}`);
      await page.locator('.ant-table-row, .steps .step, .facts-list').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect({ path, leaks: await leaksOn(page, lang) }).toEqual({ path, leaks: [] });
      expect({ path, found: await seriousFindings(page) }).toEqual({ path, found: [] });
    }
    expect(faults).toEqual([]);
    await page.context().close();
  }
});

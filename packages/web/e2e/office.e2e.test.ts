import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { seriousFindings } from './accessibility.ts';
import { closePages, type OpenPage, openBrowser, PHONE } from './browser.ts';
import { openWorkbench, type WorkbenchOptions } from './city.ts';
import { leaksOn } from './leaks.ts';

let db: TestDatabase;
let server: RunningServer;
let browser: Browser;

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
/** Each test has a person of its own, all employees, so that none builds on what another one left. */
const CERTS = {
  /** 陈建国 */ keyboard: '990100198104120017',
  /** 周文博 */ draft: '990100198801300013',
  /** 欧阳静怡 */ wrong: '990100199002280006',
  /** 林秀英 */ pharmacy: '990100195809200005',
  /** 韩冬 */ list: '990100199211110011',
  /** 郑海燕 */ log: '990100199312020007',
};
const LIST_PSN_NO = '99010000000000000019';
/** A class A drug without restriction, and one that is restricted. */
const items = { plain: '', initials: '', restricted: '' };

beforeAll(async () => {
  const { folder } = await ensureWebBuilt();
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, seed: 1, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0, workbenchDir: folder });
  browser = await openBrowser();
  const item = async (restricted: boolean) =>
    (
      await db.owner.query<{ name: string; pinyin: string; code: string }>(
        `select name, pinyin, list_code as code from catalogue_item i
          where restricted = $1 and item_class = 'A' and kind = 'drug' and valid_to is null
            and not exists (select from catalogue_item o where o.pinyin = i.pinyin and o.list_code <> i.list_code)
          order by list_code limit 1`,
        [restricted],
      )
    ).rows[0];
  const plain = await item(false);
  items.plain = plain?.name ?? '';
  items.initials = (plain?.pinyin ?? '').toLowerCase();
  const { rows } = await db.owner.query<{ code: string }>(
    `select list_code as code from catalogue_item
      where restricted and kind = 'drug' and valid_to is null order by list_code limit 1`,
  );
  items.restricted = rows[0]?.code ?? '';
});

afterAll(async () => {
  await closePages(browser);
  await server.stop();
  await db.drop();
});

const signedIn = (role: string, options?: WorkbenchOptions): Promise<OpenPage> =>
  openWorkbench(browser, server.url, role, options);

/** What the keyboard does from the start of a case to the fees. */
async function untilFees(page: Page, cert: string): Promise<void> {
  await page.locator('#office-person:focus').waitFor();
  await page.keyboard.type(cert);
  await page.keyboard.press('Enter');
  // The focus is on the registration, with the cover that holds proposed.
  await page.locator('.office-visit button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#office-item:focus').waitFor();
}

async function enterLine(page: Page, what: string, quantity: string, price: string): Promise<void> {
  await page.locator('#office-item:focus').waitFor();
  await page.keyboard.type(what);
  await page.keyboard.press('Enter');
  await page.locator('#entry-quantity:focus').waitFor();
  await page.keyboard.type(quantity);
  await page.keyboard.press('Enter');
  await page.locator('#entry-price:focus').waitFor();
  await page.keyboard.type(price);
  await page.keyboard.press('Enter');
  await page.locator('#office-item:focus').waitFor();
}

async function settledBills(): Promise<number> {
  const { rows } = await db.owner.query<{ n: string }>(
    "select count(*) as n from settlement where kind = 'settlement'",
  );
  return Number(rows[0]?.n);
}

/** From the start of a case to its settlement, with one fee. */
async function settleOne(page: Page, cert: string, price: string): Promise<void> {
  await untilFees(page, cert);
  await enterLine(page, items.plain, '1', price);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '四、预结算结果' }).waitFor();
  await page.keyboard.press('Alt+s');
  await page.getByRole('heading', { name: '结算完成' }).waitFor();
}

/** Out of the open dialog of a settled bill: reversed for a reason, and on to the next case. */
async function reverseAndNext(page: Page, reason: string): Promise<void> {
  // The effects come first; then the reason is asked for.
  await page.locator('#reverse-reason:focus').waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await page.getByText('已撤销，冲正单').waitFor();
  await page.keyboard.press('Alt+n');
  await page.locator('#office-person:focus').waitFor();
}

test('by keyboard alone: find, register, enter, preview, settle, print, reverse, next', async () => {
  const { page, faults } = await signedIn('医院操作员');
  await page.locator('.shell').waitFor();
  // At once, while the first page may still be opening.
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await untilFees(page, CERTS.keyboard);
  await enterLine(page, items.initials, '2', '25');
  await enterLine(page, items.plain, '1', '3.5');
  await expect.poll(() => page.locator('.office-lines tfoot').innerText()).toContain('53.50');
  // Enter on the empty field previews.
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '四、预结算结果' }).waitFor();
  const previewed = await page.locator('.office-cash dd').innerText();
  await expect.poll(() => page.locator('.waterfall').innerText()).toContain('53.50');
  const before = await settledBills();
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Alt+s');
  await page.getByRole('heading', { name: '结算完成' }).waitFor();
  await expect.poll(() => page.locator('.office-cash dd').innerText()).toBe(previewed);
  expect(await settledBills()).toBe(before + 1);

  const paper = await page.getByRole('link', { name: /打印结算单/ }).getAttribute('href');
  const pdf = await page.request.get(`${server.url}${paper}`);
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);

  await page.keyboard.press('Alt+r');
  await page.locator('#reverse-reason:focus').waitFor();
  // The balance of 3 200.00 had paid 53.50; it comes back whole.
  await expect
    .poll(() => page.getByRole('dialog').last().innerText())
    .toContain('退回本人个人账户 余额 3,146.50 → 3,200.00');
  await page.keyboard.press('Enter');
  await page.locator('#reverse-reason[aria-invalid="true"]').waitFor();
  await reverseAndNext(page, '开错药');
  expect(faults).toEqual([]);
});

test('keys pressed before the page knows who is there are not lost', async () => {
  const { page } = await signedIn('医院操作员');
  const { promise: pressed, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/api/session', async (route) => {
    await pressed;
    await route.continue();
  });
  await page.reload();
  await page.locator('.shell').waitFor();
  await expect.poll(() => page.getByRole('link', { name: '院端窗口' }).count()).toBe(0);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  release();
  await page.locator('#office-person:focus').waitFor();
});

test('a draft survives a reload and a lost answer, and is settled once', async () => {
  const { page } = await signedIn('医院操作员', { path: '/office' });
  await untilFees(page, CERTS.draft);
  await enterLine(page, items.plain, '1', '30');
  await page.reload();
  await page.locator('.office-lines').waitFor();
  await expect.poll(() => page.locator('main').innerText()).toContain('周**');
  await expect
    .poll(() => page.evaluate(() => JSON.stringify({ ...localStorage })))
    .not.toMatch(/990100198801300013|文博/);
  await page.keyboard.press('Alt+p');
  await page.getByRole('heading', { name: '四、预结算结果' }).waitFor();
  const before = await settledBills();
  // The server settles, but its answer never arrives.
  await page.route('**/api/office/bills', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('Alt+s');
  await page.getByText('不知是否已结').waitFor();
  await page.unroute('**/api/office/bills');
  await page.reload();
  await page.getByRole('button', { name: '再次确认结算结果' }).click();
  await page.getByRole('heading', { name: '结算完成' }).waitFor();
  expect(await settledBills()).toBe(before + 1);
});

test('what is wrong is said all at once, at the field and in a summary that leads there', async () => {
  const { page } = await signedIn('医院操作员', { lang: 'zh', path: '/office' });
  await page.locator('#office-person:focus').waitFor();
  await page.keyboard.press('Alt+p');
  await page.locator('.office-problems').getByText('还没有选定参保人').waitFor();
  await expect.poll(() => page.locator('.office-problems').innerText()).toContain('还没有费用明细');
  await page.locator('#office-person').focus();
  await page.keyboard.type('12345');
  await page.keyboard.press('Enter');
  await page.getByText('没有这个号码的参保人').first().waitFor();
  await page.locator('#office-person').fill('');
  await untilFees(page, CERTS.wrong);
  await enterLine(page, items.restricted, '1', '10');
  await enterLine(page, items.plain, '1', '10');
  await page.locator('#office-lines-0-quantity').fill('x');
  await page.locator('#office-lines-1-price').fill('-1');
  await page.keyboard.press('Alt+p');
  await page.locator('.office-problems li').nth(1).waitFor();
  await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(2);
  await page.getByRole('button', { name: '去改' }).last().click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('office-lines-1-price');
  expect(await seriousFindings(page)).toEqual([]);
  await page.locator('#office-lines-0-quantity').fill('1');
  await page.locator('#office-lines-1-price').fill('10');
  // Cancelled by a slip of the hand: the fees come back into the next case.
  await page.keyboard.press('Alt+n');
  await untilFees(page, CERTS.wrong);
  await page.getByRole('button', { name: '取回' }).click();
  await expect.poll(() => page.locator('.office-lines tfoot').innerText()).toContain('20.00');
  await page.keyboard.press('Alt+n');
  await page.locator('#office-person:focus').waitFor();
});

test('a pharmacy on a phone, in English: buy, settle, and find the bill in the list of the day', async () => {
  const { page, faults } = await signedIn('Pharmacy operator', { lang: 'en', size: PHONE, path: '/office' });
  await untilFees(page, CERTS.pharmacy);
  await enterLine(page, items.plain, '3', '12');
  await page.getByRole('button', { name: /^Preview/ }).click();
  await page.getByRole('button', { name: /^Settle/ }).click();
  await page.getByRole('heading', { name: 'Settled' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Bills of the day' }).click();
  await page.getByRole('button', { name: /Reverse settlement/ }).waitFor();
  await expect.poll(() => page.locator('.office-totals').innerText()).toContain('36.00');
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(faults).toEqual([]);
});

test('today’s bills: filter and order stand in the address, the totals are of all, the export is the same list', async () => {
  const { page, faults } = await signedIn('医院操作员', { path: '/office' });
  await settleOne(page, CERTS.list, '53.5');
  await page.keyboard.press('Alt+r');
  await page.locator('#reverse-reason:focus').waitFor();
  await reverseAndNext(page, '开错药');
  await settleOne(page, CERTS.list, '30');
  await page.goto(`${server.url}/office/bills?q=${LIST_PSN_NO}`);
  await page.locator('tbody tr').first().waitFor();
  // One that stands (30.00), and one with its reversal.
  await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
  await expect.poll(() => page.locator('.office-totals').innerText()).toContain('30.00');
  await page.getByRole('link', { name: '按总额排序' }).click();
  await page.waitForURL(/sort=totalFen&order=desc/);
  await page.getByRole('link', { name: '按总额排序' }).click();
  await page.waitForURL(/order=asc/);
  await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent?.includes('−53.50'));
  await page.getByLabel('状态').selectOption('standing');
  await page.getByRole('button', { name: '查询' }).click();
  await page.waitForURL(/state=standing/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  const link = page.getByRole('link', { name: '导出文本表格' });
  await expect.poll(() => link.getAttribute('href')).toContain('state=standing');
  const href = await link.getAttribute('href');
  const file = await (await page.request.get(`${server.url}${href}`)).text();
  expect(file.startsWith('\uFEFF"结算编号"')).toBe(true);
  // The heading, the bill, and the sum.
  expect(file.trim().split('\r\n')).toHaveLength(3);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('the message log explains a refusal in words, and leads from a message to its settlement', async () => {
  const message = {
    infno: '2204',
    msgid: 'H990101000012026WRONG',
    fixmedins_code: 'H99010100001',
    input: { feedetail: [{ psn_no: '99010000000000000001', mdtrt_id: '1', feedetl_sn: '1', cnt: '-1' }] },
  };
  await fetch(`${server.url}/fsi/api/x`, { method: 'POST', body: JSON.stringify(message) });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { page, faults } = await signedIn('医院操作员', { path: '/office' });
  await settleOne(page, CERTS.log, '12');
  await page.goto(`${server.url}/office/messages`);
  await page.getByLabel('结果', { exact: true }).selectOption('true');
  await page.getByLabel('报文编号').fill(message.msgid);
  await page.getByRole('button', { name: '查询' }).click();
  await page.waitForURL(/msgid=/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await page.locator('tbody a').first().click();
  await page.getByRole('heading', { name: '哪里错了，怎么处理' }).waitFor();
  const why = await page.locator('.notice-bad').innerText();
  expect(why).toContain('feedetail[1].cnt=-1');
  expect(why).toContain('处理：');
  await expect.poll(() => page.locator('main').innerText()).not.toContain('99010000000000000001');
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  // By patient and transaction.
  await page.goto(`${server.url}/office/messages`);
  await page.getByLabel('患者：人员编号、证件号或卡号').fill(CERTS.log);
  await page.getByLabel('交易编号').fill('2207');
  await page.getByRole('button', { name: '查询' }).click();
  await page.waitForURL(/person=/);
  expect(page.url()).not.toContain(CERTS.log);
  await page.locator('tbody a').first().click();
  await page.getByRole('link', { name: '看对应的结算' }).click();
  await page.getByRole('heading', { name: '谁付了多少' }).waitFor();
  expect(faults).toEqual([]);
});

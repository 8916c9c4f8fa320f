import { runDemoDay } from '@gongji/demo';
import { openSheet } from '@gongji/sheets';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city.ts';

/** Lists and what comes out of them: bills, a person's bills, the message log, figures and reports, after the demo day. */
let city: City;
const PERSONS = 400;

beforeAll(async () => {
  city = await openCity(PERSONS);
  await runDemoDay({
    baseUrl: city.server.url,
    out: { write: () => true, columns: 96 },
    seed: 1,
    persons: PERSONS,
    crowd: 5,
    addresses: [],
  });
  // 35 messages of one hospital that cannot be read: more than a page of the log.
  for (let n = 1; n <= 35; n += 1)
    await fetch(`${city.server.url}/fsi/api/x`, {
      method: 'POST',
      body: JSON.stringify({ infno: '2204', msgid: msgid(n), fixmedins_code: 'H99010100001', input: {} }),
    });
});
afterAll(() => city.close());

const msgid = (n: number): string => `H99010100001LOG${String(n).padStart(4, '0')}`;

/** Presses what downloads and reads the file that arrives. */
async function fileBy(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function rowsOf(file: Uint8Array): Promise<readonly (readonly string[])[]> {
  const { rows } = await openSheet(file);
  const all: (readonly string[])[] = [];
  for await (const part of rows) all.push(...part.map(({ cells }) => cells));
  return all;
}

/** `¥1,234.50` and `1234.5` alike, in fen. */
const fen = (text: string | undefined): number =>
  Math.round(Number((text ?? '').replace(/[^\d.-]/g, '')) * 100);

test('the list of bills: filter and order stay in the address, and the exported sheet adds up to the page', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: '/settlements' });
  await page.locator('.bill-row').first().waitFor();
  await page.getByLabel('状态').selectOption('standing');
  await page.getByLabel('险种').selectOption('resident');
  await page.getByRole('button', { name: '查询' }).click();
  await page.waitForURL(/state=standing/);
  await page.getByRole('link', { name: '按总额排序' }).click();
  await page.waitForURL(/sort=totalFen/);
  // The address alone brings it back.
  await page.goto(page.url());
  await page.locator('.bill-row').first().waitFor();
  await expect.poll(() => page.getByLabel('状态').inputValue()).toBe('standing');
  await expect.poll(() => page.getByLabel('险种').inputValue()).toBe('resident');
  const shown = await page.locator('.bill-row td:nth-child(5)').allInnerTexts();
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.map(fen)).toEqual(shown.map(fen).toSorted((one, other) => other - one));
  await expect
    .poll(async () => new Set(await page.locator('.bill-row td:nth-child(4)').allInnerTexts()).size)
    .toBe(1);
  const totals = await page.locator('.office-totals dd').allInnerTexts();
  const [head, ...rows] = await rowsOf(
    await fileBy(page, () => page.getByRole('link', { name: '导出电子表格' }).click()),
  );
  const column = head?.findIndex((text) => text.startsWith('总额')) ?? -1;
  expect(column).toBeGreaterThan(0);
  const bills = rows.filter((cells) => /^\d{6,}/.test(cells[0] ?? ''));
  expect(totals[0]).toContain(`结算 ${bills.length} 笔`);
  expect(bills.reduce((sum, cells) => sum + fen(cells[column]), 0)).toBe(fen(totals[1]));
  // All of them, not the page of thirty.
  expect(bills.length).toBeGreaterThanOrEqual(shown.length);
  expect(faults).toEqual([]);
});

test('a person’s bills by state and year, kept in the address', async () => {
  const { rows } = await city.db.owner.query<{ id: string; psn: string }>(
    `select settlement_id as id, psn_no as psn from settlement s join person using (region_code, person_id)
      where kind = 'reversal' order by 1 limit 1`,
  );
  const [reversal] = rows;
  if (reversal === undefined) throw new Error('the demo day reversed nothing');
  const { page, faults } = await city.signedIn('稽核', { path: `/settlements/${reversal.id}` });
  await page.locator('h1 a').click();
  const bills = page.locator('.bill-timeline li');
  await bills.first().waitFor();
  const all = await bills.count();
  await page.getByLabel('显示', { exact: true }).selectOption('reversal');
  await page.waitForURL(/state=reversal/);
  await expect.poll(() => page.locator('.bill-timeline li:not(.reversal)').count()).toBe(0);
  await bills.first().waitFor();
  const reversals = await bills.count();
  expect([reversals > 0, reversals < all]).toEqual([true, true]);
  await page.getByLabel('显示', { exact: true }).selectOption('standing');
  await expect.poll(() => page.locator('.bill-timeline li.reversal').count()).toBe(0);
  await bills.first().waitFor();
  await expect.poll(() => bills.count()).toBeLessThan(all);
  await page.getByLabel('显示', { exact: true }).selectOption('reversed');
  // Each reversal has its original.
  await expect.poll(() => bills.count()).toBe(reversals);
  await page.getByLabel('结算年份').selectOption(String(Number(city.today.slice(0, 4)) - 1));
  await page.waitForURL(/year=/);
  await page.getByText('还没有结算').waitFor();
  await page.reload();
  await page.getByText('还没有结算').waitFor();
  expect(faults).toEqual([]);
});

test('figures open down to their persons, and reports say the same number', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: '/figures' });
  const total = page.locator('tfoot td').nth(2);
  await total.waitFor();
  const insured = await total.innerText();
  // By street, then by community: the sum stays.
  await page.getByLabel('统计到').selectOption('street');
  await page.waitForURL(/level=street/);
  await expect.poll(() => total.innerText()).toBe(insured);
  const split = page.locator('section', { has: page.getByRole('heading', { name: '按类别' }) });
  const opener = split.getByRole('button', { name: /打开名单/ }).first();
  const number = Number((await opener.innerText()).replaceAll(',', ''));
  await opener.click();
  const behind = page.locator('.figures-behind tbody tr');
  await behind.first().waitFor();
  let seen = await behind.count();
  for (
    const more = page.locator('.figures-behind').getByRole('button', { name: '更多' });
    await more.count();
  ) {
    const first = await behind.first().innerText();
    await more.click();
    await expect.poll(() => behind.first().innerText()).not.toBe(first);
    seen += await behind.count();
  }
  expect(seen).toBe(number);
  await behind.first().getByRole('link').click();
  await page.getByRole('heading', { name: '参保与待遇' }).waitFor();
  await page.goto(`${city.server.url}/figures?tab=reports`);
  const half = page.locator('.figures-reports li').first();
  const word = unzipSync(await fileBy(page, () => half.getByRole('button', { name: '下载文档' }).click()));
  expect(strFromU8(word['word/document.xml'] ?? new Uint8Array())).toContain(insured);
  const annual = page.locator('.figures-reports li').nth(1);
  const sheet = await rowsOf(
    await fileBy(page, () => annual.getByRole('button', { name: '下载表格' }).click()),
  );
  expect(sheet.flat().join(' ').replaceAll(',', '')).toContain(insured.replaceAll(',', ''));
  expect(faults).toEqual([]);
});

test('collection by area opens down to the bill, and its rows make the sum', async () => {
  await city.db.owner.query(
    `insert into contribution_bill (region_code, person_id, bill_id, bill_no, run_id, scheme, period, kind, payer, unit_id, area_code,
        heads, amount_fen, lines, due_on, issued_at)
     values ('990100', 0, 9001, 'T9001', 1, 'resident', '2026', 'contribution', 'county', null, '990101', 1, 30000, '[]', $1, now()),
            ('990100', 0, 9002, 'T9002', 1, 'resident', '2026', 'contribution', 'central', null, null, 1, 70000, '[]', $1, now())`,
    [city.today],
  );
  const { page, faults } = await city.signedIn('稽核', { path: '/figures?tab=levy' });
  const places = page.locator('.levy-places');
  await places.locator('tbody tr').first().waitFor();
  // Column 6: assessed in all, in yuan.
  const billed = (await places.locator('tbody tr td:nth-child(6)').allInnerTexts()).map(fen);
  expect(billed).toEqual([30_000, 70_000]);
  await expect.poll(async () => fen(await places.locator('tfoot td').nth(4).innerText())).toBe(100_000);
  await expect.poll(() => places.locator('tbody tr').nth(1).innerText()).toContain('不分到此级');
  await places.getByRole('button', { name: '缴费单 不分到此级（上级财政等）' }).click();
  await page.locator('.figures-behind').getByText('中央财政').waitFor();
  await places.locator('tbody tr').first().getByRole('button').first().click();
  await page.waitForURL(/level=street/);
  await expect.poll(() => places.locator('tbody tr').count()).toBe(1);
  await places.getByRole('button', { name: /^缴费单 / }).click();
  const bill = page.locator('.figures-behind tbody tr');
  await bill.getByRole('link', { name: 'T9001' }).waitFor();
  expect(faults).toEqual([]);
});

test('the message log: pages, search and export hold the same messages', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: '/office/messages?failed=true' });
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  await expect.poll(() => rows.count()).toBe(30);
  const before = await rows.last().locator('code').last().innerText();
  await page.getByRole('link', { name: '下一页' }).click();
  await page.waitForURL(/before=/);
  await expect.poll(() => rows.first().locator('code').last().innerText()).not.toBe(before);
  await page.getByRole('link', { name: '回到首页' }).click();
  await expect.poll(() => rows.count()).toBe(30);
  const newest = await rows.first().locator('code').last().innerText();
  await page.getByRole('link', { name: '按收到时间排序' }).click();
  await page.waitForURL(/order=asc/);
  await expect.poll(() => rows.first().locator('code').last().innerText()).not.toBe(newest);
  await page.getByRole('link', { name: '按收到时间排序' }).click();
  await expect.poll(() => rows.first().locator('code').last().innerText()).toBe(newest);
  await page.getByLabel('报文编号').fill(msgid(7));
  await page.getByRole('button', { name: '查询' }).click();
  await page.waitForURL(/msgid=/);
  await expect.poll(() => rows.count()).toBe(1);
  const one = await rowsOf(
    await fileBy(page, () => page.getByRole('link', { name: '导出电子表格' }).click()),
  );
  expect(one.filter((cells) => cells.includes(msgid(7)))).toHaveLength(1);
  // Head and one message: the export has the filter of the page.
  expect(one).toHaveLength(2);
  await page.goto(`${city.server.url}/office/messages?failed=true&infno=2204`);
  await rows.first().waitFor();
  const all = await rowsOf(
    await fileBy(page, () => page.getByRole('link', { name: '导出文本表格' }).click()),
  );
  // Every page of it, not the thirty that are shown.
  for (let n = 1; n <= 35; n += 1) expect(all.some((cells) => cells.includes(msgid(n)))).toBe(true);
  expect(faults).toEqual([]);
});

test('from a bill to its messages, into one, and back to the bill', async () => {
  const { rows } = await city.db.owner.query<{ id: string }>(
    `select settlement_id as id from settlement where kind = 'settlement' and benefit = 'inpatient' order by 1 limit 1`,
  );
  const id = rows[0]?.id ?? '';
  const { page, faults } = await city.signedIn('稽核', { path: `/settlements/${id}` });
  await page.getByRole('link', { name: '看背后的报文' }).click();
  await page.waitForURL(new RegExp(`settlementId=${id}`));
  await page.getByText(`只看结算 ${id} 背后的报文`).waitFor();
  await page.locator('tbody tr').first().waitFor();
  const messages = await page.locator('tbody tr').allInnerTexts();
  // A stay: at least admission, fees and settlement.
  expect(messages.length).toBeGreaterThan(2);
  await page.locator('tbody tr', { hasText: '2304' }).first().getByRole('link').click();
  await page.getByRole('heading', { name: '应答（已脱敏）' }).waitFor();
  await page.getByRole('link', { name: '看对应的结算' }).click();
  await page.waitForURL(`**/settlements/${id}`);
  await page.getByRole('heading', { name: '谁付了多少' }).waitFor();
  expect(faults).toEqual([]);
});

test('`?` shows the keys of the page at hand, Escape closes, and a key shown does what it says', async () => {
  const { page, faults } = await city.signedIn('经办');
  await page.getByRole('combobox', { name: '搜索' }).waitFor();
  await page.locator('#content').focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: '键盘快捷键' });
  await help.waitFor();
  await expect.poll(() => help.innerText()).toContain('/');
  const keys = await help.locator('dt').allInnerTexts();
  expect(new Set(keys).size).toBe(keys.length);
  await page.keyboard.press('Escape');
  await expect.poll(() => help.count()).toBe(0);
  await page.keyboard.press('/');
  await page.locator('#search:focus').waitFor();
  expect(faults).toEqual([]);
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { closePage, PHONE } from './browser.ts';
import { CERT, type City, openCity, plainDrug, post } from './city.ts';
import { leaksOn } from './leaks.ts';

let city: City;
/** Settlement numbers of 50.00, 30.00 and 20.00. */
const settled: string[] = [];

beforeAll(async () => {
  city = await openCity();
  const { page } = await city.signedIn('药店操作员');
  const { code } = await plainDrug(city.db);
  for (const [i, yuan] of [50, 30, 20].entries())
    settled.push(await bought(page, code, { key: `eeeeeeeee0${i}`, yuan }));
  await closePage(page);
});
afterAll(() => city.close());

async function bought(
  page: Page,
  listCode: string,
  of: { readonly key: string; readonly yuan: number },
): Promise<string> {
  const found = await post<{ items: { claim: string }[] }>(page, '/api/office/persons', { q: CERT });
  const lines = [{ listCode, quantity: '1', price: String(of.yuan), amountFen: of.yuan * 100 }];
  const bill = {
    key: of.key,
    person: found.items[0]?.claim,
    insutype: '310',
    medType: '41',
    begunAt: `${city.today} 00:00:00`,
    revision: 1,
    account: 'none',
    lines,
  };
  const { settlement } = await post<{ settlement: { settlementId: string } }>(
    page,
    '/api/office/bills',
    bill,
  );
  return settlement.settlementId;
}

const csv = (...rows: readonly string[]) => ({
  name: '本店账单.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`结算编号,单据号,医疗费总额\n${rows.join('\n')}`),
});

test('by keyboard: give the list, see the lines that differ, fetch, reverse and accept, until the day is reconciled', async () => {
  const { page, faults } = await city.signedIn('药店操作员', { path: '/office/reconciliation' });
  await page.locator('tbody tr').first().getByText('未对账').waitFor();
  await page.locator('tbody a').first().press('Enter');
  await page.waitForURL(`**/office/reconciliation/${city.today}`);
  // A file that is wrong: everything at once, nothing taken.
  await page.getByLabel('账单文件').setInputFiles(csv(`${settled[0]},,x`, ',,1'));
  await page.getByRole('button', { name: '上传并核对' }).press('Enter');
  await page.getByText('文件有 2 处需要改正').waitFor();
  await expect
    .poll(() => page.locator('.file-problems').innerText())
    .toContain('第 3 行“结算编号”：没有编号');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByLabel('账单文件').setInputFiles(csv(`${settled[0]},,50`, `${settled[1]},,33`, ',X-9,7'));
  await page.getByRole('button', { name: '上传并核对' }).press('Enter');
  await page.locator('.difference-list > li').nth(2).waitFor();
  await expect.poll(() => page.locator('.reconciliation-head').last().innerText()).toContain('相符 1 笔');
  const line = (text: string) => page.locator('.difference-list > li').filter({ hasText: text });
  await expect.poll(() => line('金额不同').innerText()).toContain('医疗费总额：中心 30.00，本机构 33.00');
  await expect.poll(() => line('只有医保中心有').innerText()).toContain('应答丢失');
  expect(await seriousFindings(page)).toEqual([]);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  // The lost reply.
  await line('只有医保中心有').getByRole('button', { name: '取回应答' }).press('Enter');
  await page
    .getByRole('dialog')
    .getByText(settled[2] ?? '')
    .first()
    .waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Reversed in one click and a reason.
  await line('只有医保中心有').getByRole('button', { name: '撤销这笔结算' }).press('Enter');
  await page.locator('#reverse-reason').focus();
  await page.keyboard.type('本店没有这笔');
  await page.keyboard.press('Enter');
  await page.getByText('已撤销，冲正单').first().waitFor();
  // The list behind the dialog is read again before the dialog closes.
  await page.locator('#reverse-reason').waitFor({ state: 'detached' });
  await line('只有本机构有').getByRole('button', { name: '确认差异' }).press('Enter');
  await page.locator('#reason').press('Enter');
  await page.locator('#reason[aria-invalid="true"]').waitFor();
  await page.keyboard.type('手工误录，已作废');
  await page.keyboard.press('Enter');
  await page.getByText('已确认：手工误录，已作废').waitFor();
  await page.getByLabel('账单文件').setInputFiles(csv(`${settled[0]},,50`, `${settled[1]},,30`, ',X-9,7'));
  await page.getByRole('button', { name: '上传并核对' }).press('Enter');
  await page.locator('.reconciliation-head').first().getByText('已对平').waitFor();
  await page.getByRole('link', { name: '各日对账' }).press('Enter');
  await page.locator('tbody tr').first().getByText('已对平').waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  // The refused file is the one answer that the console tells of.
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('on a phone, in English: the list, the day, the template', async () => {
  const { page, faults } = await city.signedIn('Pharmacy operator', {
    lang: 'en',
    size: PHONE,
    theme: 'dark',
  });
  // Nothing waits: the days are behind one button, on the day what is dealt with is folded.
  await page.goto(`${city.server.url}/office/reconciliation`);
  await page.getByRole('button', { name: 'The other 31' }).click();
  await page.locator('tbody tr').first().waitFor();
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.goto(`${city.server.url}/office/reconciliation/${city.today}`);
  await page.getByText('dealt with').click();
  await page.locator('.difference-list > li').first().waitFor();
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.getByText('Your own bills').click();
  const template = await page.getByRole('link', { name: 'Template' }).getAttribute('href');
  const file = await page.request.get(`${city.server.url}${template}`);
  expect([file.status(), (await file.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
  expect(faults).toEqual([]);
});

test('a place without a system of its own takes the bills of the desk', async () => {
  const { page } = await city.signedIn('药店操作员', { path: `/office/reconciliation/${city.today}` });
  await page.getByRole('button', { name: '没有自己的系统：以本窗口账单为准' }).click();
  await page.getByText('逐笔相符，没有差异。').waitFor();
});

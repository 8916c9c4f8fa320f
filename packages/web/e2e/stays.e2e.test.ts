import { addDays } from '@gongji/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { PHONE } from './browser.ts';
import { CERT, type City, openCity } from './city.ts';
import { leaksOn } from './leaks.ts';

let city: City;
/** A class A drug without restriction or ceiling, and the only one of its name. */
let drug: string;

beforeAll(async () => {
  city = await openCity();
  const { rows } = await city.db.owner.query<{ code: string }>(
    `select list_code as code from catalogue_item i
      where item_class = 'A' and not restricted and valid_to is null and kind = 'drug'
        and not exists (select from catalogue_price_limit l where l.list_code = i.list_code) order by 1 limit 1`,
  );
  drug = rows[0]?.code ?? '';
});
afterAll(() => city.close());

/** One drug at so many yuan, by keyboard. */
async function enter(page: Page, yuan: string): Promise<void> {
  await page.locator('#office-item').focus();
  await page.keyboard.type(drug);
  await page.keyboard.press('Enter');
  await page.locator('#entry-quantity:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#entry-price:focus').waitFor();
  await page.keyboard.type(yuan);
  await page.keyboard.press('Enter');
  await page.locator('#office-item:focus').waitFor();
}

test('by keyboard: admit, fees of a day, mid-stay settlement, its answer lost and asked for again', async () => {
  const { page, faults } = await city.signedIn('医院操作员', { path: '/office/stays' });
  await page.locator('#office-person:focus').waitFor();
  await page.keyboard.type(CERT);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '办理入院' }).and(page.locator(':focus')).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const admittedOn = addDays(city.today, -1);
  await page.getByLabel('入院日期').fill(admittedOn);
  await page.getByRole('button', { name: '办理入院' }).press('Enter');
  await page.waitForURL('**/office/stays/*');
  await page.getByText('还没有费用。').waitFor();

  await page.getByLabel('费用日期').fill(admittedOn);
  await enter(page, '700');
  await enter(page, '300');
  // Typed, not saved yet: a reload loses nothing.
  await page.reload();
  await page.locator('.office-lines tfoot').getByText('1,000.00').waitFor();
  await page.keyboard.press('Alt+u');
  await page.getByText('已保存 2 项，¥1,000.00。').waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  await page.keyboard.press('Alt+p');
  await page.getByRole('heading', { name: '中途预结算结果' }).waitFor();
  // Tertiary, first stay of the year: (1000 − 800) × 84 % = 168 from funds
  await expect.poll(() => page.locator('.office-sums').innerText()).toContain('168.00');
  expect(await seriousFindings(page)).toEqual([]);
  // The server settles, but its answer never arrives; asked again it is the same settlement.
  await page.route('**/settlements', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('Alt+s');
  await page.getByText('不知是否已结').waitFor();
  await page.unroute('**/settlements');
  await page.reload();
  await page.getByRole('button', { name: '再次确认结算结果' }).press('Enter');
  await page.getByText('结算完成，应收现金').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^撤销结算/ }).count()).toBe(1);
  expect(faults.filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([]);
});

test('by keyboard: further fees, discharge, final settlement, print', async () => {
  const { page, faults } = await city.signedIn('医院操作员', { path: '/office/stays' });
  await page.locator('tbody a').first().press('Enter');
  await page.waitForURL('**/office/stays/*');
  await page.getByLabel('费用日期').fill(city.today);
  await enter(page, '500');
  await page.keyboard.press('Enter');
  await page.getByText('已保存 1 项，¥500.00。').waitFor();
  await page.keyboard.press('Alt+o');
  await page.locator('#office-endedAt:focus').waitFor();
  await page.getByRole('button', { name: /^办理出院/ }).press('Enter');
  await page.getByText('已出院，待结算').first().waitFor();
  await page.keyboard.press('Alt+p');
  await page.getByRole('heading', { name: '出院预结算结果' }).waitFor();
  // The deductible is used up: 500 × 84 % = 420
  await expect.poll(() => page.locator('.office-sums').innerText()).toContain('420.00');
  await page.keyboard.press('Alt+s');
  await page.getByText('结算完成，应收现金').waitFor();
  await page.locator('.stay-head').getByText('已结算').waitFor();
  for (const link of await page.getByRole('link', { name: /^打印/ }).all()) {
    const paper = await page.request.get(`${city.server.url}${await link.getAttribute('href')}`);
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  }
  await expect.poll(() => page.getByRole('link', { name: /^打印/ }).count()).toBe(4);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(faults).toEqual([]);
});

test('on a phone, in English and dark: the list and a stay', async () => {
  const { page, faults } = await city.signedIn('Hospital operator', {
    lang: 'en',
    size: PHONE,
    theme: 'dark',
  });
  await page.goto(`${city.server.url}/office/stays?all=true`);
  await page.locator('tbody a').first().waitFor();
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.locator('tbody a').first().click();
  await page.getByRole('heading', { name: 'Fees so far' }).waitFor();
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(faults).toEqual([]);
});

test('a pharmacy has no stays in its menu', async () => {
  const { page } = await city.signedIn('药店操作员', { path: '/office/bills' });
  await page.getByRole('link', { name: '目录对照' }).waitFor();
  await expect.poll(() => page.getByRole('link', { name: '住院' }).count()).toBe(0);
});

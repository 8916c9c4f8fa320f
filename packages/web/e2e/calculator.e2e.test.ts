import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePages, DESK, openBrowser, openPage, PHONE } from './browser.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await openSite();
  browser = await openBrowser();
});

afterAll(async () => {
  await closePages(browser);
  await site.close();
});

/** A stay of a retired person in a secondary hospital: 400 + (20000 − 400) × … typed out in the tests. */
const STAY =
  '#p=showcase.employee&b=inpatient&from=2026-05-01&to=2026-05-10&f.personStatus=retired&f.institutionLevel=secondary&a=20000';

test('a citizen on a phone sees what the insurance pays, and why', async () => {
  const { page, faults } = await openPage(browser, `${site.url}/calculator${STAY}`, { size: PHONE });
  // (20000 − 400) × (88 % + 4 %) = 18032; the person 1968 = 400 deductible + 1568
  await page.getByText('¥18,032.00').waitFor();
  await page.getByRole('button', { name: '看结果' }).click();
  const why = page.locator('#why');
  await why.scrollIntoViewIfNeeded();
  await expect.poll(() => why.innerText()).toContain('400.00');
  await expect.poll(() => why.innerText()).toContain('1,568.00');
  const steps = page.locator('#steps');
  await expect.poll(() => steps.innerText()).toContain('19,600.00 × 92% = 18,032.00');
  await expect.poll(() => steps.innerText()).toContain('《共济市职工基本医疗保险办法》第二十二条');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(faults).toEqual([]);
});

test('by keyboard alone: change the hospital and the cost, compare with next year, in English', async () => {
  const { page, faults } = await openPage(browser, `${site.url}/calculator${STAY}`, { lang: 'en' });
  await page.getByText('¥18,032.00').first().waitFor();
  await page.keyboard.press('Tab');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Skip to the content');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.getByRole('radio', { name: 'Secondary' }).focus();
  await page.keyboard.press('ArrowRight');
  // tertiary: (20000 − 800) × (84 % + 4 %) = 16896
  await page.getByText('¥16,896.00').first().waitFor();
  await page.keyboard.press('Alt+f');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('10000');
  // (10000 − 800) × 88 % = 8096
  await page.getByText('¥8,096.00').first().waitFor();
  await page.keyboard.press('Alt+c');
  // 2027: the deductible is 1000, (10000 − 1000) × 88 % = 7920
  await page.getByText('¥7,920.00').first().waitFor();
  await expect
    .poll(async () => (await page.locator('table.compare .changed').allInnerTexts()).join('\n'))
    .toContain('−176.00');
  await expect
    .poll(() => page.locator('table.standards').first().innerText())
    .toContain('Deductible per stay');
  await page.keyboard.press('Escape');
  await page.locator('#content').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await expect.poll(() => page.getByRole('dialog').innerText()).toContain('Go to the cost');
  expect(faults).toEqual([]);
});

test('the copied link brings somebody else, not signed in and on a phone, to the same result', async () => {
  const { page, faults } = await openPage(browser, `${site.url}/calculator`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('radio', { name: '居民医保' }).check();
  await page.getByRole('radio', { name: '普通门诊', exact: false }).first().check();
  await page.locator('#cost-a').fill('500');
  await page.waitForFunction(() => location.hash.includes('a=500'));
  await page.locator('.headline', { hasText: '总额 ¥7,300.00' }).waitFor();
  const answer = await page.locator('.headline').innerText();
  await page.getByRole('button', { name: '复制链接' }).click();
  await page.getByText('链接已复制').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const second = await openPage(browser, link, { size: PHONE });
  await expect.poll(() => second.page.locator('.headline').innerText()).toBe(answer);
  await expect.poll(() => second.page.locator('#cost-a').inputValue()).toBe('500');
  expect(await second.page.context().cookies()).toEqual([]);
  expect([...faults, ...second.faults]).toEqual([]);
});

test('what is missing is said at the field and in a summary; no button is dead', async () => {
  const { page } = await openPage(browser, `${site.url}/calculator${STAY}`);
  await page.locator('#cost-a').fill('12,5x');
  await page.locator('#cost-a[aria-invalid="true"]').waitFor();
  await expect.poll(() => page.locator('.calculator-result').innerText()).toContain('请填金额');
  await page.locator('#cost-a').fill('');
  await page.getByText('请填写费用金额').first().waitFor();
});

test('the first load of the calculator is at most 300 kB compressed', async () => {
  const context = await browser.newContext({ viewport: DESK });
  const page = await context.newPage();
  // As they travel: the server compresses what is worth it.
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/api/'))
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize),
      );
  });
  await page.goto(`${site.url}/calculator`);
  await page.locator('.headline').waitFor();
  const bytes = (await Promise.all(sizes)).reduce((sum, n) => sum + n, 0);
  expect(sizes.length).toBeGreaterThan(5);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(300_000);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { closePage, closePages, DESK, goWithin, openBrowser, openPage, PHONE } from './browser.ts';
import { leaksOn } from './leaks.ts';
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

const TRIAL =
  '/calculator#p=showcase.employee&b=inpatient&from=2026-05-01&to=2026-05-10&f.personStatus=retired&f.civilServant=true&f.lowIncome=true&f.area=outProvince&f.filing=unfiled&a=400000&bb=6000&bf=10&c=800&acct=300&vp=showcase.resident&vy=2027';

/** Address, what shows that it is there, and whether it is tried at every size too. */
const PAGES = [
  ['/', 'h1', true],
  ['/calculator', '.headline', false],
  [TRIAL, '.headline', true],
  ['/policies', '.region', false],
  ['/policies/showcase.employee', '.facts-list', false],
  ['/policies/showcase.employee?part=standards', '.standard', true],
  ['/policies/showcase.resident?part=steps', '.flow', true],
  ['/policies/showcase.employee?part=cases', '.cases', true],
  ['/policies/showcase.resident?part=changes', '.timeline', false],
  ['/policies/showcase.employee.reform-2027?part=changes', '.timeline', false],
  ['/policies/yian.resident?part=questions', '.panel', false],
  ['/no-such-page', '.state', false],
] as const;

/** A trial is read from its address once, when the page opens. */
async function open(page: Page, path: string, ready: string): Promise<void> {
  if (path.includes('#')) await page.goto(`${site.url}${path}`);
  else await goWithin(page, path);
  await page.locator(ready).first().waitFor();
}

test.each([['zh'], ['en']] as const)(
  '%s: no word of the other language, no fault, nothing serious in the scan',
  async (lang) => {
    const { page, faults } = await openPage(browser, `${site.url}/no-such-page`, { lang });
    for (const [path, ready] of PAGES) {
      await open(page, path, ready);
      expect({ path, leaks: await leaksOn(page, lang) }).toEqual({ path, leaks: [] });
      expect({ path, found: await seriousFindings(page, { seen: lang === 'en' }) }).toEqual({
        path,
        found: [],
      });
      expect({ path, faults }).toEqual({ path, faults: [] });
    }
    await closePage(page);
  },
);

test.each([
  ['phone', PHONE, 'light'],
  ['desk at 200 %', { width: 683, height: 384 }, 'light'],
  ['desk', DESK, 'dark'],
] as const)('%s %o %s: nothing is cut off, and every page passes the scan', async (_name, size, theme) => {
  const { page } = await openPage(browser, `${site.url}/no-such-page`, { size, theme });
  for (const [path, ready] of PAGES.filter(([, , narrow]) => narrow)) {
    await open(page, path, ready);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect({ path, width }).toEqual({ path, width: size.width });
    expect({ path, found: await seriousFindings(page, { seen: true }) }).toEqual({ path, found: [] });
  }
  await closePage(page);
});

test('an officer reads a policy: standards, the order of steps, cases that pass, what 2027 changes', async () => {
  const { page, faults } = await openPage(browser, `${site.url}/policies`);
  await page.getByRole('link', { name: '共济市职工基本医疗保险（示范）' }).click();
  const ages = page.locator('section', { has: page.getByRole('heading', { name: '人员类别的年龄界限' }) });
  await ages.waitFor();
  // In work, flexible and retired: from 16, by article 4 of the model measures of enrolment.
  await expect
    .poll(() => ages.locator('tbody tr').allInnerTexts())
    .toEqual([1, 2, 3].map(() => expect.stringMatching(/满 16 周岁\s+2025年1月1日\s+.*第四条/)));
  await page.getByRole('link', { name: '标准', exact: true }).click();
  const standard = page.locator('.standard', { hasText: '住院起付标准' }).first();
  await expect.poll(() => standard.innerText()).toContain('《共济市职工基本医疗保险办法》第二十条');
  await page.getByRole('link', { name: '步骤', exact: true }).click();
  await expect.poll(() => page.locator('.flow').innerText()).toContain('职工基本医疗保险统筹基金');
  await page.getByRole('link', { name: '算例' }).click();
  await page.locator('table.cases tbody tr').first().waitFor();
  await expect.poll(() => page.locator('.tag').allInnerTexts()).not.toContain('不符');
  await expect.poll(() => page.locator('table.cases tbody tr').count()).toBeGreaterThan(20);
  await page.getByRole('link', { name: '变化' }).click();
  await expect.poll(() => page.locator('.timeline').innerText()).toContain('由 1,500 改为 1,800');
  await page.getByRole('link', { name: '用这份政策试算' }).click();
  await page.locator('.headline').waitFor();
  expect(faults).toEqual([]);
});

test('language and theme are switched in place and kept', async () => {
  const { page } = await openPage(browser, `${site.url}/policies`);
  await page.getByRole('button', { name: 'Switch to English' }).click();
  await page.getByRole('heading', { name: 'Policy room' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await expect
    .poll(() =>
      page.evaluate(() => [localStorage.getItem('gongji.lang'), localStorage.getItem('gongji.theme')]),
    )
    .toEqual(['en', 'dark']);
});

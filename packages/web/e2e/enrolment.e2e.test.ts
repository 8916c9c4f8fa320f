import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { putDemoUsers } from '@gongji/server/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { seriousFindings } from './accessibility.ts';
import { type OpenOptions, type OpenPage, openBrowser, openPage, PHONE } from './browser.ts';
import { leaksOn } from './leaks.ts';

/** Enrolling as its users do it: a clerk, a reviewer, the officer of an employer. */
let db: TestDatabase;
let server: RunningServer;
let browser: Browser;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

beforeAll(async () => {
  const { folder } = await ensureWebBuilt();
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, seed: 1, asOf: today });
  await putDemoUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0, workbenchDir: folder });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  await db.drop();
});

async function signedIn(role: string, options: OpenOptions = {}): Promise<OpenPage> {
  const opened = await openPage(browser, `${server.url}/sign-in`, options);
  await opened.page.getByRole('button', { name: role, exact: true }).click();
  await opened.page.waitForURL(`${server.url}/`);
  return opened;
}

async function choose(page: Page, what: string): Promise<void> {
  await page.getByLabel('姓名、拼音首字母、人员编号或证件号码').fill(what);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '二、业务' }).waitFor();
}

test('a clerk registers a child, sees fee and first day, and enrols it', async () => {
  const { page, faults } = await signedIn('经办');
  await page.goto(`${server.url}/enrolment`);
  await page.getByText('登记新参保人').click();
  const form = page.getByRole('form', { name: '登记新参保人' });
  await form.getByLabel('姓名').fill('林小苗');
  await form.getByLabel('证件类型').selectOption('990201');
  await form.getByLabel('证件号码').fill('U990000123');
  await form.getByLabel('办理事由').fill('出生医学证明');
  await form.getByRole('button', { name: '登记', exact: true }).click();
  // A certificate of birth has no birthday in its number.
  await page.getByText('出生日期').last().waitFor();
  await form.getByLabel('出生日期').fill(addDays(today, -8));
  await form.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('heading', { name: '二、业务' }).waitFor();
  await page.getByRole('radio', { name: '居民医保' }).check();
  await page.getByRole('radio', { name: '新生儿参保' }).check();
  await page.getByRole('radio', { name: '一档' }).check();
  await page.getByText('可以办理').waitFor();
  await page.getByText('待遇起始日').waitFor();
  await page.getByLabel('办理事由').last().fill('新生儿参保');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByRole('heading', { name: '已办理' }).waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  // The registration without a birthday was refused, as it should be.
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
});

test('everything that stops an act is shown before it, and the button stays shut', async () => {
  const { page, faults } = await signedIn('经办');
  await page.goto(`${server.url}/enrolment`);
  await choose(page, '王桂兰');
  // She has resident cover: joining as an employee without unit and wage stops for three reasons.
  await page.getByText('不能办理').waitFor();
  await page.getByText('缺少结算所需的信息：参保单位').waitFor();
  await page.getByText('已参加居民医保').waitFor();
  expect(await page.getByRole('button', { name: '办理', exact: true }).isDisabled()).toBe(true);
  expect(faults).toEqual([]);
});

test('an end long ago waits, and a reviewer agrees', async () => {
  const { page } = await signedIn('经办');
  await page.goto(`${server.url}/enrolment`);
  await choose(page, '张𠮷');
  await page.getByRole('radio', { name: '居民医保' }).check();
  await page.getByRole('radio', { name: '停保' }).check();
  await page.getByLabel('参保截止日期').fill(addDays(today, -200));
  await page.getByText('须另一人复核').waitFor();
  await page.getByLabel('办理事由').fill('外地参保');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByRole('heading', { name: '已提交，等待复核' }).waitFor();
  const { page: other, faults } = await signedIn('复核');
  await other.goto(`${server.url}/enrolment/requests`);
  await other.getByText('居民医保 停保').waitFor();
  expect(await seriousFindings(other)).toEqual([]);
  await other.getByLabel('复核意见').fill('属实');
  await other.getByRole('button', { name: '同意', exact: true }).click();
  await other.getByText('没有待复核的业务').waitFor();
  await other.goto(`${server.url}/enrolment/persons/~12`);
  await other.getByTestId('register-history').getByText('变更').first().waitFor();
  expect(faults).toEqual([]);
});

test('a register is seen as it was known on an earlier day', async () => {
  const { page, faults } = await signedIn('经办');
  await page.goto(`${server.url}/enrolment/persons/~5`);
  await page.getByRole('heading', { name: '现在的登记' }).waitFor();
  await page.getByLabel('截至某时所知').fill('2001-01-01');
  await page.getByText('当时没有登记').waitFor();
  expect(faults).toEqual([]);
});

test('an employer’s officer finds people by certificate and name on a phone', async () => {
  const { page, faults } = await signedIn('用人单位经办', { size: PHONE });
  await page.goto(`${server.url}/enrolment`);
  await page.getByText('按证件号码和姓名').click();
  await page.getByLabel('证件号码', { exact: true }).first().fill('990100199506300015');
  await page.getByLabel('姓名', { exact: true }).first().fill('褚远行');
  await page.getByRole('button', { name: '用此证件办理' }).click();
  await page.getByLabel('申报月工资').fill('6000');
  await page.getByText('可以办理').waitFor();
  await page.getByLabel('办理事由').fill('新入职');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByRole('heading', { name: '已办理' }).waitFor();
  expect(faults).toEqual([]);
});

test('units and duplicates open in English too', async () => {
  const { page, faults } = await signedIn('Desk clerk', { lang: 'en' });
  await page.goto(`${server.url}/enrolment/units`);
  await page.getByRole('button', { name: '共济市财政局' }).click();
  await page.getByRole('heading', { name: '共济市财政局' }).waitFor();
  await page.goto(`${server.url}/enrolment/duplicates`);
  await page.getByRole('link', { name: 'Duplicates' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});

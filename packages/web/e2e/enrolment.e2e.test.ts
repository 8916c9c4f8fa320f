import { readFileSync } from 'node:fs';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { goodRow } from '@gongji/server/group-enrolment/testing';
import { putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureWebBuilt } from '../scripts/ensure-web-built.ts';
import { seriousFindings } from './accessibility.ts';
import { closePages, type OpenPage, openBrowser, PHONE } from './browser.ts';
import { openWorkbench, type WorkbenchOptions } from './city.ts';
import { leaksOn } from './leaks.ts';

/** Enrolling as its users do it: a clerk, a reviewer, the officers of an employer and of a community. */
let db: TestDatabase;
let server: RunningServer;
let browser: Browser;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

beforeAll(async () => {
  const { folder } = await ensureWebBuilt();
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, seed: 1, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0, workbenchDir: folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await server.stop();
  await db.drop();
});

const signedIn = (role: string, options?: WorkbenchOptions): Promise<OpenPage> =>
  openWorkbench(browser, server.url, role, options);

async function choose(page: Page, what: string): Promise<void> {
  await page.getByLabel('姓名、拼音首字母、人员编号或证件号码').fill(what);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '二、业务' }).waitFor();
}

test('a clerk registers a child, sees fee and first day, and enrols it; the subsidies for it wait and are billed', async () => {
  const { page, faults } = await signedIn('经办', { path: '/enrolment' });
  await page.getByText('登记新参保人').click();
  const form = page.getByRole('form', { name: '登记新参保人' });
  await form.getByLabel('姓名').fill('林小苗');
  await form.getByLabel('证件类型').selectOption('990201');
  await form.getByLabel('证件号码').fill('U990000123');
  await form.getByLabel('办理事由').fill('出生医学证明');
  await form.getByRole('button', { name: '登记', exact: true }).click();
  // A certificate of birth has no birthday in its number.
  await page.getByText('缺少必填信息：出生日期').waitFor();
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
  await page.goto(`${server.url}/contributions/assessment`);
  await page.locator('section', { hasText: '待汇总的财政补助' }).getByText('中央财政').waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '立即汇总成缴费单' }).click();
  await page.getByText('已汇总成 4 张缴费单').waitFor();
  await page.locator('tbody tr', { hasText: '补助汇总' }).getByText('完成').waitFor();
  // The registration without a birthday was refused, as it should be.
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
});

test('everything that stops an act is shown before it, and the button leads there instead of acting', async () => {
  const { page, faults } = await signedIn('经办', { path: '/enrolment' });
  await choose(page, '王桂兰');
  // She has resident cover: joining as an employee without unit and wage stops for three reasons.
  await page.getByText('不能办理').waitFor();
  await page.getByText('缺少必填信息：参保单位').waitFor();
  await page.getByText('已参加居民医保').waitFor();
  const acts = () => db.owner.query('select from enrolment_act');
  const before = (await acts()).rowCount;
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await page.locator('#enrol-see:focus').waitFor();
  expect((await acts()).rowCount).toBe(before);
  expect(faults).toEqual([]);
});

test('an end long ago waits, and a reviewer agrees', async () => {
  const { page } = await signedIn('经办', { path: '/enrolment' });
  await choose(page, '张𠮷');
  await page.getByRole('radio', { name: '居民医保' }).check();
  await page.getByRole('radio', { name: '停保' }).check();
  await page.getByLabel('参保截止日期').fill(addDays(today, -200));
  await page.getByText('须另一人复核').waitFor();
  await page.getByLabel('办理事由').fill('外地参保');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByRole('heading', { name: '已提交，等待复核' }).waitFor();
  const { page: other, faults } = await signedIn('复核', { path: '/enrolment/requests' });
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
  // A pensioner: every code of his cover has its word.
  await page.goto(`${server.url}/enrolment/persons/~3`);
  await page.getByRole('heading', { name: '现在的登记' }).waitFor();
  await page.getByTestId('register-history').waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  await page.getByRole('link', { name: '参保人页面' }).click();
  await page.getByRole('link', { name: '登记与历史' }).click();
  await page.getByRole('heading', { name: '现在的登记' }).waitFor();
  await page.getByLabel('截至某时所知').fill('2001-01-01');
  await page.getByText('当时没有登记').waitFor();
  expect(faults).toEqual([]);
});

test('an employer’s officer finds people by certificate and name on a phone', async () => {
  const { page, faults } = await signedIn('用人单位经办', { size: PHONE, path: '/enrolment' });
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
  const { page, faults } = await signedIn('Desk clerk', { lang: 'en', path: '/enrolment/units' });
  await page.getByRole('button', { name: '共济市财政局' }).click();
  await page.getByRole('heading', { name: '共济市财政局' }).waitFor();
  await page.goto(`${server.url}/enrolment/duplicates`);
  await page.getByRole('link', { name: 'Duplicates' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});

const LIST_HEADINGS = ['户号', '与户主关系', '姓名', '证件号码', '缴费档次', '手机号码'];

/** A list as text, as many households of one adult; `wrong` spoils some. */
function listOf(
  rows: number,
  wrong: Readonly<Record<number, Readonly<Record<string, string>>>> = {},
): string {
  const lines = Array.from({ length: rows }, (_, n) => {
    const cells: Readonly<Record<string, string | undefined>> = { ...goodRow(n), ...wrong[n] };
    return LIST_HEADINGS.map((heading) => cells[heading] ?? '').join(',');
  });
  return [LIST_HEADINGS.join(','), ...lines].join('\r\n');
}

async function sendList(page: Page, name: string, text: string): Promise<void> {
  await page.goto(`${server.url}/lists`);
  const buffer = Buffer.from(text);
  await page.getByLabel('文件', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(`${server.url}/lists/*`);
}

/** No row of a list is written meanwhile: what is under way cannot end before it was seen. */
async function whileRowsWait(work: () => Promise<void>): Promise<void> {
  const client = await db.owner.connect();
  try {
    await client.query('begin; lock table import_row in exclusive mode');
    await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** The numbers of the page: good, wrong, hints … */
async function counts(page: Page): Promise<Readonly<Record<string, string>>> {
  await page.getByRole('heading', { name: '怎样入库' }).waitFor();
  const texts = await page.locator('.lists-counts dl > div').allInnerTexts();
  return Object.fromEntries(texts.map((text) => text.split(/\s+/) as [string, string]));
}

test('the officer of a community sends a list, corrects what is wrong, enrols it and takes it back', async () => {
  const { page, faults } = await signedIn('村（社区）协管员');
  const wrong = { 3: { 手机号码: '1380000' }, 7: { 姓名: '张三1' } };
  await sendList(page, '居民名单', listOf(10, wrong));
  expect(await counts(page)).toEqual({ 合格: '8', 有误: '2', 提示: '0' });
  const rows = page.locator('main table');
  for (const text of ['手机号 1380000', '姓名“张三1”无效'])
    await expect.poll(() => rows.innerText()).toContain(text);
  expect(await seriousFindings(page)).toEqual([]);
  // The error file holds the wrong rows with reasons; two cells of it are mended, and it is sent as it is.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载错误文件' }).click(),
  ]);
  const errors = readFileSync(await download.path(), 'utf8');
  expect(errors).toContain('怎样改正');
  const mended = errors.replace('1380000', '13800000003').replace('张三1', '张三');
  expect(mended).not.toBe(errors);
  await sendList(page, '错误文件', mended);
  expect(await counts(page)).toEqual({ 合格: '2', 有误: '0', 提示: '0' });
  await page.getByText('没有发现问题').waitFor();
  await page.getByRole('button', { name: '入库', exact: true }).click();
  await page.getByText(/demo\.community 于 .* 入库/).waitFor();
  const enrolled = page.locator('.lists-entered dd');
  await expect.poll(() => enrolled.innerText()).toBe('2');
  await page.locator('summary', { hasText: '整批撤回' }).click();
  await page.getByRole('button', { name: '整批撤回' }).click();
  await page.getByText('请写明原因').waitFor();
  await page.getByLabel('撤回原因').fill('名单有误');
  await page.getByRole('button', { name: '整批撤回' }).click();
  await page.getByText(/demo\.community 于 .* 撤回/).waitFor();
  await page.goto(`${server.url}/lists`);
  await page.getByRole('cell', { name: '已撤回' }).first().waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(faults).toEqual([]);
});

test('a long list shows how far it is, on a phone too, and the officer of an employer does not see it', async () => {
  const { page, faults } = await signedIn('村（社区）协管员', { size: PHONE, theme: 'dark' });
  const progress = page.getByRole('progressbar', { name: '正在处理' });
  await whileRowsWait(async () => {
    await sendList(page, '长名单', listOf(1_500));
    await progress.waitFor();
  });
  expect(await counts(page)).toMatchObject({ 合格: '1500', 有误: '0' });
  await whileRowsWait(async () => {
    await page.getByRole('button', { name: '入库', exact: true }).click();
    await progress.waitFor();
  });
  await page.getByText(/demo\.community 于 .* 入库/).waitFor();
  await expect.poll(() => page.locator('.lists-entered dd').innerText()).toBe('1500');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  const { page: employer } = await signedIn('用人单位经办');
  await employer.goto(page.url());
  await employer.getByText('没有').first().waitFor();
  await expect.poll(() => employer.getByText('长名单').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('a clerk changes a name and sees what follows; a reviewer agrees; the history says both times', async () => {
  const { page, faults } = await signedIn('经办', { path: '/enrolment/persons/~9' });
  await page.getByText('变更、更正、家庭、死亡').click();
  await page.getByLabel('姓名', { exact: true }).fill('欧阳新名');
  await page.getByText('须另一人复核').waitFor();
  await page.getByText('参保关系、缴费和个人账户划入不变').waitFor();
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('请写明事由').waitFor();
  await page.getByLabel('办理事由').first().fill('户口簿');
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').waitFor();
  expect(await leaksOn(page, 'zh')).toEqual([]);
  const { page: other } = await signedIn('复核', { size: PHONE, theme: 'dark', path: '/enrolment/requests' });
  await other.getByText('变更参保人信息').waitFor();
  const wide = await other.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await other.getByRole('button', { name: '同意', exact: true }).click();
  await other.getByText('没有待复核的业务').waitFor();
  await page.reload();
  const history = page.getByTestId('register-history');
  await history.getByText('户口簿').first().waitFor();
  await history.getByText('办理人 demo.reviewer').first().waitFor();
  expect(faults).toEqual([]);
});

test('a unit’s bank account is changed on its page and waits', async () => {
  const { page, faults } = await signedIn('经办', { size: PHONE, path: '/enrolment/units' });
  await page.getByRole('button', { name: '共济市财政局' }).click();
  await page.getByText('变更、合并、暂停、注销').click();
  await page.getByLabel('银行账户').check();
  await page.getByLabel('开户银行').fill('共济银行营业部');
  await page.getByLabel('银行账号').fill('6222000011112222');
  await page.getByText('须另一人复核').waitFor();
  await page.getByLabel('办理事由').fill('开户许可证');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').waitFor();
  expect(faults).toEqual([]);
});

import { fileURLToPath } from 'node:url';
import { putDemoContributions, type SampleFiles } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage } from './browser.ts';
import { CERT, type City, openCity, post } from './city.ts';

/** Whatever takes more than two seconds says so; one may leave the page, and finds the work with its result. */
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));
const LATE_MS = 3_200;

let city: City;
let samples: SampleFiles | undefined;
beforeAll(async () => {
  city = await openCity(400);
  const policies = loadPolicyFiles(POLICIES);
  samples = await putDemoContributions({ pool: city.db.pool, policies, asOf: city.today });
});
afterAll(() => city.close());

interface Job {
  readonly role: string;
  readonly path: string;
  /** What is sent, and answered late. */
  readonly late: RegExp;
  readonly begin: (page: Page) => Promise<void>;
  /** What its page says of it afterwards. */
  readonly found: string | RegExp;
  /** What the first page says of it; undefined for whoever has no tasks there. */
  readonly task: RegExp | undefined;
}

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const JOBS: Readonly<Record<string, Job>> = {
  'a payment file': {
    role: '财务',
    path: '/contributions/receipts',
    late: /\/api\/payment-files$/,
    begin: async (page) => {
      await page.getByLabel('文件格式').selectOption('bank-statement');
      const file = csv('银行收款.csv', samples?.['bank-statement.csv'] ?? '');
      await page.getByLabel('文件', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: '导入' }).click();
    },
    found: /导入缴费文件 银行收款\.csv\s*已完成/,
    task: /导入缴费文件 银行收款\.csv.*4 笔，自动入账/,
  },
  'notices on paper': {
    role: '经办',
    path: '/contributions/notices?unit=8000001',
    late: /\/print\/notices/,
    begin: (page) => page.getByRole('button', { name: '未缴通知单' }).first().click(),
    found: '打开文件',
    task: /生成单据 · 缴费通知单 · 居民.*已完成.*打开文件/,
  },
  'a look at arrears': {
    role: '经办',
    path: '/contributions/arrears',
    late: /\/api\/arrears\/runs/,
    begin: (page) => page.getByRole('button', { name: '处理欠费', exact: true }).click(),
    found: /处理欠费.*生成 \d+ 份催缴通知/,
    task: /处理欠费.*生成 \d+ 份催缴通知/,
  },
  'a run over all accounts': {
    role: '财务',
    path: '/account-runs',
    late: /\/api\/account-runs/,
    begin: (page) => page.getByRole('button', { name: '开始办理' }).click(),
    found: /个人账户批处理 · 退休人员划入.*个账户/,
    task: /个人账户批处理 · 退休人员划入.*个账户/,
  },
  'an assessment': {
    role: '经办',
    path: '/contributions/assessment',
    late: /\/api\/assessment-runs$/,
    begin: async (page) => {
      await page.getByLabel('费款所属期', { exact: true }).fill(monthsAgo(4));
      await page.getByRole('button', { name: '开始核定' }).click();
    },
    found: new RegExp(`${monthsAgo(4)}\\s*完成`),
    task: /征缴核定 · 职工.*已完成/,
  },
  'a list of staff': {
    role: '用人单位经办',
    path: '/lists',
    late: /\/api\/lists\?kind=staff/,
    begin: async (page) => {
      const file = csv('新进.csv', `证件号码,姓名\r\n${CERT},陈建国\r\n`);
      await page.getByLabel('文件', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: '上传并检查' }).click();
    },
    found: /新进\.csv.*(已检查|无法读取)/,
    task: /检查名单 新进\.csv.*(有误|不能读取)/,
  },
  'a list for a school': {
    role: '学校经办',
    path: '/contributions/lists',
    late: /\/api\/collection-lists$/,
    begin: async (page) => {
      await page.getByLabel('费款所属期', { exact: true }).fill(city.today.slice(0, 4));
      await page.getByRole('button', { name: '生成名单', exact: true }).click();
    },
    found: /共济市实验小学.*未回盘/,
    task: undefined,
  },
};

function monthsAgo(months: number): string {
  const on = new Date();
  on.setUTCDate(1);
  on.setUTCMonth(on.getUTCMonth() - months);
  return on.toISOString().slice(0, 7);
}

// All at once: most of it is waiting.
test('each job says that it is under way, can be left, and is found with its result', async () => {
  const wrong = await Promise.all(
    Object.entries(JOBS).map(([name, job]) =>
      leaveAndReturn(job).then(
        (faults) => faults.map((fault) => `${name}: ${fault}`),
        (error: unknown) => [`${name}: ${String(error)}`],
      ),
    ),
  );
  expect(wrong.flat()).toEqual([]);
});

async function leaveAndReturn({ role, path, late, begin, found, task }: Job): Promise<readonly string[]> {
  const { page, faults } = await city.signedIn(role, { path });
  let answered = 0;
  let left = (): void => undefined;
  const leaving = new Promise<void>((resolve) => {
    left = resolve;
  });
  await page.route(late, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    await leaving;
    await route.fulfill({ response });
    answered = response.status();
  });
  await begin(page);
  await page.getByText('正在处理，请稍候…').waitFor();
  // Away from it while it is not answered, by a link as everybody does it.
  await page.getByRole('link', { name: '首页' }).first().click();
  await page.waitForURL(`${city.server.url}/`);
  left();
  if (task !== undefined) {
    const tasks = page.getByRole('region', { name: '我的任务' });
    const said = () => tasks.getByRole('listitem').allInnerTexts();
    // The tasks of all of them are done one after another.
    await expect
      .poll(async () => (await said()).map((text) => text.replaceAll(/\s+/g, ' ')), { timeout: 60_000 })
      .toContainEqual(expect.stringMatching(task));
  }
  // The answer takes nobody away from where he went meanwhile.
  await expect.poll(() => answered).toBe(200);
  expect(new URL(page.url()).pathname).toBe('/');
  await page.goto(city.server.url + path);
  await page.locator('main').filter({ hasText: found }).waitFor();
  await closePage(page);
  return faults;
}

test('the papers that were left are fetched by whoever asked for them, and by nobody else', async () => {
  const { page } = await city.signedIn('经办');
  const about = `scheme=resident&period=${city.today.slice(0, 4)}`;
  const { taskId } = await post<{ taskId: string }>(page, `/api/units/8000001/print/notices?${about}`, {});
  const file = `${city.server.url}/api/tasks/${taskId}/file`;
  await expect.poll(async () => (await page.request.get(file)).status()).toBe(200);
  expect((await (await page.request.get(file)).body()).subarray(0, 5).toString()).toBe('%PDF-');
  const reviewer = await city.signedIn('复核');
  expect((await reviewer.page.request.get(file)).status()).toBe(404);
  await closePage(page);
  await closePage(reviewer.page);
});

test('reading that takes more than two seconds says so as well', async () => {
  const { page, faults } = await city.signedIn('经办');
  await page.route('**/api/bills?**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.continue();
  });
  await page.getByRole('link', { name: '结算单' }).first().click();
  const slow = page.getByText('正在处理，请稍候…');
  await slow.waitFor({ timeout: LATE_MS });
  await page.getByText('没有符合条件的结算单').first().waitFor();
  await expect.poll(() => slow.count()).toBe(0);
  expect(faults).toEqual([]);
  await closePage(page);
});

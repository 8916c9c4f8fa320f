import { fileURLToPath } from 'node:url';
import { putDemoContributions, type SampleFiles } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import { openSheet, xlsxFile } from '@gongji/sheets';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, type OpenOptions, PHONE } from './browser.ts';
import { type City, openCity } from './city.ts';
import { sound } from './sound.ts';

const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));
let city: City;
let samples: SampleFiles | undefined;
beforeAll(async () => {
  city = await openCity(400);
  samples = await putDemoContributions({
    pool: city.db.pool,
    policies: loadPolicyFiles(POLICIES),
    asOf: city.today,
  });
});
afterAll(() => city.close());

async function opened(role: string, path: string, options: OpenOptions = {}) {
  const { page, faults } = await city.signedIn(role, { ...options, path: `${path}` });
  await page.locator('table').first().waitFor();
  return { page, faults };
}

test('an employer types wages on the phone, sees what becomes of them, and submits; a clerk approves', async () => {
  const { page, faults } = await opened('用人单位经办', '/contributions/declarations', { size: PHONE });
  const first = page.getByLabel('第 1 人工资');
  await first.fill('99999.00');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByText('高于上限，按上限').first().waitFor();
  // 300 % of the reference wage of the year
  await sound(page, 'zh', 'declare');
  await page.getByRole('button', { name: '提交申报' }).click();
  await page.getByText('已提交，等待复核。').waitFor();
  await page.locator('.tag', { hasText: '待复核' }).first().waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
  const clerk = await opened('经办', '/contributions/declarations');
  await clerk.page.getByRole('button', { name: '同意', exact: true }).click();
  await clerk.page.locator('.tag-good', { hasText: '已同意' }).first().waitFor();
  await sound(clerk.page, 'zh', 'declarations');
  expect(clerk.faults).toEqual([]);
  await closePage(clerk.page);
});

test('a clerk opens a bill and reads why a person’s amount is what it is, in two clicks', async () => {
  const { page, faults } = await opened('经办', '/contributions?payer=unit');
  await sound(page, 'zh', 'bills');
  await page.locator('tbody a').first().click();
  await page.getByRole('button', { name: '为什么' }).first().click();
  await page.getByRole('heading', { name: '应缴是怎样算出的' }).waitFor();
  await page.getByText('缴费基数').first().waitFor();
  await sound(page, 'zh', 'bill');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('a clerk assesses a month and follows it', async () => {
  const { page, faults } = await opened('经办', '/contributions/assessment');
  const [year = 0, month = 1] = city.today.split('-').map(Number);
  const before = month > 3 ? `${year}-${String(month - 3).padStart(2, '0')}` : `${year - 1}-${month + 9}`;
  await page.getByLabel('费款所属期', { exact: true }).fill(before);
  await page.getByRole('button', { name: '开始核定' }).click();
  await page.locator('tbody tr', { hasText: before }).getByText('完成').waitFor();
  await sound(page, 'zh', 'assessment');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('finance takes a file, matches by hand, asks for a refund; the reviewer decides', async () => {
  const { page, faults } = await opened('财务', '/contributions/receipts');
  const file = {
    name: '银行收款.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(samples?.['bank-statement.csv'] ?? ''),
  };
  await page.getByLabel('文件格式').selectOption('bank-statement');
  await page.getByLabel('文件', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: '导入' }).click();
  await page.getByText(/新到账 [1-9]/).waitFor();
  await page.getByRole('button', { name: '导入' }).click();
  await page.getByText('这个文件以前导入过').waitFor();
  await sound(page, 'zh', 'receipts');
  await page.getByRole('link', { name: 'S5' }).click();
  await page.getByText('户名相同').first().waitFor();
  await sound(page, 'zh', 'receipt');
  await page.getByRole('button', { name: '入账', exact: true }).first().click();
  await page.getByRole('button', { name: '撤销入账' }).waitFor();
  await page.goto(`${city.server.url}/contributions/receipts`);
  await page.getByRole('link', { name: 'B0002' }).click();
  await page.getByLabel('退费原因').fill('无对应缴费单');
  await page.getByLabel('收款账号').fill('6222000011113333');
  await page.getByRole('button', { name: '提交退费申请' }).click();
  await page.getByText('待复核', { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
  const reviewer = await opened('复核', '/contributions/refunds');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).first().click();
  await reviewer.page.locator('.tag', { hasText: '已同意' }).waitFor();
  await sound(reviewer.page, 'zh', 'refunds');
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
});

test('a school makes the list of its pupils and sends it back with results; finance books the transfer', async () => {
  const { page, faults } = await city.signedIn('学校经办', { size: PHONE, path: '/contributions/lists' });
  await page.getByRole('button', { name: '生成名单' }).click();
  await page.getByRole('link', { name: '下载名单文件' }).waitFor();
  await sound(page, 'zh', 'list');
  const reply = await page.request.get(
    `${page.url().replace('/contributions/lists/', '/api/collection-lists/')}/file`,
  );
  const rows: string[][] = [];
  for await (const batch of (await openSheet(await reply.body())).rows)
    rows.push(...batch.map((r) => [...r.cells]));
  const [head = [], ...body] = rows;
  const back = body.map((row) => [...row, '已缴', '']);
  const buffer = Buffer.from(xlsxFile([{ name: 's', columns: [], rows: [head, ...back] }]));
  await page
    .getByLabel('回盘文件')
    .setInputFiles({ name: '回盘.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '上传' }).click();
  await page.getByText('已回盘，待入账').waitFor();
  await sound(page, 'zh', 'list-back');
  expect(faults).toEqual([]);
  const address = page.url();
  await closePage(page);
  const finance = await opened('财务', new URL(address).pathname);
  await finance.page.getByLabel('到账流水号').fill('XX1');
  await finance.page.getByRole('button', { name: /^入账 / }).click();
  await finance.page.getByText('已全部入账', { exact: true }).waitFor();
  await finance.page.goto(`${city.server.url}/contributions/lists`);
  await finance.page.getByRole('heading', { name: '名单', exact: true }).waitFor();
  await sound(finance.page, 'zh', 'lists');
  // The budget unit of the model city: its one bill of the month, under its name.
  await finance.page.getByRole('radio', { name: '财政统发（预算单位）' }).check();
  await finance.page.getByRole('button', { name: '生成名单' }).click();
  await finance.page.getByRole('cell', { name: '共济市教育局' }).waitFor();
  await sound(finance.page, 'zh', 'budget-list');
  expect(finance.faults).toEqual([]);
  await closePage(finance.page);
});

test('a clerk asks to mark a budget unit and does not decide it; the reviewer agrees, and its bill stands on the list', async () => {
  const { rows } = await city.db.owner.query<{ id: string; name: string; amount: string }>(
    `select u.unit_id as id, u.name, to_char((o.amount_fen - o.paid_fen) / 100.0, 'FM999,990.00') as amount
       from unit u join open_bill o using (unit_id)
      where u.employer_kind in ('government', 'institution') and o.payer = 'unit' and o.period = $1
        and not exists (select from budget_unit m where m.unit_id = u.unit_id)
        and not exists (select from open_bill other where other.unit_id = u.unit_id and other.bill_id <> o.bill_id and other.period = $1)
      order by 1 limit 1`,
    [city.today.slice(0, 7)],
  );
  const { id, name, amount } = rows[0] ?? { id: '', name: '', amount: '' };
  expect(name).not.toBe('');
  const { page, faults } = await city.signedIn('经办', { path: '/contributions/lists' });
  const panel = page.locator('section', { has: page.getByRole('heading', { name: '财政统发单位' }) });
  await panel.getByLabel('机关、事业单位的名称').fill(name);
  await panel.getByRole('button', { name: '查找' }).click();
  await panel.getByRole('button', { name }).click();
  await panel.getByText('该单位没有财政统发登记').waitFor();
  await panel.getByLabel('预算单位编码').fill('105077');
  await panel.getByLabel('依据').fill('财预〔2026〕8号');
  await panel.getByRole('button', { name: '提请登记财政统发' }).click();
  await panel.getByText('已提出，等待另一人复核。').waitFor();
  await sound(page, 'zh', 'budget-unit-asked');
  await panel.getByRole('link', { name: '去复核' }).click();
  const request = (on: Page) => on.getByRole('article', { name: `登记财政统发单位：${name}` });
  await request(page).getByText('本人提交，须由他人复核').waitFor();
  await expect.poll(() => request(page).getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
  // A request that waits marks nothing.
  expect(await marks(id)).toBe(0);
  const reviewer = await city.signedIn('复核', { path: '/enrolment/requests' });
  await request(reviewer.page).getByText('105077').waitFor();
  await sound(reviewer.page, 'zh', 'budget-unit-request');
  await request(reviewer.page).getByRole('button', { name: '同意', exact: true }).click();
  await request(reviewer.page).waitFor({ state: 'detached' });
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
  expect(await marks(id)).toBe(1);
  await page.goto(`${city.server.url}/contributions/lists`);
  await panel.getByLabel('机关、事业单位的名称').fill(name);
  await panel.getByRole('button', { name: '查找' }).click();
  await panel.getByRole('button', { name }).click();
  await panel.getByText('105077').waitFor();
  // Its one open bill, at what is open of it, is withheld from its budget.
  await page.getByRole('radio', { name: '财政统发（预算单位）' }).check();
  await page.getByRole('button', { name: '生成名单' }).click();
  const row = page.getByRole('row', { name });
  await row.getByText(amount).waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
});

async function marks(unitId: string): Promise<number> {
  const { rows } = await city.db.owner.query<{ n: number }>(
    'select count(*)::int as n from budget_unit where unit_id = $1 and valid_to is null',
    [unitId],
  );
  return rows[0]?.n ?? 0;
}

test('a clerk takes cash for an employer and counts his day; the reviewer signs it', async () => {
  const { rows } = await city.db.owner.query<{ name: string }>(
    `select u.name from contribution_bill b join unit u on u.unit_id = b.unit_id where b.payer = 'unit' and b.amount_fen > 0
        and not exists (select from allocation a where a.bill_id = b.bill_id) order by b.bill_id desc limit 1`,
  );
  const { page, faults } = await city.signedIn('经办', { path: '/contributions/counter' });
  await page.getByLabel('姓名、证件号码、单位名称或代码').fill(rows[0]?.name ?? '');
  await page.getByRole('button', { name: '查找' }).click();
  await page
    .getByRole('button', { name: rows[0]?.name ?? '' })
    .first()
    .click();
  await page.getByText('应收合计').waitFor();
  await page.getByRole('textbox', { name: '收款金额' }).fill('120.00');
  // The payer and what is typed stay over reloading.
  await page.reload();
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  await sound(page, 'zh', 'counter');
  await page.getByRole('button', { name: '确认收款' }).click();
  await page.getByText('已收 120.00 元').waitFor();
  await page.getByRole('link', { name: '打印收款凭证' }).first().waitFor();
  await page.getByRole('link', { name: '日结', exact: true }).click();
  await page.getByLabel('清点的现金').fill('119.00');
  await page.getByLabel('说明').fill('找零差错');
  await page.getByRole('button', { name: '提交清点' }).click();
  await page
    .getByText(/[-−]1\.00/)
    .first()
    .waitFor();
  await page.getByText('待签字', { exact: true }).waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
  const reviewer = await opened('复核', '/contributions/counter', { size: PHONE });
  await sound(reviewer.page, 'zh', 'counter-days');
  await reviewer.page.locator('tbody a').first().click();
  await reviewer.page.getByLabel('说明').fill('次日补足');
  await sound(reviewer.page, 'zh', 'counter-day');
  await reviewer.page.getByRole('button', { name: '签字确认' }).click();
  await reviewer.page.getByText('已签字，待缴存').waitFor();
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
});

/** A payment of a self-employed person that is said to have ended a suspension, with a bill of 500 yuan settled since. */
async function liftedPayment() {
  const { rows } = await city.db.owner.query<{ receipt: string; billNo: string; person: number }>(
    `with one as (
       select a.receipt_id, b.bill_no, b.bill_id, p.person_id, p.region_code from allocation a
         join contribution_bill b using (person_id, bill_id) join person p using (person_id)
        where a.receipt_id is not null and a.amount_fen > 0 and b.payer = 'person' and b.scheme = 'employee' and b.kind = 'regular'
          and exists (select from coverage c where c.person_id = p.person_id and c.scheme = 'employee' and c.status = '1'
                and c.person_status = 'flexible' and c.covered_to is null and c.benefit_from <= $1)
        order by b.period desc, b.bill_id limit 1
     ), ended as (
       insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, to_on, periods, clause,
              policy_version, made_by, made_at, ended_how, ended_bill_id, paid_on, ended_by, ended_at)
       select region_code, person_id, 7001, 'employee', $1::date - 10, $1::date - 11, to_char($1::date, 'YYYY-MM'), 'D12 第二十一条',
              'v', 'demo.clerk', now(), 'repaired', bill_id, $1, 'demo.finance', now() - interval '1 hour' from one
     )
     select receipt_id as receipt, bill_no as "billNo", person_id::int as person from one`,
    [city.today],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the demo has no such payment');
  return { ...found, settled: await city.settle(500, found.person) };
}

test('finance takes back a payment on which a bill rests, a second person agrees, and the receipt says so', async () => {
  const { receipt, billNo, person, settled } = await liftedPayment();
  const path = `/contributions/receipts/${receipt}`;
  const { page, faults } = await opened('财务', path);
  const row = (on: Page) => on.getByRole('row').filter({ hasText: billNo });
  await row(page).getByRole('button', { name: '撤销入账' }).click();
  const form = page.getByRole('form', { name: '撤销入账' });
  await form.getByLabel('撤销原因').fill('银行退票');
  await form.getByRole('button', { name: '撤销入账' }).click();
  await form.getByText(settled).waitFor();
  await sound(page, 'zh', 'payment-back-refused');
  await form.getByRole('button', { name: '撤销并送复核' }).click();
  await page.getByText('已送复核：同意后撤销入账').waitFor();
  await form.waitFor({ state: 'detached' });
  // It still says so when the page is opened anew, and there is nothing to take back twice.
  await page.reload();
  await row(page).getByText('撤销待复核').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '撤销入账' }).count()).toBe(0);
  await sound(page, 'zh', 'payment-back-waits');
  const reviewer = await city.signedIn('复核', { path: '/enrolment/requests' });
  const request = reviewer.page.getByRole('article', { name: '撤销恢复待遇的缴费' });
  await request.getByText('银行退票').waitFor();
  await sound(reviewer.page, 'zh', 'payment-back-request');
  await request.getByLabel('复核意见').fill('属实');
  await request.getByRole('button', { name: '同意', exact: true }).click();
  await request.waitFor({ state: 'detached' });
  expect(reviewer.faults).toEqual([]);
  await page.reload();
  await row(page).getByText('已撤销').waitFor();
  await row(page).filter({ hasText: 'demo.reviewer' }).getByText('撤销', { exact: true }).waitFor();
  await page.getByRole('heading', { name: '可能是这些缴费单' }).waitFor();
  await sound(page, 'zh', 'payment-back-done');
  // 409, the answer that names the bills, is what was asked for.
  expect(faults.filter((one) => !one.includes('409'))).toEqual([]);
  const english = await opened('Finance', path, { size: PHONE, lang: 'en' });
  await row(english.page).getByText('taken back').waitFor();
  await sound(english.page, 'en', 'payment-back-done');
  expect(english.faults).toEqual([]);
  const { rows } = await city.db.owner.query(
    `select (select count(*)::int from settlement s where s.person_id = $1 and s.kind = 'settlement'
               and not exists (select from settlement r where r.origin_id = s.settlement_id)) as live,
            (select to_on from benefit_suspension where suspension_id = 7001) as "endsOn"`,
    [person],
  );
  // Suspended again, the bill is not paid any more.
  expect(rows).toEqual([{ live: 0, endsOn: null }]);
});

test('a clerk sees what an employer owes, sees to arrears, and asks for a waiver; the reviewer agrees', async () => {
  const { page, faults } = await opened('经办', '/contributions/arrears?payer=unit');
  await sound(page, 'zh', 'arrears');
  await page.getByRole('button', { name: '处理欠费' }).click();
  await page.getByText(/生成 \d+ 份催缴通知/).waitFor();
  await page.locator('section', { hasText: '欠费主体' }).locator('tbody a').first().click();
  await page.getByText('今天缴清须另缴滞纳金').waitFor();
  await page.getByRole('button', { name: '申请减免' }).first().click();
  await page.getByLabel('原因').first().fill('系统故障');
  await page.getByRole('button', { name: /^申请减免 2/ }).click();
  await page.getByText('待复核', { exact: true }).first().waitFor();
  await sound(page, 'zh', 'debtor');
  expect(faults).toEqual([]);
  await closePage(page);
  const reviewer = await opened('复核', '/contributions/arrears?list=waivers&state=open');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).first().click();
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).waitFor({ state: 'detached' });
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
});

test('finance moves collected money on; the reviewer agrees', async () => {
  const { page, faults } = await opened('财务', '/contributions/books');
  await page.getByRole('button', { name: '登记划转' }).first().click();
  await page.getByLabel('银行流水号').first().fill('YH1');
  await page.getByRole('button', { name: /^登记划转：/ }).click();
  await page.getByRole('link', { name: 'YH1' }).waitFor();
  await sound(page, 'zh', 'books');
  expect(faults).toEqual([]);
  await closePage(page);
  const reviewer = await opened('复核', '/contributions/books');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).first().click();
  await reviewer.page.getByText('已同意').first().waitFor();
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
});

test('a bill opens to its reasons on the phone and in English', async () => {
  const { page, faults } = await opened('Finance', '/contributions', { size: PHONE, lang: 'en' });
  await sound(page, 'en', 'bills');
  await page.locator('tbody a').first().click();
  await page.getByRole('button', { name: 'Why' }).first().click();
  await page.getByRole('heading', { name: 'How the charge was worked out' }).waitFor();
  await sound(page, 'en', 'bill');
  expect(faults).toEqual([]);
  await closePage(page);
});

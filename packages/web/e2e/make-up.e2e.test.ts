import { fileURLToPath } from 'node:url';
import { putDemoContributions } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, PHONE } from './browser.ts';
import { type City, openCity, post } from './city.ts';
import { sound } from './sound.ts';

/** Years of contribution as their users see them: from the act over the receipt to the retirement. */
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));
let city: City;
let personId = '';
beforeAll(async () => {
  city = await openCity(60);
  const policies = loadPolicyFiles(POLICIES);
  await putDemoContributions({ pool: city.db.pool, policies, asOf: city.today });
  // Self-employed, above the statutory age; somebody else who was never insured.
  const { rows } = await city.db.owner.query<{ id: string }>(
    `update person p set name = '沈长庚', born_on = '1962-03-01', sex = '1', status = 'active' from coverage c
      where c.person_id = p.person_id and p.person_id = (select max(person_id) from coverage where person_status = 'flexible' and covered_to is null)
      returning p.person_id as id`,
  );
  personId = rows[0]?.id ?? '';
  await city.db.owner.query(
    "insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id) values ('990100', 901, '99010000000000000901', '鲁新禾', '990100199005010019', '1', '1990-05-01', 990101001001)",
  );
});
afterAll(() => city.close());

async function choose(page: Page, who: string): Promise<void> {
  await page.goto(`${city.server.url}/enrolment`);
  await page.getByLabel('姓名、拼音首字母、人员编号或证件号码').fill(who);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '二、业务' }).waitFor();
}

/** More than eight acts are a list. */
async function act(page: Page, label: string): Promise<void> {
  await page.getByLabel('业务类型').selectOption({ label });
}

test('the bill of an enrolment opens from the act; undoing says first what is cancelled', async () => {
  const { page, faults } = await city.signedIn('经办');
  await choose(page, '鲁新禾');
  await page.getByRole('radio', { name: '居民医保' }).check();
  await page.getByRole('radio', { name: '居民参保' }).check();
  await page.getByRole('radio', { name: '一档' }).check();
  // The window for next year is open; of this year nothing would begin any more.
  await page.getByLabel('待遇年度').selectOption(String(Number(city.today.slice(0, 4)) + 1));
  await page.getByText('可以办理').waitFor();
  await page.getByLabel('办理事由').last().fill('窗口参保');
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByRole('heading', { name: '已办理' }).waitFor();
  const register = page.getByRole('link', { name: '查看登记与历史' });
  const path = (await register.getAttribute('href')) ?? '';
  await page.getByRole('link', { name: /^JF/ }).click();
  await page.getByText('参保即核定').first().waitFor();
  await sound(page, 'zh', 'bill of an act');
  await page.goto(city.server.url + path);
  await page
    .locator('summary', { hasText: /^撤回$/ })
    .first()
    .click();
  await page.getByTestId('undo-effects').getByText('撤回后取消未缴的').waitFor();
  await sound(page, 'zh', 'undo');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('missing years: asked for, agreed to, paid at the counter, and then he retires', async () => {
  const { page, faults } = await city.signedIn('经办');
  await choose(page, '沈长庚');
  await act(page, '退休');
  await page.getByText('缴费年限不足').waitFor();
  await act(page, '补缴年限');
  await page.getByText('可以办理').waitFor();
  await page.getByText('之后可办理退休').waitFor();
  await sound(page, 'zh', 'make-up');
  await page.getByLabel('办理事由').last().fill('准备退休');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByRole('heading', { name: '已提交，等待复核' }).waitFor();
  const reviewer = await city.signedIn('复核');
  await reviewer.page.goto(`${city.server.url}/enrolment/requests`);
  await reviewer.page.getByText('职工医保 补缴年限').waitFor();
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).click();
  await reviewer.page.getByText('没有待复核的业务').waitFor();
  await closePage(reviewer.page);

  await page.goto(`${city.server.url}/contributions/counter`);
  await page.getByLabel('姓名、证件号码、单位名称或代码').fill('沈长庚');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('button', { name: /^沈/ }).first().click();
  await page.getByText('应收合计').waitFor();
  await page.getByRole('button', { name: '确认收款' }).click();
  await page.getByRole('link', { name: '打印收款凭证' }).first().waitFor();

  await page.goto(`${city.server.url}/enrolment/persons/~${personId}`);
  const months = page.getByTestId('months-panel');
  await months.getByText('已补缴').waitFor();
  await expect.poll(() => months.textContent()).toContain('还差0 个月');
  await sound(page, 'zh', 'months');
  // The person at the counter is still the one of the act before.
  await page.goto(`${city.server.url}/enrolment`);
  await act(page, '退休');
  await page.getByText('可以办理').waitFor();
  await page.getByLabel('办理事由').last().fill('到龄退休');
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByRole('heading', { name: '已办理' }).waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
});

test('a break that was paid for is taken back with the bill that rests on it: shown before, agreed to, settled again', async () => {
  const [year = 0, month = 0] = city.today.split('-').map(Number);
  const day = (months: number, on: number) =>
    new Date(Date.UTC(year, month - 1 + months, on)).toISOString().slice(0, 10);
  await city.db.owner.query(
    `insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
     values ('990100', 902, '99010000000000000902', '卫断续', '990100198805050011', '1', '1988-05-05', 990101001001)`,
  );
  // Two months lie between the covers; the second waits.
  await city.db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, benefit_to, psn_type, person_status, tier, payer_kind, status) values
      ('990100', 902, 'employee', '310', '2020-01-01', $1, '2020-01-01', $1, '1103', 'flexible', 'none', 'flexible', '4'),
      ('990100', 902, 'employee', '310', $2, null, $3, null, '1103', 'flexible', 'none', 'flexible', '1')`,
    [day(-2, 0), day(0, 1), day(3, 1)],
  );
  const { page, faults } = await city.signedIn('经办');
  const asked = { person: '~902', scheme: 'employee', act: 'repair', on: city.today, wageFen: 500_000 };
  const { requestId, actId: atOnce } = await post<{ requestId?: string; actId?: string }>(
    page,
    '/api/enrolment/acts',
    { ...asked, reason: '补缴中断月份' },
  );
  const reviewer = await city.signedIn('复核', { size: PHONE });
  if (atOnce === undefined)
    await post(reviewer.page, `/api/enrolment/requests/${requestId}/decision`, { approved: true });
  const { rows } = await city.db.owner.query<{ no: string; fen: number }>(
    "select b.bill_no as no, b.amount_fen::int as fen from contribution_bill b where b.person_id = 902 and b.kind = 'makeUp'",
  );
  const finance = await city.signedIn('财务');
  const paid = { source: 'finance', serial: 'DJ1', paidOn: city.today, billNo: rows[0]?.no };
  const receipt = await post<{ receiptId: string }>(finance.page, '/api/receipts', {
    ...paid,
    amountFen: rows[0]?.fen,
  });
  await city.settle(3_000, 902);
  // The payment alone is not taken back: the page says which way to go.
  await finance.page.goto(`${city.server.url}/contributions/receipts/${receipt.receiptId}`);
  await finance.page.getByRole('button', { name: '撤销入账' }).click();
  await finance.page.getByLabel('撤销原因').fill('付错');
  await finance.page.getByRole('button', { name: '撤销入账' }).last().click();
  await finance.page.getByText('撤回断缴补缴业务').waitFor();
  await closePage(finance.page);

  await page.goto(`${city.server.url}/enrolment/persons/~902`);
  const entry = page.locator('li', { has: page.getByText('断缴补缴', { exact: true }) });
  await entry.locator('summary').click();
  const effects = page.getByTestId('undo-effects');
  await effects.getByText('补缴恢复的参保已有结算').waitFor();
  await effects.getByText('影响已结算的费用').waitFor();
  await entry.getByLabel('撤回事由').fill('补缴有误');
  await sound(page, 'zh', 'repair-back');
  await entry.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').first().waitFor();
  expect(await standing(902)).toBe(1);
  await reviewer.page.goto(`${city.server.url}/enrolment/requests`);
  await reviewer.page.getByText('影响已结算的费用').waitFor();
  await reviewer.page.getByText('撤回后转为暂收款').waitFor();
  await sound(reviewer.page, 'zh', 'repair-back-request');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).click();
  await reviewer.page.getByText('没有待复核的业务').waitFor();
  expect(await standing(902)).toBe(0);
  expect([...faults, ...reviewer.faults]).toEqual([]);
});

/** Settlements of a person that are not reversed. */
async function standing(personId: number): Promise<number> {
  const { rows } = await city.db.owner.query<{ n: number }>(
    `select count(*)::int as n from settlement s where s.person_id = $1 and s.kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)`,
    [personId],
  );
  return rows[0]?.n ?? 0;
}

test('a citizen reads on the phone how many months count and how many are missing', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE });
  await page.goto(`${city.server.url}/me`);
  await page.getByTestId('months-sentence').waitFor();
  await expect
    .poll(() => page.getByTestId('months-sentence').textContent())
    .toMatch(/已缴费 \d+ 个月，退休需要 360 个月，还差 \d+ 个月/);
  await sound(page, 'zh', 'me');
  expect(faults).toEqual([]);
  await closePage(page);
});

import { fileURLToPath } from 'node:url';
import { pdfText } from '@gongji/reports/testing';
import { putDemoContributions } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, PHONE } from './browser.ts';
import { CERT, type City, HOSPITAL, openCity, plainDrug, post } from './city.ts';
import { sound } from './sound.ts';

/**
 * What people do for themselves on the phone, and the desk of arrears: cover, payments and papers of an insured person, bills
 * and people of an employer, and a debtor from the ledger to the agreement on instalments.
 */
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));

let city: City;
beforeAll(async () => {
  city = await openCity(120);
  await putDemoContributions({
    pool: city.db.pool,
    policies: loadPolicyFiles(POLICIES),
    asOf: city.today,
  });
  // The employer of the demo owes every month; its oldest one is paid, by the number of the bill.
  const { page } = await city.signedIn('财务');
  const { rows } = await city.db.owner.query<{ no: string; fen: string }>(
    `select bill_no as no, amount_fen as fen from contribution_bill where payer = 'unit' and unit_id = 1 order by period limit 1`,
  );
  const money = { source: 'finance', serial: 'DEMO-1', paidOn: city.today, billNo: rows[0]?.no };
  await post(page, '/api/receipts', { ...money, amountFen: Number(rows[0]?.fen) });
  await closePage(page);
});
afterAll(() => city.close());

/** The text of the paper behind the first link of a name. */
async function paper(page: Page, name: string | RegExp, within: Page | Locator = page): Promise<string> {
  const href = await within.getByRole('link', { name }).first().getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  expect(answer.headers()['content-type'], String(name)).toBe('application/pdf');
  return pdfText(new Uint8Array(await answer.body()));
}

/** Anybody opens what the QR code of a paper leads to. */
async function verified(text: string): Promise<string> {
  const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';
  const context = await city.browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${city.server.url}/verify/${code}`);
  const shown = await page.locator('body').innerText();
  await context.close();
  return shown;
}

const fen = (text: string): number => Math.round(Number(text.replaceAll(/[^\d.-]/g, '')) * 100);
const sum = (texts: readonly string[]): number => texts.reduce((total, text) => total + fen(text), 0);

test('the insured sees cover, account and what was paid, and takes his certificate along', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE, path: '/me' });
  await page.getByText(/您参加职工医保，自\d+年\d+月\d+日起可报销/).waitFor();
  const year = page.locator('section', { has: page.getByRole('heading', { name: '我的缴费' }) });
  const months = year.locator('tbody tr');
  await months.first().waitFor();
  // Own part and all of it: the foot is the sum of the months, and what the bills of the person say.
  for (const column of [1, 2]) {
    const cells = await months.locator(`td:nth-child(${column + 1})`).allInnerTexts();
    await expect
      .poll(async () =>
        fen(
          await year
            .locator('tfoot td')
            .nth(column - 1)
            .innerText(),
        ),
      )
      .toBe(sum(cells));
  }
  const { rows } = await city.db.owner.query<{ fen: string }>(
    'select sum(total_fen) as fen from charge where person_id = 1 and period like $1',
    [`${city.today.slice(0, 4)}%`],
  );
  await expect
    .poll(async () => fen(await year.locator('tfoot td').nth(1).innerText()))
    .toBe(Number(rows[0]?.fen));
  await sound(page, 'zh', 'me-payments');
  const certificate = await paper(page, '参保凭证');
  for (const words of ['参保凭证', '陈建国', CERT, '职工基本医疗保险']) expect(certificate).toContain(words);
  const shown = await verified(certificate);
  expect(shown).toContain('由本系统出具，现行有效');
  expect(shown).not.toContain('陈建国');
  expect(await paper(page, /年度权益记录单/)).toContain('权益记录单');
  // His own settlements: found by day, state and scheme, not by person number or institution.
  await page.goto(`${city.server.url}/settlements`);
  const fields = page.locator('form.desk-filter label');
  await fields.first().waitFor();
  await expect.poll(async () => (await fields.allInnerTexts()).join()).toMatch(/险种/);
  await expect.poll(async () => (await fields.allInnerTexts()).join()).not.toMatch(/编号|机构/);
  expect(faults).toEqual([]);
  await closePage(page);
});

test('he asks for a transfer and follows it; the clerk enters the letter of the other agency', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE, path: '/me' });
  await page.getByText('申请把医保转到外地').click();
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('区划代码是六位数字').waitFor();
  await page.getByLabel('转入地区划代码').fill('990200');
  await page.getByLabel('转入地经办机构').fill('邻市医疗保险服务中心');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('已提交，经办机构会按时限办理。').waitFor();
  await page.getByRole('link', { name: '查看进度' }).click();
  await page
    .getByText(/邻市医疗保险服务中心/)
    .first()
    .waitFor();
  await sound(page, 'zh', 'me-transfer');
  const transfer = page.url();
  expect(faults).toEqual([]);
  await closePage(page);
  const clerk = await city.signedIn('经办', { path: transfer });
  await clerk.page.getByLabel('联系函编号').fill('邻医转9');
  await clerk.page.getByRole('button', { name: '登记对方联系函' }).click();
  // Refused while papers are missing; the clerk ticks what lies before him.
  await clerk.page.getByRole('alert').waitFor();
  for (const box of await clerk.page.getByRole('checkbox').all()) await box.check();
  await clerk.page.getByRole('button', { name: '登记对方联系函' }).click();
  await clerk.page.locator('dd', { hasText: '邻医转9' }).waitFor();
  // It is theirs: there is none of ours to print.
  await expect.poll(() => clerk.page.getByRole('link', { name: '打印联系函' }).count()).toBe(0);
  expect(clerk.faults.filter((one) => !one.includes('422'))).toEqual([]);
  await closePage(clerk.page);
});

test('an employer reads on the phone what is due, prints notice and proof, and sees who is covered', async () => {
  const { page, faults } = await city.signedIn('用人单位经办', { size: PHONE, path: '/contributions/unit' });
  const bills = page.locator('section', { has: page.getByRole('heading', { name: '每月缴费' }) });
  await bills.locator('tbody tr').first().waitFor();
  const open = await bills.locator('tbody tr td:nth-child(3)').allInnerTexts();
  const { rows } = await city.db.owner.query<{ fen: string }>(
    `select sum(b.amount_fen - coalesce(p.fen, 0)) as fen from contribution_bill b
       left join lateral (select sum(amount_fen) as fen from allocation where bill_id = b.bill_id) p on true
      where b.payer = 'unit' and b.unit_id = 1`,
  );
  expect(sum(open)).toBe(Number(rows[0]?.fen));
  const latest = bills.locator('tbody tr', { hasText: city.today.slice(0, 7) }).first();
  const notice = await paper(page, '缴费通知单', latest);
  for (const words of ['缴费核定单', '共济市财政局', '附：人员明细', '陈建国'])
    expect(notice).toContain(words);
  expect(await verified(notice)).toContain('共济市财政局');
  const proof = await paper(page, '缴费凭证');
  expect(proof).toContain('共济市财政局');
  expect(await verified(proof)).toContain('由本系统出具，现行有效');
  const people = page.locator('section', { has: page.getByRole('heading', { name: '参保人员' }) });
  const covered = await city.db.owner.query(
    `select from coverage where unit_id = 1 and scheme = 'employee' and status <> '4' and covered_to is null`,
  );
  await expect.poll(() => people.locator('tbody tr').count()).toBe(covered.rowCount);
  await sound(page, 'zh', 'own-unit');
  // His own bills alone: the debtor next door is not there for him.
  await page.goto(`${city.server.url}/contributions/arrears/account?unitId=2`);
  await expect.poll(() => page.locator('body').innerText()).not.toContain('共济市第二');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('bills refused during a suspension are settled for the person once the employer has paid, after a second person agrees', async () => {
  const on = new Date();
  on.setUTCDate(1);
  on.setUTCMonth(on.getUTCMonth() - 3);
  const period = on.toISOString().slice(0, 7);
  const { page, faults } = await city.signedIn('经办');
  await done(page, '/api/assessment-runs', { scheme: 'employee', period });
  await done(page, '/api/arrears/runs', {});
  for (const yuan of [1_000, 900]) expect(await visit(page, yuan)).toBe('benefits-suspended');
  const { rows: owed } = await city.db.owner.query<{ unit: string; no: string; fen: number }>(
    `select b.unit_id::text as unit, b.bill_no as no, b.amount_fen::int as fen from contribution_bill b
       join coverage c on c.unit_id = b.unit_id and c.person_id = 1 and c.scheme = 'employee'
      where b.payer = 'unit' and b.kind = 'regular' and b.due_on < $1
        and not exists (select from allocation a where a.bill_id = b.bill_id)`,
    [city.today],
  );
  const debtor = `${city.server.url}/contributions/arrears/account?unitId=${owed[0]?.unit}`;
  await page.goto(debtor);
  const panel = page.getByRole('region', { name: '暂停期间被拒或冲回的费用' });
  await panel.locator('tbody tr', { hasText: '尚未缴清' }).nth(1).waitFor();
  const finance = await city.signedIn('财务');
  for (const { no, fen: amountFen } of owed) {
    const money = { source: 'finance', serial: `LATE ${no}`, paidOn: city.today, billNo: no, amountFen };
    await post(finance.page, '/api/receipts', money);
  }
  await page.reload();
  for (const box of [0, 1]) await panel.getByRole('checkbox').nth(box).check();
  // Tertiary, in work: (1 000.00 − 300.00) × 55 % = 385.00; then 900.00 × 55 % = 495.00.
  const effects = panel.getByTestId('enrol-preview');
  await effects.getByText('基金支付 495.00 元').waitFor();
  await expect.poll(() => effects.innerText()).toContain('基金支付 385.00 元');
  await sound(page, 'zh', 'refused-bills');
  await panel.getByRole('button', { name: '提交补结算（2 笔）' }).click();
  await panel.getByText('已提交，待另一人复核').waitFor();
  const reviewer = await city.signedIn('复核', { path: '/enrolment?tab=requests' });
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).first().click();
  await expect
    .poll(async () => (await city.db.owner.query('select from settlement where person_id = 1')).rowCount)
    .toBe(2);
  await page.reload();
  await panel.locator('tbody tr', { hasText: '已结算' }).nth(1).waitFor();
  await panel.locator('tbody').getByRole('link').first().click();
  await page.waitForURL(/settlements\/\d+/);
  await page.getByText('495.00').first().waitFor();

  // The payment bounces: taken back with both bills, which then stand in the list until it is matched again.
  const { rows: last } = await city.db.owner.query<{ receipt: string; no: string }>(
    `select a.receipt_id::text as receipt, b.bill_no as no from benefit_suspension s
       join contribution_bill b on b.bill_id = s.ended_bill_id join allocation a on a.bill_id = b.bill_id where s.person_id = 1`,
  );
  await finance.page.goto(`${city.server.url}/contributions/receipts/${last[0]?.receipt}`);
  await finance.page.getByRole('button', { name: '撤销入账' }).first().click();
  await finance.page.getByLabel('撤销原因').fill('退票');
  await finance.page.getByRole('button', { name: '撤销入账' }).last().click();
  await finance.page.getByText(/合计个人应退 880\.00 元/).waitFor();
  await finance.page.getByRole('button', { name: '撤销并送复核' }).click();
  await finance.page.getByText('已送复核').waitFor();
  await agreeFirst(reviewer.page);
  await page.goto(debtor);
  await panel
    .locator('tbody tr', { hasText: /撤销缴费时冲回.*尚未缴清/ })
    .nth(1)
    .waitFor();
  await finance.page.reload();
  await finance.page.getByLabel('缴费单号').fill(last[0]?.no ?? '');
  await finance.page.getByRole('button', { name: '按缴费单号入账' }).click();
  await finance.page.getByLabel('缴费单号').waitFor({ state: 'detached' });
  // The desk learns of it from what waits, without going through the debtors.
  await page.goto(city.server.url);
  await page.getByRole('link', { name: /暂停期间的费用可补结算/ }).click();
  await panel
    .locator('tbody tr', { hasText: /撤销缴费时冲回.*可补结算/ })
    .nth(1)
    .waitFor();
  for (const box of [0, 1]) await panel.getByRole('checkbox').nth(box).check();
  // The same as at first, in the order of then: 385.00 and 495.00, 880.00 to the person.
  await effects.getByText('基金支付 495.00 元').waitFor();
  await expect.poll(() => effects.innerText()).toContain('基金支付 385.00 元');
  await expect.poll(() => effects.innerText()).toContain('880.00');
  await sound(page, 'zh', 'reversed-bills');
  await panel.getByRole('button', { name: '提交补结算（2 笔）' }).click();
  await panel.getByText('已提交，待另一人复核').waitFor();
  await panel.getByText('没有符合条件的费用').waitFor();
  await page.goto(debtor);
  await panel.locator('tbody tr', { hasText: '待复核' }).nth(1).waitFor();
  await agreeFirst(reviewer.page);
  await page.reload();
  await panel.locator('tbody tr', { hasText: '已结算' }).nth(1).waitFor();
  expect([...faults, ...reviewer.faults]).toEqual([]);
  expect(finance.faults.filter((one) => !one.includes('409'))).toEqual([]);
});

test('a debtor goes from the ledger to its notice, a call, and instalments that a second person agrees to', async () => {
  const { page, faults } = await city.signedIn('经办', { path: '/contributions/arrears?payer=unit' });
  await page.getByRole('button', { name: '处理欠费' }).click();
  await expect
    .poll(async () => (await city.db.owner.query('select from dunning_notice')).rowCount)
    .toBeGreaterThan(0);
  const ledger = page.url();
  await page
    .getByRole('navigation', { name: '欠费', exact: true })
    .getByRole('link', { name: '催缴通知' })
    .click();
  await page.getByText(/符合条件 \d+ 份，当时共欠/).waitFor();
  await page.getByRole('button', { name: '批量打印催缴通知' }).click();
  const batch = await paper(page, '打开文件');
  expect(batch).toContain('欠费明细');
  await sound(page, 'zh', 'dunning-notices');
  await page.goto(ledger);
  await page.locator('section', { hasText: '欠费主体' }).locator('tbody a').first().click();
  await page.getByText('今天缴清须另缴滞纳金').waitFor();
  const name = await page.locator('main h2').first().innerText();
  const debtor = page.url();
  await page
    .locator('section', { has: page.getByRole('heading', { name: '催缴通知' }) })
    .locator('a')
    .first()
    .click();
  await page.getByRole('link', { name: '打印' }).waitFor();
  const notice = await paper(page, '打印');
  expect(notice).toContain(name.replaceAll(/\s/g, ''));
  expect(await verified(notice)).toContain('由本系统出具，现行有效');
  await page.goto(debtor);
  // By the keyboard: three equal parts, the reason, and on.
  await page.getByLabel('期数').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await page.keyboard.type('资金周转困难');
  await page.keyboard.press('Tab');
  await page.keyboard.type('FQ-1');
  await page.keyboard.press('Enter');
  await page.getByLabel('第 3 期金额').waitFor();
  const parts = await Promise.all([1, 2, 3].map((n) => page.getByLabel(`第 ${n} 期金额`).inputValue()));
  const open = await page
    .locator('section', { hasText: '逐月欠费' })
    .locator('tbody td:nth-child(4)')
    .allInnerTexts();
  expect(sum(parts)).toBe(sum(open));
  await page.getByRole('button', { name: '提交分期申请' }).press('Enter');
  await page.getByText('待复核', { exact: true }).first().waitFor();
  await expect.poll(() => page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
  await sound(page, 'zh', 'debtor-plan');
  expect(faults).toEqual([]);
  await closePage(page);
  const reviewer = await city.signedIn('复核', { path: '/contributions/arrears?list=plans&state=open' });
  await reviewer.page.getByRole('cell', { name: '3 期' }).first().waitFor();
  await sound(reviewer.page, 'zh', 'debt-plans');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).first().click();
  await reviewer.page.getByText('没有符合条件的分期协议').waitFor();
  await reviewer.page.goto(debtor);
  await reviewer.page.getByText('未到期').nth(2).waitFor();
  expect(reviewer.faults).toEqual([]);
  await closePage(reviewer.page);
});

/** The second person agrees to the request that waits first. */
async function agreeFirst(reviewer: Page): Promise<void> {
  await reviewer.goto(`${city.server.url}/enrolment?tab=requests`);
  const agree = reviewer.getByRole('button', { name: '同意', exact: true }).first();
  await agree.click();
  await agree.waitFor({ state: 'detached' });
}

/** Starts long work and waits for its end. */
async function done(page: Page, path: string, body: object): Promise<void> {
  const { taskId } = await post<{ taskId: string }>(page, path, body);
  const state = async (): Promise<string> => {
    const reply = await page.request.get(`${city.server.url}/api/tasks/${taskId}`);
    return ((await reply.json()) as { state: string }).state;
  };
  await expect.poll(state, { timeout: 60_000 }).toBe('done');
}

/** A visit of so many yuan to the tertiary hospital today, and the code it is refused with. */
async function visit(page: Page, yuan: number): Promise<string | undefined> {
  const drug = await plainDrug(city.db);
  const [key, amountFen] = [`late-${yuan}`, yuan * 100];
  const reply = await page.request.post(`${city.server.url}/api/settlements`, {
    data: {
      ...{ psnNo: '99010000000000000001', insutype: '310', institutionCode: HOSPITAL, medType: '11' },
      ...{ startedOn: city.today, endedOn: city.today, totalFen: amountFen, account: 'none' },
      lines: [{ id: key, listCode: drug.code, quantity: '1', amountFen }],
    },
    headers: { 'x-requested-by': 'gongji', origin: city.server.url, 'idempotency-key': key },
  });
  const { errors } = (await reply.json()) as { errors?: readonly { code: string }[] };
  return errors?.[0]?.code;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pdfText } from '@gongji/reports/testing';
import { putDemoContributions } from '@gongji/server/contribution';
import { loadPolicyFiles } from '@gongji/server/policy';
import { gb18030Bytes } from '@gongji/sheets';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, PHONE } from './browser.ts';
import { type City, openCity, post } from './city.ts';
import { sound } from './sound.ts';

/** An audit of contributions by who does it: the supervisor hands in files, compares and notices; a reviewer agrees. */
const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));

interface Insured {
  readonly name: string;
  readonly certNo: string;
  readonly baseFen: string;
}

let city: City;
let month: string;
let unit: { readonly name: string; readonly code: string };
let staff: readonly Insured[];
let audit: string;
const told = new Map<string, string>();

beforeAll(async () => {
  city = await openCity(60);
  await putDemoContributions({
    pool: city.db.pool,
    policies: loadPolicyFiles(POLICIES),
    asOf: city.today,
  });
  month = city.today.slice(0, 7);
  const units = await city.db.owner.query<{ name: string; code: string }>(
    'select name, code from unit where unit_id = 1',
  );
  unit = units.rows[0] ?? { name: '', code: '' };
  const { rows } = await city.db.owner.query<Insured>(
    `select p.name, p.cert_no as "certNo", c.base_fen as "baseFen"
       from coverage v join person p using (region_code, person_id)
       join charge c on c.person_id = p.person_id and c.period = $1 and c.scheme = 'employee' and c.origin_id is null
      where v.unit_id = 1 and v.scheme = 'employee' and v.covered_to is null order by p.person_id`,
    [month],
  );
  staff = rows;
});
afterAll(() => city.close());

async function handIn(page: Page, kind: string, name: string, content: Uint8Array | string): Promise<void> {
  await page.getByLabel('资料种类').selectOption({ label: kind });
  await page
    .getByLabel('文件', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: '上传', exact: true }).click();
}

/** The text of the paper behind a link. */
async function paper(page: Page, name: string): Promise<string> {
  const href = await page.getByRole('link', { name }).first().getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  return pdfText(new Uint8Array(await answer.body()));
}

const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

test('the supervisor begins an audit of one employer and gets the templates of its files', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: '/levy-audits' });
  await page.getByLabel('名称').fill('同心机械专项稽核');
  await page.getByLabel('统一社会信用代码').fill('91990100MA99999999');
  await page.getByLabel('起始月份').fill(month);
  await page.getByRole('button', { name: '建立' }).click();
  await page.getByText('本统筹区没有该信用代码的用人单位').waitFor();
  await page.getByLabel('统一社会信用代码').fill(unit.code);
  await page.getByRole('button', { name: '建立' }).click();
  await page.waitForURL(`${city.server.url}/levy-audits/*`);
  audit = page.url();
  await page.getByLabel('资料种类').selectOption({ label: '工资表' });
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '模板（文本表格）' }).click(),
  ]);
  told.set('payroll', readFileSync(await csv.path(), 'utf8'));
  expect(told.get('payroll')).toContain('"姓名*","证件号码*","月份*","应发工资（元）*"');
  const [xlsx] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '模板（电子表格）' }).click(),
  ]);
  expect(xlsx.suggestedFilename()).toBe('工资表.xlsx');
  // An empty template is a table without rows: it is read, and refused for that alone.
  await page.getByLabel('文件', { exact: true }).setInputFiles(await xlsx.path());
  await page.getByRole('button', { name: '上传', exact: true }).click();
  await page.getByText('文件没有数据行').waitFor();
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
  await closePage(page);
});

test('files come in, wrong ones with every row said; the comparison finds what was hidden, with its lines', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: audit });
  const [first] = staff;
  if (first === undefined) throw new Error('nobody is insured by the employer');
  const wage = (baseFen: string, more = 0) => yuan(Number(baseFen) + more);
  await handIn(page, '工资表', '工资.csv', `${told.get('payroll')}甲,1,2026-13,十元\r\n`);
  await page.getByText(/第 2 行“月份”：不是月份/).waitFor();
  await page.getByText(/第 2 行“应发工资（元）”：不是金额/).waitFor();
  // One wage of 1 000.00 above its base; the others as they were declared.
  const wages = staff.map(
    (one, at) => `${one.name},${one.certNo},${month},${wage(one.baseFen, at === 0 ? 100_000 : 0)}`,
  );
  await handIn(page, '工资表', '工资.csv', `${told.get('payroll')}${wages.join('\r\n')}\r\n`);
  await page.getByText(`${staff.length} 行`).waitFor();
  // The roster as old programs write it, in GB18030, with somebody nobody has insured.
  const roster = [
    ...staff.map((one) => `${one.name},${one.certNo},,`),
    '褚远行,990100199506300015,2026-03-01,',
  ];
  await handIn(
    page,
    '花名册',
    '花名册.csv',
    gb18030Bytes(`姓名,证件号码,入职日期,离职日期\r\n${roster.join('\r\n')}\r\n`),
  );
  await page.getByText(`${staff.length + 1} 行`).waitFor();
  await page.getByRole('button', { name: '开始比对' }).click();
  await page.getByText('3 项检查，3 条发现').waitFor();
  await page.getByText('（2026-03-01 入职），未在本单位参保').first().waitFor();
  const short = page.locator('tr', { hasText: `${month} 申报基数` });
  await short.getByText('资料第 2 行').waitFor();
  // 7 % and 0.5 % of the employer, 2 % of the person: 9.5 % of 1 000.00.
  await expect.poll(() => short.locator('td').nth(2).innerText()).toBe('95.00');
  await sound(page, 'zh', 'levy-audit');
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
  await closePage(page);
});

test('a notice goes out with everything found, on paper as well; who says the result cannot agree to it', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: audit });
  await page.getByRole('button', { name: '下达整改通知' }).first().click();
  await page.getByRole('button', { name: '确定' }).click();
  await page.locator('.tag', { hasText: '已通知' }).first().waitFor();
  const notice = await paper(page, '整改通知书');
  for (const words of [
    '征缴稽核整改通知书',
    unit.name,
    unit.code,
    '褚远行',
    '95.00玖拾伍元整',
    '第五十八条',
    '第六十条',
  ])
    expect(notice).toContain(words);
  expect(notice).not.toContain('990100199506300015');
  told.set('code', /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(notice)?.[0] ?? '');
  await expect.poll(() => page.getByRole('link', { name: '处理决定书' }).count()).toBe(0);
  for (const [row, text, made] of [
    [`${month} 申报基数`, '已补缴', '95'],
    ['未在本单位参保', '已办理参保', ''],
    ['未在本单位参保', '已办理参保', ''],
  ] as const) {
    const open = page
      .locator('tr', { hasText: row })
      .filter({ has: page.getByRole('button', { name: '登记结果' }) });
    await open.first().getByRole('button', { name: '登记结果' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('整改情况或不属实的理由').fill(text);
    if (made !== '') await dialog.getByLabel('补缴金额（元）').fill(made);
    await dialog.getByRole('button', { name: '确定' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await page.getByText('待他人复核').nth(2).waitFor();
  await expect.poll(() => page.getByRole('button', { name: '同意' }).count()).toBe(0);
  expect(faults).toEqual([]);
  await closePage(page);
});

/** While the page asks whether to agree, a second session gives the result back; the page says who did, and when. */
async function giveBackMeanwhile(page: Page): Promise<void> {
  const row = page.locator('tr', { hasText: `${month} 申报基数` });
  await row.getByRole('button', { name: '同意', exact: true }).click();
  const { page: second } = await city.signedIn('复核');
  const auditId = audit.split('/').at(-1);
  const list = await second.request.get(
    `${city.server.url}/api/levy-audits/${auditId}/findings?check=wageBase`,
  );
  const { items } = (await list.json()) as { items: readonly { findingId: string }[] };
  const finding = `/api/levy-findings/${items[0]?.findingId}`;
  await post(second, `${finding}/decision`, { agreed: false });
  await closePage(second);
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await page.getByText(/已由演示复核于 \d{4}-\d\d-\d\d \d\d:\d\d 先行办理/).waitFor();
  const { page: supervisor } = await city.signedIn('稽核');
  await post(supervisor, `${finding}/result`, { state: 'rectified', result: '已补缴', madeUpFen: 9_500 });
  await closePage(supervisor);
  await page.reload();
}

test('a reviewer agrees, the decision is printed, anybody verifies the notice, and the audit is closed', async () => {
  const { page } = await city.signedIn('复核', { path: audit });
  await giveBackMeanwhile(page);
  for (const left of [2, 1, 0]) {
    await page.getByRole('button', { name: '同意' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('button', { name: '同意' }).count()).toBe(left);
  }
  const decision = await paper(page, '处理决定书');
  for (const words of ['征缴稽核处理决定书', '已补缴', '已办理参保', '少缴合计95.00', '已补缴合计95.00'])
    expect(decision).toContain(words);
  await page.setViewportSize(PHONE);
  await sound(page, 'zh', 'levy-audit-phone');
  await page.goto(`${city.server.url}/verify/${told.get('code')}`);
  await page.getByText('由本系统出具，现行有效').waitFor();
  await expect.poll(() => page.locator('body').innerText()).toContain('95.00');
  await closePage(page);
  const { page: own } = await city.signedIn('Supervisor', { lang: 'en', path: audit });
  await own.getByRole('button', { name: 'Close the audit' }).click();
  await own.locator('.tag', { hasText: 'Closed' }).waitFor();
  await sound(own, 'en', 'levy-audit-closed');
  await closePage(own);
});

test('a unit the registers do not know goes onto the register, is visited, refuses, is interviewed, and enrols', async () => {
  await city.db.owner.query(`
    insert into collector (collector_id, region_code, unit_id, name, role, added_by, added_at)
    select 9905, region_code, unit_id, '赵网格', 'grid', 'x', now() from unit where kind = 'community' order by unit_id limit 1`);
  const { page, faults } = await city.signedIn('稽核', { path: '/levy-audits' });
  await page.getByLabel('名称').fill('全区税务比对');
  await page.getByRole('button', { name: '建立' }).click();
  await page.waitForURL(`${city.server.url}/levy-audits/*`);
  const rows = [
    '91990100MA0000010E,共济市长风商贸有限公司,12,和平街道 8 号,孙长风,13800000001',
    '92990100MA0000020C,共济市一碗面馆,3,,,',
  ];
  const head = '统一社会信用代码,单位名称,从业人数,地址,联系人,联系电话';
  await handIn(page, '税务登记名册', '税务.csv', `${[head, ...rows].join('\r\n')}\r\n`);
  await page.getByText('2 行').waitFor();
  await page.getByRole('button', { name: '开始比对' }).click();
  const firm = page.locator('tr', { hasText: '共济市长风商贸有限公司' }).first();
  await firm.getByRole('button', { name: '列入未参保单位名册' }).click();
  await firm.getByRole('link', { name: '已在未参保单位名册' }).waitFor();
  await page.getByRole('button', { name: '未登记、无人参保的单位全部列入名册' }).click();
  await page.getByText('新列入 1 家；名册已有 1 家').waitFor();
  await page.goto(`${city.server.url}/unenrolled-employers`);
  await page.getByLabel('选择 共济市长风商贸有限公司').check();
  await page.getByLabel('分给').selectOption({ value: '9905' });
  await page.getByRole('button', { name: '分配 1 家' }).click();
  await page.getByText('已分配 1 家。').waitFor();
  await sound(page, 'zh', 'unenrolled');
  await page.getByRole('link', { name: '共济市长风商贸有限公司' }).click();
  await page.getByText('13800000001').waitFor();
  await page.getByLabel('走访结果').selectOption({ label: '拒不参保' });
  await page.getByRole('button', { name: '登记走访' }).click();
  await page.getByText('“拒不参保”须写明原因').waitFor();
  await page.getByLabel('原因或备注').fill('称员工已参加居民医保');
  await page.getByRole('button', { name: '登记走访' }).click();
  await page.locator('li', { hasText: '称员工已参加居民医保' }).getByText('赵网格').waitFor();
  await page.getByLabel('文书编号').fill('约〔2026〕3 号');
  await page.getByLabel('下一步', { exact: true }).fill('移送劳动监察');
  await page.getByLabel('下一步日期').fill(`${Number(city.today.slice(0, 4)) + 1}-01-10`);
  await page.getByRole('button', { name: '登记约谈或移送' }).click();
  await page.locator('li', { hasText: '约〔2026〕3 号' }).getByText('移送劳动监察').waitFor();
  await page.getByText('更正资料').click();
  await page.getByLabel('联系电话').fill('13800000009');
  await page.getByLabel('更正理由').fill('对方来电告知');
  await page.getByRole('button', { name: '更正', exact: true }).click();
  await page.locator('li', { hasText: '对方来电告知' }).getByText('13800000009').waitFor();
  await page.setViewportSize(PHONE);
  await sound(page, 'zh', 'unenrolled-one-phone');
  // It registers, and takes over somebody whom the first employer has insured.
  await city.db.owner.query(`
    insert into unit (unit_id, region_code, kind, code, name, area_code, employer_kind)
    select 9901, region_code, kind, '91990100MA0000010E', '共济市长风商贸有限公司', area_code, employer_kind from unit where unit_id = 1`);
  await city.db.owner.query(`update coverage set unit_id = 9901 where (person_id, covered_from) in
    (select person_id, covered_from from coverage where unit_id = 1 and scheme = 'employee' and covered_to is null limit 1)`);
  await page.reload();
  await page.getByText('登记显示该单位已有 1 人参保，不必再走访。').waitFor();
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
  await page.context().close();
  const { page: leader } = await city.signedIn('Leader', {
    lang: 'en',
    path: '/unenrolled-employers?state=enrolled',
  });
  await leader.getByText('1 in all, 1 visited, 1 enrolled after a visit with 1 newly insured').waitFor();
  await sound(leader, 'en', 'unenrolled-leader');
  await leader.context().close();
});

test('the supervisor opens why an employer stands out and begins its audit with one click', async () => {
  const { page, faults } = await city.signedIn('稽核', { path: '/levy-audits' });
  await page.getByRole('link', { name: '重点稽核选户' }).click();
  await page.getByLabel('理由', { exact: true }).selectOption({ label: '欠费' });
  await page.waitForURL(/signal=arrears/);
  const row = page.locator('tr', { has: page.getByRole('button', { name: '开始稽核' }) }).first();
  await row.locator('summary').click();
  await row.getByText(/逾期欠费 [\d.]+ 元/).waitFor();
  await sound(page, 'zh', 'levy-selection');
  await page.setViewportSize(PHONE);
  await sound(page, 'zh', 'levy-selection-phone');
  await row.getByRole('button', { name: '开始稽核' }).click();
  await page.waitForURL(`${city.server.url}/levy-audits/*`);
  await page.getByRole('heading', { name: /^重点稽核：/ }).waitFor();
  const why = page.locator('section', { has: page.getByRole('heading', { name: '为何选此单位' }) });
  await why.getByText(/逾期欠费 [\d.]+ 元/).waitFor();
  await page.goto(`${city.server.url}/levy-selection?signal=arrears`);
  await page.getByRole('link', { name: '稽核中' }).first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

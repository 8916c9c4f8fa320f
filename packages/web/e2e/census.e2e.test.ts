import { readFileSync } from 'node:fs';
import { openSheet } from '@gongji/sheets';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, PHONE } from './browser.ts';
import { type City, openCity } from './city.ts';
import { sound } from './sound.ts';

/**
 * Census and findings by who works with them: the officer of a community uploads the list and goes from door to door with
 * the phone; the leader sets a target and takes the bulletin along; a clerk works off what the night found.
 */
let city: City;
beforeAll(async () => {
  city = await openCity(60);
  // One who works and is a resident as well, one who is registered twice, and one who has long left his school.
  await city.db.owner.query(`
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
    select region_code, person_id, 'resident', '390', '2026-01-01', '2026-01-01', '15', 'adult', 'tier1', null, 'resident' from person where person_id = 1;
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select region_code, 900, '99010000000000000900', name, '990100000000000900', sex, born_on, community_id from person where person_id = 2;
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    values ('990100', 901, '99010000000000000901', '华毕业', '990100000000000901', '1', '2003-05-06', 990101001001);
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
    values ('990100', 901, 'resident', '390', '2022-09-01', '2022-09-01', '1404', 'universityStudent', 'tier1', 8000001, 'resident');
    insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, keep_until, offered_unit, offered_by, offered_at, state, decided_by, decided_at)
    values ('990100', 901, 901, 'leaving-school', 8000001, 990101001001, '2026-06-30', '2026-10-31', 8000001, 'demo.school', now(), 'accepted', 'demo.community', now())`);
});
afterAll(() => city.close());

/** A row of the table of progress: its numbers by the heading above them. */
async function progress(page: Page, row: string): Promise<Readonly<Record<string, string>>> {
  const table = page.locator('table').first();
  await table.waitFor();
  const heads = await table.locator('thead th').allInnerTexts();
  const cells = await table
    .locator('tbody tr, tfoot tr', { hasText: row })
    .first()
    .locator('th, td')
    .allInnerTexts();
  return Object.fromEntries(heads.map((head, at) => [head, cells[at] ?? '']));
}

const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));

test('the officer of a community uploads the census; who is new and not covered stands on the list of the missing', async () => {
  const { page, faults } = await city.signedIn('村（社区）协管员', { path: '/census' });
  const before = await progress(page, '合计');
  await page.getByRole('link', { name: '上传人口底册' }).click();
  await page.getByLabel('名单', { exact: true }).selectOption({ label: '人口底册' });
  const rows = [
    '姓名,证件号码,居住情况,不在本地参保原因,佐证,手机号码',
    '施望舒,990100199101010239,常住,,,13800000001',
    '卫知远,990100198506300010,空挂户,,,',
    '蒋乐山,990100197506300016,,在外地参保,外地凭证7,',
  ].join('\r\n');
  await page
    .getByLabel('文件', { exact: true })
    .setInputFiles({ name: '底册.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(`${city.server.url}/lists/*`);
  await page.getByText('没有发现问题').waitFor();
  await page.getByRole('button', { name: '入库', exact: true }).click();
  await page.getByText(/demo\.community 于 .* 入库/).waitFor();
  await page.goto(`${city.server.url}/census`);
  const after = await progress(page, '合计');
  // Three more in the census, each in one of its states.
  for (const [head, more] of [
    ['底册人数', 3],
    ['已参保', 0],
    ['应参未参', 1],
    ['空挂户', 1],
    ['免计', 1],
  ] as const)
    expect(number(after[head]) - number(before[head]), head).toBe(more);
  await sound(page, 'zh', 'census');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('on the phone the officer gives the missing to a collector, and writes down what a visit brought', async () => {
  const { page, faults } = await city.signedIn('村（社区）协管员', {
    size: PHONE,
    path: '/census?tab=missing',
  });
  const row = page.locator('tr', { hasText: '施**' }).first();
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: '分配 1 人' }).click();
  await page.getByText('已分配 1 人。').waitFor();
  await row.getByRole('button', { name: '走访' }).click();
  await page.getByLabel('走访结果').last().selectOption({ label: '承诺参保' });
  await page.getByLabel('备注').fill('发工资后办理');
  await page.getByRole('button', { name: '登记走访' }).click();
  await page.locator('.census-visits li', { hasText: '承诺参保' }).waitFor();
  await expect.poll(() => row.innerText()).toContain('走访 1');
  await sound(page, 'zh', 'census-missing');
  // Somebody who turns out to be insured elsewhere is not counted any more.
  await page.getByLabel('走访结果').last().selectOption({ label: '已在别处参保' });
  await page.getByLabel('免计原因').selectOption({ label: '在外地参保' });
  await page.getByLabel('佐证').fill('安澜市凭证 9');
  await page.getByRole('button', { name: '登记走访' }).click();
  await page.locator('tr', { hasText: '施**' }).first().waitFor({ state: 'detached' });
  await page.goto(`${city.server.url}/census?tab=exempt`);
  await page.locator('tr', { hasText: '施**' }).getByText('安澜市凭证 9').waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
});

test('the leader sets a target, sees the gap, opens a community, and the bulletin has the numbers of the page', async () => {
  const { page, faults } = await city.signedIn('领导', { path: '/figures?tab=targets' });
  await page.getByLabel('片区编号').fill('123456');
  await page.getByLabel('目标值').fill('500');
  await page.getByLabel('责任人').fill('王局');
  await page.getByRole('button', { name: '下达目标' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('片区编号').fill('');
  await page.getByRole('button', { name: '下达目标' }).click();
  await page.locator('tr', { hasText: '王局' }).getByText('500').waitFor();
  await page.goto(`${city.server.url}/figures`);
  // The target of the residents just set, and that of the employees in the model city.
  const { rows } = await city.db.owner.query<{ n: string }>(
    `select sum(value) as n from (select distinct on (metric) value from target
       where place = '' and metric in ('employees', 'residents') order by metric, target_id desc) t`,
  );
  await expect.poll(async () => number((await progress(page, '合计')).目标)).toBe(Number(rows[0]?.n));
  const figures = await progress(page, '合计');
  expect(number(figures.距目标)).toBe(Number(rows[0]?.n) - number(figures.参保合计));
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载每日一报' }).click(),
  ]);
  await page.getByLabel('统计到').selectOption({ label: '村（社区）' });
  await page.locator('tbody tr', { hasText: '同心区和平社区' }).waitFor();
  const community = await progress(page, '同心区和平社区');
  const sheet = await openSheet(readFileSync(await file.path()));
  const cells: string[][] = [];
  for await (const batch of sheet.rows) for (const row of batch) cells.push([...row.cells]);
  const line = cells.find((row) => row.some((cell) => cell.includes('和平社区'))) ?? [];
  const [heads = []] = cells;
  const shared = ['当日新增', '职工', '居民', '应参保', '空挂户', '未参保'];
  const inFile = shared.map((head) => number(line[heads.indexOf(head)]));
  expect(inFile).toEqual(shared.map((head) => number(community[head])));
  await sound(page, 'zh', 'figures-target');
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
  await closePage(page);
});

test('a clerk searches, decides a double cover by the keyboard, and what is dismissed is not found again', async () => {
  const { page, faults } = await city.signedIn('经办', { path: '/enrolment/findings' });
  await page.getByRole('button', { name: '立即查找' }).press('Enter');
  const double = page.locator('article', { hasText: '职工医保自' });
  await double.getByText(/居民医保自 2026-01-01 同时有效/).waitFor();
  const twins = page.locator('article', { hasText: '与另一人姓名、性别、出生日期相同' });
  await twins.first().waitFor();
  const graduate = page.locator('article', { hasText: '毕业生待遇保留至 2026-10-31，仍以学生身份参保' });
  await graduate.waitFor();
  await sound(page, 'zh', 'findings');
  await graduate.getByLabel('处理说明').fill('已转社区续保');
  await graduate.getByRole('button', { name: '办结' }).click();
  await graduate.waitFor({ state: 'detached' });
  await double.getByRole('button', { name: '办结' }).press('Enter');
  await double.getByText('请写明怎么处理的').waitFor();
  await double.getByLabel('处理说明').focus();
  await page.keyboard.type('已通知本人选择一种参保');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await double.waitFor({ state: 'detached' });
  const open = await twins.count();
  await twins.first().getByLabel('处理说明').fill('同名同日，并非同一人');
  await twins.first().getByRole('button', { name: '排除' }).click();
  await expect.poll(() => twins.count()).toBe(open - 1);
  // The double cover is still there, so saying that it is done does not make it go; the dismissal stays.
  await page.getByRole('button', { name: '立即查找' }).click();
  await double.waitFor();
  await expect.poll(() => twins.count()).toBe(open - 1);
  await page.getByLabel('状态').selectOption({ label: '已排除' });
  await page.getByText('demo.clerk 同名同日，并非同一人').waitFor();
  expect(faults).toEqual([]);
  await closePage(page);
});

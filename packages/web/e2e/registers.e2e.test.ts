import { addDays } from '@gongji/domain';
import { verifyBooks } from '@gongji/server/verify';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closePage, PHONE } from './browser.ts';
import { type City, openCity } from './city.ts';
import { sound } from './sound.ts';

/** The registers by their users: merging persons and units and undoing it, families, classes that move up, graduates by a list. */
const [KEEP, DROP] = [9_000_001, 9_000_002];
const SCHOOL = '共济市第二小学';
let city: City;

beforeAll(async () => {
  city = await openCity();
  const { owner } = city.db;
  await owner.query(
    `insert into person (region_code, person_id, psn_no, name, cert_type, cert_no, sex, born_on, family_id)
     select '990100', n, '99010000000009' || lpad((n - 9000000)::text, 6, '0'), '钟离望', '990201', 'U99' || n, '1', '1985-03-04', n
       from unnest(array[${KEEP}, ${DROP}]) n`,
  );
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, payer_kind)
     values ('990100', ${DROP}, 'employee', '310', '2025-01-01', '2025-01-01', '1103', 'flexible', 'none', 'flexible')`,
  );
  await owner.query(
    `insert into unit (unit_id, region_code, kind, code, name) values
      (7990001, '990100', 'school', 'S799000001', '青石小学'), (7990002, '990100', 'school', 'S799000002', '白石小学')`,
  );
  await owner.query(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from)
     select region_code, person_id, 8000002, case when n = 1 then '六年级2班' else '一年级1班' end, '2024-09-01'
       from (select region_code, person_id, row_number() over (order by person_id) as n from person p
              where person_id between 21 and 9000000 and status = 'active'
                and not exists (select from schooling s where s.person_id = p.person_id) order by person_id limit 3) three`,
  );
  // A graduate of the second school whose time has run out.
  await owner.query(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from, valid_to, end_reason)
     values ('990100', ${KEEP}, 8000002, '六年级1班', '2019-09-01', '2025-08-31', 'graduated')`,
  );
});
afterAll(() => city.close());

async function approve(title: string): Promise<void> {
  const { page, faults } = await signedIn('复核');
  await page.goto(`${city.server.url}/enrolment/requests`);
  const request = page.getByRole('article').filter({ hasText: title }).first();
  await request.waitFor();
  await request.getByLabel('复核意见').fill('属实');
  await request.getByRole('button', { name: '同意', exact: true }).click();
  await request.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await closePage(page);
}
const of = async (sql: string) => (await city.db.owner.query(sql)).rows;
const open = async (page: Page, path: string) => page.goto(`${city.server.url}${path}`);
/** Few acts are buttons, many a list. */
async function chooseAct(page: Page, name: string): Promise<void> {
  const list = page.getByLabel('业务类型');
  await list
    .or(page.getByLabel(name, { exact: true }))
    .first()
    .waitFor();
  if ((await list.count()) > 0 && (await list.first().evaluate((one) => one.tagName === 'SELECT')))
    await list.first().selectOption({ label: name });
  else await page.getByLabel(name, { exact: true }).check();
}
async function signedIn(role: string, options?: Parameters<City['signedIn']>[1]) {
  const opened = await city.signedIn(role, options);
  return opened;
}

test('two who are one are merged after a second person agrees, and undone exactly', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, '/enrolment/duplicates');
  const pair = page.getByRole('article').filter({ hasText: '钟*' }).first();
  await pair.getByLabel('核实情况').fill('同一人两次登记');
  const keep = pair.locator('.stack-small').filter({ has: page.locator(`a[href*="${KEEP}"]`) });
  await keep.getByRole('button', { name: '保留此人' }).click();
  await pair.getByText('个人账户余额 0.00 元转入保留人账户').waitFor();
  await pair.getByRole('button', { name: '提交复核' }).click();
  await pair.getByRole('status').waitFor();
  await approve('合并重复登记');
  expect(await of(`select status, merged_into from person where person_id = ${DROP}`)).toEqual([
    { status: 'merged', merged_into: String(KEEP) },
  ]);
  await open(page, `/enrolment/persons/~${KEEP}`);
  await page.getByText('同一人两次登记').first().waitFor();
  await sound(page, 'zh', 'merged-person');
  const undo = page.locator('details').filter({ hasText: '撤回' }).first();
  await undo.locator('summary').click();
  await undo.getByRole('textbox').fill('确系两人');
  await undo.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').waitFor();
  await approve('撤回');
  expect(await of(`select status, merged_into from person where person_id = ${DROP}`)).toEqual([
    { status: 'active', merged_into: null },
  ]);
  expect(await of(`select covered_to, status from coverage where person_id in (${KEEP}, ${DROP})`)).toEqual([
    { covered_to: null, status: '1' },
  ]);
  expect(faults).toEqual([]);
});

test('a merge shows the bills that one person would have paid otherwise, settles them again and gives that back', async () => {
  const [stays, goes] = [9_000_011, 9_000_012];
  await city.db.owner.query(
    `insert into person (region_code, person_id, psn_no, name, cert_type, cert_no, sex, born_on, family_id)
     select '990100', n, '990100000000000990' || right(n::text, 2), '百里香', '990201', 'U99' || n, '2', '1987-05-06', n
       from unnest(array[${stays}, ${goes}]) n`,
  );
  await city.db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, payer_kind)
     select '990100', n, 'employee', '310', '2025-01-01', '2025-01-01', '1103', 'flexible', 'none', 'flexible'
       from unnest(array[${stays}, ${goes}]) n`,
  );
  // The deductible of the year is 300 (D4 第六条), then a tertiary hospital gets 55 % (D4 第七条): (400 − 300) × 55 % = 55 and
  // (500 − 300) × 55 % = 110. Of one person the deductible is used up by the first: 500 × 55 % = 275, 165 more.
  await city.settle(400, 99_011);
  const second = await city.settle(500, 99_012);
  const { page, faults } = await signedIn('经办', { size: PHONE });
  await open(page, '/enrolment/duplicates');
  const pair = page
    .getByRole('article')
    .filter({ has: page.locator(`a[href*="${stays}"]`) })
    .first();
  await pair
    .locator('.stack-small')
    .filter({ has: page.locator(`a[href*="${stays}"]`) })
    .getByRole('button', { name: '保留此人' })
    .click();
  const affected = pair.locator('.affected');
  await affected.getByText('被合并编号').waitFor();
  await expect.poll(() => affected.getByRole('link').count()).toBe(1);
  await affected.getByRole('link', { name: second.slice(-6) }).waitFor();
  for (const amount of ['110.00', '275.00', '165.00'])
    await affected.getByRole('cell', { name: amount, exact: true }).first().waitFor();
  await sound(page, 'zh', 'merge-with-bills');
  await pair.getByLabel('核实情况').fill('同一人');
  await pair.getByRole('button', { name: '提交复核' }).click();
  await pair.getByRole('status').waitFor();
  await approve('合并重复登记');
  const paid = () =>
    of(`select person_id, fund_fen from settlement s where person_id in (${stays}, ${goes}) and kind = 'settlement'
         and not exists (select from settlement r where r.origin_id = s.settlement_id) order by person_id`);
  expect((await paid()).map((one) => one.fund_fen)).toEqual(['5500', '27500']);
  await open(page, `/enrolment/persons/~${stays}`);
  const undo = page.locator('details').filter({ hasText: '撤回' }).first();
  await undo.locator('summary').click();
  await undo.getByText('被合并编号').waitFor();
  await undo.getByRole('textbox').fill('确系两人');
  await undo.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').waitFor();
  await approve('撤回');
  expect((await paid()).map((one) => one.fund_fen)).toEqual(['5500', '11000']);
  const { differences } = await verifyBooks(city.db.owner, { outcomes: true });
  expect(differences).toEqual([]);
  expect(faults).toEqual([]);
});

test('papers of a special group: one is on file, one is missing, a second person agrees, the missing one is brought later', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, `/enrolment/persons/~${DROP}`);
  await page.locator('summary', { hasText: /^登记特殊人群$/ }).click();
  await page.getByLabel('类别').selectOption({ label: '孤儿' });
  const papers = page.getByTestId('papers-orphan');
  await papers.getByText('不要求本人提交材料').waitFor();
  await page.getByLabel('证明', { exact: true }).selectOption({ label: '证书' });
  await papers.getByText('登记本次提交的材料').first().click();
  const paper = papers.getByRole('group', { name: '孤儿、事实无人抚养儿童认定表' });
  await paper.getByLabel('编号').fill('9901202600012');
  await paper.getByLabel('签发单位').fill('同心区民政局');
  await paper.getByLabel('签发日期').fill(city.today);
  await page.getByLabel('认定单位').fill('同心区民政局');
  await page.getByText('材料不全，先予认定：缺监护关系证明').waitFor();
  await page.getByLabel('办理事由').last().fill('窗口认定');
  await sound(page, 'zh', 'group-papers');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').first().waitFor();
  await approve('特殊人群登记');
  await open(page, `/enrolment/persons/~${DROP}`);
  await page.locator('summary', { hasText: /^登记特殊人群$/ }).click();
  const own = page.getByRole('group', { name: /^孤儿/ });
  await own.getByText('已有，不再收取').waitFor();
  await own.getByText('登记本次提交的材料').click();
  const later = own.getByRole('group', { name: '监护关系证明' });
  await later.getByLabel('签发单位').fill('同心区和平社区');
  await later.getByLabel('签发日期').fill(city.today);
  await own.getByLabel('办理事由').fill('补交');
  await own.getByRole('button', { name: '登记材料' }).click();
  await own.getByText('已办理').waitFor();
  expect(await of(`select paper from person_proof where person_id = ${DROP} order by paper`)).toEqual([
    { paper: 'guardianPaper' },
    { paper: 'orphanCertificate' },
  ]);
  await page.reload();
  const rows = page.getByTestId('register-rows');
  await rows.getByText('监护关系证明', { exact: true }).waitFor();
  await closePage(page);
  const english = await signedIn('经办', { lang: 'en', size: PHONE });
  await open(english.page, `/enrolment/persons/~${DROP}`);
  await english.page.getByText('Proof of guardianship', { exact: true }).first().waitFor();
  await english.page.locator('summary', { hasText: /^Register a group$/ }).click();
  await english.page.getByText('on file, not asked for again').first().waitFor();
  await sound(english.page, 'en', 'group-papers');
  expect([...faults, ...english.faults]).toEqual([]);
  await closePage(english.page);
});

test('the persons of the register are ordered, counted and paged, and one that is found stays in the address', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, '/enrolment/persons');
  const rows = page.getByRole('group', { name: '参保登记' }).locator('tbody tr');
  await rows.nth(49).waitFor();
  const first = await rows.first().innerText();
  await page.getByRole('link', { name: '下一页' }).click();
  await page.getByText(/第 51–\d+ 条，共 \d+ 条/).waitFor();
  await expect.poll(() => rows.first().innerText()).not.toBe(first);
  await page.getByRole('link', { name: '按出生年份排序' }).click();
  await page.getByText(/第 1–50 条，共 \d+ 条/).waitFor();
  await page.waitForURL(/persons\.sort=birthYear/);
  await page.getByLabel('姓名、拼音首字母、人员编号或证件号码').fill('钟离望');
  await page.waitForURL(/persons\.q=/);
  await page.reload();
  await rows.first().waitFor();
  await expect
    .poll(() => page.getByLabel('姓名、拼音首字母、人员编号或证件号码').inputValue())
    .toBe('钟离望');
  expect(faults).toEqual([]);
  await closePage(page);
});

test('a person leaves the family and joins another', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, `/enrolment/persons/~${DROP}`);
  const family = async () =>
    (await of(`select family_id from person where person_id = ${DROP}`))[0]?.family_id;
  const form = page.locator('details').filter({ hasText: '变更、更正、家庭、死亡' }).first();
  await form.locator('summary').first().click();
  await chooseAct(page, '迁入家庭、与户主关系');
  await form.getByLabel('迁入谁的家庭').fill('99010000000000000001');
  await form.getByLabel('办理事由').fill('婚姻登记');
  await form.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByText('已办理').first().waitFor();
  expect(await family()).not.toBe(String(DROP));
  await page.reload();
  await form.locator('summary').first().click();
  await chooseAct(page, '分户');
  await form.getByLabel('办理事由').fill('分户登记');
  await form.getByRole('button', { name: '办理', exact: true }).click();
  await page.getByText('已办理').first().waitFor();
  expect(await family()).toBe(String(DROP));
  expect(faults).toEqual([]);
});

test('classes are registered with their head teacher and move up by a list that is taken back', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, '/enrolment/units');
  await page.getByRole('textbox').first().fill(SCHOOL);
  await page.getByRole('button', { name: SCHOOL }).click();
  const classes = page.getByRole('region', { name: '班级' });
  await classes.getByText('第 1 年，学制 6 年').first().waitFor();
  await classes.getByText('毕业班').first().waitFor();
  await page.getByText('变更、合并、暂停、注销').click();
  await chooseAct(page, '班级登记');
  await page.getByRole('textbox', { name: '班级', exact: true }).fill('一年级9班');
  await page.getByLabel('第几年').fill('1');
  await page.getByLabel('学制（年）').fill('6');
  await page.getByLabel('班主任', { exact: true }).fill('宋老师');
  await page.getByLabel('办理事由').fill('新开班级');
  await page.getByRole('button', { name: '办理', exact: true }).click();
  await classes.getByText('宋老师').waitFor();
  await sound(page, 'zh', 'school-classes');
  await classes.getByLabel('新学年第一天').fill(addDays(city.today, -1));
  await classes.getByRole('button', { name: '生成升级名单' }).click();
  await page.getByRole('heading', { name: '怎样入库' }).waitFor();
  await sound(page, 'zh', 'promotion-list');
  await page.getByRole('button', { name: '入库', exact: true }).click();
  await page.getByText('整批撤回').first().waitFor();
  const moved = await of(
    "select count(*)::int as n from schooling where unit_id = 8000002 and end_reason in ('promoted', 'graduated')",
  );
  expect(moved[0]?.n).toBeGreaterThan(1);
  await page.locator('summary', { hasText: '整批撤回' }).click();
  await page.getByLabel('撤回原因').fill('日期有误');
  await page.getByRole('button', { name: '整批撤回' }).click();
  await page.getByText('已撤回', { exact: true }).first().waitFor();
  expect(
    await of("select count(*)::int as n from schooling where unit_id = 8000002 and end_reason = 'promoted'"),
  ).toEqual([{ n: 0 }]);
  expect(faults).toEqual([]);
});

test('a graduate whose time has run out is ended by a list that a second person agrees to, on a phone too', async () => {
  await city.db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     values ('990100', ${KEEP}, 'resident', '390', '2020-01-01', '2020-01-01', '1403', 'student', 'tier1', 8000002, 'resident')`,
  );
  const { page, faults } = await signedIn('经办', { size: PHONE, theme: 'dark' });
  await open(page, '/enrolment/findings');
  await page.getByRole('button', { name: '立即查找' }).click();
  await page.getByLabel('类别').selectOption('studentOver');
  await page.getByLabel('学校').selectOption({ label: `${SCHOOL}（1）` });
  await sound(page, 'zh', 'findings-to-end');
  await page.getByRole('button', { name: '全部 1 项生成名单' }).click();
  await page.getByRole('heading', { name: '怎样入库' }).waitFor();
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('本人提交，须由他人复核').waitFor();
  await sound(page, 'zh', 'ending-list');
  const path = new URL(page.url()).pathname;
  const { page: other } = await signedIn('复核');
  await other.getByText('停保名单待复核').waitFor();
  await open(other, path);
  // Who decides sees whom the list names.
  await other.getByText('钟离望').waitFor();
  await other.getByLabel('复核意见').fill('属实');
  await other.getByRole('button', { name: '同意', exact: true }).click();
  await other.getByText('已入库', { exact: true }).first().waitFor();
  expect(
    await of(`select covered_to, end_reason from coverage where person_id = ${KEEP} and scheme = 'resident'`),
  ).toEqual([{ covered_to: '2025-12-31', end_reason: 'graduated' }]);
  expect(faults).toEqual([]);
});

test('a school that merges into another is closed and hands over everybody, after a second person agrees', async () => {
  const { page, faults } = await signedIn('经办');
  await open(page, '/enrolment/units');
  await page.getByRole('textbox').first().fill('青石');
  await page.getByRole('button', { name: '青石小学' }).click();
  await page.getByText('变更、合并、暂停、注销').click();
  await chooseAct(page, '并入另一单位');
  await page.getByLabel('并入单位').fill('白石');
  await page.getByRole('button', { name: '白石小学' }).last().click();
  await page.getByLabel('办理事由').fill('撤点并校');
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByText('已提交，等待复核').waitFor();
  await approve('单位合并');
  expect(await of('select status, merged_into from unit where unit_id = 7990001')).toEqual([
    { status: 'cancelled', merged_into: '7990002' },
  ]);
  expect(faults).toEqual([]);
});

test('the deceased are a list by how their account stands, which opens to the person', async () => {
  const { owner } = city.db;
  await owner.query(`update person set status = 'dead', died_on = '2026-05-01' where person_id = 41`);
  await owner.query(
    `insert into personal_account (region_code, person_id, balance_fen) values ('990100', 41, 12345)
       on conflict (person_id) do update set balance_fen = 12345`,
  );
  const { page, faults } = await signedIn('经办');
  await page.goto(`${city.server.url}/enrolment/deceased?from=2026-05-01&to=2026-05-01`);
  await page.getByText('共 1 人，其中 1 人账户有余额，合计 123.45 元').waitFor();
  await page.getByLabel('个人账户', { exact: true }).selectOption('closed');
  await page.getByText('没有符合条件的已故人员').waitFor();
  await page.getByLabel('个人账户', { exact: true }).selectOption('open');
  const row = page.locator('tbody tr');
  await row.getByText('尚未申请').waitFor();
  await expect.poll(() => row.innerText()).toContain('未注销');
  await row.getByRole('link').first().click();
  await page.waitForURL(/enrolment\/persons\//);
  expect(faults).toEqual([]);
});

test('who opens a result while the search is still to come is not led back to the list', async () => {
  const { page, faults } = await signedIn('经办', { path: '/enrolment/persons' });
  const link = page.locator('main tbody a').first();
  const to = (await link.getAttribute('href')) ?? '';
  // The page that opens takes longer to come than the search waits.
  await page.route('**/assets/register-person-page*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  // Both at once, as nobody's mouse is quick enough on a busy machine.
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('main input');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setValue?.call(field, '陈');
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector<HTMLAnchorElement>('main tbody a')?.click();
  });
  await page.waitForURL((url) => url.pathname === to);
  await page.getByRole('heading', { name: '参保登记' }).waitFor();
  expect(faults).toEqual([]);
});

import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { PHONE } from './browser.ts';
import { type City, openCity } from './city.ts';
import { leaksOn } from './leaks.ts';

let city: City;
/** 陈建国 is the insured person of the demo; who may use his account is named here by number and name. */
let relative: { readonly no: string; readonly name: string };

beforeAll(async () => {
  city = await openCity();
  const { rows } = await city.db.owner.query<{ no: string; name: string }>(
    `select p.psn_no as no, p.name from person p join coverage c using (person_id)
      where p.person_id > 25 and c.covered_to is null and c.status = '1' order by p.person_id limit 1`,
  );
  if (rows[0] === undefined) throw new Error('the demo has no such person');
  [relative] = rows as [typeof relative];
});
afterAll(() => city.close());

/** With `GONGJI_PICTURES` set, a picture of the page for the eye. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.GONGJI_PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function fits(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    .toBe(true);
}

test('the insured reads his cover on the phone, shares his account and takes it back', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE, path: '/me' });
  await page.getByText(/您参加职工医保，自\d+年\d+月\d+日起可报销/).waitFor();
  await fits(page);
  expect(await seriousFindings(page)).toEqual([]);
  await picture(page, 'me-phone');
  await page.getByRole('button', { name: '新增授权' }).click();
  await page.getByLabel('亲属姓名').fill('无此人');
  await page.getByLabel('亲属的人员编号或证件号码').fill(relative.no);
  await page.getByRole('button', { name: '同意授权' }).click();
  await page.getByText('未找到号码与姓名相符的参保人').waitFor();
  await page.getByLabel('亲属姓名').fill(relative.name);
  await page.getByLabel('限额（可不填）').fill('200');
  await picture(page, 'me-share-phone');
  await page.getByRole('button', { name: '同意授权' }).click();
  await page.getByText('限额 200.00 元').waitFor();
  await page.getByRole('button', { name: '撤回授权' }).first().click();
  await page.getByRole('button', { name: '确认撤回' }).click();
  await page.getByText('已撤回').first().waitFor();
  const certificate = await page.request.get(`${city.server.url}/api/persons/~1/print/cover-certificate`);
  expect([certificate.status(), certificate.headers()['content-type']]).toEqual([200, 'application/pdf']);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('a clerk asks for a correction, and only a reviewer can agree', async () => {
  const clerk = await city.signedIn('经办', { path: '/persons/~1/account' });
  const form = clerk.page.getByRole('form', { name: '账户业务申请' });
  await form.getByLabel('金额（增加为正，减少为负）').fill('-12.34');
  await form.getByLabel('事由').fill('重复划入');
  await form.getByRole('button', { name: '提交复核' }).click();
  await clerk.page.getByText('已提交，等待复核。').waitFor();
  await picture(clerk.page, 'account-desk');
  expect(await seriousFindings(clerk.page)).toEqual([]);
  await clerk.page.goto(`${city.server.url}/account-requests`);
  await clerk.page.getByText('本人提交，须由他人复核').waitFor();
  const reviewer = await city.signedIn('复核', { path: '/account-requests' });
  await picture(reviewer.page, 'requests-desk');
  await reviewer.page.getByRole('button', { name: '同意', exact: true }).click();
  await reviewer.page.getByText('没有待复核的申请').waitFor();
  const { rows } = await city.db.owner.query(
    `select amount_fen as fen from account_movement where person_id = 1 and kind = 'correction'`,
  );
  expect(rows).toEqual([{ fen: '-1234' }]);
});

test('a transfer out goes from the counter to the letter, and says what still stands against it', async () => {
  const { page } = await city.signedIn('经办', { path: '/transfers' });
  await page.getByRole('button', { name: '受理转移' }).click();
  await page.getByLabel('人员编号').fill('99010000000000000001');
  await page.getByLabel('行政区划代码').fill('990200');
  await page.getByLabel('经办机构名称').fill('邻市医疗保险服务中心');
  await picture(page, 'transfer-start-desk');
  await page.getByRole('button', { name: '受理转移' }).click();
  await page.getByLabel('联系函编号').fill('邻医转7');
  await page.getByRole('button', { name: '登记对方联系函' }).click();
  await page.getByRole('button', { name: '生成信息表' }).click();
  await page.getByText(/尚未终止/).waitFor();
  await picture(page, 'transfer-desk');
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  await fits(page);
  await picture(page, 'transfer-phone');
});

test('the school hands a leaver over, and the community confirms', async () => {
  await city.db.owner.query(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from)
     select region_code, person_id, 8000001, '一班', '2022-09-01' from person where psn_no = $1`,
    [relative.no],
  );
  await city.db.owner.query('update person set community_id = 990101001001 where psn_no = $1', [relative.no]);
  const school = await city.signedIn('学校经办', { path: '/handovers' });
  await school.page.getByRole('button', { name: '提交名单' }).click();
  await school.page.getByLabel(/^名单/).fill(`${relative.no}\t${relative.name}\t一班`);
  await school.page.getByRole('button', { name: '提交', exact: true }).click();
  await school.page.getByRole('cell', { name: '待对方确认' }).waitFor();
  await picture(school.page, 'handover-school');
  const community = await city.signedIn('村（社区）协管员', { path: '/handovers' });
  await picture(community.page, 'handover-community');
  await community.page.getByRole('button', { name: '确认接收' }).first().click();
  await community.page.getByRole('cell', { name: '已接收' }).waitFor();
  expect(await seriousFindings(community.page)).toEqual([]);
});

test('in English too', async () => {
  const { page } = await city.signedIn('Insured person', { size: PHONE, lang: 'en', path: '/me' });
  await page.getByText(/You are in the employee scheme; bills are paid since/).waitFor();
  await picture(page, 'me-phone-en');
  await expect.poll(() => page.locator('main').innerText()).not.toMatch(/\{\{/);
});

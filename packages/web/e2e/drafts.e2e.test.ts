import { DEMO_PASSWORD } from '@gongji/server/identity';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE } from './browser.ts';
import { CERT, type City, openCity, plainDrug, post } from './city.ts';

/** What is typed and not sent survives a crash, for whoever typed it and nobody else. */
let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

/** The session ends without signing out, and an account signs in on the same machine. */
async function changeTo(page: Page, account: string): Promise<void> {
  await page.context().clearCookies();
  await post(page, '/api/session', { account, password: DEMO_PASSWORD });
  await page.reload();
}

test('fees typed for a stay are kept for the operator who typed them, not for a colleague on the same machine', async () => {
  const { page, faults } = await city.signedIn('医院操作员', { path: '/office/stays' });
  await page.locator('#office-person:focus').waitFor();
  await page.keyboard.type(CERT);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '办理入院' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/office/stays/*');
  const { code } = await plainDrug(city.db);
  await page.locator('#office-item').focus();
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.locator('#entry-quantity:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#entry-price:focus').waitFor();
  await page.keyboard.type('70');
  await page.keyboard.press('Enter');
  const sum = page.locator('.office-lines tfoot').getByText('70.00');
  await sum.waitFor();
  await page.reload();
  await sum.waitFor();
  // A second operator of the same hospital.
  await city.db.owner.query(`
    insert into user_account select (u).* from (
      select jsonb_populate_record(a, jsonb_build_object('user_id', 77, 'account', 'demo.hospital2')) as u
        from user_account a where account = 'demo.hospital') x`);
  await changeTo(page, 'demo.hospital2');
  await page.getByText('还没有费用。').waitFor();
  await page.locator('#office-item').waitFor();
  await expect.poll(() => sum.count()).toBe(0);
  await changeTo(page, 'demo.hospital');
  await sum.waitFor();
  expect(faults).toEqual([]);
});

test('family sharing half typed on a phone is there again after a crash, and gone once cleared', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE, path: '/persons/~1/account' });
  await page.getByRole('button', { name: '新增授权' }).click();
  const relative = page.getByLabel('亲属姓名');
  await relative.fill('林秀英');
  // A new tab of the same browser, as after a crash.
  const after = await page.context().newPage();
  await after.goto(page.url());
  await page.close();
  await after.getByRole('button', { name: '新增授权' }).click();
  await expect.poll(() => after.getByLabel('亲属姓名').inputValue()).toBe('林秀英');
  await after.getByText('已恢复上次没有提交的内容。').waitFor();
  await after.getByRole('button', { name: '清空重填' }).click();
  await expect.poll(() => after.getByLabel('亲属姓名').inputValue()).toBe('');
  await expect
    .poll(() => after.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('consent'))))
    .toEqual([]);
  expect(faults).toEqual([]);
});

test('the payer and the amount at the counter, and a chosen file, are there after a crash; signing out drops them', async () => {
  const { page, faults } = await city.signedIn('经办');
  const url = city.server.url;
  await post(page, '/api/assessment-runs', { scheme: 'employee', period: city.today.slice(0, 7) });
  const payer = `${url}/api/counter/payer?unitId=1`;
  const bills = async () => ((await (await page.request.get(payer)).json()) as { bills: unknown[] }).bills;
  await expect.poll(async () => (await bills()).length).toBe(1);
  const { rows } = await city.db.owner.query<{ name: string }>('select name from unit where unit_id = 1');
  const name = rows[0]?.name ?? '';
  await page.goto(`${url}/contributions/counter`);
  await page.getByLabel('姓名、证件号码、单位名称或代码').fill(name);
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByLabel('收款金额').fill('12.34');
  await page.reload();
  await page.getByText('已恢复上次没有提交的内容。').waitFor();
  await expect.poll(() => page.getByLabel('收款金额').inputValue()).toBe('12.34');
  await page.goto(`${url}/lists`);
  const file = {
    name: '新进.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`证件号码,姓名\r\n${CERT},陈建国\r\n`),
  };
  await page.getByLabel('文件', { exact: true }).setInputFiles(file);
  // A new tab of the same browser, as after a crash.
  const after = await page.context().newPage();
  await after.goto(page.url());
  await page.close();
  await after.getByText('上次选好、没有上传的文件还在，可直接上传。').waitFor();
  await after.getByText('新进.csv').waitFor();
  await after.getByLabel('为哪个单位（单位编号）').fill('1');
  await after.getByRole('button', { name: '上传并检查' }).click();
  await after.waitForURL('**/lists/*');
  await after.goto(`${url}/lists`);
  await after.getByText('还没有选').waitFor();
  await after.getByLabel('文件', { exact: true }).setInputFiles(file);
  await after.getByRole('button', { name: '退出', exact: true }).click();
  await after.waitForURL(`${url}/`);
  await changeTo(after, 'demo.clerk');
  await after.goto(`${url}/lists`);
  await after.getByText('还没有选').waitFor();
  expect(faults).toEqual([]);
});

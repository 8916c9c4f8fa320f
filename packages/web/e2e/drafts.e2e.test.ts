import { DEMO_PASSWORD } from '@gongji/server/identity';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PHONE } from './browser.ts';
import { CERT, type City, openCity, plainDrug, post } from './city.ts';

/** What is typed and not sent survives a crash, for whoever typed it and nobody else. */
let city: City;
beforeAll(async () => {
  city = await openCity();
}, 180_000);
afterAll(() => city.close());

/** The session ends without signing out, and an account signs in on the same machine. */
async function changeTo(page: Page, account: string): Promise<void> {
  await page.context().clearCookies();
  await post(page, '/api/session', { account, password: DEMO_PASSWORD });
  await page.reload();
}

test('fees typed for a stay are kept for the operator who typed them, not for a colleague on the same machine', async () => {
  const { page, faults } = await city.signedIn('医院操作员');
  await page.goto(`${city.server.url}/office/stays`);
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
  expect(await sum.count()).toBe(0);
  await changeTo(page, 'demo.hospital');
  await sum.waitFor();
  expect(faults).toEqual([]);
});

test('family sharing half typed on a phone is there again after a crash, and gone once cleared', async () => {
  const { page, faults } = await city.signedIn('参保人', { size: PHONE });
  await page.goto(`${city.server.url}/persons/~1/account`);
  await page.getByRole('button', { name: '新增授权' }).click();
  const relative = page.getByLabel('亲属姓名');
  await relative.fill('林秀英');
  // A new tab of the same browser, as after a crash.
  const after = await page.context().newPage();
  await after.goto(page.url());
  await page.close();
  await after.getByRole('button', { name: '新增授权' }).click();
  expect(await after.getByLabel('亲属姓名').inputValue()).toBe('林秀英');
  await after.getByText('已恢复上次没有提交的内容。').waitFor();
  await after.getByRole('button', { name: '清空重填' }).click();
  expect(await after.getByLabel('亲属姓名').inputValue()).toBe('');
  expect(
    await after.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('consent'))),
  ).toEqual([]);
  expect(faults).toEqual([]);
});

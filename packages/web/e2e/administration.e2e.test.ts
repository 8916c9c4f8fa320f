import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { closePage } from './browser.ts';
import { type City, openCity } from './city.ts';

let city: City;

beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

test('one administrator creates a user, another approves the role and locks the account, the third reads of it', async () => {
  const system = (await city.signedIn('系统管理员', { path: '/users' })).page;
  await system.locator('summary', { hasText: '新建用户' }).click();
  await system.getByLabel('账号', { exact: true }).fill('zhang.san');
  // What is typed is still there after a reload, and the page says so.
  await system.reload();
  await system.getByText('已恢复上次没有提交的内容。').waitFor();
  await expect.poll(() => system.getByLabel('账号', { exact: true }).inputValue()).toBe('zhang.san');
  await system.getByRole('button', { name: '新建用户' }).click();
  await system.getByRole('alert').first().waitFor();
  await system.getByLabel('姓名', { exact: true }).fill('张三');
  await system.getByLabel('经办', { exact: true }).check();
  await system.getByLabel('事由').fill('新入职');
  await system.getByRole('button', { name: '新建用户' }).click();
  await system.getByText('一次性密码，只显示这一次：').waitFor();
  expect(await seriousFindings(system)).toEqual([]);
  await expect.poll(() => system.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);

  const security = (await city.signedIn('安全管理员', { path: '/users' })).page;
  await security.getByLabel('复核意见').fill('同意');
  await security.getByRole('button', { name: '同意', exact: true }).click();
  await security.getByText('没有待审批的角色').waitFor();
  await security.getByRole('button', { name: '锁定：zhang.san' }).click();
  await security.locator('#reason').fill('长期未用');
  await security.keyboard.press('Enter');
  await security.getByRole('button', { name: '解锁：zhang.san' }).waitFor();
  await expect
    .poll(() => security.getByRole('row', { name: /zhang\.san/ }).innerText())
    .toMatch(/经办[\s\S]*已锁定/);

  const audit = (await city.signedIn('审计管理员', { path: '/audit?subject=user:zhang.san' })).page;
  await audit.getByText(/条链共 \d+ 条/).waitFor();
  const deeds = await audit.locator('tbody tr td:nth-child(3)').allInnerTexts();
  expect(deeds).toEqual(
    expect.arrayContaining(['新建用户\nuser.create', '同意角色申请\nrole.approve', '锁定用户\nuser.lock']),
  );
  expect(await seriousFindings(audit)).toEqual([]);
  // Any days, not the last one alone; the file holds the same entries.
  await audit.getByLabel('从', { exact: true }).fill(city.today);
  await audit.getByLabel('到', { exact: true }).fill(city.today);
  await audit.getByRole('button', { name: '查询' }).click();
  await audit.waitForURL(/from=.*to=/);
  await expect.poll(() => audit.locator('tbody tr').count()).toBe(deeds.length);
  const link = audit.getByRole('link', { name: '导出文本表格' });
  await expect.poll(() => link.getAttribute('href')).toMatch(/from=.*to=/);
  const href = await link.getAttribute('href');
  const file = await (await audit.request.get(`${city.server.url}${href}`)).text();
  expect(file.trim().split('\r\n')).toHaveLength(deeds.length + 1);
});

test('signing out leaves nothing of what was typed on the machine', async () => {
  const { page } = await city.signedIn('经办', { path: '/persons/~1/account' });
  const form = page.getByRole('form', { name: '账户业务申请' });
  await form.getByLabel('事由').fill('重复划入');
  await form.getByText('已暂存在本机').waitFor();
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('gongji.draft.')));
  expect(await drafts()).toEqual(['gongji.draft.demo.clerk/account-request /api/persons/~1']);
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('link', { name: '登录' }).first().waitFor();
  expect(await drafts()).toEqual([]);
});

test('a page that a role may not see says so and who may, in both languages; what is not there stays not found', async () => {
  const { url } = city.server;
  const { page } = await city.signedIn('财务');
  await page.goto(`${url}/users`);
  // Neither the requests for roles nor the users: said once.
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByText('您不能看这部分').count()).toBe(1);
  // The table of permissions: users are read by the three who are responsible for them.
  await page
    .getByText(/以下角色可以：.*系统管理员.*安全管理员.*；请他们办理/)
    .first()
    .waitFor();
  await expect.poll(() => page.getByText('没有找到').count()).toBe(0);
  await page.goto(`${url}/contributions/bills/77`);
  await page.getByText('没有找到').waitFor();
  await closePage(page);
  const { page: english } = await city.signedIn('Finance', { lang: 'en' });
  await english.goto(`${url}/users`);
  await english.getByText('You may not see this part').first().waitFor();
  await english
    .getByText(/these roles may: .*security administrator/)
    .first()
    .waitFor();
  expect(await seriousFindings(english)).toEqual([]);
  await closePage(english);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { PHONE } from './browser.ts';
import { CERT, type City, openCity, plainDrug } from './city.ts';
import { leaksOn } from './leaks.ts';

let city: City;
let drug: { readonly code: string; readonly name: string };

beforeAll(async () => {
  city = await openCity();
  drug = await plainDrug(city.db);
});
afterAll(() => city.close());

const csv = (...rows: readonly string[]) => ({
  name: '本店商品.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`编码,名称,类别,规格,厂家,零售价,国家编码\n${rows.join('\n')}`),
});

test('by keyboard: import, take suggestions in bulk, choose one by hand; approved, the desk knows the own name', async () => {
  const { page, faults } = await city.signedIn('药店操作员', { path: '/office/mapping' });
  await page.locator('summary', { hasText: '导入本机构项目' }).press('Enter');
  const take = async (...rows: readonly string[]): Promise<void> => {
    await page.getByLabel('项目文件').setInputFiles(csv(...rows));
    await page.getByRole('button', { name: '导入并给出建议' }).press('Enter');
  };
  await take('D1,,玩具,,,,');
  await page.getByText('文件有 2 处需要改正').waitFor();
  await take(`D1,${drug.name},西药,,,12.5,`, `D2,自编名称,西药,,,8,${drug.code}`, 'D3,镇店之宝养生壶,,,,99,');
  await page.getByText('收下 3 项，其中新增 3 项，给出建议 2 项。').waitFor();
  await page.locator('tbody tr').nth(2).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await leaksOn(page, 'zh')).toEqual([]);
  await page.getByLabel('选中本页全部').press('Space');
  await page.getByRole('button', { name: '提交选中的 2 项' }).press('Enter');
  await page.getByText('已办 2 项。').waitFor();
  // By hand, for what nothing was suggested.
  await page.getByRole('button', { name: '为 镇店之宝养生壶 选目录项目' }).press('Enter');
  await page.getByText('没有相近的目录项目').waitFor();
  await page.locator('#candidate-find').focus();
  await page.keyboard.type(drug.name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '用这个并提交' }).first().focus();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('已办 1 项。').waitFor();
  await page.getByRole('link', { name: /待审核 3/ }).waitFor();
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);

  const agency = await city.signedIn('复核');
  await agency.page.getByRole('link', { name: '对照审核' }).first().click();
  await agency.page.getByText('待审核 3 项').waitFor();
  expect(await seriousFindings(agency.page)).toEqual([]);
  expect(await leaksOn(agency.page, 'zh')).toEqual([]);
  await agency.page.getByLabel('选 镇店之宝养生壶').press('Space');
  await agency.page.getByRole('button', { name: '退回选中的 1 项' }).press('Enter');
  await agency.page.locator('#reason').press('Enter');
  await agency.page.locator('#reason[aria-invalid="true"]').waitFor();
  await agency.page.keyboard.type('不是药品');
  await agency.page.keyboard.press('Enter');
  await agency.page.getByText('待审核 2 项').waitFor();
  await agency.page.getByLabel('选中本页全部').press('Space');
  await agency.page.getByRole('button', { name: '同意选中的 2 项' }).press('Enter');
  await agency.page.getByText('没有待审核的对照').waitFor();
  expect(agency.faults).toEqual([]);

  await page.goto(`${city.server.url}/office/mapping?state=rejected`);
  await page.getByText('退回原因：不是药品').waitFor();
  await page.goto(`${city.server.url}/office`);
  await page.locator('#office-person:focus').waitFor();
  await page.keyboard.type(CERT);
  await page.keyboard.press('Enter');
  await page.locator('.office-visit button:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#office-item:focus').waitFor();
  await page.keyboard.type('自编名');
  await page.getByRole('option', { name: /自编名称/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.office-item').innerText()).toContain(drug.name);
});

test('on a phone, in English and dark', async () => {
  const { page, faults } = await city.signedIn('Hospital operator', {
    lang: 'en',
    size: PHONE,
    theme: 'dark',
  });
  await page.goto(`${city.server.url}/office/mapping?state=approved`);
  await page.locator('tbody tr').nth(20).waitFor();
  expect(await leaksOn(page, 'en')).toEqual([]);
  expect(await seriousFindings(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL(/after=50/);
  await page.getByRole('link', { name: 'Sort by Price' }).click();
  await page.waitForURL(/state=approved&sort=priceE4&order=desc$/);
  await expect
    .poll(() => page.getByRole('link', { name: 'Export CSV' }).getAttribute('href'))
    .toContain('/api/office/mapping/file?state=approved&sort=priceE4&order=desc');
  expect(faults).toEqual([]);
});

test('the menu shows the review to who may review, and mapping to nobody else', async () => {
  const { page } = await city.signedIn('经办');
  await page.getByRole('link', { name: '结算单' }).first().waitFor();
  await expect.poll(() => page.getByRole('link', { name: '对照审核' }).count()).toBe(0);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousFindings } from './accessibility.ts';
import { closePage, PHONE } from './browser.ts';
import { type City, openCity } from './city.ts';
import { leaksOn } from './leaks.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

const address = (id: string) => `${city.server.url}/settlements/${id}`;

test('before a reversal the clerk sees money, counters and later bills as they will be', async () => {
  const first = await city.settle(500);
  const second = await city.settle(100);
  const { page, faults } = await city.signedIn('经办', { path: address(first) });
  await page.getByRole('button', { name: '撤销这张结算单' }).click();
  await page.getByRole('heading', { name: '确认后会发生' }).waitFor();
  // 500: deductible 300, 200 × 55 % = 110 from the pool, 390 cash; the later 100: 55 from the pool, then all deductible.
  const shown = await page.locator('.effects-of-reversal').innerText();
  for (const text of [
    '110.00',
    '390.00',
    '500.00',
    '300.00',
    '55.00 → 0.00',
    '45.00 → 100.00',
    '冲正并重新结算',
  ])
    expect(shown).toContain(text);
  expect(await seriousFindings(page)).toEqual([]);
  // Somebody settles in between: what was shown does not hold any more, the reason stays.
  await page.getByLabel('撤销原因').fill('收费录入有误');
  await city.settle(10);
  await page.keyboard.press('Enter');
  await page.getByText('与确认时所见不同').waitFor();
  await expect.poll(() => page.getByLabel('撤销原因').inputValue()).toBe('收费录入有误');
  await page.getByText('5.50 → 0.00').waitFor();
  await page.getByRole('button', { name: /确认撤销/ }).click();
  await page.getByRole('link', { name: '本单冲正了原结算单，查看原单' }).waitFor();
  await page.goto(address(second));
  await page.getByRole('link', { name: '本单已被冲正，查看冲正单' }).waitFor();
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('a large reversal: one asks, another sees the same effects and decides', async () => {
  const large = await city.settle(6000, 3);
  const { page: clerk } = await city.signedIn('经办', { path: address(large) });
  await clerk.getByRole('button', { name: '撤销这张结算单' }).click();
  await clerk.getByText('须由复核人员审批').waitFor();
  await clerk.getByRole('button', { name: '提交撤销申请' }).click();
  await clerk.getByText('请写明撤销原因').waitFor();
  await clerk.getByLabel('撤销原因').fill('病历号录错');
  await clerk.keyboard.press('Enter');
  await clerk.getByText('这是您本人的申请').waitFor();
  expect(await seriousFindings(clerk)).toEqual([]);

  const { page: reviewer, faults } = await city.signedIn('复核', { size: PHONE });
  await reviewer.getByRole('link', { name: '1 撤销申请待审批' }).click();
  await reviewer.getByText('待审批 1 件').waitFor();
  await expect.poll(() => reviewer.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  expect(await seriousFindings(reviewer)).toEqual([]);
  await reviewer.locator('.table tbody a').first().click();
  await reviewer.getByRole('heading', { name: '确认后会发生' }).waitFor();
  await expect.poll(() => reviewer.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await reviewer.getByRole('button', { name: '不同意' }).click();
  await reviewer.getByText('不同意须写明理由').waitFor();
  await reviewer.getByRole('button', { name: /同意并撤销，退回/ }).click();
  await reviewer.getByRole('link', { name: '本单冲正了原结算单，查看原单' }).waitFor();
  await reviewer.goto(`${city.server.url}/reversals?state=closed`);
  await reviewer.getByText('已同意').waitFor();
  expect(faults).toEqual([]);
});

test('two people on one request: the second is told who was first and when, and sees what it is now', async () => {
  const large = await city.settle(7000, 3);
  const { page: clerk } = await city.signedIn('经办', { path: address(large) });
  await clerk.getByRole('button', { name: '撤销这张结算单' }).click();
  await clerk.getByLabel('撤销原因').fill('重复收费');
  await clerk.keyboard.press('Enter');
  await clerk.getByText('这是您本人的申请').waitFor();
  const { page: reviewer, faults } = await city.signedIn('复核', { path: address(large) });
  await reviewer.getByLabel('复核意见').fill('请补充材料');
  await clerk.getByRole('button', { name: '撤回申请' }).click();
  await clerk.getByRole('button', { name: '撤销这张结算单' }).waitFor();
  await reviewer.getByRole('button', { name: '不同意' }).click();
  const late = reviewer.getByRole('alert');
  await late.waitFor();
  await expect.poll(() => late.innerText()).toMatch(/已由演示经办于 \d{4}-\d\d-\d\d \d\d:\d\d 先行办理/);
  // The request is gone from the page, and only the message stays, until it is closed.
  await expect.poll(() => reviewer.getByLabel('复核意见').count()).toBe(0);
  expect(await seriousFindings(reviewer)).toEqual([]);
  await late.getByRole('button', { name: '关闭' }).click();
  await expect.poll(() => late.count()).toBe(0);
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([]);
});

test('requests and effects: no word of the other language, nothing serious in the scan', async () => {
  const large = await city.settle(8000, 3);
  for (const { lang, theme, role } of [
    { lang: 'zh', theme: 'dark', role: '经办' },
    { lang: 'en', theme: 'light', role: 'Desk clerk' },
  ] as const) {
    const { page, faults } = await city.signedIn(role, { lang, theme, path: '/reversals?state=all' });
    await page.locator('.table tbody tr').first().waitFor();
    expect(await leaksOn(page, lang)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(address(large));
    await page.locator('.bill-actions button').click();
    await page.locator('.effects-of-reversal table').first().waitFor();
    expect(await leaksOn(page, lang)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await closePage(page);
  }
});

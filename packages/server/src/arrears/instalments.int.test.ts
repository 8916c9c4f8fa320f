import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';

/** What an agreement on instalments does to late fees and suspensions, by the policy: nothing while it is kept. */
let city: CityServer;
let clock = new Date('2026-09-10T02:00:00Z');
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance'], () => clock);
  // August: 3402.20 of the employer, 458.00 of the self-employed, due on 31 August.
  await city.assess('employee', '2026-08');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
async function moveTo(instant: string): Promise<void> {
  clock = new Date(instant);
  await city.signIn();
}
async function runArrears(): Promise<void> {
  const { body } = await ask('clerk', 'POST', '/api/arrears/runs');
  await vi.waitFor(async () => {
    expect((await ask('clerk', 'GET', `/api/tasks/${body.taskId}`)).body.state).toBe('done');
  }, 15_000);
}
const suspended = async (): Promise<readonly unknown[]> =>
  (
    await city.rows(
      'select person_id, from_on, to_on, ended_how from benefit_suspension order by person_id, suspension_id',
    )
  ).map((row) => [row.person_id, row.from_on, row.to_on, row.ended_how]);
const account = async (): Promise<Body> => (await ask('clerk', 'GET', '/api/arrears/account?unitId=1')).body;
async function pay(amountFen: number, paidOn: string): Promise<void> {
  const [bill] = (await city.bills('payer=unit&period=2026-08')).filter(
    (one: Body) => one.kind === 'regular',
  );
  const money = { source: 'finance', serial: `I${paidOn}`, amountFen, paidOn, billNo: bill.billNo };
  expect((await ask('finance', 'POST', '/api/receipts', money)).status).toBe(200);
}
const feeBills = async (): Promise<readonly Body[]> =>
  (await city.bills('payer=unit&period=2026-08')).filter((one: Body) => one.kind === 'lateFee');

test('agreeing to instalments lifts the suspensions of the debtor’s people, and of nobody else', async () => {
  await runArrears();
  // The employer's three and the self-employed, from the third month on.
  const from = '2026-10-01';
  expect(await suspended()).toEqual(['1', '2', '3', '4'].map((person) => [person, from, null, null]));
  const asked = await ask('clerk', 'POST', '/api/arrears/plans', {
    ...{ unitId: '1', reason: '改制企业', proofNo: 'X-1' },
    // 3402.20 = 1402.20 + 2000.00
    instalments: [
      { dueOn: '2026-10-10', amountFen: 140_220 },
      { dueOn: '2026-11-10', amountFen: 200_000 },
    ],
  });
  expect((await suspended()).filter((row) => (row as unknown[])[2] !== null)).toEqual([]);
  const decision = `/api/debt-plans/${asked.body.planId}/decision`;
  expect((await ask('reviewer', 'POST', decision, { approved: true })).body.state).toBe('approved');
  await runArrears();
  expect(await suspended()).toEqual([
    ...['1', '2', '3'].map((person) => [person, from, '2026-09-09', 'deferred']),
    ['4', from, null, null],
  ]);
  expect((await account()).suspensions).toMatchObject([{ how: 'deferred', persons: 3 }]);
  await city.sound();
});

test('while it is kept only the days before it bear a late fee', async () => {
  await moveTo('2026-10-10T02:00:00Z');
  // 31 August to 10 September: 3402.20 × 0.05 % × 10 = 17.011
  expect((await account()).bills).toMatchObject([{ daysLate: 40, feeFen: 1_701 }]);
  await pay(140_220, '2026-10-10');
  // 1402.20 × 0.05 % × 10 = 7.011
  const [fee] = await feeBills();
  expect(fee.amountFen).toBe(701);
  const [charge] = (await ask('clerk', 'GET', `/api/contribution-bills/${fee.billId}/charges`)).body.items;
  const why = (await ask('clerk', 'GET', `/api/charges/${charge.chargeId}/explanation`)).body;
  expect([why.totalFen, why.lines[0].amountFen]).toEqual([701, 701]);
  expect(why.steps.map((step: Body) => step.clause)).toEqual(['D13 第二十二条', 'D12 第二十条']);
  await runArrears();
  expect((await suspended()).filter((row) => (row as unknown[])[2] === null)).toEqual([
    ['4', '2026-10-01', null, null],
  ]);
  await city.sound();
});

test('an instalment that is not paid ends it: suspended anew, and the fee counts from the day after', async () => {
  await moveTo('2026-11-11T02:00:00Z');
  await runArrears();
  // The rule gives 1 October; a day that is past becomes the day of the run.
  expect((await suspended()).filter((row) => (row as unknown[])[2] === null)).toEqual(
    [
      ...['1', '2', '3'].map((person) => [person, '2026-11-11', null, null]),
      ['4', '2026-10-01', null, null],
    ].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
  );
  await moveTo('2026-11-20T02:00:00Z');
  await pay(200_000, '2026-11-20');
  // 81 days late, of which 10 September to 10 November, 61, were kept: 2000.00 × 0.05 % × 20 = 20.00
  expect((await feeBills()).map((one) => one.amountFen).sort((a, b) => a - b)).toEqual([701, 2_000]);
  await city.sound();
});

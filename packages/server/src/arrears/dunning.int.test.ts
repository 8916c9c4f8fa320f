import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { filled, levelFor, loadDunning } from './dunning-levels.ts';
import { progressOf } from './plan-progress.ts';

let city: CityServer;
let clock = new Date('2026-09-10T02:00:00Z');
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer'], () => clock);
  // 3402.20 of the employer, 458.00 of the self-employed, due on 31 August; residents of 2026 owe, and are not dunned for.
  await city.assess('employee', '2026-08');
  await city.assess('resident', '2026');
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
const notices = async (): Promise<readonly Body[]> =>
  (await ask('clerk', 'GET', '/api/dunning-notices')).body.items;

test('levels are data: the highest that the days have reached', () => {
  const { levels } = loadDunning();
  expect([1, 29, 30, 400].map((days) => levelFor(levels, days)?.level)).toEqual([1, 1, 2, 3]);
  expect(levelFor(levels, 0)).toBeUndefined();
  expect(filled('{payer}：{open} 元', { payer: '甲', open: '1.00' })).toBe('甲：1.00 元');
});

test('instalments are paid in turn, and one that is late breaks the agreement', () => {
  const instalments = [
    { dueOn: '2026-10-10', amountFen: 100 },
    { dueOn: '2026-11-10', amountFen: 200 },
  ] as unknown as Parameters<typeof progressOf>[0]['instalments'];
  const on = (day: string, paidFen: number) => progressOf({ instalments, paidFen }, day as never);
  expect(on('2026-10-10', 0)).toEqual({ kept: true, states: ['open', 'open'] });
  expect(on('2026-10-11', 99)).toEqual({ kept: false, states: ['late', 'open'] });
  expect(on('2026-11-11', 300)).toEqual({ kept: true, states: ['paid', 'paid'] });
});

test('one notice for each level, with the late fee of its day', async () => {
  await runArrears();
  await runArrears();
  const first = await notices();
  expect(first.map((n) => [n.payerName, n.level, n.openFen])).toEqual([
    ['甲*******', 1, 45_800],
    ['共济市同心机械有限公司', 1, 340_220],
  ]);
  // Ten days: 3402.20 × 0.05 % × 10 = 17.011 → 17.01; 15 days to pay.
  const [, unit] = first;
  expect([unit.feeFen, unit.payBy]).toEqual([1_701, '2026-09-25']);
  expect(unit.body.zh).toBe(
    '共济市同心机械有限公司：你（单位）2026-08 的医疗保险费 3402.20 元已过缴费期限。请于 2026-09-25 前缴清；按今日计，另须缴滞纳金 17.01 元，合计 3419.21 元。已缴费的请忽略。',
  );
  // Thirty days: the next level.
  await moveTo('2026-09-30T02:00:00Z');
  await runArrears();
  expect((await notices()).map((n) => n.level)).toEqual([2, 2, 1, 1]);
  const own = (await ask('employer', 'GET', '/api/dunning-notices')).body.items;
  expect(own.map((n: Body) => n.unitId)).toEqual(['1', '1']);
  expect((await ask('employer', 'GET', `/api/dunning-notices/${first[0].noticeId}`)).status).toBe(404);
  expect((await ask('employer', 'GET', '/api/dunning-notices/file')).status).toBe(403);
});

test('a notice is printed as it was made, all of a level in one file, and its code is verified', async () => {
  const [person, unit] = await notices();
  expect([person.level, unit.level]).toEqual([2, 2]);
  // Thirty days: 3402.20 × 0.05 % × 30 = 51.033 → 51.03; in all 3453.23.
  const [page = ''] = await city.paper('employer', `/api/dunning-notices/${unit.noticeId}/print`);
  for (const words of [
    '共济市医疗保险费限期缴纳通知书',
    unit.noticeNo,
    '共济市同心机械有限公司',
    '91990100MA00000001',
    '2026-082026-08-313,402.20',
    '滞纳金（计至通知日）51.03',
    '合计3,453.23叁仟肆佰伍拾叁元贰角叁分',
  ])
    expect(page).toContain(words);
  expect((await ask('employer', 'GET', `/api/dunning-notices/${person.noticeId}/print`)).status).toBe(404);
  // A page for each of the two, the one of a person with his name masked for who may not see it.
  const all = await city.paper('finance', '/api/dunning-notices/papers?level=2');
  expect(all.filter((text) => text.includes('第1页'))).toHaveLength(2);
  expect(all.join('')).toContain('甲*******');
  expect(all.join('')).not.toContain('甲乙丙丁');
  expect(await city.paper('finance', '/api/dunning-notices/papers?level=1&madeOn=2026-09-10')).toHaveLength(
    2,
  );
  const none = await ask('finance', 'GET', '/api/dunning-notices/papers?madeOn=2026-09-11');
  expect([none.status, none.body.errors[0].code]).toEqual([409, 'no-notices']);
  const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(page)?.[0] ?? '';
  const verified = String((await ask('employer', 'GET', `/verify/${code}`)).body);
  expect(verified).toContain('由本系统出具，现行有效');
  expect(verified).toContain('3,453.23');
});

test('a visit with a promise stands on the account', async () => {
  const said = {
    unitId: '1',
    kind: 'visit',
    heldOn: '2026-09-30',
    said: '答应月底缴清',
    promisedOn: '2026-10-31',
  };
  expect(
    (await ask('clerk', 'POST', '/api/arrears/contacts', { ...said, heldOn: '2026-10-01' })).status,
  ).toBe(422);
  expect((await ask('clerk', 'POST', '/api/arrears/contacts', said)).status).toBe(200);
  const { body } = await ask('clerk', 'GET', '/api/arrears/account?unitId=1');
  expect(body.contacts).toMatchObject([{ said: '答应月底缴清', promisedOn: '2026-10-31', malicious: false }]);
});

test('an agreement needs exact instalments and a second person, and who keeps it is not dunned', async () => {
  const plan = (instalments: readonly object[]) => ({
    unitId: '1',
    instalments,
    reason: '改制企业',
    proofNo: 'X-1',
  });
  const wrong = await ask(
    'clerk',
    'POST',
    '/api/arrears/plans',
    plan([{ dueOn: '2026-09-30', amountFen: 100 }]),
  );
  expect(wrong.body.errors.map((e: Body) => e.code)).toEqual(['plan-total-differs', 'plan-day-not-rising']);
  // 3402.20 = 1402.20 + 2000.00
  const asked = await ask(
    'clerk',
    'POST',
    '/api/arrears/plans',
    plan([
      { dueOn: '2026-12-10', amountFen: 140_220 },
      { dueOn: '2027-01-10', amountFen: 200_000 },
    ]),
  );
  const path = `/api/debt-plans/${asked.body.planId}/decision`;
  expect((await ask('clerk', 'POST', path, { approved: true })).status).toBe(403);
  expect((await ask('reviewer', 'POST', path, { approved: true })).body).toMatchObject({
    state: 'approved',
    kept: true,
  });
  await moveTo('2026-12-01T02:00:00Z');
  await runArrears();
  // 92 days: level 3 for the self-employed alone.
  expect((await notices()).filter((n) => n.level === 3).map((n) => n.payerName)).toEqual(['甲*******']);
  await moveTo('2026-12-11T02:00:00Z');
  await runArrears();
  expect((await notices()).filter((n) => n.level === 3)).toHaveLength(2);
  const { body } = await ask('clerk', 'GET', '/api/arrears/account?unitId=1');
  expect(body.plans[0].instalments.map((i: Body) => i.state)).toEqual(['late', 'open']);
  await city.sound();
});

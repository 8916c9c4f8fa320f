import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['finance', 'reviewer', 'clerk', 'employer']);
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const file = (lines: readonly string[]) => ({
  layout: 'bank-statement',
  name: 'day.csv',
  content: Buffer.from(['日期,流水号,金额,户名,账号,摘要,缴费单号', ...lines].join('\n'), 'utf8').toString(
    'base64',
  ),
});
const DAY = '/api/collection-days/bank/2026-11-25';
const A = '2026-11-25,A,100.00,甲,,,';
const B = '2026-11-25,B,200.00,乙,,,';
const C = '2026-11-25,C,300.00,丙,,,';

test('a day with receipts and without a statement waits', async () => {
  await ask('finance', 'POST', '/api/payment-files', file([A, B]));
  const { body } = await ask('finance', 'GET', '/api/collection-days');
  expect(body.unsigned).toBe(1);
  // 100.00 + 200.00, all of it booked
  expect(body.items).toMatchObject([
    {
      source: 'bank',
      day: '2026-11-25',
      receipts: 2,
      receiptsFen: 30_000,
      bookedFen: 30_000,
      state: 'no-statement',
    },
  ]);
  expect((await ask('employer', 'GET', '/api/collection-days')).status).toBe(403);
});

test('a statement is compared line by line, and of another day refused', async () => {
  const wrong = await ask('finance', 'POST', `${DAY}/statement`, file([A, '2026-11-24,B,200.00,乙,,,']));
  expect([wrong.status, wrong.body.errors[0].code]).toEqual([422, 'statement-other-day']);
  const { body } = await ask('finance', 'POST', `${DAY}/statement`, file([A, C]));
  expect([body.state, body.differences, body.lines, body.totalFen]).toEqual(['differs', 2, 2, 40_000]);
  expect(body.differing.map((d: Body) => [d.serial, d.kind])).toEqual([
    ['C', 'not-taken'],
    ['B', 'not-on-statement'],
  ]);
  // Nothing was taken from it.
  expect((await ask('finance', 'GET', DAY)).body.receipts).toBe(2);
});

test('another signs, with a word about what differs', async () => {
  expect((await ask('finance', 'POST', `${DAY}/sign-off`, { note: '自签' })).status).toBe(403);
  expect((await ask('reviewer', 'POST', `${DAY}/sign-off`, {})).status).toBe(422);
  const signed = await ask('reviewer', 'POST', `${DAY}/sign-off`, { note: 'C 次日到账，B 为他行退票' });
  expect([signed.body.state, signed.body.signedBy]).toEqual(['signed', 'demo.reviewer']);
  const late = await ask('reviewer', 'POST', `${DAY}/sign-off`, { note: '再签' });
  expect([late.status, late.body.errors[0].code]).toEqual([409, 'already-decided']);
  expect((await ask('finance', 'GET', '/api/collection-days')).body.unsigned).toBe(0);
  const listed = async (filter: string) =>
    (await ask('finance', 'GET', `/api/collection-days?${filter}`)).body;
  // Ours 100.00 + 200.00, theirs 100.00 + 300.00
  const sums = { total: 1, unsigned: 0, receiptsFen: 30_000, bookedFen: 30_000, statedFen: 40_000 };
  expect(await listed('state=signed')).toMatchObject(sums);
  expect(await listed('state=unsigned')).toMatchObject({ total: 0, items: [] });
  expect(await listed('to=2026-11-24')).toMatchObject({ total: 0, items: [] });
});

test('a receipt that comes later opens the day again, and a new statement closes it', async () => {
  await ask('finance', 'POST', '/api/payment-files', file([C]));
  expect((await ask('finance', 'GET', DAY)).body.state).toBe('changed');
  const { body } = await ask('finance', 'POST', `${DAY}/statement`, file([A, B, C]));
  expect([body.state, body.differences]).toEqual(['to-sign', 0]);
  expect((await ask('reviewer', 'POST', `${DAY}/sign-off`, {})).body.state).toBe('signed');
  await city.sound();
});

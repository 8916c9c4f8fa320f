import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer']);
  // Persons who are not insured yet.
  await city.rows(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '990100', n, 'P' || n, '新参保' || n, 'N' || n, '1', date '1990-05-01', 990101001001 from generate_series(31, 36) n`);
});
afterAll(() => city.stop());

let keys = 0;
const act = async (who: string, path: string, body: Body): Promise<{ status: number; body: Body }> => {
  keys += 1;
  return city.ask(who, 'POST', path, body, `act-${keys}`);
};
const codes = (answer: { body: Body }) => answer.body.errors.map((e: Body) => e.code);
const resident = (n: number) => ({
  ...{
    person: `~${n}`,
    scheme: 'resident',
    act: 'join',
    on: '2026-11-26',
    year: '2027',
    tier: 'tier1',
    reason: '窗口参保',
  },
});
const enrol = (body: Body) => act('clerk', '/api/enrolment/acts', body);
const undo = (actId: string) => act('clerk', `/api/register/acts/${actId}/undo`, { reason: '办错人' });
const openOf = async (n: number) =>
  (await city.ask('clerk', 'GET', `/api/counter/payer?person=~${n}`)).body.bills.map((b: Body) => b.openFen);

test('a resident enrols: the fee shown is exactly the bill made, and the assessment of the year charges nobody twice', async () => {
  const preview = await city.ask('clerk', 'POST', '/api/enrolment/preview', resident(31));
  expect(preview.body.problems.map((p: Body) => [p.code, p.field, p.message.zh])).toEqual([]);
  const { fee } = preview.body;
  // Tier 1 costs 420.00 from 2027 on (D3 附件1)
  expect([preview.body.problems, fee.personFen, fee.billed]).toEqual([[], 42_000, true]);
  const { body } = await enrol(resident(31));
  expect(body.bills.map((b: Body) => [b.payer, b.amountFen])).toEqual([['person', 42_000]]);
  const [charge] = await city.rows('select total_fen::int as fen, period from charge where person_id = 31');
  // With subsidies of 420 + 150 + 90 + 50: 1130.00, what the preview showed.
  expect([charge, fee.totalFen, fee.period]).toEqual([{ fen: 113_000, period: '2027' }, 113_000, '2027']);
  await city.assess('resident', fee.period);
  expect(await city.rows('select count(*)::int as n from charge where person_id = 31')).toEqual([{ n: 1 }]);
  expect(await openOf(31)).toEqual([42_000]);
  await city.sound();
});

test('the undo of what is not paid cancels the bill; enrolled again, it is charged again', async () => {
  const { body: first } = await enrol(resident(32));
  const { body: undone } = await undo(first.actId);
  expect([undone.cancelledFen, undone.refundFen]).toEqual([42_000, undefined]);
  expect(await openOf(32)).toEqual([]);
  await city.sound();
  const { body: again } = await enrol(resident(32));
  expect(again.bills[0].amountFen).toBe(42_000);
  expect(await openOf(32)).toEqual([42_000]);
  await city.sound();
});

test('the undo of what is paid, or partly paid, makes it free money of its receipt', async () => {
  for (const [n, paidFen, source] of [
    [33, 42_000, 'R1'],
    [34, 10_000, 'R2'],
  ] as const) {
    const { body } = await enrol(resident(n));
    const { billNo } = body.bills[0];
    const money = { source: 'finance', serial: source, amountFen: paidFen, paidOn: '2026-11-26', billNo };
    const { body: receipt } = await city.ask('finance', 'POST', '/api/receipts', money);
    expect(receipt.freeFen).toBe(0);
    const seen = await city.ask('clerk', 'POST', `/api/register/acts/${body.actId}/undo/preview`, {
      reason: '办错人',
    });
    // Shown before anything is undone: the same as is done, and nothing is kept of it.
    expect([seen.body.problems, seen.body.refundFen, seen.body.cancelledFen]).toEqual([
      [],
      paidFen,
      paidFen === 42_000 ? undefined : 32_000,
    ]);
    expect((await city.ask('finance', 'GET', `/api/receipts/${receipt.receiptId}`)).body.freeFen).toBe(0);
    const { body: undone } = await undo(body.actId);
    expect([undone.refundFen, undone.cancelledFen]).toEqual([
      paidFen,
      paidFen === 42_000 ? undefined : 32_000,
    ]);
    const { body: after } = await city.ask('finance', 'GET', `/api/receipts/${receipt.receiptId}`);
    expect(after.freeFen).toBe(paidFen);
    expect(await openOf(n)).toEqual([]);
  }
  await city.sound();
});

test('an employee joins within the month: the unit gets a supplementary bill, and his wage holds from then on', async () => {
  await city.assess('employee', '2026-11');
  const join = {
    ...{ person: '~35', scheme: 'employee', act: 'join', on: '2026-11-10', unitId: '1', wageFen: 500_000 },
    ...{ personStatus: 'active', reason: '新入职' },
  };
  const { body: preview } = await city.ask('clerk', 'POST', '/api/enrolment/preview', join);
  expect(preview.problems).toEqual([]);
  // base 5000.00: employer 7 % 350.00, maternity 0.5 % 25.00, own 2 % 100.00, large-amount premium 8.00
  expect([preview.fee.period, preview.fee.totalFen]).toEqual(['2026-11', 48_300]);
  const { body } = await enrol(join);
  expect(body.bills.map((b: Body) => [b.payer, b.amountFen])).toEqual([['unit', 48_300]]);
  const [bill] = (await city.bills('payer=unit&period=2026-11')).filter((b: Body) => b.kind === 'enrolment');
  // Not due before the end of the month.
  expect([bill.amountFen, bill.heads, bill.dueOn]).toEqual([48_300, 1, '2026-11-30']);
  await city.assess('employee', '2026-12');
  // The same wage in December, without a declaration of its own.
  expect(
    await city.rows('select period, base_fen::int as base from charge where person_id = 35 order by period'),
  ).toEqual([
    { period: '2026-11', base: 500_000 },
    { period: '2026-12', base: 500_000 },
  ]);
  await city.sound();
});

test('who has spent the share of his account cannot be undone', async () => {
  const join = {
    ...{ person: '~36', scheme: 'employee', act: 'join', on: '2026-11-12', unitId: '1', wageFen: 500_000 },
    ...{ personStatus: 'active', reason: '新入职' },
  };
  const { body } = await enrol(join);
  const { billNo } = body.bills[0];
  const money = { source: 'finance', serial: 'R3', amountFen: 48_300, paidOn: '2026-11-26', billNo };
  await city.ask('finance', 'POST', '/api/receipts', money);
  expect(
    await city.rows('select balance_fen::int as fen from personal_account where person_id = 36'),
  ).toEqual([{ fen: 10_000 }]);
  await city.rows('update personal_account set balance_fen = 0 where person_id = 36');
  const refused = await undo(body.actId);
  expect([refused.status, codes(refused)]).toEqual([422, ['act-built-on']]);
  await city.rows('update personal_account set balance_fen = 10000 where person_id = 36');
  const { body: undone } = await undo(body.actId);
  // All of it: employer's, own and premium
  expect(undone.refundFen).toBe(48_300);
  await city.sound();
});

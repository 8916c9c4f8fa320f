import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';
import { verifyBooks } from '../verify/verify.ts';

/** 26 November 2026 until a test moves it on. */
let now = new Date('2026-11-26T02:00:00Z');
let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer'], () => now);
  // Of the employer 3402.20 each, due 31 October and 30 November; of the self-employed 458.00 each: assessment.int.test.ts.
  await city.assess('employee', '2026-10');
  await city.assess('employee', '2026-11');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const UNIT = '/api/counter/payer?unitId=1';
const PERSON = '/api/counter/payer?person=~4';
const DAY = '/api/counter/days/demo.clerk/2026-11-26';
const take = (body: Body) => ask('clerk', 'POST', '/api/counter/payments', body);
const codes = (answer: { body: Body }) => answer.body.errors.map((e: Body) => e.code);
async function billsOf(path: string): Promise<readonly string[]> {
  return (await ask('clerk', 'GET', path)).body.bills.map((b: Body) => b.billId);
}
/** Who came first and when, as the conflict says it. */
const first = (answer: { status: number; body: Body }) => [answer.status, answer.body.errors[0].message.zh];
/** Ten in the morning in Beijing, as the clock of the test stands. */
const at = (name: string) => [409, `已由${name}于 2026-11-26 10:00 先行办理`];
const balance = async (use: string) =>
  (
    await city.rows(
      `select coalesce(sum(case when debit_account = $1 then amount_fen else -amount_fen end), 0)::int as fen
         from posting where $1 in (credit_account, debit_account)`,
      [`${REGION}/collection/${use}`],
    )
  )[0].fen;

test('the counter sees what a payer owes, with the late fee of today; nobody else asks', async () => {
  const { body } = await ask('clerk', 'GET', UNIT);
  // October is 26 days late: 3402.20 × 0.05 % × 26 = 44.2286 → 44.23; November is not due yet.
  expect(body.bills.map((b: Body) => [b.period, b.openFen, b.feeFen, b.overdue])).toEqual([
    ['2026-10', 340_220, 4_423, true],
    ['2026-11', 340_220, 0, false],
  ]);
  expect([body.openFen, body.feeFen, body.closed]).toEqual([680_440, 4_423, false]);
  for (const who of ['employer', 'reviewer', 'finance'])
    expect((await ask(who, 'GET', UNIT)).status, who).toBe(403);
  expect((await ask('clerk', 'GET', '/api/counter/payer')).status).toBe(404);
});

test('cash pays the bills and their late fee at once, with a receipt on paper', async () => {
  const billIds = await billsOf(UNIT);
  // 3402.20 + 44.23 + 3402.20 = 6848.63
  const { body } = await take({ unitId: '1', billIds, method: 'cash', amountFen: 684_863 });
  expect([body.state, body.freeFen, body.payerName]).toEqual(['booked', 0, '共济市同心机械有限公司']);
  expect(body.bills.map((b: Body) => [b.kind, b.paidFen])).toEqual([
    ['regular', 340_220],
    ['lateFee', 4_423],
    ['regular', 340_220],
  ]);
  expect((await ask('clerk', 'GET', UNIT)).body.openFen).toBe(0);
  expect([await balance('counter'), await balance('bank'), await balance('unallocated')]).toEqual([
    684_863, 0, 0,
  ]);
  const paper = await ask('clerk', 'GET', `/api/counter/payments/${body.paymentId}/print`);
  expect(paper.status).toBe(200);
  await city.sound();
});

test('what is wrong is said all at once', async () => {
  const [first = ''] = await billsOf(PERSON);
  const wrong = await take({
    ...{ person: '~4', billIds: [first, '999'], method: 'cheque', amountFen: 1 },
    ...{ reference: '12', chequeBank: '' },
  });
  expect([wrong.status, codes(wrong)]).toEqual([
    422,
    ['counter-bill-not-open', 'counter-reference-invalid', 'counter-cheque-bank-missing'],
  ]);
  expect(codes(await take({ person: '~4', billIds: [first], method: 'pos', amountFen: 45_800 }))).toEqual([
    'counter-reference-invalid',
  ]);
  // 458.00 are due: the cash is counted out.
  expect(codes(await take({ person: '~4', billIds: [first], method: 'cash', amountFen: 45_801 }))).toEqual([
    'counter-amount-too-large',
  ]);
  const late = { person: '~4', billIds: [first], method: 'transfer', amountFen: 45_800, reference: 'T1' };
  expect(codes(await take({ ...late, paidOn: '2026-11-27' }))).toEqual(['counter-paid-on-invalid']);
});

test('a card payment taken for the wrong bill goes back the same day by a second person, and can be taken again', async () => {
  const [october = '', november = ''] = await billsOf(PERSON);
  const slip = { person: '~4', method: 'pos', amountFen: 45_800, reference: '612345678901' };
  const { body } = await take({ ...slip, billIds: [november] });
  const again = await take({ ...slip, billIds: [october] });
  expect([again.status, codes(again)]).toEqual([422, ['counter-reference-known']]);
  const path = `/api/counter/payments/${body.paymentId}`;
  expect((await ask('reviewer', 'POST', `${path}/reversal`, { reason: '收错月份' })).status).toBe(403);
  const asked = await ask('clerk', 'POST', `${path}/reversal`, { reason: '收错月份' });
  expect(asked.body.state).toBe('asked');
  expect((await ask('clerk', 'POST', `${path}/reversal-decision`, { approved: true })).status).toBe(403);
  // It waits: the day cannot be signed.
  await ask('clerk', 'POST', `${DAY}/count`, { cashFen: 0, posSlipsFen: 0, cheques: 0 });
  expect(codes(await ask('reviewer', 'POST', `${DAY}/sign-off`, {}))).toEqual(['counter-reversal-waits']);
  const back = await ask('reviewer', 'POST', `${path}/reversal-decision`, { approved: true });
  expect([back.body.state, back.body.decidedBy]).toEqual(['reversed', 'demo.reviewer']);
  // Another who may sign decides on the same payment at the same time: he is told who was first.
  expect(first(await ask('finance', 'POST', `${path}/reversal-decision`, { approved: false }))).toEqual(
    at('演示复核'),
  );
  expect(await balance('counter')).toBe(684_863);
  expect((await billsOf(PERSON)).length).toBe(2);
  const right = await take({ ...slip, billIds: [october] });
  expect([right.body.state, right.body.bills[0].paidFen]).toEqual(['booked', 45_800]);
  const twice = await ask('clerk', 'POST', `${path}/reversal`, { reason: '再冲' });
  expect([codes(twice), first(twice)]).toEqual([['already-decided'], at('演示复核')]);
  await city.sound();
});

test('a cheque is money only when finance sees it at the bank; one that bounces leaves the bill open', async () => {
  const [bill = ''] = await billsOf(PERSON);
  const cheque = { person: '~4', billIds: [bill], method: 'cheque', amountFen: 45_800, chequeBank: '工行' };
  const bad = (await take({ ...cheque, reference: '10203040' })).body;
  expect([bad.state, await balance('bank')]).toEqual(['held', 0]);
  expect((await ask('clerk', 'GET', PERSON)).body.heldFen).toBe(45_800);
  const badPath = `/api/counter/payments/${bad.paymentId}`;
  expect(codes(await ask('clerk', 'GET', `${badPath}/print`))).toEqual(['cheque-not-cleared']);
  expect(codes(await ask('finance', 'POST', `${badPath}/cheque`, { cleared: false }))).toEqual([
    'counter-bounce-note-missing',
  ]);
  const bounced = await ask('finance', 'POST', `${badPath}/cheque`, { cleared: false, note: '存款不足' });
  expect([bounced.body.state, (await billsOf(PERSON)).length]).toEqual(['bounced', 1]);
  const good = (await take({ ...cheque, reference: '10203041' })).body;
  const path = `/api/counter/payments/${good.paymentId}/cheque`;
  const cleared = await ask('finance', 'POST', path, {
    ...{ cleared: true, bankSerial: 'CQ1', on: '2026-11-26' },
  });
  expect([cleared.body.state, cleared.body.bills[0].paidFen]).toEqual(['booked', 45_800]);
  expect([await balance('bank'), (await billsOf(PERSON)).length]).toEqual([45_800, 0]);
  expect(first(await ask('finance', 'POST', path, { cleared: false, note: '退票' }))).toEqual(at('演示财务'));
  const { items } = (await ask('clerk', 'GET', '/api/counter/payments?day=2026-11-26')).body;
  const cash = items.find((p: Body) => p.method === 'cash');
  expect(
    codes(await ask('finance', 'POST', `/api/counter/payments/${cash.paymentId}/cheque`, { cleared: true })),
  ).toEqual(['counter-cheque-settled']);
  await city.sound();
});

const file = (lines: readonly string[]) => ({
  layout: 'bank-statement',
  name: 'day.csv',
  content: Buffer.from(['日期,流水号,金额,户名,账号,摘要,缴费单号', ...lines].join('\n'), 'utf8').toString(
    'base64',
  ),
});

test('a transfer slip is the line that the bank has brought, and never the same money twice', async () => {
  await city.assess('resident', '2026');
  const path = '/api/counter/payer?person=~6';
  const { body } = await ask('clerk', 'GET', path);
  const [bill] = body.bills;
  await ask('finance', 'POST', '/api/payment-files', file(['2026-11-26,T9,900.00,丙,,,']));
  const slip = { person: '~6', billIds: [bill.billId], method: 'transfer', reference: 'T9' };
  const differs = await take({ ...slip, amountFen: bill.openFen, paidOn: '2026-11-26' });
  expect([bill.openFen, codes(differs)]).toEqual([40_000, ['counter-transfer-differs']]);
  // 900.00 at the bank, 400.00 due: 500.00 stay free.
  const taken = await take({ ...slip, amountFen: 90_000, paidOn: '2026-11-26' });
  expect([taken.body.state, taken.body.freeFen]).toEqual(['booked', 50_000]);
  // 458.00 of the cheque + 900.00
  expect(await balance('bank')).toBe(135_800);
});

test('the clerk counts, what differs is shown, another signs with a word about it', async () => {
  const { body: open } = await ask('clerk', 'GET', DAY);
  // Cash 6848.63; card 458.00 without the one taken back; two cheques of 458.00, one of them bounced; one slip of 900.00.
  expect([open.cash, open.pos, open.cheque, open.transfer, open.reversed]).toEqual([
    { fen: 684_863, payments: 1 },
    { fen: 45_800, payments: 1 },
    { fen: 91_600, payments: 2 },
    { fen: 90_000, payments: 1 },
    1,
  ]);
  // The count of before no longer holds.
  expect([open.state, codes(await ask('reviewer', 'POST', `${DAY}/sign-off`, { note: 'x' }))]).toEqual([
    'recount',
    ['counter-not-counted'],
  ]);
  expect(
    (await ask('finance', 'POST', `${DAY}/count`, { cashFen: 0, posSlipsFen: 0, cheques: 0 })).status,
  ).toBe(403);
  const counted = await ask('clerk', 'POST', `${DAY}/count`, {
    ...{ cashFen: 683_863, posSlipsFen: 45_800, cheques: 2, note: '找零差错' },
  });
  expect([counted.body.state, counted.body.differences]).toEqual([
    'counted',
    [{ method: 'cash', booked: 684_863, counted: 683_863 }],
  ]);
  expect(codes(await ask('reviewer', 'POST', `${DAY}/sign-off`, {}))).toEqual([
    'counter-difference-note-missing',
  ]);
  expect((await ask('clerk', 'POST', `${DAY}/sign-off`, { note: '自签' })).status).toBe(403);
  const signed = await ask('reviewer', 'POST', `${DAY}/sign-off`, { note: '短款 10.00 由收款员次日补足' });
  expect([signed.body.state, signed.body.signedBy]).toEqual(['signed', 'demo.reviewer']);
  expect(first(await ask('finance', 'POST', `${DAY}/sign-off`, { note: '同时' }))).toEqual(at('演示复核'));
  await city.sound();
});

test('after the signature the clerk takes nothing more on that day', async () => {
  const { body } = await ask('clerk', 'GET', '/api/counter/payer?person=~7');
  expect(body.closed).toBe(true);
  const billIds = (await billsOf('/api/counter/payer?person=~7')).slice(0, 1);
  const refused = await take({
    person: '~7',
    billIds: billIds.length > 0 ? billIds : ['1'],
    method: 'cash',
    amountFen: 1,
  });
  expect(codes(refused)).toContain('counter-day-closed');
  const counted = await ask('clerk', 'POST', `${DAY}/count`, { cashFen: 0, posSlipsFen: 0, cheques: 0 });
  expect(first(counted)).toEqual(at('演示复核'));
});

test('the closed day meets the bank: deposits stand on the day of the bank, also when its file came first', async () => {
  const cash = { method: 'cash', serial: 'JK1', amountFen: 683_863, paidOn: '2026-11-26' };
  const early = await ask('finance', 'POST', `${DAY}/deposits`, { ...cash, amountFen: 684_864 });
  expect(codes(early)).toEqual(['counter-deposit-invalid']);
  const paid = await ask('finance', 'POST', `${DAY}/deposits`, cash);
  expect([paid.body.depositedFen, paid.body.deposits[0].serial]).toEqual([683_863, 'JK1']);
  expect(first(await ask('finance', 'POST', `${DAY}/deposits`, { ...cash, amountFen: 1_000 }))).toEqual(
    at('演示财务'),
  );
  // A line of the bank with other money, that no deposit has taken.
  expect(
    codes(await ask('finance', 'POST', `${DAY}/deposits`, { ...cash, serial: 'T9', amountFen: 1_000 })),
  ).toEqual(['counter-deposit-known']);
  // The bank reports the card money of 458.00 before finance has recorded it: a receipt that nobody can name.
  await ask('finance', 'POST', '/api/payment-files', file(['2026-11-26,KQ1,458.00,银联清算,,,']));
  const card = { method: 'pos', serial: 'KQ1', amountFen: 45_800, paidOn: '2026-11-26' };
  const settled = await ask('finance', 'POST', `${DAY}/deposits`, card);
  expect(settled.body.depositedFen).toBe(729_663);
  expect(first(await ask('finance', 'POST', `${DAY}/deposits`, { ...card, serial: 'KQ2' }))).toEqual(
    at('演示财务'),
  );
  // A file of the bank with the deposit does not take it again.
  const again = await ask(
    'finance',
    'POST',
    '/api/payment-files',
    file(['2026-11-26,JK1,6838.63,柜面缴存,,,']),
  );
  expect(again.body).toMatchObject({ lines: 1, taken: 0 });
  const days = '/api/collection-days/bank/2026-11-26';
  const lines = ['CQ1,458.00', 'JK1,6838.63', 'KQ1,458.00', 'T9,900.00'].map((l) => `2026-11-26,${l},x,,,`);
  const { body } = await ask('finance', 'POST', `${days}/statement`, file(lines));
  expect([body.state, body.receipts, body.differing]).toEqual(['to-sign', 4, []]);
  // 10.00 of the drawer are missing until they come.
  expect(await balance('counter')).toBe(1_000);
  await city.sound();
});

test('verify names a closed day that no longer says what the ledger says, and money missing at the counter', async () => {
  await city.rows('update counter_count set cash_fen = cash_fen + 1 where counted_cash_fen > 0');
  await city.rows(
    "update counter_payment set amount_fen = amount_fen + 2 where method = 'pos' and state = 'booked'",
  );
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map((d) => [d.check, d.subject]).sort()).toEqual([
    ['counter-closing', 'counter demo.clerk 2026-11-26'],
    ['counter-money', `${REGION}/collection/counter`],
  ]);
  await city.rows('update counter_count set cash_fen = cash_fen - 1 where counted_cash_fen > 0');
  await city.rows(
    "update counter_payment set amount_fen = amount_fen - 2 where method = 'pos' and state = 'booked'",
  );
  await city.sound();
});

test('the sheet of the day prints what was booked, counted and signed', async () => {
  const { body } = await ask('clerk', 'GET', '/api/counter/days');
  expect(body.items).toMatchObject([{ clerk: 'demo.clerk', day: '2026-11-26', state: 'signed' }]);
  const [{ cash, pos, cheque, transfer }] = body.items;
  expect([body.total, body.takenFen]).toEqual([1, cash.fen + pos.fen + cheque.fen + transfer.fen]);
  for (const none of ['state=unsigned', 'from=2026-11-27', 'to=2026-11-25'])
    expect((await ask('clerk', 'GET', `/api/counter/days?${none}`)).body).toMatchObject({
      total: 0,
      items: [],
    });
  const text = (await city.paper('reviewer', `${DAY}/print`)).join('');
  for (const part of ['柜面日结单', '6,848.63', '6,838.63', '-10.00', 'demo.reviewer', 'JK1'])
    expect(text, part).toContain(part);
});

test('the next day is open again, and what was taken yesterday is no longer taken back here', async () => {
  now = new Date('2026-11-27T02:00:00Z');
  await city.signIn();
  const { body } = await ask('clerk', 'GET', '/api/counter/payments?day=2026-11-26');
  const cash = body.items.find((p: Body) => p.method === 'cash');
  const late = await ask('clerk', 'POST', `/api/counter/payments/${cash.paymentId}/reversal`, {
    reason: 'x',
  });
  expect([late.status, codes(late)]).toEqual([409, ['counter-not-today']]);
  expect((await ask('clerk', 'GET', PERSON)).body.closed).toBe(false);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';
import { verifyBooks } from '../verify/verify.ts';
import { codes, type SuspendedCity, suspendedCity } from './testing/suspended-city.ts';

let city: SuspendedCity;
beforeAll(async () => {
  city = await suspendedCity();
});
afterAll(() => city.stop());

const ask: SuspendedCity['ask'] = (...asked) => city.ask(...asked);
const suspended = () =>
  city.rows(
    `select person_id, scheme, from_on, to_on, ended_how, periods from benefit_suspension order by person_id, suspension_id`,
  );
/** What the desk is told of a purchase on a day: reasons, or none. */
async function told(psnNo: string, on: string): Promise<readonly Body[]> {
  const { body } = await ask('clerk', 'POST', '/api/settlements/preview', {
    ...{ psnNo, insutype: '310', institutionCode: 'P99010100001', medType: '41', startedOn: on, endedOn: on },
    ...{ totalFen: 1_000, lines: [{ id: '1', listCode: 'X1', quantity: '1', amountFen: 1_000 }] },
  });
  return body.errors ?? [];
}

test('who is overdue is suspended from the day of the policy, before that day comes', async () => {
  await city.runArrears();
  // Due in August: the first day of the third month (D12 第二十一条). The retired are never suspended.
  const from = {
    scheme: 'employee',
    from_on: '2026-10-01',
    to_on: null,
    ended_how: null,
    periods: '2026-08',
  };
  expect(await suspended()).toEqual(['1', '2', '3', '4'].map((person_id) => ({ person_id, ...from })));
  await city.runArrears();
  expect(await suspended()).toHaveLength(4);
});

test('the very next bill is refused with the reason, the day before it is not', async () => {
  const stops = async (on: string) => (await told('P1', on)).filter((e) => e.code === 'benefits-suspended');
  expect(await stops('2026-09-30')).toEqual([]);
  const [reason] = await stops('2026-10-01');
  expect(reason.message.zh).toBe(
    '欠缴 2026-08 医疗保险费（共济市同心机械有限公司），自 2026-10-01 起暂停待遇',
  );
  const person = (await ask('clerk', 'GET', '/api/persons/~1')).body;
  expect(person.coverages[0].suspension).toEqual({
    ...{ from: '2026-10-01', periods: '2026-08', owner: '共济市同心机械有限公司' },
  });
});

test('a bill that nothing but the suspension stops is kept once as it was sent', async () => {
  await city.moveTo('2026-10-20T02:00:00Z');
  for (const [psnNo, on, key] of [
    ['P1', '2026-10-20', 'a'],
    ['P1', '2026-10-20', 'b'],
    ['P1', '2026-10-12', 'd'],
    ['P4', '2026-10-20', 'c'],
  ] as const)
    expect(codes(await city.visit(psnNo, on, key))).toContain('benefits-suspended');
  expect(await city.rows('select person_id, total_fen from refused_bill order by 1')).toEqual([
    { person_id: '1', total_fen: '130000' },
    { person_id: '1', total_fen: '130000' },
    { person_id: '4', total_fen: '130000' },
  ]);
  const [row] = await city.stopped('unitId=1');
  expect(row).toMatchObject({ person: '~1', institutionName: '医院', state: 'suspended', totalFen: 130_000 });
  const asked = { person: '~1', ids: [row.refusedId], reason: '补结算' };
  expect(codes(await ask('clerk', 'POST', '/api/refused-bills', asked, 'early'))).toEqual([
    'refused-bill-suspended',
  ]);
  const foreign = { ...asked, person: '~2' };
  expect(codes(await ask('clerk', 'POST', '/api/refused-bills', foreign, 'foreign'))).toEqual([
    'refused-bill-unknown',
  ]);
});

test('what paying does is said before it is done', async () => {
  await city.moveTo('2026-11-05T02:00:00Z');
  const { body } = await ask('employer', 'GET', '/api/arrears/account');
  // The break runs from 1 October; up to three whole months (D12 第十六条): 31 January 2027 is still 3, 1 February is 4.
  expect(body.repairs.map((one: Body) => one.zh)).toEqual([
    '3 人：今天缴清的，自 2026-10-01 起恢复，不留缺口；最迟 2027-01-31 缴清仍不留缺口，之后须重新等待（D12 第十六条）。',
  ]);
  expect(body.suspensions).toMatchObject([{ fromOn: '2026-10-01', persons: 3, clause: 'D12 第二十一条' }]);
});

test('paying in time restores the cover without a gap: the bill is settled after a second person agrees, for the person', async () => {
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
  expect((await suspended()).slice(0, 3).map((s) => [s.to_on, s.ended_how])).toEqual([
    ...[1, 2, 3].map(() => ['2026-09-30', 'repaired']),
  ]);
  expect((await told('P1', '2026-10-20')).filter((e) => e.code === 'benefits-suspended')).toEqual([]);
  const rows = await city.stopped('unitId=1');
  expect(rows).toMatchObject([1, 2].map(() => ({ state: 'possible', clause: 'D12 第十六条' })));
  const body = { person: '~1', ids: rows.map((row) => row.refusedId), reason: '缴清欠费' };
  const shown = (await ask('clerk', 'POST', '/api/refused-bills/preview', body)).body;
  expect(shown.problems).toEqual([]);
  // Tertiary, employed, the earlier care first: (1 300.00 − 300.00) × 55 % = 550.00. It used the deductible of the year:
  // 1 300.00 × 55 % = 715.00.
  expect(shown.effects.map((e: Body) => e.zh)).toEqual([
    '2026-10-12 医院 1300.00 元：基金支付 550.00 元、个人账户支付 0.00 元，应付个人 550.00 元（D12 第十六条）',
    '2026-10-20 医院 1300.00 元：基金支付 715.00 元、个人账户支付 0.00 元，应付个人 715.00 元（D12 第十六条）',
  ]);
  const { body: acted } = await ask('clerk', 'POST', '/api/refused-bills', body, 'late');
  expect(acted.state).toBe('waiting');
  expect(await city.rows('select from settlement')).toEqual([]);
  const path = `/api/enrolment/requests/${acted.requestId}/decision`;
  expect((await ask('clerk', 'POST', path, { approved: true })).status).toBe(403);
  const decided = await ask('reviewer', 'POST', path, { approved: true, note: '属实' });
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  const made = await city.rows(
    `select person_id, cause, owed_to, started_on::text, cash_fen::int as cash,
        (select sum(p.amount_fen)::int from journal_entry e join posting p using (person_id, entry_id)
          where e.settlement_id = s.settlement_id and p.credit_account like '%persons%') as owed
       from settlement s order by started_on`,
  );
  expect(made).toEqual([
    {
      ...{ person_id: '1', cause: 'manual', owed_to: 'person', started_on: '2026-10-12' },
      ...{ cash: 75_000, owed: 55_000 },
    },
    {
      ...{ person_id: '1', cause: 'manual', owed_to: 'person', started_on: '2026-10-20' },
      ...{ cash: 58_500, owed: 71_500 },
    },
  ]);
  expect((await city.stopped('unitId=1'))[0]).toMatchObject({ state: 'settled' });
  expect(codes(await ask('clerk', 'POST', '/api/refused-bills', body, 'again'))).toEqual([
    'refused-bill-settled',
    'refused-bill-settled',
  ]);
  const undo = await ask(
    'clerk',
    'POST',
    `/api/register/acts/${decided.body.decision.actId}/undo`,
    { reason: '试撤' },
    'u',
  );
  expect(codes(undo)).toEqual(['late-settle-undo']);
  await city.sound();
});

test('paying after the time of the policy lets wait again', async () => {
  await city.moveTo('2027-02-10T02:00:00Z');
  const said = (await ask('clerk', 'GET', '/api/arrears/account?person=~4')).body;
  // Four whole months since 1 October: the self-employed wait three months from payment (D12 第十六条).
  expect(said.repairs[0].zh).toContain('今天缴清的，自 2027-05-10 起恢复待遇');
  await city.pay('payer=person&period=2026-08', '2027-02-10');
  const four = (await suspended()).find((s) => s.person_id === '4');
  expect([four.to_on, four.ended_how]).toEqual(['2027-05-09', 'waiting']);
  const reasons = await told('P4', '2026-11-20');
  expect(reasons.find((e) => e.code === 'waiting-period')?.message.zh).toBe(
    '尚在等待期，2027-05-10 起享受待遇',
  );
  // The bill of 20 October stays with him, by the clause that lets him wait.
  const [row] = await city.stopped('person=~4');
  expect(row).toMatchObject({ state: 'never', again: '2027-05-10', clause: 'D12 第十六条' });
  const body = { person: '~4', ids: [row.refusedId], reason: '补结算' };
  const refused = await ask('clerk', 'POST', '/api/refused-bills', body, 'never');
  expect(refused.body.errors.map((e: Body) => e.message.zh)).toEqual([
    '2026-10-20 的费用不补待遇：自 2027-05-10 起恢复，此前不享受（D12 第十六条）',
  ]);
  expect(codes(refused)).toEqual(['refused-bill-not-retroactive']);
  // Nothing of another region is touched.
  expect(await city.rows('select from benefit_suspension where region_code <> $1', [REGION])).toEqual([]);
});

test('verify names a refused bill that is not as it was sent, and one that became another', async () => {
  const found = async () =>
    (await verifyBooks(city.db.owner)).differences
      .filter(({ check }) => check === 'refused-bill')
      .map(({ personId, expected, found: is }) => [personId, expected, is]);
  expect(await found()).toEqual([]);
  const [kept] = await city.rows(
    "select refused_id as id, bill_hash as hash from refused_bill where person_id = '4'",
  );
  await city.rows('update refused_bill set total_fen = 130001 where refused_id = $1', [kept.id]);
  expect(await found()).toEqual([
    ['4', '4 H99010100001 2026-10-20 2026-10-20 130000', '4 H99010100001 2026-10-20 2026-10-20 130001'],
  ]);
  await city.rows("update refused_bill set total_fen = 130000, bill_hash = '\\x00' where refused_id = $1", [
    kept.id,
  ]);
  expect((await found()).map(([, , hash]) => hash)).toEqual([kept.hash.toString('hex')]);
  await city.rows('update refused_bill set bill_hash = $2 where refused_id = $1', [kept.id, kept.hash]);
  const [late] = await city.rows(
    `select medins_setl_id as id, settlement_id as number from settlement s where medins_setl_id like 'LATE%' and kind = 'settlement'
       and not exists (select from settlement r where r.origin_id = s.settlement_id) limit 1`,
  );
  await city.rows("update settlement set medins_setl_id = 'LATE12345' where settlement_id = $1", [
    late.number,
  ]);
  expect((await found()).map(([, expected]) => expected)).toEqual(['not settled: it is not kept']);
  await city.rows('update settlement set medins_setl_id = $2 where settlement_id = $1', [
    late.number,
    late.id,
  ]);
  expect(await found()).toEqual([]);
});

test('a payment on which bills rest is taken back with them: listed, agreed to by another, settled again, suspended', async () => {
  const regular = (await city.bills('payer=unit&period=2026-08')).find((b: Body) => b.kind === 'regular');
  const detail = (await ask('finance', 'GET', `/api/contribution-bills/${regular.billId}`)).body;
  const path = `/api/allocations/${detail.allocations[0].allocationId}/reversal`;
  // Suspended again by hand, without a review, the bills of P1 are named.
  const [ended] = await city.rows("select * from benefit_suspension where person_id = '1'");
  await city.rows(
    "update benefit_suspension set to_on = null, ended_how = null, ended_bill_id = null, ended_at = null where person_id = '1'",
  );
  expect((await verifyBooks(city.db.owner)).differences).toMatchObject(
    [1, 2].map(() => ({ check: 'suspension-bills', expected: 'suspended since 2026-10-01' })),
  );
  await city.rows(
    "update benefit_suspension set to_on = $1, ended_how = $2, ended_bill_id = $3, ended_at = $4 where person_id = '1'",
    [ended.to_on, ended.ended_how, ended.ended_bill_id, ended.ended_at],
  );
  const two = await city.visit('P2', '2026-11-05', 'p2');
  expect(two.status, JSON.stringify(two.body)).toBe(200);
  // P1: 550.00 and 715.00 of the fund, as above; P2, whose own year begins: (1300.00 − 300.00) × 55 % = 550.00. In all 1815.00.
  const alone = await ask('finance', 'POST', path, { reason: '退票' });
  expect([alone.status, codes(alone)]).toEqual([409, ['payment-lifted-suspension']]);
  const [{ message }] = alone.body.errors;
  expect([...message.zh.matchAll(/个人应退 (\d+\.\d\d) 元/g)].map(([, yuan]) => yuan).sort()).toEqual([
    ...['1815.00', '550.00', '550.00', '715.00'],
  ]);
  expect(message.en).toContain(two.body.settlementId);
  const asked = await ask('finance', 'POST', path, { reason: '退票', settleAgain: true });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const [{ waitingRequestId }] = asked.body.allocations;
  const again = await ask('finance', 'POST', path, { reason: '退票', settleAgain: true });
  expect(again.body.allocations.map((a: Body) => a.waitingRequestId)).toEqual([waitingRequestId]);
  // Nothing has happened yet.
  expect((await suspended()).slice(0, 3).map((s) => s.to_on)).toEqual([1, 2, 3].map(() => '2026-09-30'));
  expect(await city.rows("select from settlement where kind = 'reversal'")).toEqual([]);
  const { items } = (await ask('reviewer', 'GET', '/api/enrolment/requests')).body;
  const shown = items.find((one: Body) => one.requestId === waitingRequestId).shown;
  expect([shown.personOwesFen, shown.refundFen]).toEqual([181_500, detail.allocations[0].amountFen]);
  expect(shown.bills.map((b: Body) => [b.whose, b.covered, b.personOwesFen]).sort()).toEqual([
    ['own', false, 55_000],
    ['own', false, 55_000],
    ['own', false, 71_500],
  ]);
  const decision = `/api/enrolment/requests/${waitingRequestId}/decision`;
  expect((await ask('finance', 'POST', decision, { approved: true })).status).toBe(403);
  // An account that has spent its share holds it up, and so does another payment that ended the suspension.
  const agree = () => ask('reviewer', 'POST', decision, { approved: true, note: '属实' });
  const balances = await city.rows('select person_id, balance_fen from personal_account');
  await city.rows('update personal_account set balance_fen = 0');
  expect(codes(await agree())).toEqual(['payment-back-stands']);
  for (const { person_id, balance_fen } of balances)
    await city.rows('update personal_account set balance_fen = $2 where person_id = $1', [
      person_id,
      balance_fen,
    ]);
  const move = (from: string, to: string) =>
    city.rows('update benefit_suspension set ended_bill_id = $2 where ended_bill_id = $1', [from, to]);
  await move(regular.billId, '1');
  expect(codes(await agree())).toEqual(['payment-back-gone']);
  await move('1', regular.billId);
  const decided = await agree();
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  const { body: taken } = await ask('finance', 'GET', `/api/receipts/${asked.body.receiptId}`);
  expect(taken.allocations.map((a: Body) => [a.how, a.reversed, a.by, a.waitingRequestId])).toEqual([
    [expect.any(String), true, 'demo.finance', undefined],
    ['reversal', false, 'demo.reviewer', undefined],
  ]);
  expect((await suspended()).slice(0, 3).map((s) => s.to_on)).toEqual([null, null, null]);
  const live = await city.rows(
    `select from settlement s where kind = 'settlement'
       and not exists (select from settlement r where r.origin_id = s.settlement_id)`,
  );
  expect(live).toEqual([]);
  const free = await city.rows(
    `select (r.amount_fen - sum(a.amount_fen))::int as fen from receipt r join allocation a using (receipt_id)
      where r.receipt_id = $1 group by r.receipt_id, r.amount_fen`,
    [asked.body.receiptId],
  );
  expect(free).toEqual([{ fen: detail.allocations[0].amountFen }]);
  expect(codes(await ask('finance', 'POST', path, { reason: '退票', settleAgain: true }))).toEqual([
    'allocation-reversed',
  ]);
  const undo = `/api/register/acts/${decided.body.decision.actId}/undo`;
  expect(codes(await ask('clerk', 'POST', undo, { reason: '试撤' }, 'undo-back'))).toEqual([
    'payment-back-undo',
  ]);
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);
});

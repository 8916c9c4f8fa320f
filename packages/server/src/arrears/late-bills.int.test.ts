import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { createSettlementService } from '../settlement/index.ts';
import { verifyBooks } from '../verify/verify.ts';
import { type SettleLate, settleLate } from './refused-bills.ts';
import { codes, type SuspendedCity, suspendedCity } from './testing/suspended-city.ts';

/** Bills that a suspension stopped, settled after the payment, taken back, and settled again. */
let city: SuspendedCity;
beforeAll(async () => {
  city = await suspendedCity();
  await city.runArrears();
});
afterAll(() => city.stop());

const ask: SuspendedCity['ask'] = (...asked) => city.ask(...asked);
/** What stands of the settlements of a person: number, and what the fund pays. */
const standing = (personId: string) =>
  city.rows(
    `select settlement_id::text as id, fund_fen::int as fund, medins_setl_id as key from settlement s
      where person_id = $1 and kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
      order by place`,
    [personId],
  );
let asked = 0;
async function settleStopped(person: string, ids: readonly string[]): Promise<Body> {
  asked += 1;
  const body = { person, ids, reason: '缴清欠费' };
  const { body: acted } = await ask('clerk', 'POST', '/api/refused-bills', body, `ask${asked}`);
  expect(acted.state, JSON.stringify(acted)).toBe('waiting');
  return city.agree(acted.requestId);
}
async function reverseAtDesk(psnNo: string, settlementId: string): Promise<void> {
  const body = { psnNo, reason: '录入有误' };
  const done = await ask('clerk', 'POST', `/api/settlements/${settlementId}/reversal`, body, settlementId);
  expect(done.status, JSON.stringify(done.body)).toBe(200);
}
/** Where the payment of the employer's August that stands is taken back. */
async function paymentPath(): Promise<string> {
  const bill = (await city.bills('payer=unit&period=2026-08')).find((one) => one.kind === 'regular');
  const { allocations } = (await ask('finance', 'GET', `/api/contribution-bills/${bill.billId}`)).body;
  const stands = allocations.find((one: Body) => one.amountFen > 0 && !one.reversed);
  return `/api/allocations/${stands.allocationId}/reversal`;
}

test('a bill settled after all and reversed at the desk is settled once more when it is asked for, and by nothing else', async () => {
  await city.moveTo('2026-10-20T02:00:00Z');
  expect(codes(await city.visit('P1', '2026-10-12', 'a'))).toEqual(['benefits-suspended']);
  await city.moveTo('2026-11-05T02:00:00Z');
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
  const [{ refusedId }] = await city.stopped('unitId=1');
  // Tertiary, employed: (1 300.00 − 300.00) × 55 % = 550.00.
  await settleStopped('~1', [refusedId]);
  const [first] = await standing('1');
  expect(first).toMatchObject({ fund: 55_000 });
  await reverseAtDesk('P1', first.id);
  expect(await city.stopped('unitId=1')).toMatchObject([{ refusedId, state: 'possible' }]);
  // What was agreed to before does not settle it again, whenever its task runs.
  const service = createSettlementService(city.db);
  const tasks = () => city.rows("select input from task where kind = 'arrears.settle-late' order by task_id");
  const again = async () => {
    for (const { input } of await tasks())
      await settleLate(
        { pool: city.db.pool, settlement: service, now: () => new Date('2026-11-05T03:00:00Z') },
        input as SettleLate,
      );
  };
  await again();
  expect(await standing('1')).toEqual([]);
  await settleStopped('~1', [refusedId]);
  const [second, ...others] = await standing('1');
  expect([second.fund, others]).toEqual([55_000, []]);
  expect(second.id).not.toBe(first.id);
  expect(await city.stopped('unitId=1')).toMatchObject([{ state: 'settled', settlementId: second.id }]);
  await again();
  expect(await standing('1')).toEqual([second]);
  await city.sound();
  await reverseAtDesk('P1', second.id);
  await again();
  expect(await standing('1')).toEqual([]);
  await service.close();
});

test('a stay that begins before the suspension and ends within it goes by the day of discharge, as the policy says', async () => {
  const stay = await city.visit('P2', '2026-10-05', 'stay', '2026-09-28');
  expect(stay.status, JSON.stringify(stay.body)).toBe(200);
  // As if the payment had been taken back without it.
  const { settlementId } = stay.body;
  const [ended] = await city.rows("select * from benefit_suspension where person_id = '2'");
  const end = (row: Body) =>
    city.rows(
      "update benefit_suspension set to_on = $1, ended_how = $2, ended_bill_id = $3, ended_at = $4 where person_id = '2'",
      [row.to_on ?? null, row.ended_how ?? null, row.ended_bill_id ?? null, row.ended_at ?? null],
    );
  const named = async () =>
    (await verifyBooks(city.db.owner)).differences
      .filter(({ check }) => check === 'suspension-bills')
      .map(({ subject, expected }) => [subject, expected]);
  const byDischarge = [[`settlement ${settlementId}`, 'suspended since 2026-10-01']];
  expect(await named()).toEqual([]);
  await end({});
  expect(await named()).toEqual(byDischarge);
  // A wait after the payment is without benefits, too; one that ends before the discharge is not.
  await end({ ...ended, to_on: '2026-10-05', ended_how: 'waiting' });
  expect(await named()).toEqual(byDischarge);
  await end({ ...ended, to_on: '2026-10-04', ended_how: 'waiting' });
  expect(await named()).toEqual([]);
  // A policy that looks at the day of admission pays for it.
  await end({});
  await city.rows("update policy_version set policy_date = 'event' where policy_id = 'showcase.employee'");
  expect(await named()).toEqual([]);
  await city.rows(
    "update policy_version set policy_date = 'discharge' where policy_id = 'showcase.employee'",
  );
  // Sent again while it is suspended it is refused, by the day at which the policy looks.
  expect(codes(await city.visit('P2', '2026-10-05', 'stay2', '2026-09-28'))).toEqual(['benefits-suspended']);
  expect(await city.rows("select policy_on::text as day from refused_bill where person_id = '2'")).toEqual([
    { day: '2026-10-05' },
  ]);
  await end(ended);
  // Taking the payment back names it with what the person gives back.
  const shown = await ask('finance', 'POST', await paymentPath(), { reason: '退票' });
  expect(codes(shown)).toEqual(['payment-lifted-suspension']);
  expect(shown.body.errors[0].message.en).toContain(settlementId);
  expect(shown.body.errors[0].message.zh).toContain('个人应退 550.00 元');
});

/** What is owed to the person and to the hospital for the person's bills, by the ledger. */
const owed = async (personId: string) => {
  const [sums] = await city.rows(
    `select coalesce(sum(fen) filter (where account like '%/persons'), 0)::int as person,
            coalesce(sum(fen) filter (where account like '%H99010100001%'), 0)::int as hospital
       from (select credit_account as account, amount_fen as fen from posting where person_id = $1
             union all select debit_account, -amount_fen from posting where person_id = $1) p`,
    [personId],
  );
  return sums;
};
/** Takes the payment of the employer back with the bills that rest on it. */
async function takeBack(): Promise<void> {
  const { body } = await ask('finance', 'POST', await paymentPath(), { reason: '退票', settleAgain: true });
  const [{ waitingRequestId }] = body.allocations.filter((one: Body) => one.waitingRequestId !== undefined);
  const decided = await city.agree(waitingRequestId);
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
}
const shortly = (rows: readonly Body[]) =>
  rows.map(({ person, startedOn, origin, state }) => [person, startedOn, origin, state].join(' ')).sort();

test('bills reversed with the payment stand in the list, wait for it, and come back where they stood after a second person agrees', async () => {
  await city.rows("delete from refused_bill where person_id = '2'");
  const [{ refusedId }] = await city.stopped('unitId=1');
  await settleStopped('~1', [refusedId]);
  for (const psnNo of ['P1', 'P3'])
    expect((await city.visit(psnNo, '2026-11-05', `now${psnNo}`)).status).toBe(200);
  // P1 has used the deductible: (1 300.00 − 300.00) × 55 % = 550.00 to himself, then 1 300.00 × 55 % = 715.00 to the hospital.
  const before = await standing('1');
  expect(before.map(({ fund }) => fund)).toEqual([55_000, 71_500]);
  expect(await owed('1')).toEqual({ person: 55_000, hospital: 71_500 });
  await takeBack();
  expect(await standing('1')).toEqual([]);
  // The hospital keeps what it was promised; the person gives it back to the fund.
  expect(await owed('1')).toEqual({ person: -71_500, hospital: 71_500 });
  await city.moveTo('2026-11-06T02:00:00Z');
  expect(codes(await city.visit('P1', '2026-11-06', 'later'))).toEqual(['benefits-suspended']);
  const waiting = (await city.stopped('unitId=1')) as Body[];
  expect(shortly(waiting)).toEqual([
    '~1 2026-10-12 reversed suspended',
    '~1 2026-11-05 reversed suspended',
    '~1 2026-11-06 refused suspended',
    '~2 2026-09-28 reversed suspended',
    '~3 2026-11-05 reversed suspended',
  ]);
  const idsOf = (person: string, origin: string) =>
    waiting.filter((one) => one.person === person && one.origin === origin).map((one) => one.refusedId);
  const asked = (person: string, ids: readonly string[], key: string) =>
    ask('clerk', 'POST', '/api/refused-bills', { person, ids, reason: '再次缴清' }, key);
  expect(codes(await asked('~2', idsOf('~2', 'reversed'), 'early'))).toEqual(['refused-bill-suspended']);

  await city.pay('payer=unit&period=2026-08', '2026-11-06');
  expect(shortly(await city.stopped('unitId=1')).map((one) => one.split(' ')[3])).toEqual([
    ...['possible', 'possible', 'possible', 'possible', 'possible'],
  ]);
  expect((await city.stopped('unitId=1')).map(({ clause }) => clause)).toEqual(
    [1, 2, 3, 4, 5].map(() => 'D12 第十六条'),
  );
  // They wait for the clerk until somebody asks for them.
  const toDo = async () => {
    const { body } = await ask('clerk', 'GET', '/api/worklist');
    return body.items.find(({ kind }: Body) => kind === 'lateBills')?.count;
  };
  expect(await toDo()).toBe(5);
  const all = [...idsOf('~1', 'reversed'), ...idsOf('~1', 'refused')];
  expect(codes(await asked('~1', all, 'mixed'))).toEqual(['refused-bills-mixed']);
  const body = { person: '~1', ids: idsOf('~1', 'reversed'), reason: '再次缴清' };
  const { body: shown } = await ask('clerk', 'POST', '/api/refused-bills/preview', body);
  expect(shown.problems).toEqual([]);
  expect(shown.effects.map((one: Body) => one.zh)).toEqual([
    '2026-10-12 医院 1300.00 元：基金支付 550.00 元、个人账户支付 0.00 元，应付个人 550.00 元（D12 第十六条）',
    '2026-11-05 医院 1300.00 元：基金支付 715.00 元、个人账户支付 0.00 元，应付个人 715.00 元（D12 第十六条）',
  ]);
  // 550.00 + 715.00 = 1 265.00 to the person.
  expect([shown.personOwesFen, shown.bills.map((one: Body) => one.covered)]).toEqual([
    -126_500,
    [true, true],
  ]);
  const { body: waits } = await asked('~1', body.ids, 'ask');
  expect(await city.stopped('state=asked')).toMatchObject([{ person: '~1' }, { person: '~1' }]);
  // Three of 1 300.00 are left: 3 900.00 of the five, 6 500.00, whatever the page.
  const counted = async (query: string) => {
    const { body } = await ask('clerk', 'GET', `/api/refused-bills?limit=1&${query}`);
    return [body.items.length, body.total, body.totalFen, body.next];
  };
  expect(await counted('state=possible')).toEqual([1, 3, 390_000, 1]);
  expect(await counted('unitId=1')).toEqual([1, 5, 650_000, 1]);
  expect(await counted('person=~4')).toEqual([0, 0, 0, undefined]);
  expect(await toDo()).toBe(3);
  expect((await city.agree(waits.requestId)).status).toBe(200);
  const again = await standing('1');
  expect(again.map(({ fund, key }) => [fund, key])).toEqual(before.map(({ fund, key }) => [fund, key]));
  expect(await owed('1')).toEqual({ person: 55_000, hospital: 71_500 });
  // The bill refused meanwhile comes after them: 715.00 more to the person, 550.00 + 715.00 = 1 265.00 in all.
  await settleStopped('~1', idsOf('~1', 'refused'));
  expect(await owed('1')).toEqual({ person: 126_500, hospital: 71_500 });
  expect(codes(await asked('~1', body.ids, 'twice'))).toEqual([
    'refused-bill-settled',
    'refused-bill-settled',
  ]);
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);
});

test('what an ordinary review has settled again counts as settled, and what the registers no longer cover is not paid', async () => {
  const find = async (person: string) =>
    (await city.stopped('unitId=1')).find((one) => one.person === person);
  const ask3 = (key: string, { refusedId }: Body) =>
    ask('clerk', 'POST', '/api/refused-bills', { person: '~3', ids: [refusedId], reason: '再次缴清' }, key);
  const three = await find('~3');
  await city.rows("update coverage set covered_to = '2026-10-31' where person_id = '3'");
  expect(codes(await ask3('ended', three))).toEqual(['refused-bill-not-paid']);
  await city.rows("update coverage set covered_to = null where person_id = '3'");
  const service = createSettlementService(city.db);
  await service.review({ personId: '3', scheme: 'employee', commit: { reason: 'act 1', actor: 'reviewer' } });
  await service.close();
  const [stands] = await standing('3');
  expect(stands.fund).toBe(55_000);
  expect(await find('~3')).toMatchObject({ state: 'settled', settlementId: stands.id, origin: 'reversed' });
  expect(codes(await ask3('late', three))).toEqual(['refused-bill-settled']);
});

test('taken back a second time and paid too late, the bills stay with the person, by the clause', async () => {
  await takeBack();
  await city.moveTo('2027-02-10T02:00:00Z');
  await city.pay('payer=unit&period=2026-08', '2027-02-10');
  const rows = (await city.stopped('unitId=1')) as Body[];
  // Each bill once, whatever happened to it: the break from 1 October is longer than three months, so benefits begin with the next month.
  expect(shortly(rows)).toEqual([
    '~1 2026-10-12 reversed never',
    '~1 2026-11-05 reversed never',
    '~1 2026-11-06 reversed never',
    '~2 2026-09-28 reversed never',
    '~3 2026-11-05 reversed never',
  ]);
  expect(rows.map(({ again, clause }) => [again, clause])).toEqual(
    rows.map(() => ['2027-03-01', 'D12 第十四条']),
  );
  const body = {
    person: '~2',
    ids: rows.filter(({ person }) => person === '~2').map((one) => one.refusedId),
  };
  expect(
    codes(await ask('clerk', 'POST', '/api/refused-bills', { ...body, reason: '再次缴清' }, 'never')),
  ).toEqual(['refused-bill-not-retroactive']);
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);
});

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
  const standing = allocations.filter((one: Body) => one.amountFen > 0).at(-1);
  return `/api/allocations/${standing.allocationId}/reversal`;
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

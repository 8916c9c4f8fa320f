import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { verifyBooks } from '../verify/verify.ts';
import { codes, type SuspendedCity, suspendedCity } from './testing/suspended-city.ts';

/**
 * Bills without a visit that were reversed as a payment was taken back, and that their institution sends again under a message of
 * its own: before the reversal, while it waits for the next payment, before it is settled again, and after.
 */
let city: SuspendedCity;
beforeAll(async () => {
  city = await suspendedCity();
  await city.runArrears();
  await city.moveTo('2026-11-05T02:00:00Z');
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
});
afterAll(() => city.stop());

let sent = 0;
/** 1 300.00 at the hospital. Tertiary, employed: (1 300.00 − 300.00) × 55 % = 550.00, the second of the year 1 300.00 × 55 % = 715.00. */
function send(psnNo: string, on = '2026-10-12') {
  sent += 1;
  return city.visit(psnNo, on, `sent${sent}`);
}
function preview(psnNo: string) {
  const who = { psnNo, insutype: '310', institutionCode: 'H99010100001', medType: '11', account: 'none' };
  const lines = [{ id: '7', listCode: 'X1', quantity: '1', amountFen: 130_000 }];
  const bill = { ...who, startedOn: '2026-10-12', endedOn: '2026-10-12', totalFen: 130_000, lines };
  return city.ask('clerk', 'POST', '/api/settlements/preview', bill);
}
/** What stands of the settlements of a person: number, and what the fund pays. */
const standing = (personId: string) =>
  city.rows(
    `select settlement_id::text as id, fund_fen::int as fund from settlement s where person_id = $1 and kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
      order by place`,
    [personId],
  );
const funds = async (personId: string) => (await standing(personId)).map(({ fund }) => fund);
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
const stopped = async (person: string) => (await city.stopped(`person=${person}`)) as Body[];
const states = async (person: string) => (await stopped(person)).map(({ state }) => state);
async function settleStopped(person: string): Promise<Body> {
  const ids = (await stopped(person)).map(({ refusedId }) => refusedId);
  const body = { person, ids, reason: '再次缴清' };
  const { body: acted } = await city.ask(
    'clerk',
    'POST',
    '/api/refused-bills',
    body,
    `settle${person.slice(1)}`,
  );
  expect(acted.state, JSON.stringify(acted)).toBe('waiting');
  return city.agree(acted.requestId);
}

let waitingRequestId: string;
test('what is sent while nobody has agreed to take the payment back is a purchase of its own, as the first one stands', async () => {
  for (const psnNo of ['P1', 'P2', 'P3']) expect((await send(psnNo)).status).toBe(200);
  const bill = (await city.bills('payer=unit&period=2026-08')).find((one) => one.kind === 'regular');
  const { allocations } = (await city.ask('finance', 'GET', `/api/contribution-bills/${bill.billId}`)).body;
  const path = `/api/allocations/${allocations[0].allocationId}/reversal`;
  const { body } = await city.ask('finance', 'POST', path, { reason: '退票', settleAgain: true });
  [{ waitingRequestId }] = body.allocations;
  expect((await send('P3')).status).toBe(200);
  expect(await funds('3')).toEqual([55_000, 71_500]);
});

test('while benefits are suspended again it is refused with the number of what was reversed, and not kept a second time', async () => {
  const decided = await city.agree(waitingRequestId);
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  expect(codes(await send('P1'))).toEqual(['benefits-suspended', 'bill-comes-back']);
  expect(await states('~1')).toEqual(['suspended']);
  // Both that had been settled are reversed; the hospital keeps what it was promised, the person owes it.
  expect(await states('~3')).toEqual(['suspended', 'suspended']);
  expect(await owed('3')).toEqual({ person: -126_500, hospital: 126_500 });
});

test('after the next payment it is refused until the agency has settled it again, also by the preview', async () => {
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
  const [{ refusedId }] = await stopped('~1');
  const again = await send('P1');
  expect(codes(again)).toEqual(['bill-comes-back']);
  const [{ message, remedy }] = again.body.errors;
  expect(message.zh).toBe(`该笔费用已经结算过，由经办机构冲回，恢复待遇后由其补结算：${refusedId}`);
  expect(message.en).toContain(`settles it again once benefits are back: ${refusedId}`);
  expect(remedy.zh).toContain('不再重复结算，应付本机构的款项不变');
  expect(codes(await preview('P1'))).toEqual(['bill-comes-back']);
  expect(await funds('1')).toEqual([]);
  expect(await states('~1')).toEqual(['possible']);
  // Of another day it is another bill: 550.00, as nothing has used the deductible now.
  expect((await send('P2', '2026-10-13')).status).toBe(200);
  expect(await funds('2')).toEqual([55_000]);
});

test('settled again it is paid once, and refused to the institution from then on', async () => {
  for (const person of ['~1', '~2', '~3']) expect((await settleStopped(person)).status).toBe(200);
  const [back, ...others] = await standing('1');
  expect([back.fund, others]).toEqual([55_000, []]);
  expect(await owed('1')).toEqual({ person: 0, hospital: 55_000 });
  const again = await send('P1');
  expect(codes(again)).toEqual(['bill-settled-late']);
  expect(again.body.errors[0].message.zh).toBe(`该笔费用此前被拒或冲回，已由经办机构补结算：${back.id}`);
  expect(codes(await preview('P1'))).toEqual(['bill-settled-late']);
  // In its place it has the deductible again: the later bill's 715.00, of which the hospital was promised 550.00.
  expect(await funds('2')).toEqual([55_000, 71_500]);
  expect(await owed('2')).toEqual({ person: 16_500, hospital: 110_000 });
  // Two that had both been settled both come back, and no third.
  expect(await funds('3')).toEqual([55_000, 71_500]);
  expect(await owed('3')).toEqual({ person: 0, hospital: 126_500 });
  expect(codes(await send('P3'))).toEqual(['bill-settled-late']);
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);
});

test('verify names what came back and stands beside a settlement of the same bill since', async () => {
  const [back, since] = await standing('2');
  const on = (day: string) =>
    city.rows('update settlement set started_on = $1, ended_on = $1 where settlement_id = $2', [
      day,
      since.id,
    ]);
  const named = async () =>
    (await verifyBooks(city.db.owner)).differences
      .filter(({ check }) => check === 'refused-bill')
      .map(({ subject, expected, found }) => [subject, expected, found]);
  await on('2026-10-12');
  expect(await named()).toEqual([['bill of 2026-10-12', `settlement ${back.id}`, `settlement ${since.id}`]]);
  await on('2026-10-13');
  expect(await named()).toEqual([]);
});

test('reversed at the desk it is out of the matter: two purchases alike are settled by the institution', async () => {
  const [{ id }] = await standing('1');
  const body = { psnNo: 'P1', reason: '另有一笔相同费用' };
  expect((await city.ask('clerk', 'POST', `/api/settlements/${id}/reversal`, body, 'desk')).status).toBe(200);
  for (const _ of [1, 2]) expect((await send('P1')).status).toBe(200);
  expect(await funds('1')).toEqual([55_000, 71_500]);
  await city.sound();
});

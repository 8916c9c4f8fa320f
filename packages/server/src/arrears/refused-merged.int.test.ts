import { refusedBillsOf } from '@gongji/store/settlement';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { createSettlementService } from '../settlement/index.ts';
import { verifyBooks } from '../verify/verify.ts';
import { settleLate } from './refused-bills.ts';
import { codes, type SuspendedCity, suspendedCity } from './testing/suspended-city.ts';

/** Two numbers of one person 合并: a bill refused under the one that is sent or settled after all under the other is the same bill. */
let city: SuspendedCity;
beforeAll(async () => {
  city = await suspendedCity();
  await city.runArrears();
  await city.moveTo('2026-10-20T02:00:00Z');
  for (const psnNo of ['P1', 'P2', 'P3', 'P4'])
    expect(codes(await send(psnNo))).toEqual(['benefits-suspended']);
  await city.moveTo('2026-11-05T02:00:00Z');
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
  await city.pay('payer=person&period=2026-08', '2026-11-05');
});
afterAll(() => city.stop());

let sent = 0;
/** Tertiary, employed: (1 300.00 − 300.00) × 55 % = 550.00, the second of the year 1 300.00 × 55 % = 715.00. */
function send(psnNo: string, on = '2026-10-12') {
  sent += 1;
  return city.visit(psnNo, on, `sent${sent}`);
}
const funds = async (personId: string): Promise<readonly number[]> =>
  (await standing(personId)).map(({ fund }) => fund);
const standing = (personId: string) =>
  city.rows(
    `select settlement_id::text as id, fund_fen::int as fund from settlement s where person_id = $1 and kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
      order by place`,
    [personId],
  );
const stopped = async (person: string) => (await city.stopped(`person=${person}`)) as Body[];
const shortly = async (person: string) =>
  (await stopped(person)).map(({ state, settlementId }) => [state, settlementId]);
async function reverseAtDesk(psnNo: string, settlementId: string): Promise<void> {
  const body = { psnNo, reason: '录入有误' };
  const done = await city.ask(
    'clerk',
    'POST',
    `/api/settlements/${settlementId}/reversal`,
    body,
    settlementId,
  );
  expect(done.status, JSON.stringify(done.body)).toBe(200);
}
let asked = 0;
async function askFor(person: string): Promise<Body> {
  asked += 1;
  const ids = (await stopped(person)).map(({ refusedId }) => refusedId);
  return city.ask('clerk', 'POST', '/api/refused-bills', { person, ids, reason: '缴清欠费' }, `ask${asked}`);
}
async function act(path: string, body: Body): Promise<string> {
  asked += 1;
  const done = await city.ask('clerk', 'POST', path, { ...body, reason: '同一人' }, `act${asked}`);
  expect(done.body.state, JSON.stringify(done.body)).toBe('waiting');
  const decided = await city.agree(done.body.requestId);
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  return decided.body.decision.actId;
}
const merge = (keep: string, drop: string) => act('/api/enrolment/merges', { keep, drop });
const undo = (actId: string) => act(`/api/register/acts/${actId}/undo`, {});
const sound = async () =>
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);

let first: string;
test('what the institution settles under the one settles what was refused under both', async () => {
  expect(await shortly('~2')).toEqual([['possible', undefined]]);
  first = await merge('~1', '~2');
  const again = await send('P1');
  expect(again.status, JSON.stringify(again.body)).toBe(200);
  expect(await funds('1')).toEqual([55_000]);
  const { settlementId } = again.body;
  for (const person of ['~1', '~2']) {
    expect(await shortly(person)).toEqual([['settled', settlementId]]);
    expect(codes(await askFor(person))).toEqual(['refused-bill-settled']);
  }
  await sound();
});

test('apart again they are two persons, with a bill each', async () => {
  const [{ id }] = await standing('1');
  const path = `/api/register/acts/${first}/undo`;
  const early = await city.ask('clerk', 'POST', path, { reason: '并错' }, 'early');
  expect(codes(early)).toEqual(['act-built-on']);
  await reverseAtDesk('P1', id);
  await undo(first);
  for (const person of ['~1', '~2']) {
    const { body } = await askFor(person);
    expect((await city.agree(body.requestId)).status).toBe(200);
  }
  expect([await funds('1'), await funds('2')]).toEqual([[55_000], [55_000]]);
  await sound();
});

test('paid under each of the two they are not merged until one settlement is reversed', async () => {
  const asked = { keep: '~1', drop: '~2', reason: '同一人' };
  const { body } = await city.ask('clerk', 'POST', '/api/enrolment/merges/preview', asked);
  const [one, two] = [...(await standing('1')), ...(await standing('2'))];
  expect(body.problems.map(({ code }: Body) => code)).toEqual(['merge-bill-twice']);
  expect(body.problems[0].message.zh).toContain(`${one.id}, ${two.id}`);
  await reverseAtDesk('P2', two.id);
  await merge('~1', '~2');
  expect(await shortly('~2')).toEqual([['settled', one.id]]);
  await sound();
});

test('settled after all under the one while the institution sends it under the other, one of the two is paid', async () => {
  const [{ id }] = await standing('1');
  await reverseAtDesk('P1', id);
  const refusedIds = (await stopped('~2')).map(({ refusedId }) => refusedId);
  const [{ attempt = 1 } = {}] = await refusedBillsOf(city.db.pool, '2', refusedIds);
  const attempts = Object.fromEntries(refusedIds.map((refusedId) => [refusedId, attempt]));
  const now = () => new Date('2026-11-05T03:00:00Z');
  const service = createSettlementService({ ...city.db, now });
  const task = { personId: '2', refusedIds, attempts, actor: 'reviewer' };
  const late = settleLate({ pool: city.db.pool, settlement: service, now }, task).then(
    ({ bills }) => (bills === 1 ? 'paid' : 'refused'),
    (error: Error) => (error.message.includes('refused-bill-settled') ? 'refused' : error.message),
  );
  const again = await send('P1');
  const outcomes = [await late, again.status === 200 ? 'paid' : String(codes(again))];
  expect([
    ['paid', 'bill-settled-late'],
    ['refused', 'paid'],
  ]).toContainEqual(outcomes);
  expect([...(await funds('1')), ...(await funds('2'))]).toEqual([55_000]);
  await service.close();
  await sound();
});

test('settled after all under the one it is refused under both, to whoever asks for it', async () => {
  await merge('~3', '~4');
  const [three, four] = [await askFor('~3'), await askFor('~4')];
  expect([three.body.state, four.body.state]).toEqual(['waiting', 'waiting']);
  expect((await city.agree(four.body.requestId)).status).toBe(200);
  const [late] = await standing('4');
  expect(late.fund).toBe(55_000);
  expect(codes(await city.agree(three.body.requestId))).toEqual(['refused-bill-settled']);
  for (const psnNo of ['P3', 'P4']) {
    const again = await send(psnNo);
    expect(codes(again)).toEqual(['bill-settled-late']);
    expect(again.body.errors[0].message.en).toContain(late.id);
  }
  // Another day is another bill, after the one that has used the deductible: 715.00.
  expect((await send('P3', '2026-10-13')).status).toBe(200);
  expect(await funds('3')).toEqual([71_500]);
  await sound();
});

test('reversed under the one as the payment was taken back, it is refused under the other until it has come back', async () => {
  const bill = (await city.bills('payer=person&period=2026-08')).find((one) => one.kind === 'regular');
  const { allocations } = (await city.ask('finance', 'GET', `/api/contribution-bills/${bill.billId}`)).body;
  const path = `/api/allocations/${allocations[0].allocationId}/reversal`;
  const { body } = await city.ask('finance', 'POST', path, { reason: '退票', settleAgain: true });
  const decided = await city.agree(body.allocations[0].waitingRequestId);
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  // The other number’s bill finds the deductible unused: 550.00.
  expect([await funds('4'), await funds('3')]).toEqual([[], [55_000]]);
  await sound();
  await city.pay('payer=person&period=2026-08', '2026-11-05');
  for (const psnNo of ['P3', 'P4']) expect(codes(await send(psnNo))).toEqual(['bill-comes-back']);
  const back = await askFor('~4');
  expect(back.body.state, JSON.stringify(back.body)).toBe('waiting');
  expect((await stopped('~4')).map(({ state }) => state)).toEqual(['asked']);
  expect((await city.agree(back.body.requestId)).status).toBe(200);
  expect([await funds('4'), await funds('3')]).toEqual([[55_000], [71_500]]);
  for (const psnNo of ['P3', 'P4']) expect(codes(await send(psnNo))).toEqual(['bill-settled-late']);
  await sound();
});

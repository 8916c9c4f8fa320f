import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { createSettlementService } from '../settlement/index.ts';
import { verifyBooks } from '../verify/verify.ts';
import { settleLate } from './refused-bills.ts';
import { codes, type SuspendedCity, suspendedCity } from './testing/suspended-city.ts';

/** A bill that was refused during a suspension and is sent again after the payment: it is paid once, whichever way comes first. */
let city: SuspendedCity;
beforeAll(async () => {
  city = await suspendedCity();
  await city.runArrears();
  await city.moveTo('2026-10-20T02:00:00Z');
  // Retries have line ids of their own, and a pharmacy a visit id for each message.
  for (const retry of ['a', 'b', 'c'])
    expect(codes(await send('P1', '2026-10-12', retry))).toEqual(['benefits-suspended']);
  for (const psnNo of ['P2', 'P3'])
    expect(codes(await send(psnNo, '2026-10-12', `first${psnNo}`))).toEqual(['benefits-suspended']);
  await city.moveTo('2026-11-05T02:00:00Z');
  await city.pay('payer=unit&period=2026-08', '2026-11-05');
});
afterAll(() => city.stop());

/** 1 300.00 at the hospital; `sent` makes it a message, a line and a visit of its own. */
function send(psnNo: string, on: string, sent: string, amountFen = 130_000, path = '/api/settlements') {
  const who = { psnNo, insutype: '310', institutionCode: 'H99010100001', medType: '11', visitId: sent };
  const lines = [{ id: sent, listCode: 'X1', quantity: '1', amountFen }];
  const bill = { ...who, startedOn: on, endedOn: on, account: 'none', totalFen: amountFen, lines };
  return city.ask('clerk', 'POST', path, bill, ...(path.endsWith('preview') ? [] : [`${psnNo}${sent}`]));
}
const stopped = async (person: string) => (await city.stopped(`person=${person}`)) as Body[];
const shortly = async (person: string) =>
  (await stopped(person)).map(({ state, settlementId }) => [state, settlementId]);
const ids = async (person: string) => (await stopped(person)).map(({ refusedId }) => refusedId);
let asked = 0;
function askFor(person: string, refusedIds: readonly string[]) {
  asked += 1;
  const body = { person, ids: refusedIds, reason: '缴清欠费' };
  return city.ask('clerk', 'POST', '/api/refused-bills', body, `ask${asked}`);
}
/** What stands of the settlements of a person: what the fund pays. */
const standing = (personId: string) =>
  city.rows(
    `select settlement_id::text as id, fund_fen::int as fund from settlement s where person_id = $1 and kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
      order by settlement_id`,
    [personId],
  );

test('what the institution settles after the payment settles the bill that was refused, however often it was', async () => {
  expect(await shortly('~1')).toEqual(['a', 'b', 'c'].map(() => ['possible', undefined]));
  const again = await send('P1', '2026-10-12', 'again');
  expect(again.status, JSON.stringify(again.body)).toBe(200);
  const { settlementId } = again.body;
  expect(await shortly('~1')).toEqual(['a', 'b', 'c'].map(() => ['settled', settlementId]));
  const refused = await askFor('~1', (await ids('~1')).slice(0, 1));
  expect(codes(refused)).toEqual(['refused-bill-settled']);
  expect(refused.body.errors[0].message.zh).toBe(`该笔费用已经结算：${settlementId}`);
  // Tertiary, employed: (1 300.00 − 300.00) × 55 % = 550.00.
  expect(await standing('1')).toEqual([{ id: settlementId, fund: 55_000 }]);
  // Reversed by its institution, the bill may be settled after all, once.
  const reversal = { psnNo: 'P1', reason: '录入有误', visitId: 'again' };
  const path = `/api/settlements/${settlementId}/reversal`;
  expect((await city.ask('clerk', 'POST', path, reversal, 'back')).status).toBe(200);
  expect(await shortly('~1')).toEqual(['a', 'b', 'c'].map(() => ['possible', undefined]));
});

test('of the same bill refused several times one is settled after all', async () => {
  const [first, second, third] = await ids('~1');
  expect(codes(await askFor('~1', [first, second]))).toEqual(['refused-bill-twice']);
  const one = await askFor('~1', [first]);
  const other = await askFor('~1', [second]);
  expect([one.body.state, other.body.state]).toEqual(['waiting', 'waiting']);
  expect((await city.agree(one.body.requestId)).status).toBe(200);
  const [late] = await standing('1');
  expect(late.fund).toBe(55_000);
  expect(codes(await city.agree(other.body.requestId))).toEqual(['refused-bill-settled']);
  expect(codes(await askFor('~1', [third]))).toEqual(['refused-bill-settled']);
  expect(await standing('1')).toEqual([late]);
});

test('a bill that was settled after all is refused when the institution sends it again, with the number of that settlement', async () => {
  const [late] = await standing('1');
  const again = await send('P1', '2026-10-12', 'more');
  expect(codes(again)).toEqual(['bill-settled-late']);
  expect(again.body.errors[0].message.zh).toContain(late.id);
  expect(codes(await send('P1', '2026-10-12', 'shown', 130_000, '/api/settlements/preview'))).toEqual([
    'bill-settled-late',
  ]);
  // Another total or another day is another bill: 1 200.00 × 55 % = 660.00, 1 300.00 × 55 % = 715.00.
  expect((await send('P1', '2026-10-12', 'less', 120_000)).status).toBe(200);
  expect((await send('P1', '2026-10-13', 'next')).status).toBe(200);
  expect((await standing('1')).map(({ fund }) => fund)).toEqual([55_000, 66_000, 71_500]);
  await city.sound();
});

test('verify names a bill that was settled after all beside a settlement of the same bill', async () => {
  const [late, , next] = await standing('1');
  const on = (day: string) =>
    city.rows('update settlement set started_on = $1, ended_on = $1 where settlement_id = $2', [
      day,
      next.id,
    ]);
  const named = async () =>
    (await verifyBooks(city.db.owner)).differences
      .filter(({ check }) => check === 'refused-bill')
      .map(({ expected, found }) => [expected, found]);
  await on('2026-10-12');
  expect(await named()).toEqual([[`settlement ${late.id}`, `settlement ${next.id}`]]);
  await on('2026-10-13');
  expect(await named()).toEqual([]);
});

test('a bill that was settled while its request waited is not settled by it, nor by a task that was begun before', async () => {
  const [refusedId] = await ids('~2');
  const waits = await askFor('~2', [refusedId]);
  expect(waits.body.state).toBe('waiting');
  const service = createSettlementService(city.db);
  // The institution is faster between what the task has read and what it writes.
  const settled: Body[] = [];
  const slow = {
    ...service,
    settle: async (request: Parameters<typeof service.settle>[0]) => {
      settled.push(await send('P2', '2026-10-12', 'faster'));
      return service.settle(request);
    },
  };
  const now = () => new Date('2026-11-05T03:00:00Z');
  const task = { personId: '2', refusedIds: [refusedId], actor: 'reviewer' };
  const late = (settlement: typeof service) => settleLate({ pool: city.db.pool, settlement, now }, task);
  await expect(late(slow)).rejects.toThrow('refused-bill-settled');
  expect(settled[0].status, JSON.stringify(settled[0].body)).toBe(200);
  expect(await late(service)).toEqual({ bills: 0 });
  expect(codes(await city.agree(waits.body.requestId))).toEqual(['refused-bill-settled']);
  expect(await standing('2')).toEqual([{ id: settled[0].body.settlementId, fund: 55_000 }]);
  await service.close();
});

test('what is settled of another visit is another bill, as long as the visit of the refused one stands', async () => {
  await city.rows(
    `insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type, visit_no, begun_at)
     values ('990100', 3, 'firstP3', 'H99010100001', 'outpatient', 'open', '310', '11', 'N1', '2026-10-12')`,
  );
  const other = await send('P3', '2026-10-12', 'other');
  expect(other.status, JSON.stringify(other.body)).toBe(200);
  const { settlementId } = other.body;
  const turn = (state: string) =>
    city.rows("update visit set state = $1 where visit_id = 'firstP3'", [state]);
  await turn('cancelled');
  expect(await shortly('~3')).toEqual([['settled', settlementId]]);
  await turn('open');
  expect(await shortly('~3')).toEqual([['possible', undefined]]);
  const one = await askFor('~3', await ids('~3'));
  expect((await city.agree(one.body.requestId)).status).toBe(200);
  // The visit that was settled first has used the deductible: 1 300.00 × 55 % = 715.00.
  expect((await standing('3')).map(({ fund }) => fund)).toEqual([55_000, 71_500]);
  await city.sound();
});

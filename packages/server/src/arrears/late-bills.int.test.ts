import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Body } from '../contribution/testing/city-server.ts';
import { createSettlementService } from '../settlement/index.ts';
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

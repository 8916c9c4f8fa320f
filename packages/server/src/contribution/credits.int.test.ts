import { inTransaction } from '@gongji/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import { type ActDue, type ChargeWays, chargeActs, takeActChargesBack } from './act-charges.ts';
import { type CityServer, cityServer } from './testing/city-server.ts';
import { NOW, REGION } from './testing/small-city.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['finance']);
});
afterAll(() => city.stop());

const ways = (): ChargeWays => ({
  ...{
    newId: city.db.newId,
    policies: city.policies,
    by: 'clerk',
    at: NOW,
    bookedOn: '2026-11-26' as ChargeWays['bookedOn'],
  },
});
/** The list of acts of both employees of unit 1: one bill for both. */
const charge = (period: string, acts: readonly [string, string]) =>
  inTransaction(city.db.pool, (tx) =>
    chargeActs(
      tx,
      ways(),
      acts.map(
        (actId, index): ActDue => ({
          ...{ actId, regionCode: REGION, personId: String(index + 1), scheme: 'employee', period },
          paidOn: ways().bookedOn,
          wageFen: index === 0 ? 1_000_000 : 300_000,
        }),
      ),
    ),
  );
const takeBack = (actId: string) =>
  inTransaction(city.db.pool, (tx) => takeActChargesBack(tx, ways(), [actId], { settledAgain: false }));
const pay = async (serial: string, billNo: string, amountFen: number) =>
  city.ask('finance', 'POST', '/api/receipts', {
    source: 'finance',
    serial,
    amountFen,
    paidOn: '2026-11-26',
    billNo,
  });
const free = async () =>
  city.rows(
    'select r.serial, (r.amount_fen - coalesce(sum(a.amount_fen), 0))::int as fen from receipt r left join allocation a using (receipt_id) group by r.receipt_id, r.serial, r.amount_fen order by 1',
  );

test('one of a list taken back from a bill that is partly paid: what is open is set off line by line, what is paid is freed', async () => {
  // Wage 10000: employer 7 % 700.00, maternity 0.5 % 50.00, own 2 % 200.00, premium 8.00 = 958.00. Wage 3000, base 4260:
  // 298.20 + 21.30 + 85.20 + 8.00 = 412.70. Together 1370.70.
  const [bill] = await charge('2026-08', ['81', '82']);
  expect(bill?.amountFen).toBe(137_070);
  // 998.20 of the pooled fund and 1.80 of what comes next are paid; accounts wait.
  await pay('C1', bill?.billNo ?? '', 100_000);
  const back = await takeBack('81');
  // Set off: 50.00 maternity, 8.00 premium, 200.00 account; the 700.00 of the pooled fund were paid.
  expect(back).toEqual({ kind: 'done', cancelledFen: 25_800, refundFen: 70_000 });
  expect(await free()).toEqual([{ serial: 'C1', fen: 70_000 }]);
  // 412.70 less the 300.00 that are still paid
  expect(
    await city.rows('select (amount_fen - paid_fen)::int as fen from open_bill where period = $1', [
      '2026-08',
    ]),
  ).toEqual([{ fen: 11_270 }]);
  expect(await city.rows('select * from open_credit')).toEqual([]);
  await city.sound();
});

test('what is paid by two receipts is freed from both, and what is owed for another month is set off first', async () => {
  const [paid] = await charge('2026-07', ['71', '72']);
  // 998.20 pooled + 71.30 maternity + 16.00 premium are 1085.50; the second receipt pays the accounts too.
  await pay('C2', paid?.billNo ?? '', 90_000);
  await pay('C3', paid?.billNo ?? '', 47_070);
  const back = await takeBack('71');
  // August is open with 19.50 maternity, 85.20 account and 8.00 premium: 19.50 + 8.00 are set off against it.
  // Freed: 700.00 pooled, 30.50 maternity, 200.00 account.
  expect(back).toEqual({ kind: 'done', cancelledFen: 2_750, refundFen: 93_050 });
  const [, c2, c3] = await free();
  expect([c2?.fen + c3?.fen, c2?.fen > 0, c3?.fen > 0]).toEqual([93_050, true, true]);
  expect(
    await city.rows(
      'select balance_fen::int as fen from personal_account where person_id in (1, 2) order by person_id',
    ),
  ).toEqual([{ fen: 0 }, { fen: 8_520 }]);
  await city.sound();
});

test('a payment that a correction has freed is not freed again', async () => {
  const [bill] = await charge('2026-06', ['61', '62']);
  await pay('C4', bill?.billNo ?? '', 137_070);
  await takeBack('61');
  const [{ id }] = await city.rows(
    "select allocation_id as id from allocation join receipt using (receipt_id) where serial = 'C4' and allocation.amount_fen > 0",
  );
  const refused = await city.ask('finance', 'POST', `/api/allocations/${id}/reversal`, { reason: '付错' });
  expect([refused.status, refused.body.errors[0].code]).toEqual([409, 'allocation-corrected']);
});

test('verify names a credit that nobody used', async () => {
  await city.rows(
    'insert into contribution_bill select region_code, person_id, 7, \'JF7\', run_id, scheme, period, \'correction\', payer, unit_id, area_code, 1, 0, -100, \'[{"payer":"employer","fund":"pooledFund","component":"basic","amountFen":-100}]\', due_on, issued_at from contribution_bill where period = \'2026-06\' and amount_fen > 0 and payer = \'unit\'',
  );
  expect(await city.rows('select left_fen::int as fen from open_credit')).toEqual([{ fen: 100 }]);
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map(({ check, subject }) => [check, subject])).toContainEqual([
    'credit-used',
    'bill JF7 pooledFund basic',
  ]);
});

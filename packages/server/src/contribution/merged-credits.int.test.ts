import { fen } from '@gongji/domain';
import { accountPosting } from '@gongji/ledger';
import { inTransaction } from '@gongji/store';
import { moveAccounts } from '@gongji/store/account';
import { bookEntries } from '@gongji/store/ledger';
import { beforeEach, expect, test } from 'vitest';
import { type ActDue, type ChargeWays, chargeActs, takeActChargesBack } from './act-charges.ts';
import { type Body, type CityServer, cityServer } from './testing/city-server.ts';
import { NOW, REGION } from './testing/small-city.ts';

/** Shares of accounts of numbers that were merged into another 合并重复登记: who stays gets them, and gives them back. */
let city: CityServer;
beforeEach(async () => {
  city = await cityServer(['finance', 'clerk', 'reviewer']);
  return () => city.stop();
});

const BOOKED_ON = '2026-11-26' as ChargeWays['bookedOn'];
const ways = (): ChargeWays => ({
  ...{ newId: city.db.newId, policies: city.policies, by: 'clerk', at: NOW, bookedOn: BOOKED_ON },
});
/**
 * One bill of unit 1 for persons 1 and 2. Wage 10000: employer 7 % 700.00, maternity 0.5 % 50.00, own 2 % 200.00, premium
 * 8.00 = 958.00. Wage 3000, base 4260: 298.20 + 21.30 + 85.20 + 8.00 = 412.70. Together 1370.70, of it 200.00 and 85.20 to
 * the accounts.
 */
async function charge(period: string): Promise<string> {
  const due = [1_000_000, 300_000].map(
    (wageFen, index): ActDue => ({
      ...{ actId: `${Number(period.slice(5))}${index + 1}`, regionCode: REGION, personId: String(index + 1) },
      ...{ scheme: 'employee', period, wageFen, paidOn: BOOKED_ON },
    }),
  );
  const [bill] = await inTransaction(city.db.pool, (tx) => chargeActs(tx, ways(), due));
  return bill?.billNo ?? '';
}
async function pay(serial: string, billNo: string): Promise<void> {
  const money = { source: 'finance', serial, amountFen: 137_070, paidOn: '2026-11-26', billNo };
  expect((await city.ask('finance', 'POST', '/api/receipts', money)).status).toBe(200);
  await city.sound();
}
/** The codes that refuse it. */
async function takeBack(serial: string): Promise<readonly string[]> {
  const [{ id }] = await city.rows(
    'select allocation_id as id from allocation join receipt using (receipt_id) where serial = $1 and allocation.amount_fen > 0',
    [serial],
  );
  const { body } = await city.ask('finance', 'POST', `/api/allocations/${id}/reversal`, { reason: '付错' });
  await city.sound();
  return (body.errors ?? []).map((one: Body) => one.code);
}
let keys = 0;
async function agreed(path: string, asked: Body): Promise<string> {
  keys += 1;
  const { body } = await city.ask('clerk', 'POST', path, asked, `merged-${keys}`);
  const decision = `/api/enrolment/requests/${body.requestId}/decision`;
  const done = await city.ask('reviewer', 'POST', decision, { approved: true }, `agreed-${keys}`);
  expect(done.body.decision?.actId, JSON.stringify([body, done.body])).toBeDefined();
  await city.sound();
  return done.body.decision.actId;
}
const merge = (keep: string, drop: string) =>
  agreed('/api/enrolment/merges', { keep, drop, reason: '同一人' });
const undo = (actId: string) => agreed(`/api/register/acts/${actId}/undo`, { reason: '两人' });
const balances = async () =>
  Object.fromEntries(
    (
      await city.rows(
        'select person_id as id, balance_fen::int as fen from personal_account where balance_fen <> 0 order by 1',
      )
    ).map(({ id, fen: is }) => [id, is]),
  );
/** Money that a person has spent (−), or got back. */
const spend = (personId: string, amountFen: number) =>
  inTransaction(city.db.pool, async (tx) => {
    const entryId = city.db.newId();
    const moves = [{ personId, amountFen }];
    await moveAccounts(tx, city.db.newId, {
      ...{ regionCode: REGION, entryId, kind: 'withdrawal', moves, movedAt: NOW },
    });
    const postings = [accountPosting(REGION, 'withdrawal', fen(amountFen))];
    await bookEntries(tx, [
      {
        ...{ regionCode: REGION, personId, entryId, entryKind: 'account-withdrawal' },
        ...{ bookedOn: BOOKED_ON, bookedAt: NOW, postings },
      },
    ]);
  });

test('what is paid after the merge is with who stays at once, is fetched from him when taken back, and goes back with the merge', async () => {
  const [june, july] = [await charge('2026-06'), await charge('2026-07')];
  await pay('J6', june);
  expect(await balances()).toEqual({ 1: 20_000, 2: 8_520 });
  const act = await merge('~1', '~2');
  expect(await balances()).toEqual({ 1: 28_520 });
  await pay('J7', july);
  // 285.20 + 200.00 + 85.20
  expect(await balances()).toEqual({ 1: 57_040 });
  // The number keeps its credit; the money goes on by an entry of its own.
  expect(
    await city.rows(
      'select person_id as id, kind, amount_fen::int as fen from account_movement order by movement_id offset 4',
    ),
  ).toEqual([
    { id: '1', kind: 'credit', fen: 20_000 },
    { id: '2', kind: 'credit', fen: 8_520 },
    { id: '2', kind: 'merge', fen: -8_520 },
    { id: '1', kind: 'merge', fen: 8_520 },
  ]);
  // Paid after the merge, and before it.
  expect(await takeBack('J7')).toEqual([]);
  expect(await balances()).toEqual({ 1: 28_520 });
  expect(await takeBack('J6')).toEqual([]);
  expect(await balances()).toEqual({});
  await pay('J7 again', july);
  await undo(act);
  expect(await balances()).toEqual({ 1: 20_000, 2: 8_520 });
  expect(await takeBack('J7 again')).toEqual([]);
  expect(await balances()).toEqual({});
});

test('a payment stands when who stays has spent it; a charge of the other number comes back from his account', async () => {
  const [june, july] = [await charge('2026-06'), await charge('2026-07')];
  const act = await merge('~1', '~2');
  await pay('J6', june);
  await pay('J7', july);
  expect(await balances()).toEqual({ 1: 57_040 });
  // 570.40 − 350.00 = 220.40 are less than 285.20 and more than the 200.00 of his own.
  await spend('1', -35_000);
  expect(await takeBack('J7')).toEqual(['account-spent']);
  expect(await balances()).toEqual({ 1: 22_040 });
  // 412.70 of the other number alone are there: 220.40 − 85.20 = 135.20.
  const back = await inTransaction(city.db.pool, (tx) =>
    takeActChargesBack(tx, ways(), ['72'], { settledAgain: false }),
  );
  expect(back).toEqual({ kind: 'done', cancelledFen: 0, refundFen: 41_270 });
  expect(await balances()).toEqual({ 1: 13_520 });
  await city.sound();
  // Of the other number 85.20 of June are left.
  await undo(act);
  expect(await balances()).toEqual({ 1: 5_000, 2: 8_520 });
});

test('three numbers of one person: money is fetched by the way it went, and comes apart in turn', async () => {
  const [june, july, august] = [await charge('2026-06'), await charge('2026-07'), await charge('2026-08')];
  await pay('J6', june);
  const first = await merge('~2', '~1');
  await pay('J7', july);
  expect(await balances()).toEqual({ 2: 57_040 });
  const second = await merge('~3', '~2');
  await pay('A8', august);
  // 3 × 285.20
  expect(await balances()).toEqual({ 3: 85_560 });
  // June went on with the first merge, and again with the second.
  expect(await takeBack('J6')).toEqual([]);
  expect(await balances()).toEqual({ 3: 57_040 });
  expect(await takeBack('A8')).toEqual([]);
  expect(await balances()).toEqual({ 3: 28_520 });
  await pay('A8 again', august);
  // Of 570.40 there are 470.40 left: 370.40 came by the second number, but 200.00 of August from the first.
  await spend('3', -10_000);
  const path = `/api/register/acts/${second}/undo`;
  const refused = await city.ask('clerk', 'POST', path, { reason: '两人' }, 'spent');
  expect(refused.body.errors.map((one: Body) => one.code)).toEqual(['act-built-on']);
  await spend('3', 10_000);
  await undo(second);
  expect(await balances()).toEqual({ 2: 57_040 });
  await undo(first);
  // July and August: 2 × 200.00 and 2 × 85.20.
  expect(await balances()).toEqual({ 1: 40_000, 2: 17_040 });
});

/** A request about an account, agreed to by a second person. */
async function account(person: string, kind: string, asked: Body = {}): Promise<void> {
  const words = { kind, reason: '测试事由', proofNo: 'Z1', ...asked };
  const { body } = await city.ask('clerk', 'POST', `/api/persons/${person}/account/requests`, words);
  const decision = `/api/account-requests/${body.requestId}/decision`;
  const done = await city.ask('reviewer', 'POST', decision, { approved: true, note: '' });
  expect(done.status, JSON.stringify([body, done.body])).toBe(200);
}
/** Money under a merged number, as the account page of each of the two says it. */
async function waiting(): Promise<readonly Body[]> {
  const [stays, number] = await Promise.all(
    ['~1', '~2'].map((one) => city.ask('clerk', 'GET', `/api/persons/${one}/account`)),
  );
  expect(number?.body.mergedMoney).toEqual(stays?.body.mergedMoney);
  return stays?.body.mergedMoney;
}
async function found(): Promise<readonly Body[]> {
  await city.ask('clerk', 'POST', '/api/findings/search', {});
  const { body } = await city.ask('clerk', 'GET', '/api/findings?kind=mergedMoney');
  return body.items.map((one: Body) => [one.person, one.sentence.zh]);
}
/** Of June before the merge, of July after it: what comes to the number then cannot go on. */
async function paidUnderTheNumber(before: () => Promise<unknown>): Promise<void> {
  const [june, july] = [await charge('2026-06'), await charge('2026-07')];
  await pay('J6', june);
  await merge('~1', '~2');
  await before();
  const money = { source: 'finance', serial: 'J7', amountFen: 137_070, paidOn: '2026-11-26', billNo: july };
  expect((await city.ask('finance', 'POST', '/api/receipts', money)).status).toBe(200);
  // 200.00 + 85.20 of June and 200.00 of July with who stays
  expect(await balances()).toEqual({ 1: 48_520, 2: 8_520 });
}

test('while the account of who stays is frozen the money waits, is told with what to do, and goes on as it is unfrozen', async () => {
  await paidUnderTheNumber(() => account('~1', 'freeze'));
  expect(await waiting()).toEqual([{ number: '~2', stays: '~1', balanceFen: 8_520, why: 'frozen' }]);
  expect(await found()).toEqual([
    ['~1', '被合并编号的个人账户有 85.20 元未转入：保留人账户已冻结；处理办法见个人账户页'],
  ]);
  await account('~1', 'unfreeze');
  expect(await balances()).toEqual({ 1: 57_040 });
  expect(await waiting()).toEqual([]);
  expect(await found()).toEqual([]);
  await city.sound();
});

test('so it does while the account of the number is frozen', async () => {
  await paidUnderTheNumber(() => account('~2', 'freeze'));
  expect(await waiting()).toMatchObject([{ why: 'numberFrozen' }]);
  await account('~2', 'unfreeze');
  expect(await balances()).toEqual({ 1: 57_040 });
  await city.sound();
});

test('once the account of who stays is closed the money is paid out under the number', async () => {
  await paidUnderTheNumber(() =>
    city.rows(
      "update personal_account set status = 'closed', closed_on = '2026-11-25', closed_reason = 'emigration' where person_id = 1",
    ),
  );
  expect(await waiting()).toMatchObject([{ why: 'closed' }]);
  const payee = {
    ...{ to: 'bank', name: '测试', certNo: '1', relation: 'self', amountFen: 8_520 },
    ...{ bankName: '共济银行', bankAccount: '6222000000001234' },
  };
  await account('~2', 'withdrawal', { payees: [payee] });
  expect(await balances()).toEqual({ 1: 48_520 });
  expect(await waiting()).toEqual([]);
  await city.sound();
});

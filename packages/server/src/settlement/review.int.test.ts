import { date } from '@gongji/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import {
  bill,
  createWorld,
  expectKind,
  HOSPITAL,
  reverseRequest,
  reviewIf,
  settleRequest,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function settle(id: string, yuan: number, change = {}) {
  return expectKind(await world.service.settle(settleRequest(bill(id, yuan, change))), 'settled').settled;
}

const UNCOVERED = 'delete from coverage where person_id = $1';
const commit = { reason: 'act 1', actor: 'reviewer' };
async function review(personId: string, change: object = {}) {
  return expectKind(await world.service.review({ personId, scheme: 'employee', ...change }), 'reviewed');
}
const set = (personId: string, columns: string) =>
  world.db.owner.query(`update coverage set ${columns} where person_id = $1`, [personId]);
const clean = async () =>
  expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);
const balance = async (personId: string, account: string) => {
  const { rows } = await world.db.owner.query<{ sum: string }>(
    `select coalesce(sum(case when debit_account = $2 then -amount_fen else amount_fen end), 0) as sum from posting
      where person_id = $1 and $2 in (debit_account, credit_account)`,
    [personId, account],
  );
  return Number(rows[0]?.sum);
};
const PERSONS = '990100/payable/persons';

describe('a cover that ended before the bills', () => {
  let person: string;
  beforeAll(async () => {
    person = await world.person({ account: 100 });
    // 500 − 300 deductible = 200 × 80 % = 160 of the fund; of 340 left the account pays its 100.
    await settle(person, 500, { account: 'own' });
    // 400 × 80 % = 320
    await settle(person, 400);
  });

  test('says what would change before anything is changed', async () => {
    const { bills, personOwesFen } = expectKind(
      await reviewIf(world, UNCOVERED, { personId: person, scheme: 'employee' }),
      'reviewed',
    );
    expect(bills.map((b) => [b.covered, b.personOwesFen])).toEqual([
      // 160 of the fund and 100 of the account
      [false, 26_000],
      [false, 32_000],
    ]);
    expect(bills[0]?.payers).toEqual([
      { payer: 'pooledFund', beforeFen: 16_000, afterFen: 0 },
      { payer: 'account', beforeFen: 10_000, afterFen: 0 },
      { payer: 'cash', beforeFen: 24_000, afterFen: 50_000 },
    ]);
    expect(personOwesFen).toBe(58_000);
    expect((await review(person)).bills).toEqual([]);
  });

  test('takes the money back from the person, not from the hospital, and the books are right', async () => {
    await set(person, "covered_to = '2026-06-09', benefit_to = '2026-06-09', status = '4'");
    expect((await review(person, { commit })).personOwesFen).toBe(58_000);
    // 160 + 320 of the fund and 100 of the account are still owed to the hospital; the person owes them.
    expect(await balance(person, `990100/payable/${HOSPITAL}`)).toBe(58_000);
    expect(await balance(person, PERSONS)).toBe(-58_000);
    expect(await balance(person, '990100/employee/fund/pooledFund/expense')).toBe(0);
    await clean();
    expect((await review(person, { commit })).bills).toEqual([]);
  });

  test('gives all of it back when the cover is there again', async () => {
    await set(person, "covered_to = null, benefit_to = null, status = '1'");
    const { bills, personOwesFen } = await review(person, { commit });
    expect(bills.map((b) => [b.covered, b.personOwesFen])).toEqual([
      [true, -26_000],
      [true, -32_000],
    ]);
    expect(personOwesFen).toBe(-58_000);
    expect(await balance(person, PERSONS)).toBe(0);
    await clean();
  });
});

test('a bill that loses its cover leaves its deductible to the next', async () => {
  const person = await world.person();
  const on = (day: string) => ({ startedOn: date(day), endedOn: date(day) });
  const first = await settle(person, 500, on('2026-06-05'));
  const second = await settle(person, 400, on('2026-06-10'));
  await set(person, "benefit_from = '2026-06-07'");
  const { bills } = await review(person, { commit });
  // First: 160 → 0. Second: (400 − 300) × 80 % = 80 in place of 320.
  expect(bills.map((b) => [b.settlementId, b.covered, b.personOwesFen])).toEqual([
    [first.settlementId, false, 16_000],
    [second.settlementId, true, 24_000],
  ]);
  expect(await balance(person, PERSONS)).toBe(-40_000);
  await clean();
  // The hospital still knows the second bill by its number, and may reverse it.
  const reversed = await world.service.reverse(reverseRequest(person, second.settlementId));
  expect(expectKind(reversed, 'reversed').settled.assessment.payments).toMatchObject([{ amountFen: -8_000 }]);
  await clean();
});

test('a claim of the person changes what the person is owed, without a further entry', async () => {
  const person = await world.person();
  const request = settleRequest(bill(person, 500), { cause: 'manual' });
  expectKind(await world.service.settle(request), 'settled');
  expect(await balance(person, PERSONS)).toBe(16_000);
  await set(person, "benefit_to = '2026-06-01'");
  expect((await review(person, { commit })).personOwesFen).toBe(16_000);
  expect(await balance(person, PERSONS)).toBe(0);
  await clean();
});

test('bills of the days before the end of a cover are paid', async () => {
  const person = await world.person();
  await set(person, "covered_to = '2026-06-12', benefit_to = '2026-06-12', status = '4'");
  // (500 − 300) × 80 %
  expect((await settle(person, 500)).assessment.payments[0]?.amountFen).toBe(16_000);
});

test('the household’s cap holds back what relatives’ bills have read', async () => {
  const head = await world.person({ scheme: 'resident' });
  const child = await world.person({ scheme: 'resident', familyId: head });
  await settle(head, 200, { insutype: '390' });
  await settle(child, 200, { insutype: '390' });
  await world.db.owner.query('update person set family_id = $1 where person_id = $1', [head]);
  const refused = await reviewIf(world, UNCOVERED, { personId: head, scheme: 'resident' });
  expect(expectKind(refused, 'rejected').rejections.map((r) => r.code)).toEqual(['relatives-bills-depend']);
});

import { date, fen, nameInitials } from '@gongji/domain';
import { accountPosting } from '@gongji/ledger';
import { inTransaction } from '@gongji/store';
import { creditAccounts } from '@gongji/store/account';
import { bookEntries } from '@gongji/store/ledger';
import { fillInitials, listSettlements, wholeRegion } from '@gongji/store/rest';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bill,
  createWorld,
  expectKind,
  reverseRequest,
  settleRequest,
  TODAY,
  type World,
} from '../settlement/testing/world.ts';
import { verifyBooks } from '../verify/verify.ts';
import { mergingIn } from './testing/merging.ts';

/** 合并重复登记 with all that is carried over, and its undoing. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const { shown, merge, undo, clean } = mergingIn(() => world);

const settle = async (id: string, yuan: number, account: 'none' | 'own' = 'none') =>
  expectKind(await world.service.settle(settleRequest(bill(id, yuan, { account }))), 'settled').settled;

/** What the fund owes persons beside what hospitals have billed; negative: what persons owe. */
async function owedToPersons(ids: readonly string[]): Promise<number> {
  const { rows } = await world.db.owner.query<{ fen: number }>(
    `select coalesce(sum(case when credit_account like '%/persons' then amount_fen else -amount_fen end), 0)::float8 as fen
       from posting where person_id = any($1::bigint[]) and (credit_account like '%/persons' or debit_account like '%/persons')`,
    [ids],
  );
  return rows[0]?.fen ?? 0;
}

async function state(ids: readonly string[]) {
  const ask = async (sql: string) => (await world.db.owner.query(sql, [ids])).rows;
  return {
    counters: await ask(
      "select person_id, scheme, counters from counter_state where person_id = any($1::bigint[]) and counters <> '{}' order by 1, 2",
    ),
    accounts: await ask(
      'select person_id, balance_fen from personal_account where person_id = any($1::bigint[]) and balance_fen <> 0 order by 1',
    ),
    filings: await ask(
      'select person_id, kind, disease_code from filing where person_id = any($1::bigint[]) order by 1, 2, 3',
    ),
    covers: await ask(
      'select person_id, scheme, covered_to, status from coverage where person_id = any($1::bigint[]) order by 1, 2, covered_from',
    ),
    // What stands of each bill, and what every account of their entries comes to.
    bills: await ask(
      `select person_id, place, payments::text, cash_fen, account_fen, counter_moves::text from settlement s
        where person_id = any($1::bigint[]) and kind = 'settlement'
          and not exists (select from settlement r where r.origin_id = s.settlement_id) order by 1, 2`,
    ),
    booked: await ask(
      `select account, sum(fen)::float8 as fen from (
         select debit_account as account, amount_fen as fen from posting where person_id = any($1::bigint[])
         union all select credit_account, -amount_fen from posting where person_id = any($1::bigint[])) p
        group by 1 having sum(fen) <> 0 order by 1`,
    ),
    persons: await ask(
      'select person_id, status, merged_into, family_id from person where person_id = any($1::bigint[]) order by 1',
    ),
  };
}

test('the deductible used, the account and the approvals go over; the next bill sees them; undoing is then refused', async () => {
  const keep = await world.person({ account: 50 });
  const drop = await world.person({ account: 80, chronic: ['M03900'] });
  await settle(keep, 200); // all of it below the deductible of 300
  const others = await settle(drop, 400); // (400 − 300) × 80 % = 80
  // As those of one: 200 of the deductible are used, (400 − 100) × 80 % = 240. Nobody has agreed: nothing is saved.
  expect(await shown(keep, drop)).toMatchObject({
    bills: [[others.settlementId, 'merged', 80, 240]],
    personOwesFen: -16_000,
  });
  const actId = await merge(keep, drop);
  await clean();
  const { counters, accounts, filings } = await state([keep]);
  expect(counters[0]?.counters).toMatchObject({ 'deductibleYear||2026': 30_000, 'paidYear||2026': 24_000 });
  expect(accounts).toMatchObject([{ balance_fen: '13000' }]);
  expect(filings).toMatchObject([{ kind: 'chronic', disease_code: 'M03900' }]);
  // The hospital keeps what it was promised: what the fund pays more is owed to the person.
  expect(await owedToPersons([keep, drop])).toBe(16_000);
  // One page shows both bills; the other's is not reversed by itself any more.
  const listed = await listSettlements(world.db.pool, wholeRegion('990100'), { personId: keep, limit: 10 });
  expect(listed.map((row) => row.settlementId)).toContain(others.settlementId);
  for (const id of [keep, drop]) {
    const refused = await world.service.reverse(reverseRequest(id, others.settlementId));
    expect(expectKind(refused, 'rejected').rejections.map(({ code }) => code)).toEqual([
      'settlement-of-merged',
    ]);
  }
  // Nothing is left of the deductible: 100 × 80 % = 80.
  const next = await settle(keep, 100);
  expect(next.assessment.payments).toMatchObject([{ amountFen: 8_000 }]);
  expect(await undo(actId)).toEqual(['act-built-on']);
  await clean();
  // Taken back, nothing was built on it any more.
  expectKind(await world.service.reverse(reverseRequest(keep, next.settlementId)), 'reversed');
  await clean();
  expect(await undo(actId)).toEqual([]);
  await clean();
});

test('a cap that both reach together is taken back in the order of the bills, and given back when the merge is undone', async () => {
  const [keep, drop] = [await world.person(), await world.person()];
  const ids: string[] = [];
  // Each alone: (1000 − 300) × 80 % = 560, then 500 × 80 % = 400: 960 of the 1,000 that one may get in a year.
  for (const [who, yuan] of [
    [drop, 1_000],
    [keep, 1_000],
    [drop, 500],
    [keep, 500],
  ] as const)
    ids.push((await settle(who, yuan)).settlementId);
  const before = await state([keep, drop]);
  const [, second, third, fourth] = ids;
  // As those of one: 560; 1000 × 80 % = 800, of which 1000 − 560 = 440 are left; then nothing. 120 + 400 + 400 = 920 too much.
  expect(await shown(keep, drop)).toMatchObject({
    bills: [
      [second, 'own', 560, 440],
      [third, 'merged', 400, 0],
      [fourth, 'own', 400, 0],
    ],
    personOwesFen: 92_000,
  });
  const actId = await merge(keep, drop);
  await clean();
  const { counters } = await state([keep]);
  expect(counters[0]?.counters).toEqual({ 'deductibleYear||2026': 30_000, 'paidYear||2026': 100_000 });
  expect(await owedToPersons([keep, drop])).toBe(-92_000);
  expect(await undo(actId)).toEqual([]);
  await clean();
  expect(await state([keep, drop])).toEqual(before);
  expect(await owedToPersons([keep, drop])).toBe(0);
});

test('a bill from before the merge is reversed as it was, and what came after is worked out with what was carried', async () => {
  const [keep, drop] = [await world.person(), await world.person()];
  const first = await settle(keep, 250); // below the deductible
  await settle(drop, 100); // below the deductible; after the first it is 50 of it, (100 − 50) × 80 % = 40
  await merge(keep, drop);
  // 250 + 100 of 300 are used: 200 × 80 % = 160.
  expect((await settle(keep, 200)).assessment.payments).toMatchObject([{ amountFen: 16_000 }]);
  // Without the first all 100 of the other's bill are deductible, and 200 of the next: nothing is paid. It is told before, with
  // the other's bill, of which nothing of 40 is left.
  const asked = reverseRequest(keep, first.settlementId);
  const { effects } = expectKind(await world.service.previewReversal(asked), 'previewed');
  expect(
    effects.later.map((one) => [one.personId, one.effect, one.before.fundFen, one.after?.fundFen]),
  ).toEqual([
    [keep, 'recomputed', 16_000, 0],
    [drop, 'recomputed', 4_000, 0],
  ]);
  expect(
    effects.counters.flatMap(({ ownerId, counter, before, after }) =>
      ownerId === keep ? [[counter, before, after]] : [],
    ),
  ).toEqual([['paidYear', 20_000, 0]]);
  // Others since: it is refused until it was looked at again.
  const other = await world.service.reverse({ ...asked, expects: 'other' });
  expect(expectKind(other, 'rejected').rejections.map(({ code }) => code)).toEqual(['effects-changed']);
  const reversed = await world.service.reverse({
    ...reverseRequest(keep, first.settlementId),
    expects: effects.fingerprint,
  });
  expectKind(reversed, 'reversed');
  await clean();
  const { counters, bills } = await state([keep, drop]);
  expect(counters[0]?.counters).toEqual({ 'deductibleYear||2026': 30_000 });
  expect(bills.map((one) => one.cash_fen)).toEqual(['20000', '10000']);
});

test('what a reversal gives back to the account of the other number goes on to who stays', async () => {
  const [keep, drop] = [await world.person(), await world.person({ account: 500 })];
  await settle(keep, 300); // all of it deductible
  const second = await settle(keep, 1_050); // 1,050 × 80 % = 840 of the 1,000 of the year
  await settle(drop, 400, 'own'); // (400 − 300) × 80 % = 80; 320 from the account, 180 are left
  const actId = await merge(keep, drop);
  // 400 × 80 % = 320, of which 160 are left in the year: 240 from the account, 80 come back. 180 + 80 = 260.
  expect((await state([keep, drop])).accounts).toEqual([{ person_id: keep, balance_fen: '26000' }]);
  // Without the second bill the fund pays all 320: 80 from the account, 160 more come back. 260 + 160 = 420.
  expectKind(await world.service.reverse(reverseRequest(keep, second.settlementId)), 'reversed');
  expect((await state([keep, drop])).accounts).toEqual([{ person_id: keep, balance_fen: '42000' }]);
  await clean();
  // Apart again, the bill of the other is what it was: 80 from the fund, 320 from the account, nothing owed.
  expect(await undo(actId)).toEqual([]);
  const { accounts, bills } = await state([keep, drop]);
  expect(accounts).toEqual([{ person_id: drop, balance_fen: '18000' }]);
  expect(bills.filter((one) => one.person_id === drop).map((one) => one.cash_fen)).toEqual(['0']);
  await clean();
});

test('money that comes to the account of a merged number afterwards is named until it is carried on', async () => {
  const [keep, drop] = [await world.person({ account: 10 }), await world.person({ account: 40 })];
  await merge(keep, drop);
  await clean();
  // As when an account run still finds the old number.
  const entryId = world.db.newId();
  await inTransaction(world.db.pool, async (tx) => {
    const { newId } = world.db;
    const moves = [{ personId: drop, amountFen: 2_500 }];
    const kind = 'pooled-credit';
    await creditAccounts(tx, newId, { regionCode: '990100', entryId, kind, moves, movedAt: TODAY });
    const posting = accountPosting('990100', kind, fen(2_500));
    const on = { bookedOn: date('2026-06-15'), bookedAt: TODAY, postings: [posting] };
    await bookEntries(tx, [
      { regionCode: '990100', personId: drop, entryId, entryKind: 'account-pooled-credit', ...on },
    ]);
  });
  const { differences } = await verifyBooks(world.db.owner);
  expect(differences).toMatchObject([
    { check: 'merged-money', personId: drop, expected: '0', found: '2500' },
  ]);
  // A bill of who stays that is taken back carries it on: 10 + 40 + 25.
  const one = await settle(keep, 10);
  expectKind(await world.service.reverse(reverseRequest(keep, one.settlementId)), 'reversed');
  expect((await state([keep, drop])).accounts).toEqual([{ person_id: keep, balance_fen: '7500' }]);
  await clean();
});

test('three numbers of one person are one, and come apart in turn', async () => {
  const [a, b, c] = [await world.person(), await world.person(), await world.person()];
  const fund = async () => (await state([a, b, c])).bills.map(({ cash_fen }) => Number(cash_fen) / 100);
  // Each alone: 400 − (400 − 300) × 80 % = 320 of the person's own.
  for (const id of [c, b, a]) await settle(id, 400);
  const alone = await state([a, b, c]);
  const first = await merge(b, c);
  await clean();
  const two = await state([a, b, c]);
  // c came first: 320; then b without deductible: 400 × 20 % = 80.
  expect(await fund()).toEqual([320, 80, 320]);
  const second = await merge(a, b);
  await clean();
  // c 80 % of 100 = 80; b 320; a 320: 720 of the 1,000 that one may get.
  expect(await fund()).toEqual([80, 80, 320]);
  expect((await state([a])).counters[0]?.counters).toEqual({
    'deductibleYear||2026': 30_000,
    'paidYear||2026': 72_000,
  });
  expect(await undo(second)).toEqual([]);
  await clean();
  expect(await state([a, b, c])).toEqual(two);
  expect(await undo(first)).toEqual([]);
  await clean();
  expect(await state([a, b, c])).toEqual(alone);
});

test('what comes back to the account of the third number goes to who stays, and is taken again when they come apart', async () => {
  const [a, b, c] = [await world.person(), await world.person(), await world.person({ account: 500 })];
  await settle(a, 300); // all of it deductible
  await settle(c, 400, 'own'); // (400 − 300) × 80 % = 80; 320 from the account, 180 are left
  const alone = await state([a, b, c]);
  const first = await merge(b, c);
  const two = await state([a, b, c]);
  expect(two.accounts).toEqual([{ person_id: b, balance_fen: '18000' }]);
  const second = await merge(a, b);
  // 400 × 80 % = 320: 80 from the account, 240 come back. 180 + 240 = 420.
  expect((await state([a, b, c])).accounts).toEqual([{ person_id: a, balance_fen: '42000' }]);
  expect(await undo(second)).toEqual([]);
  await clean();
  expect(await state([a, b, c])).toEqual(two);
  expect(await undo(first)).toEqual([]);
  await clean();
  expect(await state([a, b, c])).toEqual(alone);
});

test('initials that the upkeep works out after a merge do not stand in the way of undoing', async () => {
  const [keep, drop] = [await world.person(), await world.person()];
  const before = await state([keep, drop]);
  const actId = await merge(keep, drop);
  await fillInitials(world.db.pool, 'person', nameInitials);
  const { rows } = await world.db.owner.query<{ person_id: string }>(
    'select person_id from person where person_id = any($1::bigint[]) and name_initials is null',
    [[keep, drop]],
  );
  expect(rows).toEqual([]);
  expect(await undo(actId)).toEqual([]);
  expect(await state([keep, drop])).toEqual(before);
});

test('money that was used since stands in the way of undoing', async () => {
  const [keep, drop] = [await world.person({ account: 10 }), await world.person({ account: 40 })];
  const actId = await merge(keep, drop);
  const spent = await settle(keep, 100, 'own');
  expect(spent.assessment.accountFen).toBe(5_000);
  expect(await undo(actId)).toEqual(['act-built-on']);
  await clean();
});

/** The two as they are now must have got what one person would have got with the same bills. */
async function likeOne(keepId: string, dropId: string): Promise<void> {
  const { rows } = await world.db.owner.query<{ yuan: number; paid: string; fund: string }>(
    `select s.total_fen::float8 / 100 as yuan, s.fund_fen as fund from settlement s
      where person_id in ($1, $2) and kind = 'settlement'
        and not exists (select from settlement r where r.origin_id = s.settlement_id)
      order by (with recursive first as (select s.settlement_id, s.replaces_id union all
                  select o.settlement_id, o.replaces_id from first join settlement o on o.settlement_id = first.replaces_id)
                select settlement_id from first where replaces_id is null)`,
    [keepId, dropId],
  );
  let [deductible, cap] = [30_000, 100_000];
  for (const { yuan, fund } of rows) {
    // 300 of the year first, then 80 %, at most 1,000 in the year.
    const taken = Math.min(deductible, yuan * 100);
    const paid = Math.min(cap, Math.round((yuan * 100 - taken) * 0.8));
    [deductible, cap] = [deductible - taken, cap - paid];
    expect(Number(fund)).toBe(paid);
  }
}

test('a bill that a review has reversed under the one comes back when the same bill goes that stands under the other', async () => {
  const [keep, drop] = [await world.person(), await world.person()];
  const covered = (to: string | null) =>
    world.db.owner.query('update coverage set covered_to = $2, benefit_to = $2 where person_id = $1', [
      drop,
      to,
    ]);
  const standing = async () =>
    (await state([keep, drop])).bills.map(({ person_id, cash_fen }) => [person_id, Number(cash_fen)]);
  const first = await settle(drop, 400);
  await covered('2026-06-01');
  const commit = { reason: '停保', actor: 'reviewer' };
  await world.service.review({ personId: drop, scheme: 'employee', commit });
  await covered(null);
  const second = await settle(keep, 400);
  // 400 − (400 − 300) × 80 % = 320 are the person's own.
  expect(await standing()).toEqual([[keep, 32_000]]);
  await merge(keep, drop);
  expect(await standing()).toEqual([[keep, 32_000]]);
  const again = await world.service.settle(settleRequest(bill(drop, 400)));
  const told = expectKind(again, 'rejected').rejections;
  expect(told.map(({ code, message }) => [code, message.en.split(': ')[1]])).toEqual([
    ['bill-comes-back', first.settlementId],
  ]);
  await clean();
  expectKind(await world.service.reverse(reverseRequest(keep, second.settlementId)), 'reversed');
  expect(await standing()).toEqual([[drop, 32_000]]);
  await clean();
});

test('whatever both have, a merge that is undone leaves every counter, balance, approval and cover as it was', async () => {
  const bills = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 3 });
  const money = fc.constantFrom(undefined, 1, 35);
  const relatives = fc.boolean();
  await fc.assert(
    fc.asyncProperty(bills, bills, money, money, relatives, async (own, others, a, b, related) => {
      const keep = await world.person(a === undefined ? {} : { account: a });
      const drop = await world.person({
        ...(b === undefined ? {} : { account: b }),
        ...(related ? { familyId: keep } : {}),
        chronic: ['M01600'],
      });
      for (const [index, yuan] of own.entries()) {
        await settle(keep, yuan, a === undefined ? 'none' : 'own');
        const other = others[index];
        if (other !== undefined) await settle(drop, other, b === undefined ? 'none' : 'own');
      }
      for (const yuan of others.slice(own.length)) await settle(drop, yuan);
      const before = await state([keep, drop]);
      const actId = await merge(keep, drop);
      const merged = await state([keep, drop]);
      await likeOne(keep, drop);
      expect(merged.accounts.filter(({ person_id }) => person_id === drop)).toEqual([]);
      expect(await undo(actId)).toEqual([]);
      expect(await state([keep, drop])).toEqual(before);
    }),
    { numRuns: 10, seed: 3 },
  );
  await clean();
});

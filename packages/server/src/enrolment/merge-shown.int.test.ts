import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bill,
  CLINIC,
  createWorld,
  expectKind,
  loadTestPolicy,
  message,
  reverseRequest,
  settleRequest,
  type World,
} from '../settlement/testing/world.ts';
import { mergingIn } from './testing/merging.ts';

/** What is shown of a reversal, a merge or its undoing is what becomes of every bill, counter and account 所见即所得. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await loadTestPolicy(
    world.db,
    fileURLToPath(new URL('../settlement/testing/family.yaml', import.meta.url)),
  );
});
afterAll(() => world.close());
const { merge, undo, shownUndo, clean } = mergingIn(() => world);

const person = (wish: Parameters<World['person']>[0] = {}) => world.person({ scheme: 'resident', ...wish });
async function settle(id: string, yuan: number, account: 'none' | 'own' | 'own-and-family' = 'none') {
  const request = settleRequest(bill(id, yuan, { insutype: '390', institutionCode: CLINIC, account }));
  return expectKind(await world.service.settle(request), 'settled').settled.settlementId;
}
const reversal = (personId: string, settlementId: string) =>
  reverseRequest(personId, settlementId, { message: message(settlementId, undefined, CLINIC) });

interface Standing {
  readonly first: string;
  readonly id: string;
  readonly paid: readonly number[];
}

/** Every bill that stands, with the number under which it was first settled: fund, accounts, cash. */
async function standing(): Promise<readonly Standing[]> {
  const { rows } = await world.db.owner.query<Standing>(
    `with recursive chain as (
       select settlement_id as id, settlement_id as at from settlement s where kind = 'settlement'
          and not exists (select from settlement r where r.origin_id = s.settlement_id)
       union all select c.id, s.replaces_id from chain c join settlement s on s.settlement_id = c.at
        where s.replaces_id is not null)
     select min(c.at)::text as first, c.id::text as id,
            array[min(s.fund_fen), min(s.account_fen + s.family_account_fen), min(s.cash_fen)]::float8[] as paid
       from chain c join settlement s on s.settlement_id = c.id group by c.id order by 1`,
  );
  return rows;
}
async function balances(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await world.db.owner.query<{ id: string; fen: number }>(
    'select person_id::text as id, balance_fen::float8 as fen from personal_account',
  );
  return new Map(rows.map(({ id, fen }) => [id, fen]));
}
async function counters(): Promise<ReadonlyMap<string, Record<string, number>>> {
  const { rows } = await world.db.owner.query('select person_id::text as id, counters from counter_state');
  return new Map(rows.map((row) => [row.id, row.counters]));
}

/** Reverses a bill after it was shown, and compares. Answers the bills that were settled again: fund, accounts and cash in yuan. */
async function reversedAsShown(personId: string, settlementId: string) {
  const { effects } = expectKind(
    await world.service.previewReversal(reversal(personId, settlementId)),
    'previewed',
  );
  const [before, had] = [await standing(), await balances()];
  expectKind(await world.service.reverse(reversal(personId, settlementId)), 'reversed');
  const [after, has, counted] = [await standing(), await balances(), await counters()];
  const now = new Map(after.map((one) => [one.first, one.paid]));
  const moved = before.filter(({ first, paid }) => String(now.get(first)) !== String(paid));
  const told = new Map(
    effects.later.flatMap(({ settlementId: id, after: then }) =>
      then === undefined ? [] : [[id, [then.fundFen, then.accountFen + then.familyAccountFen, then.cashFen]]],
    ),
  );
  const others = moved.filter(({ id }) => id !== effects.settlementId);
  expect(others.map(({ id }) => [id, told.get(id)])).toEqual(
    others.map(({ id, first }) => [id, now.get(first)]),
  );
  expect([...told.keys()].filter((id) => !others.some((one) => one.id === id))).toEqual([]);
  const differ = [...has]
    .filter(([id, fen]) => fen !== had.get(id))
    .map(([id, fen]) => [id, had.get(id), fen]);
  expect(effects.accounts.map((one) => [one.personId, one.beforeFen, one.afterFen]).toSorted()).toEqual(
    differ.toSorted(),
  );
  for (const { ownerId, owner, key, after: then } of effects.counters)
    expect(counted.get(ownerId)?.[owner === 'family' ? `family:${key}` : key] ?? 0).toBe(then);
  return others.map(({ first, paid }) => [paid, now.get(first)].map((one) => one?.map((fen) => fen / 100)));
}

test('the reversal of a relative’s bill shows the bills of merged numbers that follow', async () => {
  const mother = await person();
  const [keep, drop] = [await person({ familyId: mother }), await person()];
  const first = await settle(mother, 400); // (400 − 300) × 80 % = 80
  await settle(keep, 700); // 560
  await settle(drop, 600); // one person’s 700: 140
  await merge(keep, drop);
  // Without the first the deductible falls on the second: 400 × 80 % = 320; of 480 his limit then leaves 380.
  expect(await reversedAsShown(mother, first)).toEqual([
    [
      [560, 0, 140],
      [320, 0, 380],
    ],
    [
      [140, 0, 460],
      [380, 0, 220],
    ],
  ]);
  await clean();
});

test('and what goes to and from the accounts that a family shares', async () => {
  const mother = await person({ account: 300 });
  const keep = await person({ familyId: mother, shares: [mother], account: 10 });
  const drop = await person({ account: 200 });
  const first = await settle(mother, 400);
  await settle(keep, 700, 'own-and-family'); // 560; 10 of his own, 130 of the mother’s
  await settle(drop, 600, 'own'); // alone 240, 200 of his account, 160 in cash
  await merge(keep, drop);
  await reversedAsShown(mother, first);
  await clean();
});

test('whatever bills a family has, under whichever numbers, a reversal does what is shown of it', async () => {
  const bills = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 900 }), fc.nat(2)), {
    minLength: 2,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(bills, fc.nat(7), async (wanted, pick) => {
      const mother = await person({ account: 300 });
      const [keep, aunt] = [
        await person({ familyId: mother, shares: [mother] }),
        await person({ account: 90 }),
      ];
      // The keeper and the aunt have each two numbers, and the aunt’s second is of the mother’s family.
      const [drop, other] = [await person({ account: 150 }), await person({ familyId: mother, account: 40 })];
      const ids = [mother, keep, drop, aunt, other];
      const made: { id: string; settlementId: string }[] = [];
      for (const [index, yuan, account] of wanted) {
        const id = ids[index] ?? '';
        const from = (['none', 'own', 'own-and-family'] as const)[account] ?? 'none';
        made.push({ id, settlementId: await settle(id, yuan, from) });
      }
      await merge(keep, drop);
      await merge(aunt, other);
      const gone = made.filter(({ id }) => id !== drop && id !== other);
      const { id, settlementId } = gone[pick % Math.max(1, gone.length)] ?? {};
      if (id !== undefined && settlementId !== undefined) await reversedAsShown(id, settlementId);
    }),
    { numRuns: 12, seed: 5 },
  );
  await clean();
});

test('undoing the second of two merges shows what becomes of the bills of all three', async () => {
  const [a, b, c] = [await person(), await person(), await person({ account: 500 })];
  await settle(a, 300); // all of it deductible
  await settle(c, 400, 'own'); // (400 − 300) × 80 % = 80; 320 from the account
  await merge(b, c);
  // 400 × 80 % = 320, 80 from the account.
  const second = await merge(a, b);
  const tried = await shownUndo(second);
  const [before, had] = [await standing(), await balances()];
  expect([a, b, c].map((id) => had.get(id) ?? 0)).toEqual([42_000, 0, 0]);
  expect(await undo(second)).toEqual([]);
  const now = new Map((await standing()).map((one) => [one.first, one.paid]));
  const sum = (bill: (typeof tried.bills)[number], wanted: (payer: string) => boolean) =>
    bill.payers.reduce((fen, { payer, afterFen }) => (wanted(payer) ? fen + afterFen : fen), 0);
  const told = tried.bills.map((one) => [
    one.settlementId,
    [
      sum(one, (payer) => payer !== 'account' && payer !== 'cash'),
      sum(one, (payer) => payer === 'account'),
      sum(one, (payer) => payer === 'cash'),
    ],
  ]);
  expect(told).toEqual(
    before.flatMap(({ first, id, paid }) =>
      String(now.get(first)) === String(paid) ? [] : [[id, now.get(first)]],
    ),
  );
  // 80 of the fund and 320 of the account: he owes nothing.
  expect(told.map(([, paid]) => paid)).toEqual([[8_000, 32_000, 0]]);
  expect(tried.personOwesFen).toBe(0);
  await clean();
});

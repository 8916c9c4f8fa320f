import { fileURLToPath } from 'node:url';
import { date } from '@gongji/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import {
  bill,
  createWorld,
  expectKind,
  loadTestPolicy,
  reviewIf,
  settleRequest,
  type World,
} from './testing/world.ts';

/** Bills after a correction of birthday or sex, or of a special group's days. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await loadTestPolicy(world.db, fileURLToPath(new URL('./testing/aged.yaml', import.meta.url)));
});
afterAll(() => world.close());

const settle = async (id: string, yuan: number, day = '2026-06-10') =>
  expectKind(
    await world.service.settle(
      settleRequest(bill(id, yuan, { insutype: '390', startedOn: date(day), endedOn: date(day) })),
    ),
    'settled',
  ).settled;
const born = (id: string, bornOn: string, sex = '1') =>
  world.db.owner.query('update person set born_on = $2, sex = $3 where person_id = $1', [id, bornOn, sex]);
const review = async (personId: string, change: object = {}) =>
  expectKind(await world.service.review({ personId, scheme: 'resident', ...change }), 'reviewed');
const commit = { reason: 'act 1', actor: 'reviewer' };
const clean = async () =>
  expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);

test('a birthday that was wrong settles the bills of the year again, and the deductible of the later ones', async () => {
  const person = await world.person({ scheme: 'resident', bornOn: '1970-01-01' });
  // 56 years: (500 − 300) × 80 % = 160; the deductible is used up, 200 × 80 % = 160.
  await settle(person, 500);
  await settle(person, 200);
  const older = "update person set born_on = '1960-01-01' where person_id = $1";
  const shown = expectKind(
    await reviewIf(world, older, { personId: person, scheme: 'resident' }),
    'reviewed',
  );
  // 66 years, a man: (500 − 100) × 90 % = 360, 200 more; 200 × 90 % = 180, 20 more.
  expect(shown.bills.map((b) => b.personOwesFen)).toEqual([-20_000, -2_000]);
  expect(shown.personOwesFen).toBe(-22_000);
  expect((await review(person)).bills).toEqual([]);
  await born(person, '1960-01-01');
  expect((await review(person, { commit })).personOwesFen).toBe(-22_000);
  expect((await review(person, { commit })).bills).toEqual([]);
  await clean();
  // A woman: 95 %: 380 and 190, 20 and 10 more.
  await born(person, '1960-01-01', '2');
  expect((await review(person, { commit })).personOwesFen).toBe(-3_000);
  await clean();
});

test('whatever a birthday is corrected to, correcting it back leaves every counter and balance as it was', async () => {
  const births = fc.constantFrom('1930-05-05', '1958-06-10', '1966-06-10', '1966-06-11', '1990-01-01');
  const sexes = fc.constantFrom('0', '1', '2');
  const bills = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(births, births, sexes, bills, async (first, second, sex, yuan) => {
      const person = await world.person({ scheme: 'resident', bornOn: first });
      await born(person, first);
      for (const amount of yuan) await settle(person, amount);
      const before = await state(person);
      await born(person, second, sex);
      const there = await review(person, { commit });
      await born(person, first);
      const back = await review(person, { commit });
      expect(there.personOwesFen + back.personOwesFen).toBe(0);
      expect(await state(person)).toEqual(before);
    }),
    { numRuns: 8, seed: 7 },
  );
  await clean();
});

/** Counters, and what every account of the person's entries comes to. */
async function state(personId: string) {
  const counters = await world.db.owner.query(
    'select scheme, counters from counter_state where person_id = $1 order by scheme',
    [personId],
  );
  const accounts = await world.db.owner.query(
    `select account, sum(fen)::float8 as fen from (
       select debit_account as account, amount_fen as fen from posting where person_id = $1
       union all select credit_account, -amount_fen from posting where person_id = $1) p
      group by 1 having sum(fen) <> 0 order by 1`,
    [personId],
  );
  return { counters: counters.rows, accounts: accounts.rows };
}

import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bill,
  CLINIC,
  createWorld,
  expectKind,
  fundFen,
  loadTestPolicy,
  message,
  reverseRequest,
  settleRequest,
  type World,
} from '../settlement/testing/world.ts';
import { mergingIn } from './testing/merging.ts';

/** Counters that a family shares when two numbers of one person are merged 合并: one family, one deductible, one limit. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const { shown, merge, undo, shownUndo, clean } = mergingIn(() => world);

const AT_CLINIC = { insutype: '390', institutionCode: CLINIC } as const;
const person = (familyId?: string) =>
  world.person({ scheme: 'resident', ...(familyId === undefined ? {} : { familyId }) });
const settle = async (id: string, yuan: number) =>
  expectKind(await world.service.settle(settleRequest(bill(id, yuan, AT_CLINIC))), 'settled').settled;
const reverse = (personId: string, settlementId: string) =>
  world.service.reverse(
    reverseRequest(personId, settlementId, { message: message(settlementId, undefined, CLINIC) }),
  );

async function counters(personId: string): Promise<Record<string, number>> {
  const { rows } = await world.db.pool.query('select counters from counter_state where person_id = $1', [
    personId,
  ]);
  return rows[0]?.counters ?? {};
}

/** What the fund pays of each bill that stands of these persons, in the order in which they were first settled. */
async function paid(ids: readonly string[]): Promise<readonly number[]> {
  const { rows } = await world.db.owner.query<{ yuan: number }>(
    `select fund_fen::float8 / 100 as yuan from settlement s where person_id = any($1::bigint[]) and kind = 'settlement'
        and not exists (select from settlement r where r.origin_id = s.settlement_id)
      order by (with recursive first as (select s.settlement_id, s.replaces_id union all
                  select o.settlement_id, o.replaces_id from first join settlement o on o.settlement_id = first.replaces_id)
                select settlement_id from first where replaces_id is null)`,
    [ids],
  );
  return rows.map(({ yuan }) => yuan);
}

/** Counters, with what stands of every bill and the family in which it counts. */
async function state(ids: readonly string[]) {
  const { rows } = await world.db.owner.query(
    `select person_id, family_id, place, fund_fen, account_fen, cash_fen, counter_moves::text from settlement s
      where person_id = any($1::bigint[]) and kind = 'settlement'
        and not exists (select from settlement r where r.origin_id = s.settlement_id) order by 1, 3`,
    [ids],
  );
  const persons = await world.db.owner.query(
    'select person_id, status, family_id, bills_family_id from person where person_id = any($1::bigint[]) order by 1',
    [ids],
  );
  return { bills: rows, persons: persons.rows, counters: await Promise.all(ids.map(counters)) };
}

test('under the policy that refuses, a relative’s later bill stands in the way of one household', async () => {
  const [keep, drop] = [await person(), await person()];
  const relative = await person(keep);
  await settle(drop, 600);
  const later = await settle(relative, 100);
  const { problems } = await shown(keep, drop);
  expect(problems.map((one) => one.split(': ')[1])).toEqual([later.settlementId]);
  expectKind(await reverse(relative, later.settlementId), 'reversed');
  // Each of the two alone: 600 × 50 % = 300, 700 × 50 % = 350, in the household’s 500 of each.
  await settle(keep, 700);
  const before = await state([keep, drop, relative]);
  const actId = await merge(keep, drop);
  // Of the one household’s 500 the second bill gets what the first has left.
  expect(await paid([keep, drop])).toEqual([300, 200]);
  const last = await settle(relative, 100);
  expect(fundFen(last)).toBe(0);
  const { settlementId } = last;
  const now = await state([keep, drop, relative]);
  // His bill stands in the way of undoing, as of everything that would change it: it is said before, and nothing is done.
  const [stands] = (await shownUndo(actId)).problems;
  expect(stands).toMatchObject({
    code: 'relatives-bills-depend',
    message: {
      zh: `家属之后的结算用到了本次将改变的家庭累计，不能自动重算：${settlementId}`,
      en: expect.stringContaining(settlementId),
    },
    remedy: { zh: expect.stringContaining('撤销这些结算') },
  });
  expect(await undo(actId)).toEqual(['relatives-bills-depend']);
  expect(await state([keep, drop, relative])).toEqual(now);
  expectKind(await reverse(relative, settlementId), 'reversed');
  expect(await undo(actId)).toEqual([]);
  expect(await state([keep, drop, relative])).toEqual(before);
});

test('loads the policy whose families share a deductible of 300 and a limit of 1,000, persons 700', () =>
  loadTestPolicy(world.db, fileURLToPath(new URL('../settlement/testing/family.yaml', import.meta.url))));

test('the bills of the duplicate count in the family of who stays, between those of relatives; undoing takes them out', async () => {
  const mother = await person();
  const [keep, drop] = [await person(mother), await person()];
  const all = [mother, keep, drop];
  // The duplicate alone: (500 − 300) × 80 % = 160. The family: (400 − 300) × 80 % = 80; 500 × 80 % = 400; 300 × 80 % = 240.
  const d1 = await settle(drop, 500);
  const m1 = await settle(mother, 400);
  await settle(keep, 500);
  const m2 = await settle(mother, 300);
  expect(await paid(all)).toEqual([160, 80, 400, 240]);
  const before = await state(all);
  // One family: d1 bears its deductible, 160; m1 400 × 80 % = 320, in all 480; then 400, 880; of 240 the limit leaves 120.
  expect(await shown(keep, drop)).toEqual({
    bills: [
      [d1.settlementId, 'merged', 160, 160],
      [m1.settlementId, 'family', 80, 320],
      [m2.settlementId, 'family', 240, 120],
    ],
    personOwesFen: 0,
    problems: [],
  });
  const actId = await merge(keep, drop);
  expect(await paid(all)).toEqual([160, 320, 400, 120]);
  expect(await counters(mother)).toEqual({
    'family:familyDeductible||2026': 30_000,
    'family:familyPaid||2026': 100_000,
    'paidYear||2026': 44_000,
  });
  expect(await counters(keep)).toEqual({ 'paidYear||2026': 56_000 });
  expect(await counters(drop)).toEqual({ 'paidYear||2026': 16_000 });
  // Nothing is left for a relative's next bill; apart, the family has 1,000 − 720 = 280 left of which it takes 200 × 80 % = 160.
  const m3 = await settle(mother, 200);
  expect(fundFen(m3)).toBe(0);
  await clean();
  expect(await undo(actId)).toEqual([]);
  expect(await paid(all)).toEqual([160, 80, 400, 240, 160]);
  expectKind(await reverse(mother, m3.settlementId), 'reversed');
  const { bills, persons, counters: back } = await state(all);
  expect({ bills, persons, counters: back }).toEqual(before);
  await clean();
});

test('a bill that is gone gives its part to those after it, under whichever number and of whomever', async () => {
  const mother = await person();
  const [keep, drop] = [await person(mother), await person()];
  const all = [mother, keep, drop];
  const m1 = await settle(mother, 400); // 80
  await settle(keep, 700); // 560, in all 640
  await settle(drop, 600); // alone (600 − 300) × 80 % = 240
  await merge(keep, drop);
  // One family: 80; 560; of 480 the person's limit leaves 700 − 560 = 140.
  expect(await paid(all)).toEqual([80, 560, 140]);
  expectKind(await reverse(mother, m1.settlementId), 'reversed');
  // (700 − 300) × 80 % = 320; of the person's limit 380 are left of 480: 700 of the family's 1,000.
  expect(await paid(all)).toEqual([320, 380]);
  expect(await counters(mother)).toMatchObject({ 'family:familyPaid||2026': 70_000 });
  await clean();
});

test('who was alone joins the family of the duplicate, and his bills count there', async () => {
  const mother = await person();
  const [keep, drop] = [await person(), await person(mother)];
  const all = [mother, keep, drop];
  // Alone (500 − 300) × 80 % = 160. The family: (400 − 300) × 80 % = 80; 600 × 80 % = 480; 500 × 80 % = 400, in all 960.
  for (const [id, yuan] of [
    [keep, 500],
    [mother, 400],
    [drop, 600],
    [mother, 500],
  ] as const)
    await settle(id, yuan);
  expect(await paid(all)).toEqual([160, 80, 480, 400]);
  const before = await state(all);
  const actId = await merge(keep, drop);
  // 160 with the family's deductible; 400 × 80 % = 320, 480; 480, 960; of 400 the limit leaves 40.
  expect(await paid(all)).toEqual([160, 320, 480, 40]);
  // His own next bill reads the same: nothing is left.
  const next = await settle(keep, 100);
  expect(fundFen(next)).toBe(0);
  expectKind(await reverse(keep, next.settlementId), 'reversed');
  expect(await undo(actId)).toEqual([]);
  expect(await state(all)).toEqual(before);
});

test('who was alone joins the family that the duplicate heads', async () => {
  const drop = await person();
  const [keep, spouse] = [await person(), await person(drop)];
  const all = [keep, drop, spouse];
  await settle(spouse, 400); // 80
  await settle(drop, 500); // 400
  await settle(keep, 500); // alone 160
  const before = await state(all);
  const actId = await merge(keep, drop);
  // The third of the family: of 500 × 80 % = 400 the person's limit leaves 300.
  expect(await paid(all)).toEqual([80, 400, 300]);
  // 780 are used of the family's 1,000.
  expect(fundFen(await settle(spouse, 300))).toBe(22_000);
  await clean();
  expect(await undo(actId)).toEqual([]);
  // The spouse's last bill: 300 × 80 % = 240; 480 were used.
  expect(await paid(all)).toEqual([80, 400, 160, 240]);
  expect((await state(all)).persons).toEqual(before.persons);
});

test('whatever families and bills the two have, they get what one person gets, and apart what each got', async () => {
  const sequence = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 900 })), {
    minLength: 2,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(sequence, fc.boolean(), fc.boolean(), fc.nat(7), async (wanted, mother, wife, pick) => {
      // The keeper with or without his mother, the duplicate with or without his wife.
      const setUp = async () => {
        const [keeps, drops] = [await person(), await person()];
        const [ofKeep, ofDrop] = [await person(keeps), await person(drops)];
        if (!mother)
          await world.db.owner.query('update person set family_id = null where person_id = $1', [ofKeep]);
        if (!wife)
          await world.db.owner.query('update person set family_id = null where person_id = $1', [ofDrop]);
        return [keeps, drops, ofKeep, ofDrop];
      };
      // The one person's household: of who stays, unless he is alone there and the duplicate is not.
      const oneOf = async () => {
        const one = await person();
        const household = mother || wife ? one : undefined;
        const ofKeep = await person(mother ? household : undefined);
        const ofDrop = await person(!mother && wife ? household : undefined);
        return [one, one, ofKeep, ofDrop];
      };
      const settleAll = async (ids: readonly string[], bills: typeof wanted) => {
        const made: { id: string; settlementId: string }[] = [];
        for (const [index, yuan] of bills) {
          const id = ids[index] ?? '';
          made.push({ id, settlementId: (await settle(id, yuan)).settlementId });
        }
        return made;
      };
      const two = await setUp();
      const [keep = '', drop = ''] = two;
      const made = await settleAll(two, wanted);
      const before = await state(two);
      const first = await merge(keep, drop);
      const one = await oneOf();
      await settleAll(one, wanted);
      expect(await paid(two)).toEqual(await paid(one));
      expect(await undo(first)).toEqual([]);
      expect(await state(two)).toEqual(before);
      // Together again, one of the relatives' bills or of the keeper's goes.
      await merge(keep, drop);
      const gone = pick % wanted.length;
      const [reversed] = made.slice(gone);
      if (reversed === undefined || reversed.id === drop) return;
      expectKind(await reverse(reversed.id, reversed.settlementId), 'reversed');
      const left = await oneOf();
      await settleAll(left, wanted.toSpliced(gone, 1));
      expect(await paid(two)).toEqual(await paid(left));
    }),
    { numRuns: 10, seed: 11 },
  );
  await clean();
});

import { date } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import { changeRows, lockPerson, readAct } from '@gongji/store/enrolment';
import { listSettlements, wholeRegion } from '@gongji/store/rest';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RestDeps } from '../rest/deps.ts';
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
import { keepAct, type PlannedAct } from './acting.ts';
import { proposeMerge } from './merge-proposal.ts';
import { planUndo } from './undo-act.ts';

/** 合并重复登记 with all that is carried over, and its undoing. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

// A merge reads nothing else of its dependencies.
const deps = () => ({ newId: world.db.newId, now: () => TODAY }) as RestDeps;
const who = { actor: 'reviewer' };

async function act(planned: PlannedAct): Promise<string> {
  return inTransaction(world.db.pool, async (tx) => {
    const effects = await changeRows(tx, planned.changes);
    return (await keepAct(deps(), who, tx, planned, effects)).actId;
  });
}

async function merge(keepId: string, dropId: string): Promise<string> {
  const asked = { keepId, dropId, reason: '同一人' };
  const { act: planned, problems } = await inTransaction(world.db.pool, (tx) =>
    proposeMerge(deps(), tx, asked),
  );
  expect(problems).toEqual([]);
  if (planned === undefined) throw new Error('nothing to merge');
  return act(planned);
}

/** The codes that refuse it; none when it was undone. */
async function undo(actId: string): Promise<readonly string[]> {
  const plan = await inTransaction(world.db.pool, async (tx) => {
    const known = await readAct(tx, wholeRegion('990100'), actId);
    if (known === undefined) throw new Error(`no act ${actId}`);
    await lockPerson(tx, known.personId);
    return planUndo(tx, { unitId: null }, known, '两人', date('2026-06-15'));
  });
  if (plan.kind === 'refused') return plan.rejections.map(({ code }) => code);
  await act(plan.act);
  return [];
}

const settle = async (id: string, yuan: number, account: 'none' | 'own' = 'none') =>
  expectKind(await world.service.settle(settleRequest(bill(id, yuan, { account }))), 'settled').settled;
const clean = async () =>
  expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);

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
  const actId = await merge(keep, drop);
  await clean();
  const { counters, accounts, filings } = await state([keep]);
  expect(counters[0]?.counters).toMatchObject({ 'deductibleYear||2026': 50_000, 'paidYear||2026': 8_000 });
  expect(accounts).toMatchObject([{ balance_fen: '13000' }]);
  expect(filings).toMatchObject([{ kind: 'chronic', disease_code: 'M03900' }]);
  // The bills of both stand as they were: looking at them again finds nothing.
  const reviewed = await world.service.review({ personId: keep, scheme: 'employee' });
  expect(expectKind(reviewed, 'reviewed').bills).toEqual([]);
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

test('a bill from before the merge is reversed as it was, and what came after is worked out with what was carried', async () => {
  const [keep, drop] = [await world.person(), await world.person()];
  const first = await settle(keep, 250); // below the deductible
  await settle(drop, 100); // below the deductible
  await merge(keep, drop);
  // 250 + 100 of 300 are used: 200 × 80 % = 160.
  expect((await settle(keep, 200)).assessment.payments).toMatchObject([{ amountFen: 16_000 }]);
  const reversed = await world.service.reverse(reverseRequest(keep, first.settlementId));
  // Without the first only 100 were used: the deductible takes 200, nothing is paid.
  expectKind(reversed, 'reversed');
  const { counters } = await state([keep]);
  expect(counters[0]?.counters).toEqual({ 'deductibleYear||2026': 30_000 });
  await clean();
});

test('money that was used since stands in the way of undoing', async () => {
  const [keep, drop] = [await world.person({ account: 10 }), await world.person({ account: 40 })];
  const actId = await merge(keep, drop);
  const spent = await settle(keep, 100, 'own');
  expect(spent.assessment.accountFen).toBe(5_000);
  expect(await undo(actId)).toEqual(['act-built-on']);
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
      for (const yuan of own) await settle(keep, yuan);
      for (const yuan of others) await settle(drop, yuan);
      const before = await state([keep, drop]);
      const actId = await merge(keep, drop);
      const merged = await state([keep, drop]);
      expect(merged.accounts.filter(({ person_id }) => person_id === drop)).toEqual([]);
      expect(await undo(actId)).toEqual([]);
      expect(await state([keep, drop])).toEqual(before);
    }),
    { numRuns: 10, seed: 3 },
  );
  await clean();
});

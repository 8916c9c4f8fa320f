import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import { createSettlementService, type RunningSettlementService } from './service.ts';
import {
  bill,
  CLINIC,
  createWorld,
  expectKind,
  fundFen,
  loadTestPolicy,
  message,
  reverseRequest,
  reviewIf,
  settleRequest,
  TODAY,
  type World,
} from './testing/world.ts';

/** Bills of relatives that read a counter of the family: what a reversal or a review of one does to those of the others. */
let world: World;
let other: RunningSettlementService;
beforeAll(async () => {
  world = await createWorld();
  other = createSettlementService({ pool: world.db.pool, newId: world.db.newId, now: () => TODAY });
});
afterAll(async () => {
  await other.close();
  await world.close();
});

const AT_CLINIC = { insutype: '390', institutionCode: CLINIC } as const;

async function settle(personId: string, yuan: number, change = {}, by = world.service) {
  const request = settleRequest(bill(personId, yuan, { ...AT_CLINIC, ...change }));
  return expectKind(await by.settle(request), 'settled').settled;
}

const reversal = (personId: string, settlementId: string) =>
  reverseRequest(personId, settlementId, { message: message(settlementId, undefined, CLINIC) });
const reverse = (personId: string, settlementId: string, by = world.service) =>
  by.reverse(reversal(personId, settlementId));

async function family(members: number, wish = {}): Promise<readonly string[]> {
  const head = await world.person({ scheme: 'resident', ...wish });
  const others: string[] = [];
  for (let i = 1; i < members; i++)
    others.push(await world.person({ scheme: 'resident', familyId: head, ...wish }));
  await world.db.owner.query('update coverage set unbroken_years = 3 where person_id = any($1)', [
    [head, ...others],
  ]);
  return [head, ...others];
}

async function counters(personId: string): Promise<Record<string, number>> {
  const { rows } = await world.db.pool.query('select counters from counter_state where person_id = $1', [
    personId,
  ]);
  return rows[0]?.counters ?? {};
}

const clean = async () =>
  expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);

describe('under the policy that refuses', () => {
  it('names the relatives’ bills that read what changes, and none but those', async () => {
    const [head = '', child = ''] = await family(2);
    // 600 × 50 % = 300; 600 × 50 % = 300, of which the cap of 500 leaves 200; nothing is left.
    const first = await settle(head, 600);
    const second = await settle(child, 600);
    const third = await settle(child, 100);
    expect([first, second, third].map(fundFen)).toEqual([30_000, 20_000, 0]);
    const refused = expectKind(await reverse(head, first.settlementId), 'rejected').rejections[0];
    expect(refused?.code).toBe('later-bills-depend');
    expect(refused?.message.en.split(': ')[1]).toBe(`${second.settlementId}, ${third.settlementId}`);
    // The third moved no counter, so that nothing hangs on it, whoever's bill came later.
    const fourth = await settle(head, 40);
    expectKind(await reverse(child, third.settlementId), 'reversed');
    expect(fundFen(fourth)).toBe(0);
    await clean();
  });

  it('holds a review back, too, by the bills that it would change', async () => {
    const [head = '', child = ''] = await family(2);
    await settle(head, 200);
    const second = await settle(child, 200);
    const without = 'delete from coverage where person_id = $1';
    const refused = await reviewIf(world, without, { personId: head, scheme: 'resident' });
    expect(expectKind(refused, 'rejected').rejections[0]?.message.en.split(': ')[1]).toBe(
      second.settlementId,
    );
    // Nothing of the child's came before, and nothing of the head's reads what the child's bill leaves: 100 of 500 + 100.
    const alone = expectKind(
      await reviewIf(world, without, { personId: child, scheme: 'resident' }),
      'reviewed',
    );
    expect(alone.bills.map((b) => [b.personId, b.covered, b.personOwesFen])).toEqual([
      [child, false, 10_000],
    ]);
  });
});

describe('under the model policy, whose families have a limit of 1,500 and persons one of 400', () => {
  let [a, b, c, d, grandmother] = ['', '', '', '', ''];
  let of: Record<'a1' | 'b1' | 'b2' | 'a2', string>;
  beforeAll(async () => {
    const showcase = new URL('../../../../policies/showcase/resident/2026.yaml', import.meta.url);
    await loadTestPolicy(world.db, fileURLToPath(showcase));
    grandmother = await world.person({ account: 500 });
    [a = '', b = '', c = '', d = ''] = await family(4, { shares: [grandmother] });
    // Clinic: 60 %. 700 → 420, of which the person's limit leaves 400, twice: 800 of the family's 1,500.
    const [c1, d1] = [await settle(c, 700), await settle(d, 700)];
    // 600 × 60 % = 360, family 1,160. 700 → 420 → 400 of the person, but 340 of the family: 1,500. Nothing after that.
    const [a1, b1, b2] = [await settle(a, 600), await settle(b, 700), await settle(b, 100)];
    // Nothing of the fund; of 600 in scope the grandmother's account pays its 500.
    const a2 = await settle(a, 600, { account: 'own-and-family' });
    expect([c1, d1, a1, b1, b2, a2].map(fundFen)).toEqual([40_000, 40_000, 36_000, 34_000, 0, 0]);
    expect(a2.assessment).toMatchObject({ familyAccountFen: 50_000, cashFen: 10_000 });
    of = {
      a1: a1.settlementId,
      b1: b1.settlementId,
      b2: b2.settlementId,
      a2: a2.settlementId,
    };
  });

  const balance = async () => {
    const { rows } = await world.db.pool.query(
      'select balance_fen from personal_account where person_id = $1',
      [grandmother],
    );
    return Number(rows[0]?.balance_fen);
  };

  it('shows what a reversal does to relatives before it is done', async () => {
    const shown = await world.service.previewReversal(reversal(a, of.a1));
    const { effects } = expectKind(shown, 'previewed');
    // Without a1: b1 400 of the person's limit, 1,200. b2 nothing: 400 used. a2: 360, of which the family's limit leaves 300;
    // of 300 left in scope the account pays all.
    expect(effects.later.map((l) => [l.personId, l.effect, l.before.fundFen, l.after?.fundFen])).toEqual([
      [b, 'recomputed', 34_000, 40_000],
      [a, 'recomputed', 0, 30_000],
    ]);
    expect(effects.accounts).toEqual([{ personId: grandmother, beforeFen: 0, afterFen: 20_000 }]);
    const used = effects.counters.map((one) => [one.ownerId, one.counter, one.before, one.after]);
    expect(used).toContainEqual([a, 'outPaid', 36_000, 30_000]);
    expect(used).toContainEqual([b, 'outPaid', 34_000, 40_000]);
    expect(used.map(([, counter]) => counter)).not.toContain('householdPaid');
    expect(await balance()).toBe(0);
  });

  it('settles a relative’s later bill again, and then one’s own that hangs on it', async () => {
    const result = expectKind(await reverse(a, of.a1), 'reversed');
    expect(fundFen(result.settled)).toBe(-36_000);
    expect(result.recomputed.map((s) => [s.personId, s.kind, fundFen(s)])).toEqual([
      [b, 'reversal', -34_000],
      [b, 'settlement', 40_000],
      [a, 'reversal', 0],
      [a, 'settlement', 30_000],
    ]);
    // 400 × 3 + 300; the account gives 300 of its 500.
    expect(await counters(a)).toMatchObject({
      'family:householdPaid||2026': 150_000,
      'outPaid||2026': 30_000,
    });
    expect(await counters(b)).toMatchObject({ 'outPaid||2026': 40_000 });
    expect(await balance()).toBe(20_000);
    await clean();
  });

  it('and the other way round, by the number that the institution knows', async () => {
    const result = expectKind(await reverse(b, of.b1), 'reversed');
    // b2: 100 × 60 % = 60. a2: 360; of 240 left in scope the account pays all.
    expect(result.recomputed.map((s) => [s.personId, s.kind, fundFen(s)])).toEqual([
      [b, 'reversal', 0],
      [b, 'settlement', 6_000],
      [a, 'reversal', -30_000],
      [a, 'settlement', 36_000],
    ]);
    // c and d 400 each, b 60, a 360
    expect(await counters(a)).toMatchObject({
      'family:householdPaid||2026': 122_000,
      'outPaid||2026': 36_000,
    });
    expect(await balance()).toBe(26_000);
    await clean();
  });

  it('says whose bills a change in the past would settle again, and settles them', async () => {
    const review = (commit: object) =>
      world.service
        .review({ personId: c, scheme: 'resident', ...commit })
        .then((r) => expectKind(r, 'reviewed'));
    // c loses his cover: 400 of the family's limit come free, which nobody needs.
    await world.db.owner.query("update coverage set benefit_from = '2026-06-12' where person_id = $1", [c]);
    expect((await review({})).bills.map((one) => [one.personId, one.personOwesFen])).toEqual([[c, 40_000]]);
    // Another of d's bills: 100 × 60 % = 60, of which his limit leaves nothing.
    expect(fundFen(await settle(d, 100))).toBe(0);
    await review({ commit: { reason: 'act 1', actor: 'reviewer' } });
    expect(await counters(a)).toMatchObject({ 'family:householdPaid||2026': 82_000 });
    await clean();
  });
});

describe('a family that shares deductible and cap', () => {
  beforeAll(() => loadTestPolicy(world.db, fileURLToPath(new URL('./testing/family.yaml', import.meta.url))));

  it('settles relatives’ bills again after a change in the past: the difference is between fund and person', async () => {
    const [head = '', child = ''] = await family(2);
    // 300 deductible of 500: 200 × 80 % = 160. Then 500 × 80 % = 400.
    const [first, second] = [await settle(head, 500), await settle(child, 500)];
    expect([first, second].map(fundFen)).toEqual([16_000, 40_000]);
    await world.db.owner.query("update coverage set benefit_from = '2026-06-12' where person_id = $1", [
      head,
    ]);
    const commit = { reason: 'act 2', actor: 'reviewer' };
    const result = expectKind(
      await world.service.review({ personId: head, scheme: 'resident', commit }),
      'reviewed',
    );
    // The head owes 160. The deductible now falls on the child: 160 in place of 400, so that the child owes 240.
    expect(result.bills.map((one) => [one.personId, one.covered, one.personOwesFen])).toEqual([
      [head, false, 16_000],
      [child, true, 24_000],
    ]);
    expect(result.personOwesFen).toBe(16_000);
    const owed = async (personId: string) => {
      const { rows } = await world.db.owner.query<{ sum: string }>(
        `select coalesce(sum(case when debit_account = $2 then amount_fen else -amount_fen end), 0) as sum from posting
          where person_id = $1 and $2 in (debit_account, credit_account)`,
        [personId, '990100/payable/persons'],
      );
      return Number(rows[0]?.sum);
    };
    expect([await owed(head), await owed(child)]).toEqual([16_000, 24_000]);
    await clean();
    // With the cover back, everything is as it was.
    await world.db.owner.query("update coverage set benefit_from = '2020-01-01' where person_id = $1", [
      head,
    ]);
    await world.service.review({ personId: head, scheme: 'resident', commit });
    expect([await owed(head), await owed(child)]).toEqual([0, 0]);
    expect(await counters(head)).toEqual({
      'family:familyDeductible||2026': 30_000,
      'family:familyPaid||2026': 56_000,
      'paidYear||2026': 16_000,
    });
    await clean();
  });

  it('gives counters back to the family that a bill read, when the person has left it', async () => {
    const [head = '', child = ''] = await family(2);
    const first = await settle(child, 500);
    await settle(head, 100);
    await world.db.owner.query('update person set family_id = null where person_id = $1', [child]);
    const result = expectKind(await reverse(child, first.settlementId), 'reversed');
    // The head's 100 bear the deductible now: 80 → 0.
    expect(result.recomputed.map((s) => [s.personId, fundFen(s)])).toEqual([
      [head, -8_000],
      [head, 0],
    ]);
    expect(await counters(head)).toEqual({ 'family:familyDeductible||2026': 10_000 });
    expect(await counters(child)).toEqual({});
    await clean();
  });

  it('counts a relative’s bill that comes while it is settled again by another process', async () => {
    for (let i = 0; i < 6; i++) {
      const [head = '', child = ''] = await family(2);
      const first = await settle(head, 400);
      await settle(child, 400);
      const results = await Promise.all([
        reverse(head, first.settlementId),
        settle(child, 200, {}, other),
        settle(child, 150),
        settle(head, 250, {}, other),
      ]);
      expectKind(results[0], 'reversed');
    }
    await clean();
  });

  it('is settled twice at the same moment, by a reversal from each side, without either losing', async () => {
    for (let i = 0; i < 6; i++) {
      const [head = '', child = ''] = await family(2);
      const [one, two] = [await settle(head, 400), await settle(child, 400)];
      await settle(head, 300);
      await settle(child, 300);
      const results = await Promise.all([
        reverse(head, one.settlementId),
        reverse(child, two.settlementId, other),
      ]);
      expect(results.map((r) => r.kind)).toEqual(['reversed', 'reversed']);
      // What is left: 300 bear the deductible, then 300 × 80 % = 240.
      expect(await counters(head)).toMatchObject({ 'family:familyPaid||2026': 24_000 });
    }
    await clean();
  });

  it('has the counters that the remaining bills give, whatever was settled and reversed in which order', async () => {
    const bills = fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 0, max: 900 })), {
      minLength: 2,
      maxLength: 6,
    });
    const reversals = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(bills, reversals, async (wanted, picks) => {
        const members = await family(2, { account: 300 });
        let standing: { who: number; yuan: number; id: string }[] = [];
        for (const [who, yuan] of wanted) {
          const { settlementId: id } = await settle(members[who] ?? '', yuan, { account: 'own' });
          standing.push({ who, yuan, id });
        }
        for (const pick of picks) {
          const gone = standing[pick % Math.max(1, standing.length)];
          if (gone === undefined) break;
          expectKind(await reverse(members[gone.who] ?? '', gone.id), 'reversed');
          standing = standing.filter((one) => one !== gone);
        }
        const anew = await family(2, { account: 300 });
        for (const { who, yuan } of standing) await settle(anew[who] ?? '', yuan, { account: 'own' });
        for (const who of [0, 1])
          expect(await counters(members[who] ?? '')).toEqual(await counters(anew[who] ?? ''));
      }),
      { numRuns: 10 },
    );
    await clean();
  });
});

describe('verify --outcomes', () => {
  it('finds a bill that read another sum of the family than the bills before it left', async () => {
    const [head = '', child = ''] = await family(2);
    await settle(head, 500);
    const before = await counters(head);
    await world.db.owner.query("update counter_state set counters = '{}' where person_id = $1", [head]);
    const wrong = await settle(child, 500);
    // What the first bill left is put back, so that the sums are right and only the second bill is wrong.
    const sums = await counters(head);
    for (const [key, value] of Object.entries(before)) sums[key] = value + (sums[key] ?? 0);
    await world.db.owner.query('update counter_state set counters = $2 where person_id = $1', [head, sums]);
    const { differences } = await verifyBooks(world.db.owner, { outcomes: true });
    expect(differences.map((d) => [d.check, d.settlementId])).toEqual([['outcome', wrong.settlementId]]);
    expect((await verifyBooks(world.db.owner)).differences).toEqual([]);
  });
});

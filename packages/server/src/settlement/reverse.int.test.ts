import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bill,
  CLINIC,
  createWorld,
  expectKind,
  fundFen,
  message,
  reverseRequest,
  settleRequest,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const settled = async (personId: string, yuan: number, change = {}) => {
  const request = settleRequest(bill(personId, yuan, change));
  return { request, ...expectKind(await world.service.settle(request), 'settled') };
};
const resident = { insutype: '390' };

async function countersOf(personId: string) {
  const { rows } = await world.db.pool.query('select counters from counter_state where person_id = $1', [
    personId,
  ]);
  return rows[0]?.counters;
}

describe('reverse', () => {
  it('writes the opposite settlement and entry, and gives back counters and account money', async () => {
    const personId = await world.person({ account: 100 });
    const { settled: first } = await settled(personId, 1000, { account: 'own' });
    const result = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'reversed',
    );
    // −(1000 − 300) × 80 % = −560; account −100; cash −340
    expect(result.settled.assessment).toMatchObject({
      totalFen: -100_000,
      accountFen: -10_000,
      cashFen: -34_000,
    });
    expect(fundFen(result.settled)).toBe(-56_000);
    expect(result.settled).toMatchObject({
      kind: 'reversal',
      originId: first.settlementId,
      accountBalanceFen: 10_000,
    });
    expect(result.reply).toEqual({ setl_id: result.settled.settlementId });
    expect(await countersOf(personId)).toEqual({});
    const { rows } = await world.db.pool.query(
      `select debit_account, credit_account, sum(amount_fen)::int as fen from posting where person_id = $1 and entry_id <> $1 group by 1, 2 order by 1`,
      [personId],
    );
    expect(rows.map((r) => [r.debit_account, r.fen])).toEqual([
      ['990100/accounts', 10_000],
      ['990100/employee/fund/pooledFund/expense', 56_000],
      [expect.stringMatching('/payable/'), 10_000],
      [expect.stringMatching('/payable/'), 56_000],
    ]);
  });

  it('refuses a settlement already reversed, and repeats the stored reply of a lost one', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 500);
    const request = reverseRequest(personId, first.settlementId);
    const done = expectKind(await world.service.reverse(request), 'reversed');
    expect(await world.service.reverse(request)).toEqual({ kind: 'replayed', reply: done.reply });
    const again = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'rejected',
    );
    expect(again.rejections.map((r) => r.code)).toEqual(['already-reversed']);
    const ofReversal = reverseRequest(personId, done.settled.settlementId);
    const mirror = expectKind(await world.service.reverse(ofReversal), 'rejected');
    expect(mirror.rejections.map((r) => r.code)).toEqual(['is-reversal']);
  });

  it('refuses what it does not know, what another institution settled, and the wrong visit', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 500, { visitId: 'V1' });
    const code = async (change: object, id = first.settlementId) => {
      const result = await world.service.reverse(reverseRequest(personId, id, change));
      return expectKind(result, 'rejected').rejections.map((r) => r.code);
    };
    expect(await code({}, '17')).toEqual(['settlement-unknown']);
    expect(await code({ message: message('x', undefined, CLINIC) })).toEqual(['settlement-not-yours']);
    const target = { kind: 'settlement', personId, settlementId: first.settlementId, visitId: 'V2' };
    expect(await code({ target })).toEqual(['visit-mismatch']);
  });

  it('settles again after a reversal', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 1000);
    await world.service.reverse(reverseRequest(personId, first.settlementId));
    const { settled: second } = await settled(personId, 1000);
    expect(fundFen(second)).toBe(56_000);
    expect(second.settlementId).not.toBe(first.settlementId);
  });

  it('returns family money to the account it came from, also when consent has ended', async () => {
    const owner = await world.person({ account: 500 });
    const personId = await world.person({ shares: [owner] });
    const { settled: first } = await settled(personId, 200, { account: 'own-and-family' });
    await world.db.owner.query('delete from account_sharing where person_id = $1', [personId]);
    expectKind(await world.service.reverse(reverseRequest(personId, first.settlementId)), 'reversed');
    const { rows } = await world.db.pool.query(
      'select balance_fen from personal_account where person_id = $1',
      [owner],
    );
    expect(rows).toEqual([{ balance_fen: '50000' }]);
  });
});

describe('later bills', () => {
  it('are recomputed where their outcome changes', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 300);
    const { settled: second } = await settled(personId, 500);
    const { settled: third } = await settled(personId, 500);
    // 300 fills the deductible: 0; then 500 × 80 % = 400 each
    expect([first, second, third].map(fundFen)).toEqual([0, 40_000, 40_000]);
    const result = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'reversed',
    );
    // without the first, the second bears the deductible: (500 − 300) × 80 % = 160; the third stays as it was
    expect(result.recomputed.map((s) => [s.kind, fundFen(s)])).toEqual([
      ['reversal', -40_000],
      ['settlement', 16_000],
    ]);
    expect(result.recomputed[0]?.originId).toBe(second.settlementId);
    expect(await countersOf(personId)).toEqual({ 'deductibleYear||2026': 30_000, 'paidYear||2026': 56_000 });
    const { rows } = await world.db.pool.query(
      `select kind, cause, place::int, replaces_id from settlement where person_id = $1 and sequence > 3 order by sequence`,
      [personId],
    );
    expect(rows).toEqual([
      { kind: 'reversal', cause: 'provider', place: 4, replaces_id: null },
      { kind: 'reversal', cause: 'recompute', place: 5, replaces_id: null },
      { kind: 'settlement', cause: 'recompute', place: 2, replaces_id: second.settlementId },
    ]);
  });

  it('are recomputed again at their own place when another one goes', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 300);
    await settled(personId, 500);
    const { settled: third } = await settled(personId, 500);
    const once = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'reversed',
    );
    const replaced = once.recomputed[1]?.settlementId ?? '';
    const twice = expectKind(await world.service.reverse(reverseRequest(personId, replaced)), 'reversed');
    // the third is now the first of the year: (500 − 300) × 80 % = 160
    expect(twice.recomputed.map((s) => [s.kind, fundFen(s)])).toEqual([
      ['reversal', -40_000],
      ['settlement', 16_000],
    ]);
    expect(twice.recomputed[0]?.originId).toBe(third.settlementId);
  });

  it('are reversed by the number the institution knows, whatever stands in their place', async () => {
    const personId = await world.person();
    const { settled: first } = await settled(personId, 300);
    const { settled: second } = await settled(personId, 500);
    const once = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'reversed',
    );
    const successor = once.recomputed[1]?.settlementId;
    const result = expectKind(
      await world.service.reverse(reverseRequest(personId, second.settlementId)),
      'reversed',
    );
    expect(result.settled.originId).toBe(successor);
    // (500 − 300) × 80 % = 160 goes back
    expect(fundFen(result.settled)).toBe(-16_000);
    expect(await countersOf(personId)).toEqual({});
    const again = await world.service.reverse(reverseRequest(personId, second.settlementId));
    expect(expectKind(again, 'rejected').rejections.map((r) => r.code)).toEqual(['already-reversed']);
  });

  it('take the account money they used before, not money that came later', async () => {
    const personId = await world.person({ account: 500 });
    const { settled: first } = await settled(personId, 300, { account: 'own' });
    const { settled: second } = await settled(personId, 500, { account: 'own' });
    // first: 300 from the account; second: fund 400, account 100 of the 200 left
    expect([first, second].map((s) => s.assessment.accountFen)).toEqual([30_000, 10_000]);
    const result = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'reversed',
    );
    // second anew: fund 160, person 340, of which the account pays the 200 that were there then
    expect(result.recomputed[1]?.assessment).toMatchObject({ accountFen: 20_000, cashFen: 14_000 });
    const { rows } = await world.db.pool.query(
      'select balance_fen from personal_account where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ balance_fen: '30000' }]);
  });

  it('must be reversed first where the policy says so', async () => {
    const personId = await world.person({ scheme: 'resident' });
    const { settled: first } = await settled(personId, 600, resident);
    const { settled: second } = await settled(personId, 600, resident);
    // 600 × 50 % = 300, then 200 of the cap of 500 are left
    expect([first, second].map(fundFen)).toEqual([30_000, 20_000]);
    const refused = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settlementId)),
      'rejected',
    );
    expect(refused.rejections[0]).toMatchObject({ code: 'later-bills-depend' });
    expect(refused.rejections[0]?.message.en).toContain(second.settlementId);
    expectKind(await world.service.reverse(reverseRequest(personId, second.settlementId)), 'reversed');
    expectKind(await world.service.reverse(reverseRequest(personId, first.settlementId)), 'reversed');
    expect(await countersOf(personId)).toEqual({});
  });

  it('of relatives stand in the way when they read the household’s counter', async () => {
    const head = await world.person({ scheme: 'resident' });
    const child = await world.person({ scheme: 'resident', familyId: head });
    const { settled: ofHead } = await settled(head, 600, resident);
    const { settled: ofChild } = await settled(child, 600, resident);
    expect([ofHead, ofChild].map(fundFen)).toEqual([30_000, 20_000]);
    const refused = expectKind(
      await world.service.reverse(reverseRequest(head, ofHead.settlementId)),
      'rejected',
    );
    expect(refused.rejections[0]?.message.en).toContain(ofChild.settlementId);
    expectKind(await world.service.reverse(reverseRequest(child, ofChild.settlementId)), 'reversed');
    expectKind(await world.service.reverse(reverseRequest(head, ofHead.settlementId)), 'reversed');
  });
});

describe('compensation 2601', () => {
  const compensation = (personId: string, msgid: string, infno = '2207') => ({
    message: { ...message(`2601 ${msgid}`), infno: '2601' },
    cause: 'compensation' as const,
    reason: 'lost reply',
    target: { kind: 'message' as const, personId, msgid, infno },
    reply: () => ({}),
  });

  it('reverses the settlement of a known message without a net trace', async () => {
    const personId = await world.person();
    const { request } = await settled(personId, 1000);
    const sent = compensation(personId, request.message.msgid);
    const result = expectKind(await world.service.reverse(sent), 'reversed');
    expect(fundFen(result.settled)).toBe(-56_000);
    expect(await world.service.reverse(sent)).toMatchObject({ kind: 'replayed' });
    const again = expectKind(
      await world.service.reverse(compensation(personId, request.message.msgid)),
      'rejected',
    );
    expect(again.rejections.map((r) => r.code)).toEqual(['already-reversed']);
  });

  it('refuses the original message when it comes again: its reply would name a bill that no longer stands', async () => {
    const personId = await world.person();
    const { request } = await settled(personId, 1000);
    expectKind(await world.service.settle(request), 'replayed');
    expectKind(await world.service.reverse(compensation(personId, request.message.msgid)), 'reversed');
    const late = expectKind(await world.service.settle(request), 'rejected');
    expect(late.rejections.map((r) => r.code)).toEqual(['message-cancelled']);
  });

  it('leaves a tombstone for a message never seen, which is refused when it arrives late', async () => {
    const personId = await world.person();
    const late = settleRequest(bill(personId, 1000));
    expectKind(await world.service.reverse(compensation(personId, late.message.msgid)), 'tombstoned');
    expectKind(await world.service.reverse(compensation(personId, late.message.msgid)), 'tombstoned');
    const refused = expectKind(await world.service.settle(late), 'rejected');
    expect(refused.rejections.map((r) => r.code)).toEqual(['message-cancelled']);
    expect(await countersOf(personId)).toBeUndefined();
  });

  it('refuses when person or transaction number do not fit the message', async () => {
    const personId = await world.person();
    const { request } = await settled(personId, 1000);
    const { msgid } = request.message;
    for (const wrong of [compensation(await world.person(), msgid), compensation(personId, msgid, '2304')]) {
      const refused = expectKind(await world.service.reverse(wrong), 'rejected');
      expect(refused.rejections.map((r) => r.code)).toEqual(['message-mismatch']);
    }
  });

  it('never loses the race with its settlement: either it is reversed or it is refused', async () => {
    for (let i = 0; i < 10; i++) {
      const personId = await world.person();
      const request = settleRequest(bill(personId, 1000));
      const [one, two] = await Promise.all([
        world.service.settle(request),
        world.service.reverse(compensation(personId, request.message.msgid)),
      ]);
      expect([
        ['settled', 'reversed'],
        ['rejected', 'tombstoned'],
      ]).toContainEqual([one.kind, two.kind]);
    }
  });
});

describe('settle then reverse', () => {
  it('restores every counter and balance, whatever the bills and the order of reversal', async () => {
    const bills = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bills, fc.infiniteStream(fc.nat()), async (yuan, picks) => {
        const personId = await world.person({ account: 700 });
        await settled(personId, 100, { account: 'own' });
        const before = await stateOf(personId);
        for (const y of yuan) await settled(personId, y, { account: 'own' });
        for (
          let left = await liveAfterFirst(personId);
          left.length > 0;
          left = await liveAfterFirst(personId)
        ) {
          const pick = left[(picks.next().value ?? 0) % left.length] ?? '';
          expectKind(await world.service.reverse(reverseRequest(personId, pick)), 'reversed');
        }
        expect(await stateOf(personId)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });

  async function stateOf(personId: string) {
    const { rows } = await world.db.pool.query(
      'select c.counters, a.balance_fen from counter_state c join personal_account a using (person_id) where person_id = $1',
      [personId],
    );
    return rows;
  }

  async function liveAfterFirst(personId: string): Promise<readonly string[]> {
    const { rows } = await world.db.pool.query<{ settlement_id: string }>(
      `select settlement_id from settlement s where person_id = $1 and kind = 'settlement' and sequence > 1
          and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)`,
      [personId],
    );
    return rows.map((r) => r.settlement_id);
  }
});

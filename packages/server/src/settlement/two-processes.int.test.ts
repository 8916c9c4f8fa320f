import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import { createSettlementService, type RunningSettlementService } from './service.ts';
import {
  bill,
  createWorld,
  expectKind,
  fundFen,
  reverseRequest,
  settleRequest,
  TODAY,
  type World,
} from './testing/world.ts';

/** Two services on one database, as two server processes are: they meet only in the rows they write. */
let world: World;
let other: RunningSettlementService;
beforeAll(async () => {
  world = await createWorld({ lanes: 2 });
  other = createSettlementService({ pool: world.db.pool, newId: world.db.newId, now: () => TODAY });
});
afterAll(async () => {
  await other.close();
  await world.close();
});

const either = (i: number) => (i % 2 === 0 ? world.service : other);

describe('two processes', () => {
  it('settle bills of one person at the same moment exactly', async () => {
    const personId = await world.person();
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => either(i).settle(settleRequest(bill(personId, 100)))),
    );
    const paid = results.map((r) => fundFen(expectKind(r, 'settled').settled));
    // 3 bills fill the deductible of 300; the others get 80 until the cap of 1000
    expect(paid.reduce((a, b) => a + b)).toBe(100_000);
    const { rows } = await world.db.pool.query(
      'select version::int from counter_state where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ version: 40 }]);
  });

  it('give one effect to a message that both receive', async () => {
    for (let i = 0; i < 10; i++) {
      const request = settleRequest(bill(await world.person(), 500));
      const results = await Promise.all([world.service.settle(request), other.settle(request)]);
      expect(results.map((r) => r.kind).sort()).toEqual(['replayed', 'settled']);
      const replies = results.map((r) => ('reply' in r ? r.reply : undefined));
      expect(replies[0]).toEqual(replies[1]);
    }
  });

  it('spend one account exactly once, whoever asks', async () => {
    const owner = await world.person({ account: 100 });
    const users = await Promise.all(Array.from({ length: 8 }, () => world.person({ shares: [owner] })));
    const results = await Promise.all(
      users.map((u, i) => either(i).settle(settleRequest(bill(u, 30, { account: 'own-and-family' })))),
    );
    const spent = results.map((r) => expectKind(r, 'settled').settled.assessment.familyAccountFen);
    expect([...spent].sort((a, b) => b - a)).toEqual([3_000, 3_000, 3_000, 1_000, 0, 0, 0, 0]);
  });

  it('share a household’s cap exactly', async () => {
    const head = await world.person({ scheme: 'resident' });
    const children = await Promise.all(
      Array.from({ length: 7 }, () => world.person({ scheme: 'resident', familyId: head })),
    );
    const results = await Promise.all(
      [head, ...children].map((id, i) => either(i).settle(settleRequest(bill(id, 200, { insutype: '390' })))),
    );
    const paid = results.map((r) => fundFen(expectKind(r, 'settled').settled));
    // 200 × 50 % = 100 each, cap 500 of the household: five are paid, three get nothing
    expect([...paid].sort((a, b) => b - a)).toEqual([...Array(5).fill(10_000), 0, 0, 0]);
  });

  it('settle and reverse in any mixture, and the books are whole', async () => {
    const persons = await Promise.all(Array.from({ length: 6 }, () => world.person({ account: 300 })));
    const work = async (personId: string, i: number) => {
      const { settled } = expectKind(
        await either(i).settle(settleRequest(bill(personId, 100 + i, { account: 'own' }))),
        'settled',
      );
      if (i % 3 === 0) {
        expectKind(await either(i + 1).reverse(reverseRequest(personId, settled.settlementId)), 'reversed');
      }
    };
    await Promise.all(persons.flatMap((id) => Array.from({ length: 8 }, (_, i) => work(id, i))));
    expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);
  });
});

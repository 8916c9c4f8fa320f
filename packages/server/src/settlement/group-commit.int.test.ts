import { loadPolicy } from '@gongji/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import { bill, createWorld, expectKind, fundFen, settleRequest, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const persons = (count: number) => Promise.all(Array.from({ length: count }, () => world.person()));

describe('bills written together', () => {
  it('do not suffer from one that the database cannot store', async () => {
    const ids = await persons(12);
    const results = await Promise.allSettled(
      ids.map((id, i) =>
        // A zero byte is no text for PostgreSQL.
        world.service.settle(settleRequest(bill(id, 1000, i === 5 ? { invoiceNo: 'A\u0000' } : {}))),
      ),
    );
    expect(results.map((r) => r.status)).toEqual(ids.map((_, i) => (i === 5 ? 'rejected' : 'fulfilled')));
    const { rows } = await world.db.pool.query(
      'select person_id, fund_fen from settlement where person_id = any($1) order by person_id',
      [ids],
    );
    const others = ids.filter((_, i) => i !== 5).sort();
    expect(rows).toEqual(others.map((person_id) => ({ person_id, fund_fen: '56000' })));
  });

  it('do not suffer from one whose reply cannot be made', async () => {
    const [good = '', bad = ''] = await persons(2);
    const broken = settleRequest(bill(bad, 1000), {
      reply: () => {
        throw new Error('no reply');
      },
    });
    const [one, two] = await Promise.allSettled([
      world.service.settle(settleRequest(bill(good, 1000))),
      world.service.settle(broken),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(two).toMatchObject({ status: 'rejected', reason: { message: 'no reply' } });
    const { rows } = await world.db.pool.query('select 1 from settlement where person_id = $1', [bad]);
    expect(rows).toEqual([]);
  });

  it('are settled once each when the connections break', async () => {
    const ids = await persons(40);
    const requests = ids.map((id) => settleRequest(bill(id, 1000)));
    const answers = Promise.allSettled(requests.map((request) => world.service.settle(request)));
    for (let i = 0; i < 3; i++) {
      await world.db.owner.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    }
    const results = await answers;
    // Whoever heard nothing asks again.
    for (const [i, result] of results.entries()) {
      const request = requests[i];
      if (result.status === 'fulfilled' || request === undefined) continue;
      expect(['settled', 'replayed']).toContain((await world.service.settle(request)).kind);
    }
    const { rows } = await world.db.pool.query(
      'select count(*)::int as n, sum(fund_fen)::int as fund from settlement where person_id = any($1)',
      [ids],
    );
    // 40 × (1000 − 300) × 80 % = 40 × 560
    expect(rows).toEqual([{ n: 40, fund: 2_240_000 }]);
    expect((await verifyBooks(world.db.owner)).differences).toEqual([]);
  });

  it('know a policy from the moment it is loaded', async () => {
    const [id = ''] = await persons(1);
    const { rows } = await world.db.owner.query<{ source: string }>(
      `select source from policy_version where policy_id = 'settlementtest.employee'`,
    );
    const source = (rows[0]?.source ?? '').replace('value: 1000', 'value: 100');
    await world.db.owner.query(
      `insert into policy_version (version, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, source, loaded_at)
       select $1, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, $2, now() + interval '1 second'
         from policy_version where policy_id = 'settlementtest.employee'`,
      [loadPolicy(source, 'x').policy?.version, source],
    );
    const { settled } = expectKind(await world.service.settle(settleRequest(bill(id, 1000))), 'settled');
    // 700 × 80 % = 560, but the cap of the year is now 100
    expect(fundFen(settled)).toBe(10_000);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from './pool.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('money and ids come as text, days as yyyy-MM-dd, instants as Date', async () => {
  const { rows } = await db.pool.query(
    "select 9007199254740993::bigint as id, 1.50::numeric as rate, date '2026-03-01' as day, timestamptz '2026-03-01T00:00:00Z' as at",
  );
  expect(rows).toEqual([
    { id: '9007199254740993', rate: '1.50', day: '2026-03-01', at: new Date('2026-03-01T00:00:00Z') },
  ]);
});

test('sessions are the least-privileged role in the time zone of China', async () => {
  const { rows } = await db.pool.query("select current_user as who, current_setting('timezone') as zone");
  expect(rows).toEqual([{ who: 'gongji_app', zone: 'Asia/Shanghai' }]);
});

test('a transaction commits what returns and rolls back what throws', async () => {
  await inTransaction(db.pool, (c) => c.query("insert into region values ('990001', 'kept')"));
  const failing = inTransaction(db.pool, async (c) => {
    await c.query("insert into region values ('990002', 'lost')");
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const { rows } = await db.pool.query('select region_code from region order by 1');
  expect(rows).toEqual([{ region_code: '990001' }]);
});

test('a connection that the server ended is not used again', async () => {
  const ended = inTransaction(db.pool, (c) => c.query('select pg_terminate_backend(pg_backend_pid())'));
  await expect(ended).rejects.toThrow();
  const { rows } = await db.pool.query('select 1 as alive');
  expect(rows).toEqual([{ alive: 1 }]);
});

test('a connection that breaks while a transaction holds it is an error of the transaction, not the end of the process', async () => {
  const broken = inTransaction(db.pool, async (c) => {
    const { rows } = await c.query<{ pid: number }>('select pg_backend_pid() as pid');
    const gone = new Promise<void>((resolve) => c.once('end', () => resolve()));
    await db.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    // Nothing is being asked when it breaks, so that nobody but a listener could hear of it.
    await gone;
    expect(c.listenerCount('error')).toBeGreaterThan(0);
    await c.query('select 1');
  });
  await expect(broken).rejects.toThrow();
  const { rows } = await db.pool.query('select 1 as alive');
  expect(rows).toEqual([{ alive: 1 }]);
});

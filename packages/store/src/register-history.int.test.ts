import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`
    insert into region values ('990100', '共济市');
    insert into unit (unit_id, region_code, kind, code, name) values (1, '990100', 'community', '990101001001', '和平社区');
    insert into person (region_code, person_id, psn_no, name, cert_no, born_on, community_id)
      values ('990100', 7, '7', '陈甲', '7', '1990-01-01', 1)`);
});
afterAll(() => db.drop());

const history = async () =>
  (
    await db.owner.query(
      `select register, key, row ->> 'name' as name, changed_by as by, removed,
              known_from < known_to as ordered from register_history order by history_id`,
    )
  ).rows;

test('a change of a register keeps what stood there, with who changed it', async () => {
  await db.pool.query(
    `begin; set local gongji.actor = 'clerk.li'; update person set name = '陈乙' where person_id = 7; commit`,
  );
  expect(await history()).toEqual([
    { register: 'person', key: '7', name: '陈甲', by: 'clerk.li', removed: false, ordered: true },
  ]);
});

test('a change that changes nothing is none, and derived initials are not kept', async () => {
  await db.pool.query("update person set name = '陈乙', name_initials = 'CY' where person_id = 7");
  expect(await history()).toHaveLength(1);
});

test('what goes is kept too, and nobody can change what was', async () => {
  await db.pool.query(
    "insert into census (region_code, person_id, unit_id, as_of, source) values ('990100', 7, 1, '2026-01-01', 'test')",
  );
  await db.pool.query('delete from census where person_id = 7');
  expect((await history()).at(-1)).toMatchObject({ register: 'census', key: '1', removed: true });
  await expect(db.pool.query('delete from register_history')).rejects.toThrow(/permission denied/);
});

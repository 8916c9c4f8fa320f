import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMigrated, type Migration, migrate, readMigrations } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const extra = (name: string, sql: string): Migration => ({ number: 9000, name, sql, checksum: sql });

const later = extra(
  '9003_later.sql',
  "create table later (a int); comment on table later is 'append-only: a test'",
);

test('a second run applies nothing', async () => {
  expect(await migrate(db.connectionString)).toEqual({ applied: [] });
  expect(await isMigrated(db.pool)).toBe(true);
});

test('two runners at once apply each file once', async () => {
  const files = [...readMigrations(), extra('9001_once.sql', 'create table once_only (a int)')];
  const reports = await Promise.all([
    migrate(db.connectionString, files),
    migrate(db.connectionString, files),
  ]);
  expect(reports.map((r) => r.applied.length).sort()).toEqual([0, 1]);
});

test('a file that ran and changed is refused', async () => {
  const files = [...readMigrations(), extra('9001_once.sql', 'create table once_only (b int)')];
  await expect(migrate(db.connectionString, files)).rejects.toThrow(/9001_once.sql/);
});

test('a database newer than the program is refused', async () => {
  await expect(migrate(db.connectionString)).rejects.toThrow(/newer than the program.*9001_once.sql/);
  await db.owner.query("delete from schema_migration where name = '9001_once.sql'; drop table once_only");
});

test('a migration that fails leaves nothing behind', async () => {
  const broken = extra('9002_broken.sql', 'create table half (a int); select 1/0');
  await expect(migrate(db.connectionString, [...readMigrations(), broken])).rejects.toThrow(
    /9002_broken.sql/,
  );
  const { rows } = await db.owner.query("select to_regclass('half') as half");
  expect(rows).toEqual([{ half: null }]);
});

test.each([
  'settlement',
  'journal_entry',
  'posting',
  'account_movement',
  'message_effect',
  'message_log',
  'audit_entry',
  'policy_version',
])('rows of %s can be neither changed nor removed by the program', async (table) => {
  await expect(db.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
  await expect(db.pool.query(`truncate ${table}`)).rejects.toThrow(/permission denied/);
  const column = await db.owner.query<{ attname: string }>(
    'select attname from pg_attribute where attrelid = $1::regclass and attnum = 2',
    [table],
  );
  const name = column.rows[0]?.attname;
  await expect(db.pool.query(`update ${table} set ${name} = ${name}`)).rejects.toThrow(/permission denied/);
});

test('a table of a later migration is covered by the grants', async () => {
  await migrate(db.connectionString, [...readMigrations(), later]);
  await db.pool.query('insert into later values (1)');
  await expect(db.pool.query('update later set a = 2')).rejects.toThrow(/permission denied/);
});

test('the program cannot change tables or the list of migrations', async () => {
  await expect(db.pool.query('create table mine (a int)')).rejects.toThrow(/permission denied/);
  await expect(db.pool.query('drop table posting')).rejects.toThrow(/must be owner/);
  await expect(db.pool.query('delete from schema_migration')).rejects.toThrow(/permission denied/);
});

test('a login of the application role alone serves an up-to-date database and migrates none', async () => {
  const login = `serving_${process.pid}`;
  await db.owner.query(`create role ${login} login in role gongji_app`);
  try {
    const asLogin = db.connectionString.replace('postgres@', `${login}@`);
    expect(await migrate(asLogin, [...readMigrations(), later])).toEqual({ applied: [] });
    const next = extra('9004_next.sql', 'create table next (a int)');
    await expect(migrate(asLogin, [...readMigrations(), later, next])).rejects.toThrow(/lacks 9004_next.sql/);
  } finally {
    await db.owner.query(`drop role ${login}`);
  }
});

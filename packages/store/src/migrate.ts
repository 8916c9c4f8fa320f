import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { applyGrants } from './migrate-grants.ts';
import { errorCode, SetupError } from './setup-error.ts';

/** One numbered file of `migrations/`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 hex of the file. */
  readonly checksum: string;
}

export interface MigrateReport {
  /** Names applied by this run, in order; empty when the database was up to date. */
  readonly applied: readonly string[];
}

/** Oldest server we run on: `MERGE`, `security_invoker` and unique `nulls not distinct` are there from 15. */
const OLDEST_SERVER = 150_000;
const MIGRATION_LOCK = 6_160_002;
const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));

export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  const files = readdirSync(folder).filter((f) => f.endsWith('.sql'));
  return files.sort().map((name) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isInteger(number)) throw new Error(`migration name is not NNNN_words.sql: ${name}`);
    const sql = readFileSync(`${folder}/${name}`, 'utf8');
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings the database up to this program: each file once, each in its own transaction, one runner at a time, then the
 * grants. Throws SetupError when a file that ran has changed, when the database is newer than the program, or when the
 * server is too old.
 */
export async function migrate(
  connectionString: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<MigrateReport> {
  const client = await connect(connectionString);
  try {
    if (await mayOnlyRead(client)) return await expectUpToDate(client, migrations);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    await applyGrants(client);
    return { applied: pending.map((m) => m.name) };
  } finally {
    await client.end();
  }
}

/** True when every migration of this program is applied. Needs only read access. */
export async function isMigrated(db: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await db.query<{ name: string }>('select name from schema_migration');
  const applied = new Set(rows.map((r) => r.name));
  return readMigrations().every((m) => applied.has(m.name));
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'gongji migrate' });
  // The query that is under way says so when the connection breaks; without a listener the process would end.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new SetupError(
      {
        zh: `无法连接数据库（${errorCode(cause) ?? '未知错误'}）。`,
        en: `Cannot connect to the database (${errorCode(cause) ?? 'unknown'}).`,
      },
      {
        zh: '请检查 DATABASE_URL、网络与数据库服务。',
        en: 'Check DATABASE_URL, the network and the database server.',
      },
      cause,
    );
  }
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = rows[0]?.version ?? 0;
  if (version >= OLDEST_SERVER) return client;
  await client.end();
  throw new SetupError(
    {
      zh: `数据库版本过低（${version}），需要 PostgreSQL 15 以上。`,
      en: `The database is too old (${version}); PostgreSQL 15 or later is needed.`,
    },
    {
      zh: '请升级数据库，或不设 DATABASE_URL 以使用内置数据库。',
      en: 'Upgrade it, or unset DATABASE_URL to use the embedded one.',
    },
  );
}

/** A login that is only a member of the application role: it serves, somebody else migrates. */
async function mayOnlyRead(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly: boolean }>(
    `select coalesce(not has_table_privilege(to_regclass('schema_migration'), 'insert'), false) as readonly`,
  );
  return rows[0]?.readonly === true;
}

async function expectUpToDate(client: pg.Client, ours: readonly Migration[]): Promise<MigrateReport> {
  const pending = await pendingMigrations(client, ours);
  if (pending.length === 0) return { applied: [] };
  const names = pending.map((m) => m.name);
  throw new SetupError(
    {
      zh: `数据库缺少迁移 ${names.join('、')}，而当前登录无权执行。`,
      en: `The database lacks ${names.join(', ')}, and this login may not migrate it.`,
    },
    { zh: '请以表的属主执行 gongji migrate。', en: 'Run gongji migrate as the owner of the tables.' },
  );
}

async function pendingMigrations(
  client: pg.Client,
  ours: readonly Migration[],
): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name',
  );
  const known = new Map(ours.map((m) => [m.name, m]));
  const newer = rows.filter((r) => !known.has(r.name)).map((r) => r.name);
  if (newer.length > 0) throw databaseIsNewer(newer);
  const changed = rows.filter((r) => known.get(r.name)?.checksum !== r.checksum).map((r) => r.name);
  if (changed.length > 0) throw fileChanged(changed);
  const applied = new Set(rows.map((r) => r.name));
  return ours.filter((m) => !applied.has(m.name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(
      `migration ${migration.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

function databaseIsNewer(names: readonly string[]): SetupError {
  return new SetupError(
    {
      zh: `数据库比程序新：库中已有本程序没有的迁移 ${names.join('、')}。`,
      en: `The database is newer than the program: it has migrations this program does not know: ${names.join(', ')}.`,
    },
    {
      zh: '请使用更新的程序版本，或恢复升级前的备份。',
      en: 'Use the newer program, or restore the backup taken before the upgrade.',
    },
  );
}

function fileChanged(names: readonly string[]): SetupError {
  return new SetupError(
    {
      zh: `已执行过的迁移文件被改动：${names.join('、')}。`,
      en: `Migrations that already ran have changed: ${names.join(', ')}.`,
    },
    {
      zh: '请还原该文件，把改动写成新的迁移；演示数据可删除数据目录重来。',
      en: 'Restore the file and write the change as a new migration; for demo data, remove the data folder and start again.',
    },
  );
}

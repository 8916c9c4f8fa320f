import { once } from 'node:events';
import { from as copyFrom } from 'pg-copy-streams';
import { inTransaction, type Pool, type PoolClient } from '../pool.ts';
import { SetupError } from '../setup-error.ts';
import type { AppliedMigration, BackupCounts, BackupHead } from './backup-format.ts';
import { type BackupTable, backupTables } from './backup-tables.ts';
import { readBackup } from './read-backup.ts';

/**
 * Puts a backup into an empty database of the same migrations: everything in one transaction, or nothing. The file is read
 * whole and its checksum taken before the first row is written. `pool` works as the owner of the tables. Throws SetupError
 * when the file is damaged, the database holds rows, or the two have different migrations.
 */
export async function restoreBackup(pool: Pool, file: string): Promise<BackupCounts> {
  const head = await soundHead(file);
  const counts = await inTransaction(pool, async (client) => {
    await expectSameMigrations(client, head);
    const found = await backupTables(client);
    const tables = found.map(({ name }) => name);
    await expectUnused(client, found);
    // What migrations put there is in the backup too, perhaps changed since.
    for (const table of tables.toReversed()) await client.query(`delete from ${table}`);
    // Triggers did their work when the rows were first written.
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
    const restored = await copyAll(client, file, new Set(tables));
    for (const { name, lastValue, isCalled } of head.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [name, lastValue, isCalled]);
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
    return restored;
  });
  await pool.query('analyze');
  return counts;
}

async function soundHead(file: string): Promise<BackupHead> {
  let head: BackupHead | undefined;
  for await (const piece of readBackup(file)) if (piece.kind === 'head') head = piece.head;
  if (head === undefined) throw new Error(`${file} has a checksum and no head`);
  return head;
}

async function copyAll(client: PoolClient, file: string, known: ReadonlySet<string>): Promise<BackupCounts> {
  let tables = 0;
  let total = 0;
  let into: ReturnType<typeof copyInto> | undefined;
  for await (const piece of readBackup(file)) {
    switch (piece.kind) {
      case 'head':
        break;
      case 'table':
        if (!known.has(piece.table)) throw new Error(`the backup has an unknown table ${piece.table}`);
        into = copyInto(client, piece.table, piece.columns);
        break;
      case 'bytes':
        await into?.write(piece.bytes);
        break;
      case 'rows': {
        const rows = (await into?.end()) ?? 0;
        if (rows !== piece.rows) throw new Error(`restored ${rows} of ${piece.rows} rows`);
        tables += 1;
        total += rows;
      }
    }
  }
  return { tables, rows: total };
}

function copyInto(client: PoolClient, table: string, columns: readonly string[]) {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => {});
  return {
    write: async (bytes: Buffer) => {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed]);
    },
    end: async () => {
      const finished = once(stream, 'finish');
      stream.end();
      await Promise.race([finished, failed]);
      return stream.rowCount;
    },
  };
}

async function expectSameMigrations(client: PoolClient, head: BackupHead): Promise<void> {
  const { rows } = await client.query<AppliedMigration>(
    'select name, checksum from schema_migration order by name',
  );
  const texts = (all: readonly AppliedMigration[]) => all.map((m) => `${m.name} ${m.checksum}`);
  const [ours, theirs] = [texts(rows), texts(head.migrations)];
  const differing = [...ours.filter((m) => !theirs.includes(m)), ...theirs.filter((m) => !ours.includes(m))];
  if (differing.length === 0) return;
  const names = [...new Set(differing.map((m) => m.split(' ')[0]))].sort().join(', ');
  throw new SetupError(
    { zh: `备份与本程序的数据库结构不同：${names}。`, en: `The backup has another schema: ${names}.` },
    {
      zh: '请用做备份的那个版本恢复，再升级。',
      en: 'Restore it with the version that made it, then upgrade.',
    },
  );
}

/** Tables without persons that are empty until an installation is used for the first time. */
const FILLED_BY_USE = [
  'audit_entry',
  'institution',
  'message_effect',
  'message_log',
  'policy_version',
  'user_account',
];

/** Migrations put rows of their own into some tables; those with persons and those above are filled by use alone. */
async function expectUnused(client: PoolClient, tables: readonly BackupTable[]): Promise<void> {
  const full: string[] = [];
  for (const { name, columns } of tables) {
    if (!columns.includes('person_id') && !FILLED_BY_USE.includes(name)) continue;
    const { rowCount } = await client.query(`select from ${name} limit 1`);
    if (rowCount !== 0) full.push(name);
  }
  if (full.length === 0) return;
  throw new SetupError(
    {
      zh: `数据库不是空的（${full.slice(0, 5).join('、')}…），恢复从不覆盖。`,
      en: `The database is not empty (${full.slice(0, 5).join(', ')} …); a restore never overwrites.`,
    },
    {
      zh: '请用 GONGJI_DATA 指定新目录，或用 DATABASE_URL 指定新建的空库。',
      en: 'Choose a new folder with GONGJI_DATA, or a new, empty database with DATABASE_URL.',
    },
  );
}

import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import type { Pool, PoolClient } from '../pool.ts';
import { errorCode, SetupError } from '../setup-error.ts';
import { type AppliedMigration, type BackupCounts, type BackupHead, FORMAT } from './backup-format.ts';
import { backupTables, sequenceStates } from './backup-tables.ts';

/**
 * Writes the whole database as of one moment to a new file, beside a running server. The file appears under its name when
 * it is complete and on disk; only its owner may read it. Throws SetupError when the file exists or nothing is there yet.
 */
export async function writeBackup(pool: Pool, file: string, now: Date): Promise<BackupCounts> {
  if (existsSync(file)) throw fileExists(file);
  const unfinished = `${file}.${process.pid}.unfinished`;
  const client = await pool.connect();
  const counts = { tables: 0, rows: 0 };
  try {
    await client.query('begin isolation level repeatable read read only');
    const target = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(summed(records(client, now, counts))), createGzip({ level: 3 }), target);
    renameSync(unfinished, file);
    return counts;
  } catch (error) {
    const code = errorCode(error);
    if (code !== undefined && /^E[A-Z]+$/.test(code)) throw cannotWrite(file, code);
    throw error;
  } finally {
    rmSync(unfinished, { force: true });
    // Whatever is still on its way through this connection is not worth waiting for.
    client.release(true);
  }
}

async function* records(
  client: PoolClient,
  now: Date,
  counts: { tables: number; rows: number },
): AsyncGenerator<Buffer> {
  const tables = await backupTables(client);
  const head: BackupHead = {
    format: FORMAT,
    takenAt: now.toISOString(),
    migrations: await appliedMigrations(client),
    sequences: await sequenceStates(client),
  };
  yield line(head);
  for (const { name, columns } of tables) {
    yield line({ table: name, columns });
    const rows = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`));
    for await (const bytes of rows) {
      yield line({ bytes: bytes.length });
      yield bytes;
    }
    yield line({ rows: rows.rowCount });
    counts.tables += 1;
    counts.rows += rows.rowCount;
  }
}

/** The parts, and after them their checksum. */
async function* summed(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  for await (const part of parts) {
    sum.update(part);
    yield part;
  }
  yield line({ sha256: sum.digest('hex') });
}

function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

async function appliedMigrations(client: PoolClient): Promise<readonly AppliedMigration[]> {
  const { rows: there } = await client.query<{ there: boolean }>(
    "select to_regclass('schema_migration') is not null as there",
  );
  if (there[0]?.there !== true) throw nothingThere();
  const { rows } = await client.query<AppliedMigration>(
    'select name, checksum from schema_migration order by name',
  );
  return rows;
}

function fileExists(file: string): SetupError {
  return new SetupError(
    { zh: `文件 ${file} 已存在。`, en: `The file ${file} exists already.` },
    { zh: '请换一个文件名；备份从不覆盖。', en: 'Choose another name; a backup never overwrites.' },
  );
}

function cannotWrite(file: string, code: string): SetupError {
  return new SetupError(
    { zh: `无法写入 ${file}（${code}）。`, en: `Cannot write ${file} (${code}).` },
    {
      zh: '请检查目录是否存在、权限与剩余空间。',
      en: 'Check that the folder exists, its permissions and its free space.',
    },
  );
}

function nothingThere(): SetupError {
  return new SetupError(
    { zh: '数据库里还没有共济的数据。', en: 'There is no data of Gongji in this database.' },
    { zh: '请检查 GONGJI_DATA 或 DATABASE_URL。', en: 'Check GONGJI_DATA or DATABASE_URL.' },
  );
}

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Pool } from '@gongji/store';
import { restoreBackup, writeBackup } from '@gongji/store/backup';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSettlementService } from '../settlement/index.ts';
import {
  bill,
  createWorld,
  expectKind,
  reverseRequest,
  settleRequest,
  TODAY,
  type World,
} from '../settlement/testing/world.ts';
import { verifyBooks } from './verify.ts';

let world: World;
let personId: string;
let folder: string;
let file: string;
let restored: TestDatabase;

beforeAll(async () => {
  world = await createWorld();
  personId = await world.person({ account: 100 });
  const first = await settle(300);
  await settle(500);
  expectKind(await world.service.reverse(reverseRequest(personId, first.settled.settlementId)), 'reversed');
  // What COPY must carry: tabs, line ends, backslashes, a character of four bytes.
  await world.db.owner.query('update region set name = $1 where region_code = $2', [
    '共济\t市\\\n𠮷',
    '990100',
  ]);
  folder = mkdtempSync(join(tmpdir(), 'gongji-backup-'));
  file = join(folder, 'backup');
  restored = await createTestDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await restored.drop();
  await world.close();
});

async function settle(yuan: number) {
  return expectKind(await world.service.settle(settleRequest(bill(personId, yuan))), 'settled');
}

/** Number and checksum of the rows of every table, and where every sequence stands. */
async function contents(pool: Pool): Promise<readonly string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select case relkind when 'S' then '(select last_value, is_called from ' || quote_ident(relname) || ')'
                 else '(select * from ' || quote_ident(relname) || ')' end as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`,
    );
    found.push(`${name} ${rows[0]?.sum}`);
  }
  return found.filter((text) => !text.includes('schema_migration'));
}

const into = (target: TestDatabase, from = file) => restoreBackup(target.owner, from);

describe('backup and restore', () => {
  it('bring every row and sequence into another database, whose books are whole and go on', async () => {
    const written = await writeBackup(world.db.pool, file, TODAY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await into(restored)).toEqual(written);
    expect(await contents(restored.owner)).toEqual(await contents(world.db.owner));
    const report = await verifyBooks(restored.owner, { outcomes: true });
    // Two bills, the reversal of the first, and the recompute of the second.
    expect(report).toMatchObject({ differences: [], settlements: 5 });
    const service = createSettlementService({ pool: restored.pool, newId: restored.newId, now: () => TODAY });
    expectKind(await service.settle(settleRequest(bill(personId, 200))), 'settled');
    await service.close();
    expect((await verifyBooks(restored.owner)).differences).toEqual([]);
  });

  it('never overwrite: neither a file nor a database with rows', async () => {
    await expect(writeBackup(world.db.pool, file, TODAY)).rejects.toThrow('exists already');
    await expect(into(restored)).rejects.toThrow('not empty');
  });

  it('refuse a file that was changed, cut off, or made by another version, and write nothing of it', async () => {
    const empty = await createTestDatabase();
    const before = await contents(empty.owner);
    const plain = gunzipSync(readFileSync(file));
    const bad = join(folder, 'bad');
    const refused = async (bytes: Buffer, why: string) => {
      writeFileSync(bad, bytes);
      await expect(into(empty, bad)).rejects.toThrow(why);
    };
    const text = plain.toString('latin1');
    const changed = Buffer.from(text.replace('\t500', '\t501'), 'latin1');
    expect(changed.equals(plain)).toBe(false);
    await refused(gzipSync(changed), 'its checksum does not hold');
    await refused(readFileSync(file).subarray(0, 3000), 'no sound backup');
    await refused(gzipSync(plain.subarray(0, plain.lastIndexOf('{"sha256"'))), 'it is cut off');
    await refused(Buffer.from('no backup'), 'no sound backup');
    await expect(into(empty, join(folder, 'none'))).rejects.toThrow('There is no file');
    await empty.owner.query(`update schema_migration set checksum = 'x' where name like '0012%'`);
    await expect(into(empty)).rejects.toThrow('another schema: 0012_message_compensation.sql');
    await empty.owner.query('delete from schema_migration');
    expect(await contents(empty.owner)).toEqual(before);
    await empty.drop();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverProcesses } from './postmaster.ts';
import { startEmbedded } from './start.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gongji-embedded-'));
  chmodSync(dataDir, 0o711);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  await client.end();
  return rows[0]?.[0];
}

interface OtherStart {
  /** `owned`, or why not. */
  readonly outcome: string;
  readonly end: () => Promise<void>;
}

/** Another process that starts on the folder, and keeps it until its input ends. */
async function startElsewhere(folder: string): Promise<OtherStart> {
  const script = `import { startEmbedded } from ${JSON.stringify(new URL('./start.ts', import.meta.url).href)};
    try {
      const started = await startEmbedded({ dataDir: ${JSON.stringify(folder)} });
      console.log('owned');
      process.stdin.on('end', async () => { await started.stop(); process.exit(0); }).resume();
    } catch (error) { console.log(error.message); process.exit(0); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [first] = await once(child.stdout, 'data');
  return {
    outcome: String(first).trim(),
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

test('keeps its data over a stop, syncs to disk, checks its pages and opens no port', async () => {
  const first = await startEmbedded({ dataDir });
  await ask(first.connectionString, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await startEmbedded({ dataDir });
  try {
    expect(await ask(second.connectionString, 'select answer from kept')).toBe(42);
    expect(await ask(second.connectionString, 'show fsync')).toBe('on');
    expect(await ask(second.connectionString, 'show synchronous_commit')).toBe('on');
    expect(await ask(second.connectionString, 'show data_checksums')).toBe('on');
    expect(await ask(second.connectionString, 'show listen_addresses')).toBe('');
  } finally {
    await second.stop();
  }
  expect(serverProcesses(join(dataDir, 'postgres'))).toEqual([]);
});

test('a second start on the same folder is refused with its pid, or joins', async () => {
  const first = await startEmbedded({ dataDir });
  try {
    await expect(startEmbedded({ dataDir })).rejects.toThrow(`in use by another Gongji (pid ${process.pid})`);
    const joined = await startEmbedded({ dataDir, whenInUse: 'join' });
    await joined.stop();
    expect(await ask(first.connectionString, 'select 1')).toBe(1);
  } finally {
    await first.stop();
  }
});

test('after kill -9 of the program, committed rows are there and no server stays behind', async () => {
  const script = `import { startEmbedded } from ${JSON.stringify(new URL('./start.ts', import.meta.url).href)};
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = await startEmbedded({ dataDir });
  expect(await ask(again.connectionString, 'select answer from kept')).toBe(42);
  await again.stop();
  expect(serverProcesses(join(dataDir, 'postgres'))).toEqual([]);
});

test('a server that was killed is started again, with what was committed', async () => {
  const postgres = await startEmbedded({ dataDir, restart: true });
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const answer = async () =>
      ask(postgres.connectionString, 'select answer from kept').catch(() => undefined);
    await expect.poll(answer).toBe(42);
    const again = startEmbedded({ dataDir });
    await expect(again).rejects.toThrow('in use by another Gongji');
  } finally {
    await postgres.stop();
  }
  expect(serverProcesses(join(dataDir, 'postgres'))).toEqual([]);
});

test('while a killed server is down and while it comes back, nobody else takes it over', async () => {
  const postgres = await startEmbedded({ dataDir, restart: true });
  const outcomes: string[] = [];
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const answers = async () => (await ask(postgres.connectionString, 'select 1').catch(() => 0)) === 1;
    // Another process asks for the folder as fast as it can until the server is back.
    do {
      const other = await startElsewhere(dataDir);
      outcomes.push(other.outcome);
      await other.end();
    } while (!(await answers()));
    for (const outcome of outcomes)
      expect(outcome).toContain(`in use by another Gongji (pid ${process.pid})`);
    const joined = await startEmbedded({ dataDir, whenInUse: 'join' });
    await joined.stop();
    expect(await answers()).toBe(true);
  } finally {
    await postgres.stop();
  }
});

test('of several that start at the same time on a new folder, one owns it', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'gongji-embedded-'));
  chmodSync(fresh, 0o711);
  try {
    const starts = await Promise.all([1, 2, 3].map(async () => startElsewhere(fresh)));
    const outcomes = starts.map(({ outcome }) => outcome);
    await Promise.all(starts.map(async ({ end }) => end()));
    expect(outcomes.filter((text) => text === 'owned')).toHaveLength(1);
    expect(outcomes.filter((text) => text.includes('in use by another Gongji'))).toHaveLength(2);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
});

test('a pid file left by a crash, its pid now another program, does not stop the start', async () => {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(pidFile, `${process.pid}\n${dataDir}/postgres\n`, { mode: 0o644 });
  const postgres = await startEmbedded({ dataDir });
  expect(await ask(postgres.connectionString, 'select answer from kept')).toBe(42);
  await postgres.stop();
  expect(existsSync(pidFile)).toBe(false);
});

test('files of another major version are refused with the remedy', async () => {
  const versionFile = join(dataDir, 'postgres', 'PG_VERSION');
  const version = readFileSync(versionFile, 'utf8');
  writeFileSync(versionFile, '17\n');
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/made by PostgreSQL 17.*GONGJI_DATA/);
  writeFileSync(versionFile, version);
});

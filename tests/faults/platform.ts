import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadDemo } from '@gongji/demo';
import { date } from '@gongji/domain';
import { createPool, migrate, type Pool, startEmbedded } from '@gongji/store';

const PROGRAM = fileURLToPath(new URL('./server-main.ts', import.meta.url));

/** A small model city on a durable database of its own, with a server in another process; both can be killed. */
export interface Platform {
  readonly url: () => string;
  readonly owner: () => Pool;
  /** SIGKILL to the server, then a new one. */
  readonly killServer: () => Promise<void>;
  /** SIGKILL to PostgreSQL itself; its owner starts it again, with recovery. The server stays. */
  readonly killDatabase: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startPlatform(persons: number): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongji-faults-'));
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbedded({ dataDir, restart: true });
  const { connectionString } = postgres;
  await migrate(connectionString);
  let owner = createPool({ connectionString, max: 2, asOwner: true });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await loadDemo(owner, { persons, asOf: date(today) });
  const clear = async () => {
    await owner.end();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  let server = await spawnServer(connectionString).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  return {
    url: () => server.url,
    owner: () => owner,
    killServer: async () => {
      await kill(server.child);
      server = await spawnServer(connectionString);
    },
    killDatabase: async () => {
      process.kill(postmasterPid(dataDir), 'SIGKILL');
      await owner.end();
      owner = createPool({ connectionString, max: 2, asOwner: true });
      await answering(owner);
    },
    stop: async () => {
      await kill(server.child);
      await clear();
    },
  };
}

/** Waits until the database answers again. Throws when it does not come back. */
async function answering(pool: Pool): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const fault: unknown = await pool.query('select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    if (fault === undefined) return;
    if (tries === 300) throw fault;
    await sleep(100);
  }
}

async function spawnServer(
  connectionString: string,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [PROGRAM, connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString('utf8').trim()));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served`)));
  });
  return { url, child };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

/** First line of postmaster.pid, wherever below the data folder the cluster lies. */
function postmasterPid(dataDir: string): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((f) =>
    f.endsWith('postmaster.pid'),
  );
  if (file === undefined) throw new Error(`no postmaster.pid below ${dataDir}`);
  return Number(readFileSync(join(dataDir, file), 'utf8').split('\n')[0]);
}

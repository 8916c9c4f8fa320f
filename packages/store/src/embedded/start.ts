import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, SetupError } from '../setup-error.ts';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { clusterDir, ensureCluster, socketDir } from './cluster.ts';
import { diagnose } from './diagnose.ts';
import {
  guard,
  type Launch,
  launch,
  removeStaleLocks,
  runningPid,
  serverProcesses,
  stopServer,
} from './postmaster.ts';

export interface EmbeddedOptions {
  /** Folder of the installation's data; the database lives in its subfolder `postgres`. */
  readonly dataDir: string;
  /** What to do when another Gongji runs on this folder: refuse (default), or use its database and leave it running. */
  readonly whenInUse?: 'refuse' | 'join';
  /** False only for throw-away test data: no fsync. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** As superuser, over a unix socket, database `gongji`. */
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Holding this advisory lock means: this process owns the server. It goes by itself when the process dies. */
const OWNER_LOCK = 6_160_001;

/** Recovery after a crash replays at most the log since the last checkpoint. */
const PATIENCE_MS = 600_000;

/**
 * Starts PostgreSQL on `dataDir`, or takes over a server left behind by a process that was killed.
 * Throws SetupError with the remedy: in use, disk full, no permission, other major version, programs missing.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount(join(options.dataDir, 'postgres'));
  const plan = prepare(options, account);
  const connectionString = `postgresql://postgres@/gongji?host=${encodeURIComponent(plan.socket)}`;
  const { owner, child } = await connectOrLaunch(plan);
  if (!(await tryLock(owner))) {
    const holder = await holderName(owner);
    await owner.end();
    if (options.whenInUse === 'join') return { connectionString, stop: async () => {} };
    throw inUse(options.dataDir, holder);
  }
  await createDatabase(owner);
  const pid = runningPid(plan.cluster);
  const watcher = pid === undefined ? undefined : guard(pid, account);
  return {
    connectionString,
    stop: async () => {
      watcher?.kill('SIGKILL');
      owner.removeAllListeners('error').on('error', () => {});
      await stopServer(plan.cluster, child);
    },
  };
}

function prepare(options: EmbeddedOptions, account: Account): Launch {
  const durable = options.durable ?? true;
  try {
    const binaries = findBinaries(account);
    const cluster = clusterDir(options.dataDir, account);
    ensureCluster(cluster, account, binaries, durable);
    return { cluster, socket: socketDir(cluster, account), account, binaries, durable };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    if (['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT'].includes(errorCode(error) ?? ''))
      throw diagnose(String(error), options.dataDir);
    throw error;
  }
}

/** Connects to the running server; launches one when none runs. Waits as long as recovery after a crash takes. */
async function connectOrLaunch(
  plan: Launch,
): Promise<{ readonly owner: pg.Client; readonly child: ChildProcess | undefined }> {
  let child: ChildProcess | undefined;
  let exited = false;
  const logStart = logSize(plan.cluster);
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 30) {
    const owner = await tryConnect(plan.socket);
    if (owner !== undefined) return { owner, child };
    const running = serverProcesses(plan.cluster).length > 0;
    if (exited && !running) throw diagnose(logSince(plan.cluster, logStart), plan.cluster);
    if (child === undefined && !running) {
      removeStaleLocks(plan.cluster, plan.socket);
      child = launch(plan);
      child.once('exit', () => {
        exited = true;
      });
      child.once('error', () => {
        exited = true;
      });
    }
    await sleep(30);
  }
  throw diagnose(`no answer within ${PATIENCE_MS / 60_000} minutes`, plan.cluster);
}

async function tryConnect(socket: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    host: socket,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    application_name: `gongji ${process.pid}`,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const code = errorCode(error);
    // Not there yet, starting up, or shutting down.
    if (
      code === 'ENOENT' ||
      code === 'ECONNREFUSED' ||
      code === 'ECONNRESET' ||
      code === '57P03' ||
      code === undefined
    )
      return undefined;
    if (code === 'EACCES') throw diagnose('Permission denied', socket);
    throw error;
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
    OWNER_LOCK,
  ]);
  return rows[0]?.held === true;
}

async function holderName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [OWNER_LOCK],
  );
  return rows[0]?.application_name.replace('gongji ', '') ?? '?';
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'gongji'");
  if (rowCount === 0) await client.query('create database gongji');
}

function inUse(dataDir: string, pid: string): SetupError {
  return new SetupError(
    {
      zh: `数据目录 ${dataDir} 正被另一个共济进程（pid ${pid}）使用。`,
      en: `The data folder ${dataDir} is in use by another Gongji (pid ${pid}).`,
    },
    {
      zh: `请先停止它（kill ${pid}），或用 GONGJI_DATA 指定另一个目录。`,
      en: `Stop it first (kill ${pid}), or choose another folder with GONGJI_DATA.`,
    },
  );
}

function logSize(cluster: string): number {
  return logSince(cluster, 0).length;
}

function logSince(cluster: string, from: number): string {
  try {
    return readFileSync(join(cluster, 'server.log'), 'utf8').slice(from);
  } catch {
    return '';
  }
}

import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { errorCode, SetupError } from '../setup-error.ts';
import { type Account, serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { clusterDir, ensureCluster, socketDir } from './cluster.ts';
import { type Connected, connectOrLaunch } from './connect.ts';
import { diagnose } from './diagnose.ts';
import { claimOwnership, releaseOwnership } from './owner-file.ts';
import { guard, type Launch, runningPid, stopServer } from './postmaster.ts';

export interface EmbeddedOptions {
  /** Folder of the installation's data; the database lives in its subfolder `postgres`. */
  readonly dataDir: string;
  /** What to do when another Gongji runs on this folder: refuse (default), or use its database and leave it running. */
  readonly whenInUse?: 'refuse' | 'join';
  /** False only for throw-away test data: no fsync. */
  readonly durable?: boolean;
  /** Start the server again when it dies while we live. Default false. */
  readonly restart?: boolean;
}

export interface EmbeddedPostgres {
  /** As superuser, over a unix socket, database `gongji`. */
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * Held by the owner's session while the server runs. The owner file decides who may own; this lock, which shares no code
 * with it, finds an owner on another machine or container that uses the same folder.
 */
const OWNER_LOCK = 6_160_001;
/** The session of an owner that was killed may outlive it for a moment. */
const LOCK_PATIENCE_MS = 5000;
const RETRY_MS = 5000;

/**
 * Starts PostgreSQL on `dataDir`, or takes over a server left behind by a process that was killed.
 * Throws SetupError with the remedy: in use, disk full, no permission, other major version, programs missing.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount(join(options.dataDir, 'postgres'));
  const plan = prepare(options, account);
  const connectionString = `postgresql://postgres@/gongji?host=${encodeURIComponent(plan.socket)}`;
  let claim = claimOwnership(plan.cluster);
  if (claim.kind === 'held' && options.whenInUse !== 'join') throw inUse(options.dataDir, String(claim.pid));
  try {
    // Who joins an owner that ends meanwhile becomes the owner.
    const mayLaunch = (): boolean => {
      if (claim.kind === 'held') claim = claimOwnership(plan.cluster);
      return claim.kind === 'owned';
    };
    const first = await connectOrLaunch(plan, mayLaunch);
    if (claim.kind === 'held') {
      await first.client.end();
      return { connectionString, stop: async () => {} };
    }
    await lock(first, options.dataDir);
    await createDatabase(first.client);
    return { connectionString, stop: own(plan, first, options.restart ?? false).end };
  } catch (error) {
    if (claim.kind === 'owned') releaseOwnership(plan.cluster);
    throw error;
  }
}

/** Takes the owner's lock. Throws SetupError, and ends the connection, when another process keeps it. */
async function lock({ client }: Connected, dataDir: string): Promise<void> {
  for (let waited = 0; !(await tryLock(client)); waited += 50) {
    if (waited >= LOCK_PATIENCE_MS) {
      const holder = await holderName(client);
      await client.end();
      throw inUse(dataDir, holder);
    }
    await sleep(50);
  }
}

/**
 * Keeps hold of the server: a guard ends it when we are killed, and with `restart` a server that was killed (by the
 * system for want of memory, say) is started again; what was committed is recovered from its log.
 */
function own(plan: Launch, first: Connected, restart: boolean): { readonly end: () => Promise<void> } {
  let held = first;
  let ending = false;
  let watcher = watch(plan);
  let reviving = Promise.resolve();
  const mayLaunch = (): boolean => {
    if (ending) throw new Error('the program ends');
    return true;
  };
  const revive = async (): Promise<void> => {
    while (!ending) {
      try {
        const next = await connectOrLaunch(plan, mayLaunch);
        await lock(next, plan.cluster);
        watcher?.kill('SIGKILL');
        watcher = watch(plan);
        hold(next);
        return;
      } catch (error) {
        if (ending) return;
        process.stderr.write(`PostgreSQL: ${error instanceof Error ? error.message : String(error)}\n`);
        await sleep(RETRY_MS);
      }
    }
  };
  const hold = (connected: Connected): void => {
    held = connected;
    connected.client.once('end', () => {
      if (restart && !ending) reviving = revive();
    });
  };
  hold(first);
  return {
    end: async () => {
      ending = true;
      // A server that is just being started again is waited for, or it would outlive us.
      await reviving;
      watcher?.kill('SIGKILL');
      await stopServer(plan.cluster, held.child);
      releaseOwnership(plan.cluster);
    },
  };
}

function watch(plan: Launch): ChildProcess | undefined {
  const pid = runningPid(plan.cluster);
  return pid === undefined ? undefined : guard(pid, plan.account);
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

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

const MIB = 1024 * 1024;
const LOG_LIMIT = 10 * MIB;

export interface Launch {
  readonly cluster: string;
  readonly socket: string;
  readonly account: Account;
  readonly binaries: Binaries;
  /** False only for throw-away test clusters: fsync off. */
  readonly durable: boolean;
}

/** Starts the server in its own session, so that Ctrl-C reaches us first and open settlements can finish. */
export function launch(options: Launch): ChildProcess {
  const logFile = join(options.cluster, 'server.log');
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
    renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const { ids } = options.account;
  if (ids !== undefined) chownSync(logFile, ids.uid, ids.gid);
  const args = ['-D', options.cluster, ...settings(options).flatMap((s) => ['-c', s])];
  const env = { PATH: process.env.PATH, TZ: 'Asia/Shanghai' };
  const child = spawn(options.binaries.postgres, args, {
    detached: true,
    cwd: '/',
    env,
    stdio: ['ignore', log, log],
    ...ids,
  });
  closeSync(log);
  child.unref();
  return child;
}

function settings({ socket, durable }: Launch): readonly string[] {
  const memory = totalmem();
  const shared = process.env.GONGJI_SHARED_BUFFERS ?? `${clamp(memory / 16 / MIB, 64, 1024)}MB`;
  const safe = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];
  return [
    'listen_addresses=',
    'port=5432',
    `unix_socket_directories=${socket}`,
    'unix_socket_permissions=0700',
    'max_connections=100',
    `shared_buffers=${durable ? shared : '128MB'}`,
    `effective_cache_size=${clamp(memory / 2 / MIB, 256, 65536)}MB`,
    'maintenance_work_mem=128MB',
    'work_mem=16MB',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'wal_compression=on',
    'random_page_cost=1.1',
    'log_min_messages=warning',
    'log_checkpoints=off',
    'log_timezone=Asia/Shanghai',
    'log_line_prefix=%m [%p] ',
    // Statements carry parameters apart; logging them would put personal data into the log.
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    ...(durable ? safe : quick),
  ];
}

function clamp(value: number, low: number, high: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}

/**
 * Server processes of this cluster: the postmaster, and for a moment after its death its backends. The pid file alone
 * is not believed: after a container restart its pid may belong to another program, or to a dead child nobody reaped.
 */
export function serverProcesses(cluster: string): readonly number[] {
  if (process.platform !== 'linux') {
    const pid = pidInFile(cluster);
    return pid !== undefined && commandOf(pid).includes('postgres') ? [pid] : [];
  }
  const real = realpathSync(cluster);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingDir(pid) === real && commandOf(pid) === 'postgres');
}

/** Pid of the living postmaster of this cluster; undefined when there is none. */
export function runningPid(cluster: string): number | undefined {
  const pid = pidInFile(cluster);
  return pid !== undefined && serverProcesses(cluster).includes(pid) ? pid : undefined;
}

/** Removes the lock files of a dead server. Call only when `serverProcesses` is empty: PostgreSQL would refuse to start over them. */
export function removeStaleLocks(cluster: string, socket: string): void {
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  rmSync(join(socket, '.s.PGSQL.5432.lock'), { force: true });
}

function pidInFile(cluster: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Empty for a process that is gone, dead but not reaped, or not ours to look at. */
function workingDir(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Ends the server of this cluster by its own pid: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(cluster: string, child: ChildProcess | undefined): Promise<void> {
  const pid = runningPid(cluster);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; serverProcesses(cluster).length > 0; waited += 20) {
    if (waited === 60_000) process.kill(pid, 'SIGQUIT');
    await sleep(20);
  }
  // Our own child is waited for, so that no finished process stays in the table.
  while (child?.pid === pid && child.exitCode === null && child.signalCode === null) await sleep(5);
}

/** A shell that waits for our end and then ends the server: the pipe closes even when we are killed with -9. */
export function guard(pid: number, account: Account): ChildProcess {
  const child = spawn('/bin/sh', ['-c', 'read _; kill -INT "$1"', 'gongji-guard', String(pid)], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    ...account.ids,
  });
  child.unref();
  // The pipe must not keep our event loop alive.
  if (child.stdin !== null && 'unref' in child.stdin && typeof child.stdin.unref === 'function')
    child.stdin.unref();
  return child;
}

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SetupError } from '../setup-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { diagnose } from './diagnose.ts';

/** Longest path of a unix socket on Linux is 107 bytes, on macOS 103. */
const MAX_SOCKET_PATH = 103;
const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * The folder of the database files: `<dataDir>/postgres`. When the account cannot reach it (a data folder under
 * /root), the files live in a folder it can reach and `<dataDir>/postgres` is a link there.
 */
export function clusterDir(dataDir: string, account: Account): string {
  const wanted = join(resolve(dataDir), 'postgres');
  mkdirSync(dataDir, { recursive: true });
  if (lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink()) return realpathOrTarget(wanted);
  if (canEnter(resolve(dataDir), account)) return wanted;
  const elsewhere = join(account.reachable, `data-${hash(wanted)}`, 'postgres');
  mkdirSync(dirname(elsewhere), { recursive: true, mode: 0o755 });
  symlinkSync(elsewhere, wanted);
  return elsewhere;
}

function realpathOrTarget(link: string): string {
  if (existsSync(link)) return realpathSync(link);
  rmSync(link);
  throw new SetupError(
    {
      zh: `数据目录的链接 ${link} 指向的文件已不存在，链接已移除。`,
      en: `The link ${link} pointed at database files that no longer exist; it was removed.`,
    },
    {
      zh: '如有备份请先恢复；否则再次启动将新建空库。',
      en: 'Restore a backup first if there is one; otherwise start again for a new, empty database.',
    },
  );
}

function canEnter(dir: string, account: Account): boolean {
  if (account.ids === undefined) return true;
  return spawnSync('/usr/bin/env', ['test', '-x', dir], { cwd: '/', ...account.ids }).status === 0;
}

/** Makes the database files when there are none. They appear by one rename, so a start that was cut off leaves nothing half made. */
export function ensureCluster(cluster: string, account: Account, binaries: Binaries, durable: boolean): void {
  const versionFile = join(cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    checkMajor(cluster, readFileSync(versionFile, 'utf8').trim(), binaries.major);
    return;
  }
  const unfinished = `${cluster}.new-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  if (account.ids !== undefined) chownSync(unfinished, account.ids.uid, account.ids.gid);
  const args = [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--data-checksums',
    '--no-instructions',
  ];
  args.push(
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  );
  const run = spawnSync(binaries.initdb, args, {
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: process.env.PATH },
    ...account.ids,
  });
  const failure = `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`;
  // Another start may have been quicker; then its files are the ones that count.
  if (run.status === 0 && !existsSync(versionFile)) renameSync(unfinished, cluster);
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(versionFile)) throw diagnose(failure, cluster);
}

function checkMajor(cluster: string, found: string, ours: string): void {
  if (found === ours) return;
  throw new SetupError(
    {
      zh: `数据目录 ${cluster} 由 PostgreSQL ${found} 建立，本程序带的是 ${ours}。`,
      en: `The data folder ${cluster} was made by PostgreSQL ${found}; this program brings ${ours}.`,
    },
    {
      zh: '请用原版本导出（pg_dump）后导入新目录，或用 GONGJI_DATA 指定另一个目录。',
      en: 'Dump it with the old version (pg_dump) and restore into a new folder, or choose another folder with GONGJI_DATA.',
    },
  );
}

/** Folder of the unix socket: the cluster itself (only its account may enter), or a short one when that path is too long. */
export function socketDir(cluster: string, account: Account): string {
  if (Buffer.byteLength(join(cluster, SOCKET_NAME)) <= MAX_SOCKET_PATH) return cluster;
  const dir = join(tmpdir(), `gongji-${hash(cluster)}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const owner = lstatSync(dir);
  const uid = account.ids?.uid ?? process.getuid?.() ?? 0;
  if (!owner.isDirectory() || (owner.uid !== uid && owner.uid !== process.getuid?.()))
    throw foreignSocketDir(dir);
  if (account.ids !== undefined) chownSync(dir, account.ids.uid, account.ids.gid);
  return dir;
}

function foreignSocketDir(dir: string): SetupError {
  return new SetupError(
    { zh: `套接字目录 ${dir} 属于其他用户。`, en: `The socket folder ${dir} belongs to another user.` },
    {
      zh: '请删除它，或用 GONGJI_DATA 指定更短的目录。',
      en: 'Remove it, or choose a shorter folder with GONGJI_DATA.',
    },
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

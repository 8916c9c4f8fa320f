import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename } from 'node:path';
import { errorCode, SetupError } from '@gongji/store';
import type { FastifyInstance } from 'fastify';

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
}

/** Where a server listens that nobody told otherwise: on this machine alone. */
export const LOCAL = '127.0.0.1';

/** Listens and answers with the address. Throws SetupError that names who holds the port and how to choose another. */
export async function listen(app: FastifyInstance, { host, port }: ListenOptions): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    throw portFault(error, port);
  }
}

/** Throws the same SetupError as {@link listen} would, before anything is begun that takes long. */
export async function expectPort(port: number, host = LOCAL): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject).listen(port, host, resolve);
    });
  } catch (error) {
    throw portFault(error, port);
  } finally {
    probe.close();
  }
}

function portFault(error: unknown, port: number): unknown {
  if (errorCode(error) === 'EADDRINUSE') return portTaken(port, holderOf(port));
  return errorCode(error) === 'EACCES' ? portForbidden(port) : error;
}

/** `node (pid 123)`, as far as the system tells us; undefined when it does not. */
function holderOf(port: number): string | undefined {
  try {
    const socket = `socket:[${listeningInode(port)}]`;
    const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && opens(entry, socket));
    return pid && `${programOf(pid)}, pid ${pid}`;
  } catch {
    return undefined;
  }
}

/** The program's own name; threads may have renamed the process. */
function programOf(pid: string): string {
  const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return basename(program);
}

/** Inode of the socket listening on the port, from the kernel's table: local address `…:PORT` in hex, state 0A. */
function listeningInode(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8').split('\n'),
  );
  const row = rows
    .map((text) => text.trim().split(/\s+/))
    .find((cells) => cells[1]?.endsWith(wanted) && cells[3] === '0A');
  return row?.[9];
}

function opens(pid: string, socket: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === socket);
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function portTaken(port: number, holder: string | undefined): SetupError {
  return new SetupError(
    {
      zh: `端口 ${port} 已被占用${holder ? `（${holder}）` : ''}。`,
      en: `Port ${port} is taken${holder ? ` (${holder})` : ''}.`,
    },
    {
      zh: `请停止占用者，或换一个端口：PORT=${port + 1} npm start（PORT=0 自动选择）。`,
      en: `Stop what holds it, or choose another: PORT=${port + 1} npm start (PORT=0 picks a free one).`,
    },
  );
}

function portForbidden(port: number): SetupError {
  return new SetupError(
    { zh: `没有权限使用端口 ${port}。`, en: `No permission for port ${port}.` },
    {
      zh: '1024 以下的端口需要 root；请换一个，如 PORT=8070。',
      en: 'Ports below 1024 need root; choose another, for example PORT=8070.',
    },
  );
}

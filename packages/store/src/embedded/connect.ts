import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../setup-error.ts';
import { diagnose } from './diagnose.ts';
import { type Launch, launch, removeStaleLocks, serverProcesses } from './postmaster.ts';

/** Recovery after a crash replays at most the log since the last checkpoint. */
const PATIENCE_MS = 600_000;

export interface Connected {
  /** Superuser session on database `postgres`. */
  readonly client: pg.Client;
  /** The server process, when it is a child of ours. */
  readonly child: ChildProcess | undefined;
}

/**
 * Connects to the running server; when none runs, launches one if we may, else waits for who may. Waits as long as
 * recovery after a crash takes. Throws SetupError when the server does not come up.
 */
export async function connectOrLaunch(plan: Launch, mayLaunch: () => boolean): Promise<Connected> {
  let child: ChildProcess | undefined;
  let exited = false;
  const logStart = logText(plan.cluster).length;
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 30) {
    const client = await tryConnect(plan.socket);
    if (client !== undefined) return { client, child };
    const running = serverProcesses(plan.cluster).length > 0;
    if (exited && !running) throw diagnose(logText(plan.cluster).slice(logStart), plan.cluster);
    if (child === undefined && !running && mayLaunch()) {
      removeStaleLocks(plan.cluster, plan.socket);
      child = launch(plan);
      for (const event of ['exit', 'error'])
        child.once(event, () => {
          exited = true;
        });
    }
    await sleep(30);
  }
  throw diagnose(`no answer within ${PATIENCE_MS / 60_000} minutes`, plan.cluster);
}

async function tryConnect(socket: string): Promise<pg.Client | undefined> {
  const application_name = `gongji ${process.pid}`;
  const client = new pg.Client({
    host: socket,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    application_name,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (isNotUp(errorCode(error))) return undefined;
    if (errorCode(error) === 'EACCES') throw diagnose('Permission denied', socket);
    throw error;
  }
}

/** Not there yet, starting up, or shutting down. */
function isNotUp(code: string | undefined): boolean {
  return code === undefined || ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'].includes(code);
}

function logText(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'server.log'), 'utf8');
  } catch {
    return '';
  }
}

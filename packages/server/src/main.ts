import { fileURLToPath } from 'node:url';
import { createIdSource, createPool, isMigrated, type Pool } from '@gongji/store';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { createApp } from './http/app.ts';
import { registerHealth } from './http/health.ts';
import { LIMITS } from './http/limits.ts';
import { listen } from './http/listen.ts';
import { registerMetrics } from './http/metrics.ts';
import { loadPolicyFiles } from './policy/load-policy-files.ts';
import { recordPolicyVersions } from './policy/record-policy-versions.ts';

export interface ServerOptions {
  /** A migrated database. */
  readonly connectionString: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
  /** Folder of policy files; default the repository's `policies/`. */
  readonly policiesDir?: string;
  readonly logger?: Logger;
  /** Most database connections of this process. */
  readonly poolSize?: number;
}

export interface RunningServer {
  /** e.g. `http://127.0.0.1:8070` */
  readonly url: string;
  /** Takes no new requests, lets the open ones finish, closes the database connections. */
  stop(): Promise<void>;
}

const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));

/**
 * Composition root: the only place where the parts are put together. Throws SetupError when a policy file is wrong
 * or the port is taken.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const logger = options.logger ?? pino({ level: 'silent' });
  const files = loadPolicyFiles(options.policiesDir ?? POLICIES);
  const pool = createPool({ connectionString: options.connectionString, max: options.poolSize ?? 16 });
  try {
    await recordPolicyVersions(pool, files);
    const newId = await createIdSource(pool);
    const app = createApp(logger);
    registerMetrics(app);
    registerHealth(app, [
      { name: 'database', holds: () => answers(pool) },
      { name: 'migrated', holds: () => isMigrated(pool) },
      { name: 'policies', holds: async () => files.length > 0 },
    ]);
    logger.info({ policies: files.map((f) => f.model.id), firstId: newId() }, 'starting');
    const url = await listen(app, { host: options.host ?? '127.0.0.1', port: options.port });
    return { url, stop: () => stop(app, pool) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function answers(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1');
  return rowCount === 1;
}

async function stop(app: FastifyInstance, pool: Pool): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), LIMITS.drainMs);
  await app.close();
  clearTimeout(late);
  await pool.end();
}

import pg from 'pg';
import { APP_ROLE } from './migrate-grants.ts';

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;
/** What a query needs: the pool, or the client of an open transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface PoolOptions {
  readonly connectionString: string;
  /** Most connections at once; default 16. */
  readonly max?: number;
  /** Work as the owner of the tables (demo loading, retention) instead of the least-privileged role. */
  readonly asOwner?: boolean;
  readonly applicationName?: string;
}

const DATE_OID = 1082;

/**
 * Pool over `pg`. Values: bigint and numeric as text, date as text `yyyy-MM-dd`, timestamptz as Date, jsonb parsed.
 * Every session works as `gongji_app` and in China's one time zone, so that "today" means the same everywhere.
 */
export function createPool(options: PoolOptions): Pool {
  const role = options.asOwner === true ? '' : ` -c role=${APP_ROLE}`;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 16,
    application_name: options.applicationName ?? 'gongji',
    options: `-c timezone=Asia/Shanghai -c datestyle=ISO,YMD${role}`,
    types: { getTypeParser },
    idleTimeoutMillis: 60_000,
  });
  // A connection that breaks (server restart) is replaced by the pool, and whatever was asked over it is told; without
  // listeners the process would end: the pool's own while it is idle, the client's while a transaction holds it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === DATE_OID ? asText : pg.types.getTypeParser(oid, format);
}

function asText(value: string): string {
  return value;
}

/** Runs `work` in one transaction: commit when it returns, rollback when it throws. */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return transaction(pool, work, 'commit');
}

/** Runs `work` in one transaction and takes everything back: what was tried out is shown, and nothing is saved. */
export function rolledBack<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return transaction(pool, work, 'rollback');
}

async function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  end: 'commit' | 'rollback',
): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(end);
    return result;
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error));
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    // A connection whose server side is gone must not go back into the pool.
    client.release(failed !== undefined && isConnectionLost(failed) ? failed : undefined);
  }
}

function isConnectionLost(error: Error): boolean {
  return (
    'code' in error &&
    typeof error.code === 'string' &&
    (error.code.startsWith('57P') || error.code.startsWith('08') || error.code === 'ECONNRESET')
  );
}

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createIdSource, type NewId } from '../ids.ts';
import { createPool, type Pool } from '../pool.ts';
import { TEMPLATE_DATABASE } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's PostgreSQL, database `gongji`. */
    readonly gongjiPostgres: string;
  }
}

/** A migrated, empty database of its own for one test file. */
export interface TestDatabase {
  readonly connectionString: string;
  /** As the program works: role gongji_app. */
  readonly pool: Pool;
  /** As the owner of the tables: to arrange what the program may not do. */
  readonly owner: Pool;
  readonly newId: NewId;
  /** Closes both pools and drops the database; call in afterAll. */
  drop(): Promise<void>;
}

/** Clones the template of this vitest run (tests/setup/postgres.ts). Takes about a tenth of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('gongjiPostgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template ${TEMPLATE_DATABASE}`);
  const connectionString = server.replace('/gongji?', `/${name}?`);
  const pool = createPool({ connectionString, max: 10 });
  const owner = createPool({ connectionString, max: 2, asOwner: true });
  return {
    connectionString,
    pool,
    owner,
    newId: await createIdSource(pool),
    drop: async () => {
      await Promise.all([pool.end(), owner.end()]);
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { migrate } from '../migrate.ts';

export const TEMPLATE_DATABASE = 'gongji_template';

/** Makes the migrated database that every test file clones. Nobody may stay connected to it. */
export async function createTemplate(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  await migrate(connectionString.replace('/gongji?', `/${TEMPLATE_DATABASE}?`));
}

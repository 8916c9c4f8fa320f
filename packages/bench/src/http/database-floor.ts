import { createPool, type Pool } from '@gongji/store';

/** The least a database can do for a settlement: one durable transaction with one row of the same size. */
export interface DatabaseFloor {
  commit(client: number): Promise<boolean>;
  close(): Promise<void>;
}

/** About what a settled purchase leaves in settlement, entry, postings, effect and log together. */
const ROW_BYTES = 6_000;

export async function openDatabaseFloor(connectionString: string, clients: number): Promise<DatabaseFloor> {
  const pool: Pool = createPool({ connectionString, max: clients, asOwner: true });
  await pool.query(
    'create table if not exists bench_floor (id bigint generated always as identity primary key, row jsonb)',
  );
  const row = JSON.stringify({ lines: randomText(ROW_BYTES) });
  return {
    async commit() {
      await pool.query({ name: 'floor', text: 'insert into bench_floor (row) values ($1)', values: [row] });
      return true;
    },
    async close() {
      await pool.query('drop table bench_floor');
      await pool.end();
    },
  };
}

/** Text that does not compress to nothing. */
function randomText(length: number): string {
  let text = '';
  let state = 12_345;
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

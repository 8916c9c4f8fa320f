import type { Pool } from '@gongji/store';
import type { PolicyBook } from './policy-book.ts';
import { compileForSettlement } from './settlement-policy.ts';

/** All policy versions the database keeps, newest loaded first, compiled when a bill first needs them. */
export async function loadPolicyBook(pool: Pool, epoch: string): Promise<PolicyBook> {
  const { rows } = await pool.query<{ version: string; source: string; policy_id: string }>(
    'select version, policy_id, source from policy_version order by loaded_at desc, version',
  );
  return { epoch, policies: rows.map((row) => compileForSettlement(row.source, row.policy_id)) };
}

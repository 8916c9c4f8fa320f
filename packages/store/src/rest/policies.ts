import type { Queryable } from '../pool.ts';

/** The text of a policy version; undefined when it was never recorded. */
export async function policySource(db: Queryable, version: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>(
    'select source from policy_version where version = $1',
    [version],
  );
  return rows[0]?.source;
}

import type { Queryable } from '../pool.ts';

/** The text of a policy version; undefined when it was never recorded. */
export async function policySource(db: Queryable, version: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>(
    'select source from policy_version where version = $1',
    [version],
  );
  return rows[0]?.source;
}

/** The newest loaded version of each policy, by policy id. */
export async function newestPolicyVersions(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ version: string }>(
    `select distinct on (policy_id) version from policy_version order by policy_id, loaded_at desc, version`,
  );
  return rows.map(({ version }) => version);
}

/** The same with their texts. */
export async function newestPolicyTexts(
  db: Queryable,
): Promise<readonly { readonly version: string; readonly policyId: string; readonly source: string }[]> {
  const { rows } = await db.query<{ version: string; policyId: string; source: string }>(
    `select distinct on (policy_id) version, policy_id as "policyId", source from policy_version
      order by policy_id, loaded_at desc, version`,
  );
  return rows;
}

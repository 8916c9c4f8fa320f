import type { Queryable } from '@gongji/store';
import type { PolicyFile } from './load-policy-files.ts';

/** Keeps the exact text of every policy that may settle a bill; a text already kept stays as it is. */
export async function recordPolicyVersions(db: Queryable, files: readonly PolicyFile[]): Promise<void> {
  for (const { model, source } of files) {
    await db.query(
      `insert into policy_version (version, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (version) do nothing`,
      [
        model.version,
        model.id,
        model.region,
        model.scheme,
        model.insutype,
        model.inForce.from,
        model.inForce.to ?? null,
        model.policyDate,
        source,
      ],
    );
  }
}

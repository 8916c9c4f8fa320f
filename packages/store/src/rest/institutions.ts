import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** Level of an institution in scope, which chooses price ceilings; undefined when there is none. */
export async function institutionLevel(
  db: Queryable,
  scope: Scope,
  code: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ level: string }>(
    `select level from institution
      where institution_code = $1 and region_code like $2 and ($3::text is null or institution_code = $3)`,
    [code, regionPattern(scope), scope.institutionCode],
  );
  return rows[0]?.level;
}

import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** Whether there is a unit 参保单位 of this number in scope. */
export async function unitExists(db: Queryable, scope: Scope, unitId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from unit where unit_id = $1 and region_code like $2 and ($3::bigint is null or unit_id = $3)`,
    [unitId, regionPattern(scope), scope.unitId],
  );
  return rowCount === 1;
}

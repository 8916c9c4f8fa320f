import { inTransaction, type NewId, type Pool } from '@gongji/store';
import { duplicatePairs } from '@gongji/store/enrolment';
import { type FindingKind, searchRegisters } from '@gongji/store/findings';
import { wholeRegion } from '@gongji/store/rest';
import { chinaDay } from '../settlement/benefit-year.ts';

export interface SearchDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Pairs that a clerk can look at in one night. */
const MOST_PAIRS = 50_000;

/** Searches one region, in one transaction: everything of a night or nothing. */
export async function searchRegion(
  { pool, newId, now }: SearchDeps,
  regionCode: string,
): Promise<Readonly<Record<FindingKind, number>>> {
  const found = await duplicatePairs(pool, wholeRegion(regionCode), { after: 0, limit: MOST_PAIRS });
  const pairs = found.flatMap(({ personIds: [a, b], cause }) =>
    a === undefined || b === undefined ? [] : [{ personIds: [a, b] as const, cause }],
  );
  return inTransaction(pool, (tx) => searchRegisters(tx, regionCode, { on: chinaDay(now()), pairs, newId }));
}

/** Every pooling region that has persons; the work of a night. */
export async function searchEverywhere(deps: SearchDeps): Promise<void> {
  const { rows } = await deps.pool.query<{ region: string }>(
    'select distinct region_code as region from person order by 1',
  );
  const regions = new Map(rows.map(({ region }) => [region.slice(0, 4), region]));
  for (const region of regions.values()) await searchRegion(deps, region);
}

import type { Queryable } from '../pool.ts';

/** The pooling region of a division and its agency, as papers name them. */
export async function regionTitle(
  db: Queryable,
  regionCode: string,
): Promise<{ readonly regionName: string; readonly agencyName: string }> {
  const { rows } = await db.query<{ name: string }>(
    `select name from region where region_code like left($1, 4) || '%' order by region_code limit 1`,
    [regionCode],
  );
  const regionName = rows[0]?.name ?? '';
  return { regionName, agencyName: `${regionName}医疗保障经办机构` };
}

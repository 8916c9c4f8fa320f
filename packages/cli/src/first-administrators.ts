import { createFirstAdministrators } from '@gongji/server/identity';
import { createIdSource, createPool, type Pool } from '@gongji/store';
import type { Installation } from './installation.ts';
import { print } from './output.ts';
import { UsageError } from './usage-error.ts';

/**
 * At the first start of a database without users: makes the three administrators and shows their one-time secrets, this
 * once. The region is GONGJI_REGION, else the one the database already has.
 */
export async function tellFirstAdministrators({ connectionString }: Installation): Promise<void> {
  const pool = createPool({ connectionString, max: 1, asOwner: true });
  try {
    const region = await regionOf(pool);
    if (region === undefined) {
      print('! 尚无用户：请设 GONGJI_REGION=统筹区六位代码 后启动，以建立三个管理员');
      print(
        '  there are no users yet: start with GONGJI_REGION=<six digits> to make the three administrators',
      );
      return;
    }
    const newId = await createIdSource(pool);
    const made = await createFirstAdministrators({ pool, newId, now: () => new Date() }, region);
    if (made.length === 0) return;
    print('三个管理员已建立，一次性口令只显示这一次，首次登录须修改');
    print(
      'the three administrators were made; their one-time passwords are shown this once, and must be changed:',
    );
    for (const { account, oneTimePassword } of made) print(`  ${account.padEnd(12)}${oneTimePassword}`);
  } finally {
    await pool.end();
  }
}

async function regionOf(pool: Pool): Promise<string | undefined> {
  const asked = process.env.GONGJI_REGION ?? '';
  if (asked !== '' && !/^\d{6}$/.test(asked))
    throw new UsageError(`GONGJI_REGION=${asked} is not a division code of six digits 应为六位区划代码`);
  if (asked !== '')
    await pool.query('insert into region (region_code, name) values ($1, $1) on conflict do nothing', [
      asked,
    ]);
  const { rows } = await pool.query<{ code: string }>(
    "select region_code as code from region where $1 in ('', region_code) order by region_code like '%00' desc, 1 limit 1",
    [asked],
  );
  return rows[0]?.code;
}

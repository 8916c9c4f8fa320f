import type { Pool } from '@gongji/store';
import { DEMO_PASSWORD, putDemoUsers } from '../demo-users.ts';
import { hashPassword } from '../password.ts';

export { DEMO_PASSWORD, DEMO_USERS } from '../demo-users.ts';

/** A thirty-second of the work: a file signs in some ten times, and none that uses this is about guessing. */
const QUICK = { N: 2 ** 10, r: 8, p: 1 } as const;

/** The demo users with a password whose hash is made and compared quickly, by the same code. */
export async function putTestUsers(owner: Pool): Promise<void> {
  await putDemoUsers(owner, await hashPassword(DEMO_PASSWORD, QUICK));
}

import type { NewId, Pool } from '@gongji/store';
import { insertVerifyRun } from '@gongji/store/ledger';
import type { VerifyReport } from './verify.ts';

/** Keeps the result of a verification, for the pages that show the last one. */
export async function recordVerification(pool: Pool, newId: NewId, report: VerifyReport): Promise<void> {
  await insertVerifyRun(pool, newId(), { ...report, finishedAt: new Date() });
}

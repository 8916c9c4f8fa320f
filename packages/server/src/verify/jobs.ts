import type { Pool } from '@gongji/store';
import { rollUpFunds, rollUpSettled } from '@gongji/store/ledger';
import { deleteCutOffPurchases } from '@gongji/store/provider-interface';
import { startNightly } from './nightly.ts';
import { type VerifyReport, verifyBooks } from './verify.ts';

export interface JobsOptions {
  readonly pool: Pool;
  /** Work of the night that the verification then looks at. */
  readonly beforeVerifying: () => Promise<void>;
  /** Told of every nightly verification, with or without differences. */
  readonly onVerified: (report: VerifyReport) => void;
  readonly onFault: (fault: unknown) => void;
  /** Time between roll-ups of fund totals; default 30 s. Totals are exact in between, only slower to read. */
  readonly rollUpEveryMs?: number;
}

/**
 * The work of the background: rolls totals up; every night removes purchases that were cut off, sees to arrears and verifies the books.
 * Returns what stops it.
 */
export function startJobs(options: JobsOptions): () => Promise<void> {
  const { pool, onFault } = options;
  let working: Promise<unknown> = Promise.resolve();
  const every = setInterval(() => {
    working = working
      .then(() => rollUpFunds(pool))
      .then(() => rollUpSettled(pool, new Date()))
      .catch(onFault);
  }, options.rollUpEveryMs ?? 30_000);
  every.unref();
  const stopNightly = startNightly(async () => {
    await deleteCutOffPurchases(pool, new Date());
    await options.beforeVerifying();
    options.onVerified(await verifyBooks(pool));
  }, onFault);
  return async () => {
    clearInterval(every);
    stopNightly();
    await working;
  };
}

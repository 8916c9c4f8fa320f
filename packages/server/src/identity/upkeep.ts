import { nameInitials, pinyinInitials } from '@gongji/domain';
import type { Pool } from '@gongji/store';
import { forgetOldSessions } from '@gongji/store/identity';
import { fillInitials } from '@gongji/store/rest';
import { forgetTaskFiles } from '@gongji/store/task';

const EVERY_MS = 60_000;
/** Expired sessions stay for a day, so that the answer can say whose they were. */
const KEPT_MS = 86_400_000;
/** Files of tasks can be made again. */
const FILES_KEPT_MS = 7 * 86_400_000;

/**
 * Small work in the background, at the start and every minute: initials of names that came in without them, sessions
 * nobody can use any more, and files of old tasks. Returns what stops it.
 */
export function startUpkeep(pool: Pool, onFault: (fault: unknown) => void): () => Promise<void> {
  let stopped = false;
  async function upkeep(): Promise<void> {
    await forgetOldSessions(pool, new Date(Date.now() - KEPT_MS));
    await forgetTaskFiles(pool, new Date(Date.now() - FILES_KEPT_MS));
    // Batch by batch, so that a million names neither fill the memory nor hold locks for long.
    while (!stopped && (await fillInitials(pool, 'person', nameInitials)) > 0);
    while (!stopped && (await fillInitials(pool, 'unit', pinyinInitials)) > 0);
  }
  let working = upkeep().catch(onFault);
  const every = setInterval(() => {
    working = working.then(upkeep).catch(onFault);
  }, EVERY_MS);
  every.unref();
  return async () => {
    stopped = true;
    clearInterval(every);
    await working;
  };
}

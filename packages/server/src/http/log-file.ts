import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';

const LIMIT_BYTES = 50 * 1024 * 1024;

/** The log of an installation: `<data>/gongji.log`, one JSON line per event; begun anew at start when it has grown large. */
export function openLogFile(dataDir: string): Logger {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'gongji.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.1`);
  return pino(destination({ dest: file, sync: false }));
}

import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';

const LIMIT_BYTES = 50 * 1024 * 1024;
/** What waits while the disk takes nothing; lines beyond are dropped. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** The log of an installation: `<data>/gongji.log`, one JSON line per event; begun anew at start when it has grown large. */
export function openLogFile(dataDir: string): Logger {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'gongji.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(file, `${file}.1`);
  const lines = destination({ dest: file, sync: false, maxLength: MOST_WAITING_BYTES });
  let told = false;
  // A full disk costs lines of the log, not the server: without a listener the first failed write would end it.
  lines.on('error', (fault: Error) => {
    if (!told) process.stderr.write(`! 日志无法写入 the log cannot be written: ${fault.message}\n`);
    told = true;
  });
  lines.on('drain', () => {
    told = false;
  });
  return pino(lines);
}

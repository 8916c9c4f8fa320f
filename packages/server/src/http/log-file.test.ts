import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { openLogFile } from './log-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongji-log-'));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

// Every write to /dev/full is told that there is no space left.
test.runIf(existsSync('/dev/full'))(
  'a log that cannot be written is told once and ends nothing',
  async () => {
    symlinkSync('/dev/full', join(folder, 'gongji.log'));
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const logger = openLogFile(folder);
    for (let i = 0; i < 3; i++) {
      logger.info({ i }, 'a line');
      await sleep(50);
    }
    expect(said.mock.calls.map(([text]) => String(text))).toEqual([
      '! 日志无法写入 the log cannot be written: ENOSPC: no space left on device, write\n',
    ]);
  },
);

test('lines go to the file of the installation', async () => {
  openLogFile(folder).info('a line');
  await vi.waitFor(() =>
    expect(readFileSync(join(folder, 'gongji.log'), 'utf8')).toContain('"msg":"a line"'),
  );
});

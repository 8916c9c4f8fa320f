import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** `gongji serve` and `gongji demo` where they cannot serve: told at once, and nothing is begun. */
const BIN = fileURLToPath(new URL('../bin/gongji.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gongji-serving-'));
const data = join(folder, 'data');
const holder = createServer();
let taken = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  taken = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  holder.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Ends with the exit code and what was said; the port is held by this process, so that it must not wait for the other. */
function gongji(command: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [BIN, command], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', GONGJI_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString('utf8');
    });
  return new Promise<{ readonly code: number | null; readonly said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
}

test.each(['serve', 'demo'])('%s names who holds the port before any data is made', async (command) => {
  const { code, said } = await gongji(command, { PORT: String(taken) });
  expect(code).toBe(1);
  expect(said).toContain(`Port ${taken} is taken (`);
  expect(said).toContain(`pid ${process.pid}`);
  expect(said).toContain(`PORT=${taken + 1}`);
  expect(existsSync(data)).toBe(false);
});

test('a port that is none is a mistake of the caller', async () => {
  const { code, said } = await gongji('serve', { PORT: 'eight' });
  expect([code, said.includes('PORT=eight is not a port')]).toEqual([2, true]);
  expect(existsSync(data)).toBe(false);
});

test('a database that does not answer is not announced as there', async () => {
  const { code, said } = await gongji('serve', { PORT: '0', DATABASE_URL: 'postgres://x@127.0.0.1:1/x' });
  expect(code).toBe(1);
  expect(said).toContain('Cannot connect to the database (ECONNREFUSED)');
  expect(said).not.toContain('✓');
});

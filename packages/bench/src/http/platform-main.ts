import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { startServer } from '@gongji/server';
import { createPool, migrate, startEmbedded } from '@gongji/store';

/** Child of `startPlatform`: prints one line of JSON when it serves, ends when its input does. */
const dataDir = mkdtempSync(join(tmpdir(), 'gongji-bench-'));
chmodSync(dataDir, 0o711);
const postgres = await startEmbedded({ dataDir });
try {
  const { connectionString } = postgres;
  await migrate(connectionString);
  const owner = createPool({ connectionString, max: 1, asOwner: true });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
  await loadDemo(owner, { persons: Number(process.argv[2]), asOf: today });
  await owner.end();
  const server = await startServer({ connectionString, port: 0 });
  const told = { url: server.url, connectionString, databasePid: postmasterPid() };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  await new Promise<void>((resolve) => {
    process.stdin.resume().once('end', resolve);
  });
  await server.stop();
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** First line of postmaster.pid, wherever below the data folder the cluster lies. */
function postmasterPid(): number {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((f) =>
    f.endsWith('postmaster.pid'),
  );
  return file === undefined ? 0 : Number(readFileSync(join(dataDir, file), 'utf8').split('\n')[0]);
}

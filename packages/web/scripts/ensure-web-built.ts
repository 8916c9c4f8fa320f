import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const WEB = join(import.meta.dirname, '..');
const ROOT = join(WEB, '../..');
const STAMP = join(WEB, 'dist/.built-from');

/** Everything that ends up in the application. */
const SOURCES = [
  'packages/web/src',
  'packages/web/build',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
  'packages/engine/src',
  'packages/domain/src',
  'policies',
];

export interface WebBuild {
  /** Folder to serve. */
  readonly folder: string;
  readonly built: boolean;
}

/**
 * Builds the web application when it is missing or was built from other sources (a few seconds), and does nothing
 * otherwise. Throws with the builder's output when the build fails; then no half-built folder is left.
 */
export async function ensureWebBuilt(onBuild: () => void = () => undefined): Promise<WebBuild> {
  const folder = join(WEB, 'dist');
  const digest = digestOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return { folder, built: false };
  onBuild();
  rmSync(STAMP, { force: true });
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const config = join(WEB, 'vite.config.ts');
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', WEB, '--config', config, '--logLevel', 'warn'],
    {
      cwd: ROOT,
      maxBuffer: 10_000_000,
      // A test runner says NODE_ENV=test, which would put the slow development build of React into the application.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  ).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`the web application could not be built: ${outputOf(error)}`, { cause: error });
  });
  writeFileSync(STAMP, digest);
  return { folder, built: true };
}

function outputOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  return 'stderr' in error && String(error.stderr) !== '' ? String(error.stderr) : String(error);
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesOf(join(ROOT, source)))) {
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path: string): readonly string[] {
  if (/\.(ts|tsx|css|html|json|svg|ya?ml)$/.test(path)) return existsSync(path) ? [path] : [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (process.argv[1] === import.meta.filename) {
  const { built, folder } = await ensureWebBuilt();
  process.stdout.write(`${built ? 'built' : 'up to date'}: ${folder}\n`);
}

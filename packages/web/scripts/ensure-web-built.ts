import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const WEB = join(import.meta.dirname, '..');
const ROOT = join(WEB, '../..');
const STAMP_NAME = '.built-from';
const STAMP = join(WEB, 'dist', STAMP_NAME);

/** Everything that ends up in the application. */
const SOURCES = [
  'packages/web/src',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
  'packages/contract/src',
  'packages/engine/src',
  'packages/ledger/src',
  'packages/domain/src',
];

export interface WebBuild {
  /** Folder to serve. */
  readonly folder: string;
  readonly built: boolean;
}

/**
 * Builds the web application when it is missing or was built from other sources (a few seconds), and does nothing
 * otherwise. Several processes may ask at once: each builds aside and puts its folder in place whole, so nobody ever
 * serves half a build. Throws with the builder's output when the build fails.
 */
export async function ensureWebBuilt(onBuild: () => void = () => undefined): Promise<WebBuild> {
  const folder = join(WEB, 'dist');
  const digest = digestOfSources();
  if (isBuiltFrom(digest)) return { folder, built: false };
  onBuild();
  const aside = join(WEB, `dist-${process.pid}-${Date.now()}`);
  try {
    await build(aside);
    writeFileSync(join(aside, STAMP_NAME), digest);
    putInPlace(aside, folder, digest);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return { folder, built: true };
}

function isBuiltFrom(digest: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
}

async function build(outDir: string): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const config = join(WEB, 'vite.config.ts');
  const args = [vite, 'build', WEB, '--config', config, '--outDir', outDir, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, args, {
    cwd: ROOT,
    maxBuffer: 10_000_000,
    // A test runner says NODE_ENV=test, which would put the slow development build of React into the application.
    env: { ...process.env, NODE_ENV: 'production' },
  }).catch((error: unknown) => {
    throw new Error(`the web application could not be built: ${outputOf(error)}`, { cause: error });
  });
}

/** Another process may put its equal build in place between our steps: then that one stays. */
function putInPlace(aside: string, folder: string, digest: string): void {
  if (isBuiltFrom(digest)) return;
  const old = `${aside}-old`;
  try {
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(aside, folder);
  } catch (error) {
    if (!isBuiltFrom(digest)) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
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

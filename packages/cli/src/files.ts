import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.ts';

/** What a YAML file says it is in its `format:` line. */
export type FileKind = 'policy' | 'overlay' | 'case' | 'other';

export function readSource(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file 文件不存在';
  if (code === 'EISDIR') return 'it is a folder 这是文件夹';
  if (code === 'EACCES') return 'no permission 没有权限';
  return error instanceof Error ? error.message : String(error);
}

export function kindOf(source: string): FileKind {
  const format = /^format:\s*["']?gongji-(policy|overlay|case)\//m.exec(source)?.[1];
  return format === 'policy' || format === 'overlay' || format === 'case' ? format : 'other';
}

/** YAML files named by the arguments: files as they are, folders with everything below them, in order of path. */
export function yamlFiles(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => (isFolder(path) ? below(path) : [path])))];
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path);
      return /\.ya?ml$/.test(entry.name) ? [path] : [];
    });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PolicyModel } from '@gongji/engine';
import { SetupError } from '@gongji/store';
import { loadOnce } from './load-once.ts';

/** A policy file as it lies on disk and as it was understood. */
export interface PolicyFile {
  readonly model: PolicyModel;
  readonly source: string;
}

/** Reads every policy below `folder`. Throws SetupError with all errors of all files at once: a wrong policy stops the start. */
export function loadPolicyFiles(folder: string): readonly PolicyFile[] {
  const loaded = policyPaths(folder).map((path) => {
    const source = readFileSync(path, 'utf8');
    return { source, ...loadOnce(source, relative(folder, path)) };
  });
  const errors = loaded.flatMap((l) => l.problems).filter((p) => p.severity === 'error');
  if (errors.length > 0) {
    throw new SetupError(
      {
        zh: `政策文件有 ${errors.length} 处错误：\n${errors.map((e) => `${e.file}:${e.line}:${e.col} ${e.message.zh}`).join('\n')}\n`,
        en: `${errors.length} error(s) in policy files:\n${errors.map((e) => `${e.file}:${e.line}:${e.col} ${e.message.en}`).join('\n')}\n`,
      },
      {
        zh: '请按提示改正，并用 gongji policy check 复查。',
        en: 'Correct them and check with: gongji policy check',
      },
    );
  }
  return loaded.flatMap(({ policy, source }) => (policy === undefined ? [] : [{ model: policy, source }]));
}

/** Policy files by their first line; cases and overlays lie in the same tree. */
function policyPaths(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => /^format:\s*["']?gongji-policy\//m.test(readFileSync(path, 'utf8')));
}

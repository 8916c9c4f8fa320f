import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTemplate } from './load-template.ts';
import type { Template } from './template.ts';

const FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Every template of a folder. Throws with all mistakes of all files at once: a wrong template must not wait for its paper. */
export function readTemplates(folder: string = FOLDER): readonly Template[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const read = files.map((file) => loadTemplate(readFileSync(`${folder}/${file}`, 'utf8'), file));
  const problems = read.flatMap((r) => (r.kind === 'wrong' ? r.problems : []));
  if (problems.length > 0) throw new Error(`wrong templates:\n${problems.join('\n')}`);
  return read.flatMap((r) => (r.kind === 'loaded' ? [r.template] : []));
}

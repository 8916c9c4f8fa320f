import type { Problem } from '@gongji/engine';
import { inLanguage, type Language } from './language.ts';

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON document on stdout, for programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, jsonValue, 2));
}

/** Maps print as objects. */
function jsonValue(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

const SEVERITY = { zh: { error: '错误', warning: '提示' }, en: { error: 'error', warning: 'warning' } };

/** `file:line:col: error code: message (remedy)`, the form that editors and terminals make clickable. */
export function problemLine(problem: Problem, language: Language): string {
  const { file, line, col, severity, code } = problem;
  const message = inLanguage(problem.message, language);
  const remedy = inLanguage(problem.remedy, language);
  return `${file}:${line}:${col}: ${SEVERITY[language][severity]} ${code}: ${message}${remedy === '' ? '' : ` → ${remedy}`}`;
}

/** "1 file", "3 files". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

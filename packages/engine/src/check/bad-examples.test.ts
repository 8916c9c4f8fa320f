import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMPILE_PROBLEMS } from '../compile-problems.ts';
import { loadPolicy } from '../load/load-policy.ts';
import { PROBLEM_CODES } from '../load/problem-catalogue.ts';
import { checkPolicy } from './check-policy.ts';

/**
 * Each file in testing/bad is a good policy with one thing wrong. It is named by the code of the problem (a further
 * word tells several examples apart), and the line to be reported ends in `# <- here`.
 */
const BAD = new URL('./testing/bad/', import.meta.url);
const CODES = [...PROBLEM_CODES, ...Object.keys(COMPILE_PROBLEMS)];
const EXAMPLES = readdirSync(BAD).sort();

/** Shown by a test of their own: not by a policy file of a few lines. */
const ELSEWHERE = [
  'file-too-large',
  'overlay-target',
  'step-untouched',
  'row-untouched',
  'case-idle',
  'not-in-force',
  'table-too-large',
];

function codeOf(name: string): string {
  const stem = name.replace(/\.yaml$/, '');
  return CODES.find((code) => code === stem) ?? CODES.find((code) => stem.startsWith(`${code}-`)) ?? stem;
}

/** What `gongji policy check` would print: reading, then, when the file can be read, everything else. */
function problemsOf(source: string, name: string) {
  const { policy, problems } = loadPolicy(source, name);
  return policy === undefined ? problems : [...problems, ...checkPolicy(policy)];
}

function markedLine(source: string): number {
  return source.split('\n').findIndex((line) => line.includes('# <- here')) + 1;
}

describe('bad examples', () => {
  it.each(EXAMPLES)('%s: reports that problem, only that, at its line', (name) => {
    const source = readFileSync(new URL(name, BAD), 'utf8');
    const problems = problemsOf(source, name);
    expect(problems.map((p) => `${p.line} ${p.code}`)).toEqual([`${markedLine(source)} ${codeOf(name)}`]);
  });

  it('are there for every code', () => {
    const shown = new Set(EXAMPLES.map(codeOf));
    expect(CODES.filter((code) => !shown.has(code) && !ELSEWHERE.includes(code))).toEqual([]);
  });

  it('finds nothing in the policy that they are made from', () => {
    const source = readFileSync(new URL('./testing/good.yaml', import.meta.url), 'utf8');
    expect(problemsOf(source, 'good.yaml')).toEqual([]);
  });

  it('keeps an accepted cliff on record, with its article', () => {
    const source = readFileSync(new URL('cliff.yaml', BAD), 'utf8');
    const accepted = problemsOf(
      source.replace('as: pooled', 'as: pooled\n        accept: D1 第四条'),
      'cliff.yaml',
    );
    expect(accepted.map((p) => [p.code, p.accepted])).toEqual([['cliff', 'D1 第四条']]);
  });
});

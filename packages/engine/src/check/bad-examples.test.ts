import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../load/load-policy.ts';
import { PROBLEM_CODES } from '../load/problem-catalogue.ts';

/**
 * Each file in testing/bad is a good policy with one thing wrong. It is named by the code of the problem (a further
 * word tells several examples apart), and the line to be reported ends in `# <- here`.
 */
const BAD = new URL('./testing/bad/', import.meta.url);
const EXAMPLES = readdirSync(BAD).sort();

function codeOf(name: string): string {
  const stem = name.replace(/\.yaml$/, '');
  return PROBLEM_CODES.find((code) => code === stem) ?? PROBLEM_CODES.find((code) => stem.startsWith(`${code}-`)) ?? stem;
}

function markedLine(source: string): number {
  return source.split('\n').findIndex((line) => line.includes('# <- here')) + 1;
}

describe('bad examples', () => {
  it.each(EXAMPLES)('%s: reports that problem, only that, at its line', (name) => {
    const source = readFileSync(new URL(name, BAD), 'utf8');
    const { problems } = loadPolicy(source, name);
    expect(problems.map((p) => `${p.line} ${p.code}`)).toEqual([`${markedLine(source)} ${codeOf(name)}`]);
  });

  it('finds nothing in the policy that they are made from', () => {
    const source = readFileSync(new URL('./testing/good.yaml', import.meta.url), 'utf8');
    expect(loadPolicy(source, 'good.yaml').problems).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMPILE_PROBLEMS } from '../compile-problems.ts';
import { PROBLEM_CODES, problemInfo } from '../load/problem-catalogue.ts';

const PAGE = readFileSync(new URL('../../../../docs/policy-checks.md', import.meta.url), 'utf8');
const ROWS = new Map(
  [...PAGE.matchAll(/^\| `([a-z-]+)` \| (error|warning) \|/gm)].map(([, code, severity]) => [code, severity]),
);

describe('docs/policy-checks.md', () => {
  it('lists every problem with its severity, and nothing else', () => {
    const known = new Map<string, string>([
      ...PROBLEM_CODES.map((code) => [code, problemInfo(code).severity] as const),
      ...Object.keys(COMPILE_PROBLEMS).map((code) => [code, 'error'] as const),
    ]);
    expect(Object.fromEntries(ROWS)).toEqual(Object.fromEntries(known));
  });

  it('has a remedy in both languages for each', () => {
    const remedies = [
      ...PROBLEM_CODES.map((code) => problemInfo(code).remedy),
      ...Object.values(COMPILE_PROBLEMS),
    ];
    for (const { zh, en } of remedies) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[a-z]/);
    }
  });
});

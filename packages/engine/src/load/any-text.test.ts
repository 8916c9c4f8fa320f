import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadCases } from '../cases/load-cases.ts';
import { compileProblems } from '../check/check-policy.ts';
import { loadPolicy } from './load-policy.ts';

const SAMPLE = readFileSync(new URL('./testing/sample.yaml', import.meta.url), 'utf8');
const LINES = SAMPLE.split('\n');

const TOKENS = [
  '0',
  '-1',
  '',
  'null',
  '[]',
  '{}',
  '"',
  '{',
  ': ',
  '- ',
  '99999999999999999',
  '1e9',
  '.inf',
  'max(',
  '%',
  '|',
  'counter.',
  '__proto__',
  'constructor',
];

/** A change that a hurried hand could make: a line lost, doubled, or with a word overwritten or slipped in. */
const edit = fc.record({
  line: fc.nat(LINES.length - 1),
  at: fc.nat(80),
  what: fc.constantFrom('lose', 'double', 'overwrite', 'insert'),
  token: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 6 })),
});

function edited(
  edits: readonly {
    readonly line: number;
    readonly at: number;
    readonly what: string;
    readonly token: string;
  }[],
) {
  const lines = [...LINES];
  for (const { line, at, what, token } of edits) {
    const text = lines[line] ?? '';
    const cut = Math.min(at, text.length);
    const rest = what === 'overwrite' ? text.slice(cut).replace(/^\w+/, '') : text.slice(cut);
    lines[line] =
      what === 'lose' ? '' : what === 'double' ? `${text}\n${text}` : text.slice(0, cut) + token + rest;
  }
  return lines.join('\n');
}

it('never throws, and every problem has a place and both languages', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const source = edited(edits);
      const { policy, problems } = loadPolicy(source, 'x.yaml');
      const all = [
        ...problems,
        ...(policy === undefined ? [] : compileProblems(policy)),
        ...loadCases(source, 'x.yaml').problems,
      ];
      expect(policy === undefined).toBe(problems.some((p) => p.severity === 'error'));
      for (const { line, col, message, remedy } of all) {
        expect(Math.min(line, col)).toBeGreaterThan(0);
        expect([message.zh, message.en, remedy.zh, remedy.en]).not.toContain('');
      }
    }),
    { numRuns: 300, seed: 20260101 },
  );
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadOnce } from './load-once.ts';

const FILE = fileURLToPath(new URL('../../../../policies/showcase/employee/2026.yaml', import.meta.url));
const source = readFileSync(FILE, 'utf8');

test('the same text is read once; another text, or the same under another name, is another', () => {
  const first = loadOnce(source, 'a.yaml');
  expect(first.policy?.id).toBe('showcase.employee');
  expect(loadOnce(source, 'a.yaml')).toBe(first);
  expect(loadOnce(source, 'b.yaml')).not.toBe(first);
  expect(loadOnce(`${source}# a word\n`, 'a.yaml').policy?.version).not.toBe(first.policy?.version);
});

test('a wrong text is refused each time with where it is wrong', () => {
  for (const _ of [1, 2]) {
    const { policy, problems } = loadOnce('format: gongji-policy/1\nid: 5\n', 'wrong.yaml');
    expect(policy).toBeUndefined();
    expect(problems[0]?.file).toBe('wrong.yaml');
  }
});

test('what was used longest ago is forgotten, and read anew', () => {
  const first = loadOnce(source, 'kept.yaml');
  for (let i = 0; i < 200; i += 1) loadOnce(`x: ${i}\n`, 'small.yaml');
  expect(loadOnce(source, 'kept.yaml')).not.toBe(first);
});

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REJECTIONS } from '@gongji/domain';
import { expect, test } from 'vitest';
import { VERSION } from '../packages/server/src/version.ts';

/** What a linter cannot hold. Each test lists every place that is wrong, not only the first. */
const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const code = files.filter((file) => /\.(ts|tsx|mjs|css|sh)$/.test(file));
const tests = files.filter((file) => /\.test\.tsx?$/.test(file));
const pages = files.filter((file) => file.endsWith('.md'));
const texts = files.filter(
  (file) => /\.(ts|tsx|mjs|css|sh|sql|md|yaml|json|html)$/.test(file) && file !== 'package-lock.json',
);

test('no file of code has more than 500 lines', () => {
  const long = code
    .map((file) => `${file} ${read(file).split('\n').length}`)
    .filter((row) => Number(row.split(' ')[1]) > 501);
  expect(long).toEqual([]);
});

test('no test is skipped or runs alone', () => {
  const marks = /\b(?:test|it|describe)\.(?:only|skip|todo|skipIf|fails)\b/;
  expect(tests.filter((file) => file !== 'tests/tidy.test.ts' && marks.test(read(file)))).toEqual([]);
});

test('no test reads a page once and goes by that: an address changes before its page does', () => {
  const once =
    /expect\(\s*await [^;]*?\.(?:getAttribute|textContent|innerText|inputValue|count|all(?:TextContents|InnerTexts))\(/g;
  const wrong = tests
    .filter((file) => file.includes('/e2e/'))
    .flatMap((file) => [...read(file).matchAll(once)].map(([match]) => `${file}: ${match}`));
  expect(wrong).toEqual([]);
});

test('links between documents lead somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map((link) => decodeURI(link[1] ?? ''))
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('nothing is left to be done later, and nothing names a machine it was written on', () => {
  const words = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK\\b', '/wo' + 'rk/', '/ro' + 'ot/[a-z.]'].join('|'),
  );
  const found = texts.flatMap((file) => {
    const line = read(file)
      .split('\n')
      .findIndex((text) => words.test(text));
    return line < 0 ? [] : [`${file}:${line + 1}`];
  });
  expect(found).toEqual([]);
});

test('every reason to refuse is provoked by a test', () => {
  const provoked = [...tests, ...files.filter((file) => /cases\/.*\.yaml$/.test(file))]
    .filter((file) => !file.includes('rejection-catalogue') && file !== 'tests/tidy.test.ts')
    .map(read)
    .join('\n');
  const untested = Object.keys(REJECTIONS).filter(
    (reason) => !new RegExp(`['"\` ]${reason}\\b`).test(provoked),
  );
  expect(untested).toEqual([]);
});

test('every identifier of the glossary is used', () => {
  const used =
    code.map(read).join('\n') +
    files
      .filter((file) => file.endsWith('.sql'))
      .map(read)
      .join('\n');
  const identifiers = read('GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|')[3] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
  expect(identifiers.length).toBeGreaterThan(40);
  expect(identifiers.filter((identifier) => !used.includes(identifier))).toEqual([]);
});

test('every file that ARCHITECTURE.md names exists', () => {
  const named = [
    ...read('ARCHITECTURE.md').matchAll(/`((?:packages|tests|scripts|policies|docs)\/[\w./-]+)`/g),
  ];
  expect(named.length).toBeGreaterThan(10);
  expect(named.map((match) => match[1] ?? '').filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('both front pages give the same two commands and nothing else to type', () => {
  const commands = (page: string) =>
    [...read(page).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((m) => (m[1] ?? '').trim().split('\n'));
  const bare = (line: string) => line.replace(/\s+#.*$/, '');
  expect(commands('README.md').map(bare)).toEqual(['npm start', 'npm test']);
  expect(commands('README.zh-CN.md').map(bare)).toEqual(['npm start', 'npm test']);
});

test('the version is the same everywhere', () => {
  const manifest = JSON.parse(read('package.json')) as { version: string };
  expect(VERSION).toBe(manifest.version);
  expect(read('CHANGELOG.md')).toContain(`## ${VERSION}`);
});

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved": "http');
});

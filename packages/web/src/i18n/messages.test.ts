import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Messages } from './messages.ts';

const SOURCE = resolve(import.meta.dirname, '..');

/** The texts of every page: each file of messages there is, so that none can be forgotten. */
const FILES = globSync('**/*-messages.ts', { cwd: SOURCE }).sort();
const PAGES = await Promise.all(
  FILES.map(async (file) => {
    const exported: Record<string, Messages<string>> = await import(resolve(SOURCE, file));
    return { file, pages: Object.values(exported) };
  }),
);

/** Texts that are the same everywhere: the names of keys, and each language's name of the other. */
const ALLOWED_IN_ZH = ['Tab', 'English', 'Switch to English'];
const ALLOWED_IN_EN = ['中文', '切换为中文'];

const all = PAGES.flatMap(({ pages }) =>
  pages.flatMap(({ page, texts }) =>
    Object.entries(texts).map(([key, text]) => ({ where: `${page}.${key}`, ...text })),
  ),
);
const withoutValues = (text: string): string => text.replaceAll(/\{\{\w+\}\}/g, '');
const without = (text: string, allowed: readonly string[]): string =>
  allowed.reduceRight((left, word) => left.replaceAll(word, ''), withoutValues(text));

test('every file of messages has them, and no two pages have one name', () => {
  expect(PAGES.filter(({ pages }) => pages.length === 0).map(({ file }) => file)).toEqual([]);
  const names = PAGES.flatMap(({ pages }) => pages.map(({ page }) => page));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('a value stands in two braces', () => {
  const single = (text: string): boolean => /[{}]/.test(withoutValues(text));
  expect(all.filter(({ zh, en }) => single(zh) || single(en)).map(({ where }) => where)).toEqual([]);
});

test('no text is missing in either language', () => {
  expect(all.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([]);
});

test('no English word stands in a Chinese text', () => {
  expect(
    all.filter(({ zh }) => /[A-Za-z]{2,}/.test(without(zh, ALLOWED_IN_ZH))).map(({ where }) => where),
  ).toEqual([]);
});

test('no Chinese stands in an English text', () => {
  expect(
    all
      .filter(({ en }) => /[\u3000-\u9fff\uff00-\uffef]/.test(without(en, ALLOWED_IN_EN)))
      .map(({ where }) => where),
  ).toEqual([]);
});

test('both languages take the same values', () => {
  const values = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
  expect(
    all.filter(({ zh, en }) => values(zh).join() !== values(en).join()).map(({ where }) => where),
  ).toEqual([]);
});

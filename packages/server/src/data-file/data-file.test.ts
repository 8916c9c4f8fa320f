import { SetupError } from '@gongji/store';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readData } from './data-file.ts';

const schema = z.strictObject({ days: z.int().min(1), name: z.string().min(1) });
const WHAT = { zh: '测试文件', en: 'test files' };
const read = (...texts: readonly string[]) =>
  readData(
    schema,
    WHAT,
    texts.map((text, index) => ({ name: `${index + 1}.yaml`, text })),
  );

test('each text is read by the schema, in their order', () => {
  expect(read('days: 3\nname: a\n', 'days: 1\nname: b\n')).toEqual([
    { days: 3, name: 'a' },
    { days: 1, name: 'b' },
  ]);
});

test('everything that is wrong in all of them is said at once, with its file and field', () => {
  const wrong = () => read('days: 0\nname: ""\n', 'days: 1\n', 'days: 1\nname: c\n');
  expect(wrong).toThrow(SetupError);
  for (const told of [/1\.yaml: days /, /1\.yaml: name /, /2\.yaml: name /]) expect(wrong).toThrow(told);
  expect(wrong).not.toThrow(/3\.yaml/);
});

test('a text that is no YAML, or names a key twice, is a setup that is wrong, not a fault', () => {
  for (const text of ['days: [1\n', 'days: 1\ndays: 2\nname: a\n'])
    expect(() => read(text)).toThrow(SetupError);
});

import { expect, test } from 'vitest';
import { isPersonName, plainName, sameName } from './person-name.ts';

test.each([
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽・买买提', '阿依古丽·买买提'],
  ['阿依古丽 ‧ 买买提', '阿依古丽·买买提'],
  ['　王　芳 ', '王芳'],
  ['Ｊｏｈｎ　Smith', 'John Smith'],
  ['𠮷田', '𠮷田'],
])('%s is stored as %s', (typed, stored) => {
  expect(plainName(typed)).toBe(stored);
});

test('names are the same but for dots, widths and spaces', () => {
  expect(sameName('阿依古丽•买买提', '阿依古丽·买买提')).toBe(true);
  expect(sameName('阿依古丽买买提', '阿依古丽·买买提')).toBe(true);
  expect(sameName('𠮷田', '吉田')).toBe(false);
});

test.each([
  ['𠮷', true],
  ['𠮷'.repeat(50), true],
  ['𠮷'.repeat(51), false],
  ['', false],
  ['·', false],
  ['王芳1', false],
  ['<b>王</b>', false],
])('%s is a name: %s', (text, is) => {
  expect(isPersonName(text)).toBe(is);
});

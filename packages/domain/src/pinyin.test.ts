import { expect, test } from 'vitest';
import { nameInitials, pinyinInitials } from './pinyin.ts';

test.each([
  ['陈建国', 'CJG'],
  ['欧阳静怡', 'OYJY'],
  ['阿依古丽·买买提', 'AYGLMMT'],
  ['单雄信', 'SXX'],
  ['尉迟恭', 'YCG'],
  ['曾巩', 'ZG'],
  ['仇英', 'QY'],
  ['单', 'S'],
  ['John Smith', 'JOHNSMITH'],
  ['', ''],
])('%s is found by %s', (name, initials) => {
  expect(nameInitials(name)).toBe(initials);
});

test('the reading of a surname does not reach the rest of a name', () => {
  expect(nameInitials('王单')).toBe('WD');
  expect(pinyinInitials('单人间')).toBe('DRJ');
});

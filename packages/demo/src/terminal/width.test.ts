import { expect, test } from 'vitest';
import { cut, displayWidth, padStart, wrap } from './width.ts';

test('Chinese characters take two columns, also outside the basic plane', () => {
  expect(displayWidth('张𠮷 ok·1')).toBe(9); // 2 + 2 + 1 + 2 + 1 + 1
  expect(padStart('共济', 6)).toBe('  共济');
});

test('a text is cut at whole characters', () => {
  expect(cut('统筹基金支付', 7)).toBe('统筹基…');
  expect(cut('short', 7)).toBe('short');
});

test('lines break between words and between Chinese characters, never before a full stop', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('统筹基金支付。', 12)).toEqual(['统筹基金支付。']);
  expect(wrap('统筹基金支付', 8)).toEqual(['统筹基金', '支付']);
});

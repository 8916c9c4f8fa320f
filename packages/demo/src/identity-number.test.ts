import { date, idCheckDigit } from '@gongji/domain';
import { expect, test } from 'vitest';
import { syntheticIdNumber, syntheticUscc, usccCheckCharacter } from './identity-number.ts';

test('check digits of the published samples', () => {
  expect(idCheckDigit('11010519491231002')).toBe('X');
  expect(idCheckDigit('44052418800101001')).toBe('4');
  expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
});

test('a synthetic number belongs to no division, carries birthday and sex, and ends in its check digit', () => {
  // 99010019800229001: 9×7+9×9+0+1×5+0+0+1×2+9×1+8×6+0+0+2×9+2×10+9×5+0+0+1×2 = 293; 293 mod 11 = 7 → '5'
  expect(syntheticIdNumber(date('1980-02-29'), 'male', 0)).toBe('990100198002290015');
  expect(syntheticIdNumber(date('1980-02-29'), 'female', 0).slice(14, 17)).toBe('000');
  expect(() => syntheticIdNumber(date('1980-02-29'), 'male', 500)).toThrow(RangeError);
});

test('a synthetic credit code ends in its own check character', () => {
  const code = syntheticUscc('company', 42);
  expect(code).toHaveLength(18);
  expect(code.at(-1)).toBe(usccCheckCharacter(code.slice(0, 17)));
});

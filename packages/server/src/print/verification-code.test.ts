import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { groupedCode, readCode, verificationCode } from './verification-code.ts';

const SECRET = Buffer.alloc(32, 7);
const code = verificationCode(SECRET, 'settlement-sheet', '1', [100, 80]);

test('sixteen letters and digits that cannot be mistaken, grouped by four', () => {
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  expect(groupedCode(code)).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/);
});

test('the same content has the same code; another document, number, amount or installation has another', () => {
  const others = [
    verificationCode(SECRET, 'explanation-sheet', '1', [100, 80]),
    verificationCode(SECRET, 'settlement-sheet', '2', [100, 80]),
    verificationCode(SECRET, 'settlement-sheet', '1', [100, 81]),
    verificationCode(randomBytes(32), 'settlement-sheet', '1', [100, 80]),
  ];
  expect(verificationCode(SECRET, 'settlement-sheet', '1', [100, 80])).toBe(code);
  expect(new Set([code, ...others]).size).toBe(5);
});

test('a code is read as people type it', () => {
  expect(readCode(` ${groupedCode(code).toLowerCase()} `)).toBe(code);
  expect(readCode('OIL0-0000-0000-0000')).toBe('0110000000000000');
  for (const wrong of ['', 'ABC', `${code}0`, 'UUUU-UUUU-UUUU-UUUU', '../../etc/passwd'])
    expect(readCode(wrong), wrong).toBeUndefined();
});

import { expect, test } from 'vitest';
import { csvFile } from './csv.ts';

test('a spreadsheet reads Chinese, adds up amounts and keeps every digit of a number', () => {
  expect(
    csvFile([
      ['结算编号', '姓名'],
      ['912317251770646528', { amount: '-12.50' }],
    ]),
  ).toBe('\uFEFF"结算编号","姓名"\r\n"\t912317251770646528",-12.50\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])('%j is no formula', (text) => {
  expect(csvFile([[text]])).toBe(`\uFEFF"'${text}"\r\n`);
});

test('quotes and commas stay inside their cell, and what is no amount is no number', () => {
  expect(csvFile([['a"b,c', { amount: '=1' }]])).toBe('\uFEFF"a""b,c",""\r\n');
});

import { expect, test } from 'vitest';
import { unzipRows, zipRows } from './files.ts';

test('rows survive the zip; empty cells travel as null', () => {
  const rows = [
    ['1', '', '张𠮷'],
    ['2', 'x', ''],
  ];
  expect(unzipRows(zipRows('stmt.txt', rows))).toEqual(rows);
});

test('a zip without files has no rows', () => {
  expect(unzipRows(zipRows('stmt.txt', []))).toEqual([]);
});

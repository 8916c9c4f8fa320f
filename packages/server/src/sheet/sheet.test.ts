import { xlsxFile } from '@gongji/sheets';
import { expect, test } from 'vitest';
import { byColumn } from './columns.ts';
import { readSheet } from './sheet.ts';
import { templateOf } from './template.ts';

const rowsOf = async (bytes: Uint8Array) => {
  const read = await readSheet(bytes);
  return read.kind === 'read' ? read.rows.map(({ cells }) => cells) : read.why.en;
};
const COLUMNS = {
  total: { name: { zh: '医疗费总额', en: 'total' }, required: true },
  id: { name: { zh: '结算编号', en: 'settlement' } },
} as const;

test('numbers that programs guard against spreadsheets come out bare, and fractions without noise', async () => {
  const text =
    '\uFEFF单号,金额\r\n"\t912317251770646528",12.50\r\n"=""0012""",0.30000000000000004\r\n\'007,1\r\n';
  expect(await rowsOf(Buffer.from(text))).toEqual([
    ['单号', '金额'],
    ['912317251770646528', '12.50'],
    ['0012', '0.3'],
    ['007', '1'],
  ]);
});

test('what cannot be read says why', async () => {
  expect(await rowsOf(Uint8Array.from([0, 1, 2]))).toContain('not a table');
  expect(await rowsOf(new Uint8Array(4 * 1024 * 1024 + 1).fill(97))).toContain('too large');
  expect(await rowsOf(Buffer.from('a\n'.repeat(20_002)))).toContain('20 000 rows');
  expect(await rowsOf(Buffer.from(`a\n${'b'.repeat(501)}`))).toBe(
    'a cell holds more than 500 characters (row 2)',
  );
});

test('a template is read again by its columns', async () => {
  const [head] = (await rowsOf(templateOf(COLUMNS, { zh: '账单', en: 'Bills' }, 'zh'))) as string[][];
  expect(head).toEqual(['医疗费总额*', '结算编号']);
});

test('columns are found by any of their names; what is missing is a problem, what is not ours is kept', async () => {
  const file = xlsxFile([{ name: 's', columns: [], rows: [['结算编号', '统筹基金'], [], ['12', '8']] }]);
  const sheet = await readSheet(file);
  if (sheet.kind === 'invalid') throw new Error(sheet.why.en);
  const read = byColumn(sheet.rows, COLUMNS);
  expect(read.rows).toEqual([{ row: 3, cells: { total: '', id: '12' }, others: { 统筹基金: '8' } }]);
  expect(read.problems.map(({ message }) => message.zh)).toEqual(['缺少“医疗费总额”列']);
});

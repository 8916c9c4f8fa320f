import type { Pool } from '@gongji/store';
import { expect, test } from 'vitest';
import { type ListSheet, listFile } from './list-file.ts';
import { handOut, MOST_EXPORTED } from './whole-list.ts';

interface Row {
  readonly name: string;
  readonly fen: number;
  readonly heads: number;
}
const SHEET: ListSheet<Row> = {
  name: 'arrears',
  columns: [
    { head: { zh: '名称', en: 'Name' }, width: 20, text: ({ name }) => name },
    { head: { zh: '金额', en: 'Yuan' }, width: 12, fen: ({ fen }) => fen },
    { head: { zh: '人数', en: 'Heads' }, width: 8, count: ({ heads }) => heads },
  ],
};
const ROWS: readonly Row[] = [
  { name: '=1+1', fen: 10_005, heads: 2 },
  { name: '某单位', fen: -250, heads: 3 },
];

test('texts are no formulas, and the last row is what the numbers come to', () => {
  const { name, type, content } = listFile(SHEET, ROWS, { format: 'csv', lang: 'zh' });
  expect([name, type]).toEqual(['arrears.csv', 'text/csv; charset=utf-8']);
  // 100.05 − 2.50 = 97.55; 2 + 3 = 5.
  expect(String(content).trim().split('\r\n')).toEqual([
    '"名称","金额","人数"',
    `"'=1+1",100.05,2`,
    '"某单位",-2.50,3',
    '"合计",97.55,5',
  ]);
});

test('a note stands below the whole', () => {
  const note = { zh: '只含最近的', en: 'only the latest' };
  const { content } = listFile(SHEET, [], { format: 'csv', lang: 'en' }, note);
  expect(String(content).trim().split('\r\n').slice(1)).toEqual(['"Total",0.00,0', '"only the latest"']);
});

test('a list that is too long is refused and not cut off, and nothing says that it was handed out', async () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error('no row');
  const rows = Array.from({ length: MOST_EXPORTED + 1 }, () => row);
  const nowhere = new Proxy({} as Pool, {
    get: () => {
      throw new Error('the audit log was written');
    },
  });
  const deps = { pool: nowhere, now: () => new Date() };
  const caller = { actor: 'clerk', regionCode: '990100' };
  expect(
    await handOut(deps, caller, { sheet: SHEET, rows, form: { format: 'csv', lang: 'zh' } }),
  ).toMatchObject({
    kind: 'problem',
    errors: [{ code: 'export-too-long' }],
  });
});

import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { byColumn } from './columns.ts';
import { readSheet } from './sheet.ts';
import { writeXlsx } from './write-xlsx.ts';

const rowsOf = (bytes: Uint8Array) => {
  const read = readSheet(bytes);
  return read.kind === 'read' ? read.rows : read.why.en;
};

test('CSV in UTF-8 with its mark, quotes, line breaks inside of quotes, and guarded numbers', () => {
  const text =
    '\uFEFF单号,名称,金额\r\n"\t912317251770646528","阿莫西林,""胶囊""\n24粒",12.50\r\n="0012",x,\r\n,,\r\n';
  expect(rowsOf(strToU8(text))).toEqual([
    ['单号', '名称', '金额'],
    ['912317251770646528', '阿莫西林,"胶囊"\n24粒', '12.50'],
    ['0012', 'x', ''],
  ]);
});

test('CSV in GB18030, with semicolons', () => {
  // 名称;价  in GB18030: C3FB B3C6 3B BCDB, then 䶮 as four bytes 0x82358738
  const bytes = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x3b, 0xbc, 0xdb, 0x0a, 0xc3, 0xfb, 0x3b, 0x31]);
  expect(rowsOf(bytes)).toEqual([
    ['名称', '价'],
    ['名', '1'],
  ]);
});

test('a workbook that we write is read again as it was', () => {
  const rows = [
    ['编号', '名称 & <规格>'],
    ['912317251770646528', '=1+1'],
  ];
  expect(rowsOf(writeXlsx('目录对照', rows))).toEqual(rows);
});

/** As a spreadsheet program writes it: shared and rich strings, gaps, numbers with the noise of binary fractions. */
function workbook(sheet: string, strings = ''): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/sheet3.xml"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/worksheets/sheet3.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
  });
}

test('a workbook of a spreadsheet program', () => {
  const strings =
    '<si><t>总额</t></si><si><r><t>退</t></r><r><t xml:space="preserve">费 </t></r><rPh><t>tui</t></rPh></si>';
  const sheet =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"/>' +
    '<row r="3"><c r="A3"><v>0.30000000000000004</v></c><c r="C3" t="inlineStr"><is><t>a&#x26;b</t></is></c></row>';
  expect(rowsOf(workbook(sheet, strings))).toEqual([
    ['总额', '', '退费'],
    ['0.3', '', 'a&b'],
  ]);
});

test('what is no table, is too large or does not end is said, quickly', () => {
  expect(rowsOf(Uint8Array.from([0, 1, 2]))).toContain('not a table');
  expect(rowsOf(zipSync({ 'a.txt': strToU8('x') }))).toContain('not a table');
  expect(rowsOf(new Uint8Array(4 * 1024 * 1024 + 1).fill(97))).toContain('4 MB');
  expect(rowsOf(strToU8('a\n'.repeat(20_002)))).toContain('20 000 rows');
  const started = performance.now();
  expect(rowsOf(workbook('<row>'.repeat(200_000)))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('columns are found by any of their names; what is missing is a problem, what is not ours is kept', () => {
  const read = byColumn(
    [
      ['医疗费总额（元）', '统筹基金'],
      ['12.5', '8'],
    ],
    {
      total: { name: { zh: '医疗费总额', en: 'total' }, required: true },
      id: { name: { zh: '结算编号', en: 'settlement' }, required: true },
    },
  );
  expect(read.rows).toEqual([{ row: 2, cells: { total: '12.5', id: '' }, others: { 统筹基金: '8' } }]);
  expect(read.problems.map(({ message }) => message.zh)).toEqual(['缺少“结算编号”列']);
});

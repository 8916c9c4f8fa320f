import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { xlsxFile } from '../write/xlsx.ts';
import { openSheet, SHEET_LIMITS, type SheetRow } from './read-sheet.ts';
import { SheetUnreadable } from './sheet-unreadable.ts';

async function read(bytes: Uint8Array, limits = SHEET_LIMITS) {
  const sheet = await openSheet(bytes, { limits });
  const rows: SheetRow[] = [];
  for await (const batch of sheet.rows) rows.push(...batch);
  return { ...sheet, rows };
}
const rowsOf = async (bytes: Uint8Array): Promise<readonly SheetRow[]> => (await read(bytes)).rows;
const cellsOf = async (bytes: Uint8Array) => (await rowsOf(bytes)).map((row) => row.cells);
const reasonOf = (bytes: Uint8Array, limits = SHEET_LIMITS): Promise<string> =>
  read(bytes, limits).then(
    () => 'read',
    (error: unknown) => (error instanceof SheetUnreadable ? error.reason : String(error)),
  );

const PEOPLE = [
  ['姓名', '证件号码'],
  ['𠮷田·阿依古丽', '11010519491231002X'],
];

/** A workbook as other programs write it: shared strings, numbers, a formula, an empty row. */
function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="说明" sheetId="1" state="hidden" r:id="a"/><sheet name="表" sheetId="2" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/sharedStrings.xml':
      '<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si></sst>',
    'xl/worksheets/sheet2.xml': sheet,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

test('what is written is read again, rare characters and long numbers whole', async () => {
  const file = xlsxFile([
    { name: '数据', columns: [{ width: 10 }, { width: 20, choices: ['甲', '乙'] }], rows: PEOPLE },
  ]);
  expect(await read(file)).toMatchObject({
    format: 'xlsx',
    rows: [
      { rowNo: 1, cells: PEOPLE[0] },
      { rowNo: 2, cells: PEOPLE[1] },
    ],
  });
});

test('text that looks like a formula or holds what XML cannot stays text', async () => {
  const cells = ['=1+1', '<a&"b">', 'a\u0001b', ' x '];
  expect(await cellsOf(xlsxFile([{ name: 's', columns: [], rows: [cells] }]))).toEqual([
    ['=1+1', '<a&"b">', 'a\ufffdb', ' x '],
  ]);
});

test('cells of other programs: shared and rich text, numbers, formulas, gaps, empty rows', async () => {
  const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"/></row>
    <row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4"><v>1.3800138E10</v></c><c r="D4"><v>4.30322198001011E+17</v></c>
    <c r="E4"><f>1+1</f><v>2</v></c><c r="F4" t="b"><v>1</v></c><c r="G4" t="inlineStr"><is><t>a_x000A_b</t></is></c></row></sheetData></worksheet>`;
  expect(await rowsOf(workbook(sheet))).toEqual([
    { rowNo: 1, cells: ['姓名'] },
    { rowNo: 4, cells: ['张三', '', '13800138000', '4.30322198001011E+17', '2', 'TRUE', 'a\nb'] },
  ]);
});

test('text files: UTF-8 with and without mark, GB18030 with a four-byte character, UTF-16 with tabs', async () => {
  const utf8 = Buffer.from('姓名,证件号码\r\n"𠮷,田",1\r\n');
  const rows = [
    ['姓名', '证件号码'],
    ['𠮷,田', '1'],
  ];
  expect(await cellsOf(utf8)).toEqual(rows);
  expect(await cellsOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]))).toEqual(rows);
  // 姓 D0D5 名 C3FB , 𠮷 95328239 (the four-byte area of GB 18030 begins at 90308130 for U+10000)
  const offset = 0x20bb7 - 0x10000;
  const four = [
    0x90 + Math.floor(offset / 12600),
    0x30 + Math.floor((offset % 12600) / 1260),
    0x81 + Math.floor((offset % 1260) / 10),
    0x30 + (offset % 10),
  ];
  const gb = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, ...four, 0x0a]);
  expect(await read(gb)).toMatchObject({ format: 'csv', encoding: 'gb18030' });
  expect(await cellsOf(gb)).toEqual([['姓名'], ['𠮷']]);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t号\n李四\t2', 'utf16le')]);
  expect(await cellsOf(wide)).toEqual([
    ['姓名', '号'],
    ['李四', '2'],
  ]);
});

test('what cannot be read says why', async () => {
  const book = (sheet: string, more = {}) =>
    workbook(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`, more);
  expect(await reasonOf(new Uint8Array())).toBe('empty');
  expect(await reasonOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('old-or-locked');
  expect(await reasonOf(Buffer.from('<html><table>'))).toBe('not-a-sheet');
  expect(await reasonOf(Buffer.from([0x89, 0x50, 0, 0]))).toBe('not-a-sheet');
  expect(await reasonOf(Buffer.from([0x80, 0xff, 0x20]))).toBe('encoding');
  expect(await reasonOf(Buffer.from('a,b\n"x,1\ny,2\n'))).toBe('quotes');
  expect(await reasonOf(Buffer.from('PK\u0003\u0004 nothing'))).toBe('damaged');
  expect(await reasonOf(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe('not-a-sheet');
  expect(await reasonOf(book('<row><c><v>1</v>'))).toBe('damaged');
  expect(await reasonOf(book('<!DOCTYPE a [<!ENTITY b "c">]>'))).toBe('damaged');
  expect(
    await reasonOf(book('', { 'xl/workbook.xml': '<workbook><workbookPr date1904="1"/></workbook>' })),
  ).toBe('date-1904');
  expect(await reasonOf(book('', { 'xl/workbook.xml': '<workbook><sheets/></workbook>' }))).toBe('no-sheet');
});

test('limits hold before anything is unpacked, and while it is', async () => {
  const small = {
    ...SHEET_LIMITS,
    fileBytes: 100_000,
    unpackedBytes: 1_000_000,
    rows: 3,
    columns: 4,
    cellLength: 9,
  };
  const bomb = workbook(`<worksheet>${' '.repeat(5_000_000)}</worksheet>`);
  expect(bomb.length).toBeLessThan(100_000);
  expect(await reasonOf(bomb, small)).toBe('too-large');
  // A bomb that says it is small: the size in the list of contents is changed to a thousand bytes.
  const liar = Buffer.from(bomb);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(5_000_000 + 23);
  for (let at = liar.indexOf(size); at >= 0; at = liar.indexOf(size, at + 1)) liar.writeUInt32LE(1_000, at);
  expect(await reasonOf(liar, small)).toBe('damaged');
  expect(await reasonOf(Buffer.alloc(100_001, 0x61), small)).toBe('too-large');
  expect(await reasonOf(Buffer.from('a\nb\nc\nd\n'), small)).toBe('too-many-rows');
  expect(await reasonOf(Buffer.from('a,b,c,d,e\n'), small)).toBe('too-many-columns');
  expect(await reasonOf(Buffer.from('0123456789\n'), small)).toBe('cell-too-long');
});

import { expect, test } from 'vitest';
import { readSheet } from '../sheet/sheet.ts';
import { levyTemplate } from './evidence-template.ts';
import { readCheckSet } from './load-check-set.ts';
import { readEvidence } from './read-evidence.ts';

const { evidence } = readCheckSet();
const read = (kind: string, table: readonly (readonly string[])[]) => {
  const known = evidence.get(kind);
  if (known === undefined) throw new Error(kind);
  return readEvidence(
    known,
    table.map((cells, i) => ({ rowNo: i + 1, cells })),
  );
};

test('amounts, days and months are read as people write them', () => {
  const head = ['姓名', '证件号码', '月份', '应发工资（元）'];
  expect(read('payroll', [head, ['陈建国', '990100198104120017', '2026年5月', '8,000.5']])).toEqual({
    kind: 'read',
    rows: [
      {
        rowNo: 2,
        cells: { name: '陈建国', certNo: '990100198104120017', month: '2026-05', wageFen: 800_050 },
      },
    ],
  });
  const roster = read('roster', [
    ['姓名', '证件号码', '入职日期'],
    ['王', '1', '2026/1/5'],
  ]);
  expect(roster).toMatchObject({ rows: [{ cells: { startedOn: '2026-01-05' } }] });
});

test('everything that is wrong is said at once, with row, column, rule and remedy', () => {
  const result = read('payroll', [
    ['姓名', '证件号码', '月份', '应发工资（元）'],
    ['', '4.30322E+17', '2026-13', '12.345'],
    ['陈', '990100198104120017', '2026-05', ''],
  ]);
  expect(result.kind === 'invalid' && result.problems.map((one) => one.message.zh)).toEqual([
    '第 2 行“姓名”：不能为空',
    '第 2 行“证件号码”：是被表格软件改写的数字，末几位已丢失',
    '第 2 行“月份”：不是月份',
    '第 2 行“应发工资（元）”：不是金额（元，至多两位小数）',
    '第 3 行“应发工资（元）”：不能为空',
  ]);
});

test('a column that is missing, and a word that stands for nothing', () => {
  expect(read('payroll', [['姓名', '月份']])).toMatchObject({
    kind: 'invalid',
    problems: [{ code: 'column-missing' }, { code: 'column-missing' }],
  });
  const paper = read('paperForms', [
    ['姓名', '证件号码', '在职或退休'],
    ['陈', '1', '内退'],
  ]);
  expect(paper).toMatchObject({
    problems: [{ message: { zh: '第 2 行“在职或退休”：只能是 在职、退休、active、retired' } }],
  });
});

test.each([...evidence.values()])(
  'the templates of $id are read again, and their example is a row without a mistake',
  async (kind) => {
    for (const [lang, format] of [
      ['zh', 'xlsx'],
      ['en', 'xlsx'],
      ['zh', 'csv'],
      ['en', 'csv'],
    ] as const) {
      const answer = levyTemplate(kind.id, { format, lang });
      if (answer.kind !== 'file') throw new Error(answer.code);
      const sheet = await readSheet(Buffer.from(answer.file.content));
      if (sheet.kind === 'invalid') throw new Error(sheet.why.en);
      const [head] = sheet.rows;
      if (head === undefined) throw new Error('no head');
      const row = { rowNo: 2, cells: kind.columns.map(({ example }) => example) };
      const filled = readEvidence(kind, [head, row]);
      expect(filled, `${lang} ${format}`).toMatchObject({ kind: 'read', rows: [{ rowNo: 2 }] });
      if (filled.kind === 'read')
        expect(Object.keys(filled.rows[0]?.cells ?? {}).sort()).toEqual(
          kind.columns.map(({ id }) => id).sort(),
        );
    }
  },
);

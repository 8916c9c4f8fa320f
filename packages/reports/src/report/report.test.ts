import { date } from '@gongji/domain';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { buildReportDocx } from './build-docx.ts';
import { checkReport } from './check-report.ts';
import { figureText } from './figure-text.ts';
import type { Figure, Report } from './report.ts';
import { reportSheets } from './report-rows.ts';

const words = (zh: string) => ({ zh, en: `${zh} (en)` });
const figure = (id: string, value: number | null, more: Partial<Figure> = {}): Figure => ({
  id,
  name: words(id),
  unit: 'count',
  value,
  formula: words('数'),
  ...more,
});

const report = (figures: readonly Figure[], totalPersons = 30): Report => ({
  id: 'test',
  title: words('参保情况'),
  organisation: '共济市医疗保障局',
  from: date('2026-01-01'),
  to: date('2026-06-30'),
  madeOn: date('2026-07-02'),
  madeBy: '演示领导',
  sections: [
    {
      heading: words('一、参保'),
      paragraphs: [words('按社区分列如下。')],
      figures,
      tables: [
        {
          id: 'areas',
          title: words('分区县'),
          columns: [
            { id: 'area', name: words('区县'), unit: 'text' },
            { id: 'persons', name: words('人数'), unit: 'count' },
            { id: 'fees', name: words('缴费'), unit: 'fen' },
            { id: 'rate', name: words('参保率'), unit: 'ppm' },
          ],
          rows: [
            ['同心区', 10, 400_000, 950_000],
            ['望舒区', 20, 800_050, 962_500],
          ],
          total: [words('合计'), totalPersons, 1_200_050, 958_000],
        },
      ],
    },
  ],
});

test('what adds up is fine', () => {
  const figures = [
    figure('employee', 22_093),
    figure('resident', 49_036),
    // 22 093 + 49 036 = 71 129
    figure('insured', 71_129, { sumOf: ['employee', 'resident'] }),
    figure('eligible', 73_900),
    // 71 129 ÷ 73 900 = 0.962 503 38…
    figure('rate', 962_503, { unit: 'ppm', ratioOf: { part: 'insured', whole: 'eligible' } }),
    figure('note', null),
  ];
  expect(checkReport(report(figures))).toEqual([]);
});

test('every total that differs from its parts is named, with both numbers', () => {
  // A levy printed as 3 424 whose parts are 1 980 + 1 597 = 3 577.
  const figures = [
    figure('employee', 198_000, { unit: 'fen' }),
    figure('resident', 159_700, { unit: 'fen' }),
    figure('levied', 342_400, { unit: 'fen', sumOf: ['employee', 'resident'] }),
    figure('rate', 1_000_000, { unit: 'ppm', ratioOf: { part: 'resident', whole: 'employee' } }),
  ];
  expect(checkReport(report(figures, 31)).map((one) => one.message.zh)).toEqual([
    '“levied”为 3,424.00，按其组成应为 3,577.00',
    // 1 597 ÷ 1 980 = 0.806 565…
    '“rate”为 100.00%，按其组成应为 80.66%',
    '“分区县·人数”为 31，按其组成应为 30',
  ]);
});

test.each([
  [962_500, 'ppm', '96.25%'],
  [49_658_200, 'fen', '496,582.00'],
  [-5, 'fen', '−0.05'],
  [7_761, 'count', '7,761'],
  [null, 'count', '（待填 to be filled in）'],
] as const)('%s %s is read as %s', (value, unit, text) => {
  expect(figureText(value, unit)).toBe(text);
});

test('the Word file carries the words and numbers of the language asked for', async () => {
  const bytes = await buildReportDocx(report([figure('insured', 71_129)]), 'zh');
  const xml = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array());
  for (const text of ['参保情况', '71,129', '同心区', '8,000.50', '96.25%', '合计', '共济市医疗保障局'])
    expect(xml).toContain(text);
  expect(xml).not.toContain('(en)');
});

test('the sheets hold numbers as numbers', () => {
  const [figures, areas] = reportSheets(report([figure('insured', 71_129)]), 'en');
  expect(figures?.rows.at(-1)).toEqual(['insured (en)', 'number', 71_129, '数 (en)']);
  expect(areas?.rows).toEqual([
    ['区县 (en)', '人数 (en)', '缴费 (en)', '参保率 (en)'],
    ['同心区', 10, 4_000, 95],
    ['望舒区', 20, 8_000.5, 96.25],
    ['合计 (en)', 30, 12_000.5, 95.8],
  ]);
});

import { date, type Fen } from '@gongji/domain';
import { checkReport } from '@gongji/reports';
import type { LevyPlaceRow } from '@gongji/store/contribution';
import { expect, test } from 'vitest';
import { ledgerProblems } from './ledger-problems.ts';
import type { ReportInputs } from './report-inputs.ts';
import { reportOf } from './reports.ts';

type Amounts = readonly [number, number, number, number];
/** Employees assessed and collected, residents assessed and collected, and the ledger. */
function ofPlace(key: string, name: string, [eb, ep, rb, rp]: Amounts, ledger: number): LevyPlaceRow {
  const money = { employeeBilledFen: eb, employeePaidFen: ep, residentBilledFen: rb, residentPaidFen: rp };
  return { key, name, ...money, ledgerFen: ledger } as LevyPlaceRow;
}

const inputs: ReportInputs = {
  organisation: '共济市医疗保障局',
  from: date('2026-01-01'),
  to: date('2026-06-30'),
  madeOn: date('2026-07-01'),
  madeBy: '演示领导',
  areas: [
    { key: '1', name: '和平社区', eligible: 4_000, employees: 1_200, residents: 2_700, away: 30 },
    { key: '2', name: '民乐社区', eligible: 4_063, employees: 1_000, residents: 2_861, away: 12 },
  ],
  levy: [
    { scheme: 'employee', payer: 'unit', billedFen: 100_000 as Fen, paidFen: 95_000 as Fen },
    { scheme: 'resident', payer: 'person', billedFen: 40_000 as Fen, paidFen: 40_000 as Fen },
    { scheme: 'resident', payer: 'central', billedFen: 60_000 as Fen, paidFen: 30_000 as Fen },
  ],
  levyPlaces: [
    ofPlace('990101', '和平区', [70_000, 66_000, 25_000, 24_000], 90_000),
    ofPlace('990102', '民乐区', [30_000, 29_000, 14_000, 15_000], 44_000),
    ofPlace('', '', [0, 0, 1_000, 1_000], 1_000),
    ofPlace('undivided', '', [0, 0, 60_000, 30_000], 30_000),
  ],
  benefits: [
    {
      scheme: 'resident',
      visits: 2_279,
      totalFen: 60_000_000 as Fen,
      inScopeFen: 48_000_000 as Fen,
      fundFen: 29_000_000 as Fen,
    },
  ],
  targets: { employees: 2_000, residents: null, levyFen: null },
  nextTargets: { employees: 2_300, residents: null, levyFen: 170_000 as Fen },
  census: { asOf: date('2026-03-31'), source: '公安户籍' },
  ledgerIncomeFen: 165_000 as Fen,
};

const figure = (id: string) =>
  reportOf('half-year', inputs)
    .sections.flatMap((one) => one.figures ?? [])
    .find((one) => one.id === id)?.value;

test.each([
  ['insured', 7_761], // 1 200 + 1 000 + 2 700 + 2 861
  ['eligible', 8_063],
  ['participation', 962_545], // 7 761 ÷ 8 063 = 0.962 544 9…
  ['employeesMet', 1_100_000], // 2 200 ÷ 2 000
  ['residentsTarget', null],
  ['collected', 165_000], // 950.00 + 400.00 + 300.00
  ['collection', 825_000], // 1 650 ÷ 2 000
  ['subsidies', 30_000],
  ['visits', 2_279],
  ['collectedEach', 21], // 165 000 ÷ 7 761 = 21.26
  ['fundPerVisit', 12_725], // 29 000 000 ÷ 2 279 = 12 724.9
  ['fundShare', 604_167], // 290 000 ÷ 480 000 = 0.604 166 6…
])('%s', (id, value) => {
  expect(figure(id)).toBe(value);
});

test('with every target set, the whole is said against it: insured, assessed and collected', () => {
  const targets = { employees: 2_000, residents: 5_600, levyFen: 160_000 as Fen };
  const report = reportOf('annual', { ...inputs, targets });
  const of = (id: string) => report.sections.flatMap((one) => one.figures ?? []).find((one) => one.id === id);
  expect(checkReport(report)).toEqual([]);
  expect(of('insuredTarget')).toMatchObject({ value: 7_600, sumOf: ['employeesTarget', 'residentsTarget'] });
  expect(of('insuredMet')?.value).toBe(1_021_184); // 7 761 ÷ 7 600 = 1.021 184 2…
  expect(of('assessedMet')?.value).toBe(1_250_000); // 200 000 ÷ 160 000
  expect(of('levyMet')?.value).toBe(1_031_250); // 165 000 ÷ 160 000
});

test('the annual report ends with the targets of the next year; what is not set is to be filled in', () => {
  const values = (kind: 'half-year' | 'annual') =>
    reportOf(kind, inputs)
      .sections.flatMap((one) => one.figures ?? [])
      .filter((one) => one.id.startsWith('next'))
      .map((one) => [one.id, one.value]);
  expect(values('half-year')).toEqual([]);
  // 2 300 − (1 200 + 1 000)
  expect(values('annual')).toEqual([
    ['nextEmployees', 2_300],
    ['nextEmployeesMore', 100],
    ['nextResidents', null],
    ['nextResidentsMore', null],
    ['nextLevy', 170_000],
  ]);
});

test('a report adds up, and equals the ledger', () => {
  for (const kind of ['half-year', 'annual'] as const)
    expect(checkReport(reportOf(kind, inputs))).toEqual([]);
  expect(ledgerProblems(inputs)).toEqual([]);
  expect(ledgerProblems({ ...inputs, ledgerIncomeFen: 164_999 as Fen })).toHaveLength(1);
});

test('collection by area: the rows make the sums of the schemes, and each equals the ledger', () => {
  const table = reportOf('annual', inputs).sections[1]?.tables?.[1];
  // 700.00 + 250.00 assessed, 660.00 + 240.00 collected: 900 ÷ 950 = 0.947 368 4…
  expect(table?.rows[0]?.slice(1)).toEqual([70_000, 66_000, 25_000, 24_000, 95_000, 90_000, 947_368]);
  expect(table?.rows.slice(2).map(([name]) => name)).toEqual([
    { zh: '未登记片区', en: 'no place on file' },
    { zh: '不分到此级', en: 'not divided so far' },
  ]);
  // Employees 1 000.00 and 950.00, residents 1 000.00 and 700.00: 1 650 ÷ 2 000.
  expect(table?.total?.slice(1)).toEqual([100_000, 95_000, 100_000, 70_000, 200_000, 165_000, 825_000]);
  // A row left out is found: residents assessed, collected and both in all.
  const short = checkReport(reportOf('annual', { ...inputs, levyPlaces: inputs.levyPlaces.slice(0, -1) }));
  expect(short.map((one) => one.figure)).toEqual(Array(4).fill('levyPlaces'));
  const [first, ...others] = inputs.levyPlaces;
  const wrong = { ...first, ledgerFen: 89_999 } as LevyPlaceRow;
  expect(ledgerProblems({ ...inputs, levyPlaces: [wrong, ...others] })).toEqual([
    {
      figure: 'levyPlaces',
      message: {
        zh: '和平区：实际征缴 900.00 元与账面收入 899.99 元不符',
        en: '和平区: collected 900.00 yuan, by the ledger 899.99 yuan',
      },
    },
  ]);
});

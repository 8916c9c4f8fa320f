import { date } from '@gongji/domain';
import type { PersonChargeRow } from '@gongji/store/contribution';
import { describe, expect, test } from 'vitest';
import { countMonths } from '../enrolment/months-counted.ts';
import { makeSheet, type SheetFacts } from './own-sheet.ts';
import { sheetProblems } from './sheet-problems.ts';

const TODAY = date('2026-06-15');
/** 7 % of the employer, 1 % of his into the account, 2 % of the person's own into it. */
const LINES = [
  { payer: 'employer', fund: 'pooledFund' },
  { payer: 'employer', fund: 'account' },
  { payer: 'person', fund: 'account' },
];
const charge = (period: string, baseFen: number | null, amounts: readonly number[], lines = LINES) =>
  ({
    ...{ chargeId: period, period, scheme: 'employee', kind: 'contribution', baseFen, lines, amounts },
    ...{
      totalFen: 0,
      ...{ version: 1, reversal: false, takenBack: false, late: false },
      billPayer: null,
      unitName: null,
      billFen: null,
      paidFen: null,
      dueOn: null,
      paidOn: null,
    },
  }) satisfies PersonChargeRow;
const month = (period: string, paid = true) => ({ month: period, paid });
const NOTHING = { charged: [], counted: [], madeUp: [], lastBaseFen: null, firstMonth: '2026-01' };
const facts = (
  change: Partial<SheetFacts['months']['sources']>,
  more: Partial<SheetFacts> = {},
): SheetFacts => {
  const sources = { ...NOTHING, ...change };
  return {
    ...{ scheme: 'employee', months: { sources, counted: countMonths(sources, '990100') }, charges: [] },
    ...{ here: { division: '990100', place: '共济市' }, years: [], sources: [], balanceFen: 0 },
    ...more,
  };
};

const ELSEWHERE = {
  ...{ kind: 'actual' as const, division: '990200', place: '邻市' },
  ...{ from: '2025-11', to: '2026-01', months: 3 },
};
// 5,000.00: 350.00 + 50.00 + 100.00; 6,000.00: 420.00 + 60.00 + 120.00
const OF_5000 = [35_000, 5_000, 10_000];
const YEAR = facts(
  {
    charged: [
      month('2026-01'),
      month('2026-02'),
      month('2026-03'),
      month('2026-04'),
      month('2026-05', false),
    ],
    counted: [ELSEWHERE],
    madeUp: [{ actId: '1', months: 6, paid: true, paidOn: date('2026-05-01') }],
  },
  {
    charges: [
      charge('2026-05', 600_000, [42_000, 6_000, 12_000]),
      charge('2026-04', 600_000, [42_000, 6_000, 12_000]),
      ...['2026-03', '2026-02', '2026-01'].map((period) => charge(period, 500_000, OF_5000)),
    ],
    // 2024: interest alone. 2025: 510.00 transferred in. 2026: 630.00 of contributions, 3.50 interest, 100.00 spent.
    years: [
      {
        year: '2026',
        openingFen: 51_200,
        closingFen: 104_550,
        byKind: { credit: 63_000, interest: 350, spend: -10_000 },
      },
      { year: '2025', openingFen: 200, closingFen: 51_200, byKind: { 'transfer-in': 51_000 } },
      { year: '2024', openingFen: 0, closingFen: 200, byKind: { interest: 200 } },
    ],
    // 2026: 3 × 50.00 + 60.00 of the employer; 2025 brought 100.00 of employers and 10.00 interest.
    sources: [
      { year: '2025', employerFen: 0, broughtEmployerFen: 10_000, broughtInterestFen: 1_000 },
      { year: '2026', employerFen: 21_000, broughtEmployerFen: 0, broughtInterestFen: 0 },
    ],
    balanceFen: 104_550,
  },
);

describe('信息表', () => {
  test('has a row for each stretch of a year, place and base, with what employer and person paid', () => {
    const { rows } = makeSheet(YEAR);
    expect(
      rows.map((r) => [r.division, r.from, r.to, r.months, r.baseFen, r.employerPaidFen, r.personPaidFen]),
    ).toEqual([
      ['990100', '2024-01', '2024-01', 0, undefined, undefined, undefined],
      // January 2026 is charged here: it does not count twice.
      ['990200', '2025-11', '2025-12', 2, undefined, 0, 0],
      // 3 × (350.00 + 50.00), 3 × 100.00
      ['990100', '2026-01', '2026-03', 3, 500_000, 120_000, 30_000],
      ['990100', '2026-04', '2026-04', 1, 600_000, 48_000, 12_000],
    ]);
  });

  test('counts the months that every page counts: 4 paid here, 2 elsewhere, 6 made up', () => {
    const sheet = makeSheet(YEAR);
    expect([sheet.employeeMonths, sheet.madeUpMonths, sheet.residentMonths]).toEqual([12, 6, 0]);
    expect(sheetProblems(sheet, { known: [], today: TODAY, gapsTold: true })).toEqual([]);
  });

  test('says of each year and of the whole what came from whom', () => {
    const sheet = makeSheet(YEAR);
    expect(
      sheet.rows.map((r) => [
        r.bookedFen,
        r.bookedPersonFen,
        r.interestFen,
        r.yearEndFen,
        r.yearEndPersonFen,
      ]),
    ).toEqual([
      [0, 0, 200, 200, 0],
      // 510.00 + 2.00; of it 400.00 his own, 100.00 of employers, 12.00 interest.
      [0, 0, 0, 51_200, 40_000],
      [0, 0, 0, 0, 0],
      // 400.00 + 420.00 his own; 100.00 + 210.00 of employers, of which 100.00 are spent.
      [63_000, 42_000, 350, 104_550, 82_000],
    ]);
    // 820.00 + 210.00 + 15.50 = 1,045.50
    expect([sheet.personFen, sheet.employerFen, sheet.interestFen, sheet.totalFen]).toEqual([
      82_000, 21_000, 1_550, 104_550,
    ]);
  });

  test('of a resident puts what a year cost into its first row', () => {
    const lines = [
      { payer: 'person', fund: 'pooledFund' },
      { payer: 'central', fund: 'pooledFund' },
    ];
    const paid = { ...charge('2026', null, [42_000, 71_000], lines), scheme: 'resident' as const };
    const sheet = makeSheet({
      ...facts({ charged: [month('2026-01'), month('2026-02'), month('2026-05')] }, { charges: [paid] }),
      scheme: 'resident',
    });
    expect(sheet.rows.map((r) => [r.from, r.to, r.personPaidFen, r.employerPaidFen])).toEqual([
      ['2026-01', '2026-02', 42_000, 0],
      ['2026-05', '2026-05', 0, 0],
    ]);
    expect([sheet.employeeMonths, sheet.residentMonths, sheet.totalFen]).toEqual([0, 3, 0]);
  });
});

import type { TransferSheet } from '@gongji/contract';
import { date, fen } from '@gongji/domain';
import { expect, test } from 'vitest';
import { sheetProblems } from './sheet-problems.ts';

const row = (from: string, to: string, months: number) => ({
  division: '990200',
  place: '邻市',
  from,
  to,
  months,
  bookedFen: fen(0),
  bookedPersonFen: fen(0),
  interestFen: fen(0),
  yearEndFen: fen(0),
  remarks: '',
});
const sheet = (rows: TransferSheet['rows'], change: Partial<TransferSheet> = {}): TransferSheet => ({
  employeeMonths: rows.reduce((sum, r) => sum + r.months, 0),
  residentMonths: 0,
  deemedMonths: 0,
  deemedEvidence: '',
  personFen: fen(0),
  employerFen: fen(0),
  interestFen: fen(0),
  totalFen: fen(0),
  rows,
  ...change,
});
const context = { known: [], today: date('2026-06-15'), gapsTold: false };
const codes = (...given: Parameters<typeof sheetProblems>) => sheetProblems(...given).map((p) => p.code);

test('a sheet whose months and sums are right has nothing against it', () => {
  // 2025: 3 to 12 are 10 months; 2026: 1 to 5 are 5; 1200.00 + 300.00 + 12.34 = 1512.34
  const money = {
    personFen: fen(120_000),
    employerFen: fen(30_000),
    interestFen: fen(1_234),
    totalFen: fen(151_234),
  };
  const right = sheet([row('2025-03', '2025-12', 10), row('2026-01', '2026-05', 5)], money);
  expect(codes(right, context)).toEqual([]);
});

test('everything wrong is told at once', () => {
  const wrong = sheet(
    [row('2025-06', '2025-12', 6), row('2025-01', '2025-06', 6), row('2026-01', '2026-07', 7)],
    {
      employeeMonths: 18,
      totalFen: fen(1),
      deemedMonths: 12,
    },
  );
  // Row 1: June to December are 7; row 2 is earlier than row 1 and shares June; row 3 ends after June 2026; 6 + 6 + 7 = 19, not 18.
  expect(codes(wrong, context)).toEqual([
    'stretch-months',
    'stretch-order',
    'stretch-future',
    'stretch-overlap',
    'sheet-months',
    'sheet-balance',
    'deemed-evidence',
  ]);
});

test('months covered here count once, and gaps must be told', () => {
  const theirs = sheet([row('2025-01', '2025-06', 6)]);
  expect(codes(theirs, { ...context, known: [{ from: '2025-06', to: '2026-06' }] })).toEqual([
    'stretch-overlap',
  ]);
  const known = [{ from: '2025-09', to: '2026-06' }];
  expect(sheetProblems(theirs, { ...context, known })[0]?.message.zh).toContain('2025-07–2025-08');
  expect(codes(theirs, { ...context, known, gapsTold: true })).toEqual([]);
});

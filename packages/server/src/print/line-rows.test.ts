import { fen } from '@gongji/domain';
import { checkSums } from '@gongji/reports';
import { expect, test } from 'vitest';
import { categoriesOf, splitCells, wholeBillRows } from './line-rows.ts';

test('first-pay of a whole bill stands below the lines, so that the columns add up to the bill', () => {
  const split = {
    selfPaidFen: fen(0),
    overLimitFen: fen(0),
    firstPayFen: fen(1_000),
    inScopeFen: fen(9_000),
  };
  const name = { zh: '异地先行自付', en: 'first-pay outside the region' };
  // 100.00, a tenth of it first-pay; 15 % of the 90.00 in scope: 13.50 more, 76.50 are left
  const lines = [
    { category: { zh: '西药费', en: 'western drugs' }, amountFen: fen(10_000), ...splitCells(split) },
    ...wholeBillRows([{ name, amountFen: fen(1_350) }]),
  ];
  const categories = categoriesOf(lines);
  expect(categories.map(({ category, firstPayFen }) => [category.zh, firstPayFen])).toEqual([
    ['西药费', 1_000],
    ['按整单计算', 1_350],
  ]);
  const fields = {
    totalFen: fen(10_000),
    selfPaidFen: fen(0),
    overLimitFen: fen(0),
    firstPayFen: fen(2_350),
    inScopeFen: fen(7_650),
    fundFen: fen(0),
    personFen: fen(10_000),
    cashFen: fen(10_000),
  };
  const sheet = { document: 'settlement-sheet', fields, flags: [] } as const;
  const none = { funds: [], shares: [], counters: [] };
  expect(checkSums({ ...sheet, rows: { ...none, lines, categories } })).toEqual([]);
  const without = lines.slice(0, 1);
  expect(
    checkSums({ ...sheet, rows: { ...none, lines: without, categories: categoriesOf(without) } }).length,
  ).toBeGreaterThan(0);
});

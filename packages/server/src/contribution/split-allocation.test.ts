import { expect, test } from 'vitest';
import { splitAllocation } from './split-allocation.ts';

const line = (payer: string, fund: string, amountFen: number, component = 'basic') => ({
  payer,
  fund,
  component,
  amountFen,
});
const lines = [
  line('employer', 'pooledFund', 70_000),
  line('employer', 'pooledFund', 5_000, 'maternity'),
  line('person', 'account', 20_000),
  line('person', 'largeAmount', 800),
];

test('what is enough pays every line', () => {
  // 700 + 50 + 200 + 8 = 958.00
  const split = splitAllocation({ lines, paidLines: [] }, 100_000);
  expect(split).toEqual({ amountFen: 95_800, lines, full: true });
});

test('what is not enough fills the funds in order, accounts wait', () => {
  // 720.00: 700 + 20 of 50
  expect(splitAllocation({ lines, paidLines: [] }, 72_000)).toEqual({
    amountFen: 72_000,
    lines: [line('employer', 'pooledFund', 70_000), line('employer', 'pooledFund', 2_000, 'maternity')],
    full: false,
  });
  // 900.00: 700 + 50 + 8 = 758.00; the other 142.00 stay free, because 200.00 of the accounts are not there in full
  expect(splitAllocation({ lines, paidLines: [] }, 90_000).amountFen).toBe(75_800);
});

test('the rest pays what the first payment left', () => {
  const paidLines = [
    line('employer', 'pooledFund', 70_000),
    line('employer', 'pooledFund', 2_000, 'maternity'),
  ];
  // open: 30 + 200 + 8 = 238.00
  expect(splitAllocation({ lines, paidLines }, 23_800)).toEqual({
    amountFen: 23_800,
    lines: [
      line('employer', 'pooledFund', 3_000, 'maternity'),
      line('person', 'account', 20_000),
      line('person', 'largeAmount', 800),
    ],
    full: true,
  });
  expect(splitAllocation({ lines, paidLines: lines }, 5).amountFen).toBe(0);
});

test('a bill with negative lines is paid whole or not at all', () => {
  const mixed = [line('employer', 'pooledFund', 500), line('person', 'account', -100)];
  expect(splitAllocation({ lines: mixed, paidLines: [] }, 399).amountFen).toBe(0);
  expect(splitAllocation({ lines: mixed, paidLines: [] }, 400)).toEqual({
    amountFen: 400,
    lines: mixed,
    full: true,
  });
});

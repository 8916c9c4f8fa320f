import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { compareDay } from './compare.ts';

const line = (serial: string, amountFen: number) => ({ serial, amountFen, payerName: serial, billNo: '' });
const receipt = (serial: string, amountFen: number, paidOn = '2026-11-25') => ({
  ...{ receiptId: '1', serial, amountFen, paidOn: date(paidOn), payerName: serial },
});

test('each line that differs is named with its kind', () => {
  const found = compareDay(
    [line('A', 100), line('B', 200), line('C', 300), line('D', 400)],
    [receipt('A', 100), receipt('B', 201), receipt('D', 400, '2026-11-24'), receipt('E', 500)],
    date('2026-11-25'),
  );
  expect(found.map((d) => [d.serial, d.kind, d.statedFen, d.receivedFen])).toEqual([
    ['B', 'amount', 200, 201],
    ['C', 'not-taken', 300, undefined],
    ['D', 'other-day', 400, 400],
    ['E', 'not-on-statement', undefined, 500],
  ]);
});

test('a day that agrees has no difference', () => {
  expect(compareDay([line('A', 100)], [receipt('A', 100)], date('2026-11-25'))).toEqual([]);
});

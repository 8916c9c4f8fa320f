import { expect, test } from 'vitest';
import {
  billOf,
  caseAfter,
  type Draft,
  lineAmountHalfUp,
  newDraft,
  newKey,
  readyToSend,
  totalOf,
} from './draft.ts';

const line = (quantity: string, price: string) => ({
  listCode: 'X1',
  name: '甲',
  spec: '',
  unit: '盒',
  itemClass: 'A' as const,
  firstPayPpm: 0,
  restricted: false,
  quantity,
  price,
  approved: true,
});

test.each([
  ['2', '25', 5000],
  ['3', '0.335', 101], // 1.005 yuan, half up
  ['0.5', '0.01', 1], // 0.005 yuan, half up
  ['0.3333', '9.9999', 333], // 3.33296667
])('%s × %s = %i fen', (quantity, price, amount) => {
  expect(lineAmountHalfUp({ quantity, price })).toBe(amount);
});

test.each(['', '-1', '1e3', '1.23456', 'NaN', '1,5'])('%j is no number', (quantity) => {
  expect(lineAmountHalfUp({ quantity, price: '1' })).toBeUndefined();
});

test('lines that changed since they were sent are a new version, unchanged ones are not', () => {
  const draft: Draft = { ...newDraft(new Date(0), 'hospital'), lines: [line('1', '2')] };
  const first = readyToSend(draft);
  expect(first.revision).toBe(1);
  expect(readyToSend(first).revision).toBe(1);
  expect(readyToSend({ ...first, lines: [line('2', '2')] }).revision).toBe(2);
});

test('a body holds exact amounts, and an approval only where one is asked for', () => {
  const draft: Draft = { ...newDraft(new Date(0), 'hospital'), lines: [line('2', '25'), line('1', '0.5')] };
  expect(billOf(draft).lines.map(({ amountFen, approved }) => [amountFen, approved])).toEqual([
    [5000, false],
    [50, false],
  ]);
  expect(totalOf(draft.lines)).toBe(5050);
});

test('lines of a cancelled case are kept aside, those of a settled one are not', () => {
  const draft: Draft = { ...newDraft(new Date(0), 'hospital'), lines: [line('1', '2')] };
  const next = caseAfter(draft, new Date(0), 'hospital');
  expect([next.lines, next.dropped, next.key === draft.key]).toEqual([[], draft.lines, false]);
  expect(caseAfter({ ...draft, settlementId: '1' }, new Date(0), 'hospital').dropped).toBeUndefined();
});

test('time is that of Beijing, and keys differ', () => {
  expect(newDraft(new Date('2026-05-10T17:00:00Z'), 'pharmacy').begunAt).toBe('2026-05-11 01:00:00');
  expect(newKey()).toMatch(/^[a-z0-9]{11}$/);
  expect(newKey()).not.toBe(newKey());
});

import type { CalendarDate, Fen } from '@gongji/domain';
import type { BookedBill } from '@gongji/store/office';
import { expect, test } from 'vitest';
import { compareBooks } from './compare-books.ts';
import { readOwnBills } from './own-bill.ts';

const amount = (fen: number) => fen as Fen;

/** 100.00: 60.00 by the pooled fund, 20.00 by the large-sum fund, 5.00 by the account, 15.00 in cash. */
const BOOKED: BookedBill = {
  settlementId: '1',
  kind: 'settlement',
  originId: null,
  originDay: null as CalendarDate | null,
  reversedBy: null,
  cause: 'provider',
  replacedBy: null,
  clrType: '11',
  msgid: 'M1',
  invoiceNo: 'F1',
  settledAt: new Date(0),
  personId: '1',
  psnNo: '1',
  personName: '陈',
  totalFen: amount(10_000),
  fundFen: amount(8_000),
  accountFen: amount(500),
  cashFen: amount(1_500),
  payments: [
    { fundType: '310100', amountFen: 6_000 },
    { fundType: '330100', amountFen: 2_000 },
  ],
};

const rows = (...of: readonly (readonly string[])[]) => of.map((cells, i) => ({ rowNo: i + 1, cells }));

function own(head: string, row: string) {
  const read = readOwnBills(rows(head.split(','), row.split(',')));
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return read.bills;
}

test('amounts per fund are compared by code or published name, with separators and units', () => {
  const head = '单据号,总额,基金支付,310100,大额医疗费用补助基金';
  const { differences } = compareBooks([BOOKED], own(head, 'F1,￥100.000,80元,60,19.5'));
  expect(differences).toMatchObject([
    { kind: 'amounts', fields: [{ field: 'fund.330100', centreFen: 2_000, ownFen: 1_950 }] },
  ]);
  expect(compareBooks([BOOKED], own(head, 'M1,100,80,60,20')).differences).toEqual([]);
});

test('a receipt names a settlement or its refund, by the direction', () => {
  const refund: BookedBill = {
    ...BOOKED,
    settlementId: '2',
    kind: 'reversal',
    originId: '1',
    totalFen: amount(-10_000),
  };
  const { equal, differences } = compareBooks([BOOKED, refund], own('单据号,总额', 'F1,-100'));
  expect(equal.map(({ centre }) => centre.settlementId)).toEqual(['2']);
  expect(differences).toMatchObject([{ kind: 'only-centre', centre: { settlementId: '1' } }]);
});

test('two bills under one receipt are matched once each', () => {
  const second: BookedBill = { ...BOOKED, settlementId: '3' };
  const { equal, differences } = compareBooks([BOOKED, second], own('单据号,总额', 'F1,100'));
  expect([equal.length, differences.map(({ kind }) => kind)]).toEqual([1, ['only-centre']]);
});

test('numbers that a spreadsheet has cut are refused by name', () => {
  const read = readOwnBills(rows(['结算编号', '总额'], ['9.12317251770646E+17', '1'], ['9.12317E+17', '1']));
  expect(read.kind === 'invalid' && read.problems.map(({ message }) => message.zh)).toEqual([
    '第 2 行“结算编号”：编号的末几位已丢失',
    '第 3 行“结算编号”：编号的末几位已丢失',
  ]);
});

import type { SettlementReply } from '@gongji/client';
import type { Fen } from '@gongji/domain';
import { expect, test } from 'vitest';
import type { SettledBill } from '../day/day-record.ts';
import { money, roundedPercent } from './amounts.ts';
import { totalsOf } from './totals.ts';

const f = (amount: number) => amount as Fen;

function bill(reply: Partial<SettlementReply>): SettledBill {
  const patient = { psnNo: '1', name: '', certType: '01', certNo: '', bornOn: '', coverages: [], groups: [] };
  return {
    kind: 'settled',
    institution: '',
    insutype: '310',
    medType: '11',
    patient: { ...patient, credential: { type: '01', number: '' } },
    reply: { funds: [], providerFen: f(0), accountFen: f(0), ...reply } as SettlementReply,
  };
}

// A visit of 100.00: pool 60.00, account 25.00, cash 15.00. A stay of 1 000.00: pool 700.00, aid 100.00, hospital 50.00,
// cash 150.00. The visit is reversed.
const visit = {
  totalFen: f(10_000),
  fundFen: f(6_000),
  accountFen: f(2_500),
  cashFen: f(1_500),
  funds: [{ fundType: '310100', name: '', amountFen: f(6_000) }],
};
const stay = {
  totalFen: f(100_000),
  fundFen: f(80_000),
  cashFen: f(15_000),
  providerFen: f(5_000),
  funds: [
    { fundType: '310100', name: '', amountFen: f(70_000) },
    { fundType: '610100', name: '', amountFen: f(10_000) },
  ],
};
const mirror = {
  totalFen: f(-10_000),
  fundFen: f(-6_000),
  accountFen: f(-2_500),
  cashFen: f(-1_500),
  funds: [{ fundType: '310100', name: '', amountFen: f(-6_000) }],
};

test('totals by payer; a reversed bill leaves nothing', () => {
  // 100 + 1 000 − 100 = 1 000; pool 60 + 700 − 60 = 700; cash 15 + 150 − 15 = 150; account 25 − 25 = 0
  expect(totalsOf([bill(visit), bill(stay), bill(mirror)])).toMatchObject({
    bills: 2,
    reversals: 1,
    totalFen: 100_000,
    fundFen: 80_000,
    accountFen: 0,
    cashFen: 15_000,
    providerFen: 5_000,
    funds: [
      { fundType: '310100', amountFen: 70_000, name: { zh: '职工统筹基金' } },
      { fundType: '610100', amountFen: 10_000 },
    ],
    addsUp: true,
  });
});

test('a fen that is missing somewhere is found', () => {
  expect(totalsOf([bill({ ...visit, cashFen: f(1_499) })]).addsUp).toBe(false);
  expect(totalsOf([bill({ ...visit, funds: [] })]).addsUp).toBe(false);
});

test('amounts and shares as people read them', () => {
  expect(money(f(123_456_789))).toBe('1,234,567.89');
  expect(money(f(-50))).toBe('-0.50');
  expect(roundedPercent(f(1), f(3))).toBe('33.3 %'); // 333.33 ‰ → 333
  expect(roundedPercent(f(0), f(0))).toBe('');
});

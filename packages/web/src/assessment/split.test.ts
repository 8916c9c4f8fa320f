import { expect, test } from 'vitest';
import { personReasons, type Split } from './split.ts';

const parts = {
  selfPaidFen: 80_000,
  overLimitFen: 0,
  firstPayFen: 60_000,
  inScopeFen: 1_740_000,
  deductibleFen: 80_000,
};
const split = (personFen: number): Split => ({ totalFen: 1_880_000, personFen, payers: [], parts });

test('the reasons add up to what the person pays', () => {
  // 800 self-paid + 600 first-pay + 800 deductible + the person's share of the rest 2656
  expect(personReasons(split(485_600))).toEqual([
    { kind: 'selfPaid', amountFen: 80_000 },
    { kind: 'firstPay', amountFen: 60_000 },
    { kind: 'deductible', amountFen: 80_000 },
    { kind: 'coinsurance', amountFen: 265_600 },
  ]);
});

test('a later layer that pays part of the deductible lowers it', () => {
  // 1500 in all: 800 + 600 are outside the scope, so only 100 of the deductible is still the person's
  expect(personReasons(split(150_000))).toEqual([
    { kind: 'selfPaid', amountFen: 80_000 },
    { kind: 'firstPay', amountFen: 60_000 },
    { kind: 'deductible', amountFen: 10_000 },
  ]);
});

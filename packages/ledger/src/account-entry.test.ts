import { fen } from '@gongji/domain';
import { expect, test } from 'vitest';
import { accountPosting } from './account-entry.ts';

test.each([
  ['withdrawal', -500, '990100/accounts', '990100/payable/withdrawals'],
  ['transfer-out', -500, '990100/accounts', '990100/payable/transfers'],
  ['transfer-in', 500, '990100/collection/bank', '990100/accounts'],
  ['interest', 500, '990100/employee/fund/personalAccount/income/interest', '990100/accounts'],
  ['pooled-credit', 500, '990100/employee/fund/pooledFund/expense', '990100/accounts'],
  ['correction', 500, '990100/employee/fund/pooledFund/income/accountCorrection', '990100/accounts'],
  ['correction', -500, '990100/accounts', '990100/employee/fund/pooledFund/income/accountCorrection'],
] as const)('%s of %d fen goes from the debit of %s to the credit of %s', (cause, amount, debit, credit) => {
  expect(accountPosting('990100', cause, fen(amount))).toEqual({ debit, credit, amountFen: 500 });
});

import { type Fen, fen } from '@gongji/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountPath } from './account-path.ts';
import { reversalEntry, type SettledMoney, settlementEntry } from './settlement-entry.ts';
import { isBalanced, netFen, trialBalance } from './trial-balance.ts';

const amount = fc.integer({ min: 0, max: 9_000_000_000 }).map((n) => n as Fen);

const settledMoney: fc.Arbitrary<SettledMoney> = fc.record({
  regionCode: fc.constantFrom('990100', '990200'),
  scheme: fc.constantFrom('employee', 'resident'),
  institutionCode: fc.constantFrom('H99010100001', 'P99010100002'),
  owedTo: fc.constantFrom('institution', 'person'),
  payments: fc.array(
    fc.record({ payer: fc.constantFrom('pooledFund', 'catastrophic', 'aid'), amountFen: amount }),
  ),
  accountMoves: fc.array(fc.record({ regionCode: fc.constantFrom('990100', '990300'), amountFen: amount })),
});

describe('settlementEntry', () => {
  it('debits each fund and the personal accounts, and credits the institution', () => {
    const postings = settlementEntry({
      regionCode: '990100',
      scheme: 'employee',
      institutionCode: 'H99010100001',
      owedTo: 'institution',
      payments: [
        { payer: 'pooledFund', amountFen: fen(1_300_500) },
        { payer: 'largeAmount', amountFen: fen(0) },
      ],
      accountMoves: [{ regionCode: '990100', amountFen: fen(30_000) }],
    });
    expect(postings).toEqual([
      {
        debit: '990100/employee/fund/pooledFund/expense',
        credit: '990100/payable/H99010100001',
        amountFen: 1_300_500,
      },
      { debit: '990100/accounts', credit: '990100/payable/H99010100001', amountFen: 30_000 },
    ]);
  });

  it('owes a manual claim to the person', () => {
    const postings = settlementEntry({
      regionCode: '990100',
      scheme: 'resident',
      institutionCode: 'H99010100001',
      owedTo: 'person',
      payments: [{ payer: 'pooledFund', amountFen: fen(1) }],
      accountMoves: [],
    });
    expect(postings.map((p) => p.credit)).toEqual(['990100/payable/persons']);
  });

  it('owes exactly what funds and accounts pay', () => {
    fc.assert(
      fc.property(settledMoney, (settled) => {
        const owed = settlementEntry(settled).reduce((sum, p) => sum + p.amountFen, 0);
        const paid = [...settled.payments, ...settled.accountMoves].reduce((sum, p) => sum + p.amountFen, 0);
        expect(owed).toBe(paid);
      }),
    );
  });

  it('is balanced, with only positive amounts between two accounts', () => {
    fc.assert(
      fc.property(settledMoney, (settled) => {
        const postings = settlementEntry(settled);
        expect(isBalanced(trialBalance(postings))).toBe(true);
        expect(postings.every((p) => p.amountFen > 0 && p.debit !== p.credit)).toBe(true);
      }),
    );
  });

  it('leaves every account at zero together with its reversal', () => {
    fc.assert(
      fc.property(settledMoney, (settled) => {
        const both = trialBalance([...settlementEntry(settled), ...reversalEntry(settled)]);
        for (const account of both.keys()) expect(netFen(both, account)).toBe(0);
      }),
    );
  });
});

describe('netFen', () => {
  it('is zero for an account without postings', () => {
    expect(
      netFen(trialBalance([]), accountPath({ kind: 'payable', regionCode: '990100', to: 'persons' })),
    ).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, accountPath, parseAccountPath } from './account-path.ts';
import { posting } from './posting.ts';

const segment = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/);
const account: fc.Arbitrary<Account> = fc.oneof(
  fc.record({
    kind: fc.constant('fund' as const),
    regionCode: segment,
    scheme: segment.filter((s) => s !== 'payable' && s !== 'accounts' && s !== 'collection'),
    fund: segment,
    use: fc.constantFrom('expense' as const, 'income' as const, 'bank' as const),
  }),
  fc.record({
    kind: fc.constant('institutionPayable' as const),
    regionCode: segment,
    institutionCode: segment.filter(
      (s) => !/^(persons|withdrawals|refunds|transfers|adjustmentFund)$/.test(s),
    ),
  }),
  fc.record({
    kind: fc.constant('payable' as const),
    regionCode: segment,
    to: fc.constantFrom(
      'persons' as const,
      'withdrawals' as const,
      'refunds' as const,
      'transfers' as const,
      'adjustmentFund' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('fundIncome' as const),
    regionCode: segment,
    scheme: segment,
    fund: segment,
    source: segment,
  }),
  fc.record({
    kind: fc.constant('collection' as const),
    regionCode: segment,
    use: fc.constantFrom('bank' as const, 'unallocated' as const),
  }),
  fc.record({ kind: fc.constant('personalAccounts' as const), regionCode: segment }),
);

describe('accountPath', () => {
  it('is read back as the account it names', () => {
    fc.assert(
      fc.property(account, (a) => {
        expect(parseAccountPath(accountPath(a))).toEqual(a);
      }),
    );
  });

  it('refuses a segment with a slash', () => {
    expect(() =>
      accountPath({ kind: 'institutionPayable', regionCode: '990100', institutionCode: 'H/1' }),
    ).toThrow(RangeError);
  });

  it.each([
    '',
    '990100',
    '990100//persons',
    '990100/payable',
    '990100/employee/fund/pooledFund/other',
    'a/b/c/d/e/f',
  ])('does not read %j', (text) => {
    expect(parseAccountPath(text)).toBeUndefined();
  });
});

describe('posting', () => {
  const a = accountPath({ kind: 'payable', regionCode: '990100', to: 'persons' });
  const b = accountPath({ kind: 'personalAccounts', regionCode: '990100' });
  it.each([0, -1, 0.5, Number.NaN])('refuses the amount %d', (amount) => {
    expect(() => posting(a, b, amount as never)).toThrow(RangeError);
  });
  it('refuses one account on both sides', () => {
    expect(() => posting(a, a, 1 as never)).toThrow(RangeError);
  });
});

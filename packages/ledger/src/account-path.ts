/**
 * Chart of accounts 会计科目, as typed paths. A path says whose money and what for; nothing is looked up.
 *
 *   990100/employee/fund/pooledFund/expense    benefits paid by a fund         基金待遇支出
 *   990100/employee/fund/pooledFund/income     contributions, subsidies …      基金收入
 *   990100/employee/fund/pooledFund/bank       money of a fund at the bank     基金银行存款
 *   990100/payable/H99010100001                owed to an institution          应付定点医药机构
 *   990100/payable/persons                     owed to persons (manual claims) 应付个人
 *   990100/accounts                            all personal accounts together  个人账户（统驭科目）
 *
 * Personal accounts are one control account: the person is the dimension of `account_movement`, and the sum of
 * all movements equals the control account. A path per person would make the roll-up as long as the population.
 */
export type AccountPath = string & { readonly __unit: 'account' };

export type FundAccountUse = 'expense' | 'income' | 'bank';

export type Account =
  | {
      readonly kind: 'fund';
      readonly regionCode: string;
      readonly scheme: string;
      readonly fund: string;
      readonly use: FundAccountUse;
    }
  | { readonly kind: 'institutionPayable'; readonly regionCode: string; readonly institutionCode: string }
  | { readonly kind: 'personsPayable'; readonly regionCode: string }
  | { readonly kind: 'personalAccounts'; readonly regionCode: string };

const SEGMENT = /^[^/]+$/;
const PERSONS = 'persons';

/** Path of an account. Throws RangeError when a segment is empty or carries a slash. */
export function accountPath(account: Account): AccountPath {
  return segmentsOf(account).map(checkedSegment).join('/') as AccountPath;
}

/** Inverse of {@link accountPath}; undefined for a text that is no path of this chart. */
export function parseAccountPath(text: string): Account | undefined {
  const parts = text.split('/');
  const [regionCode = '', second = '', third = '', fund = '', use = ''] = parts;
  if (parts.some((part) => part === '')) return undefined;
  if (parts.length === 2 && second === 'accounts') return { kind: 'personalAccounts', regionCode };
  if (parts.length === 3 && second === 'payable') {
    if (third === PERSONS) return { kind: 'personsPayable', regionCode };
    return { kind: 'institutionPayable', regionCode, institutionCode: third };
  }
  if (parts.length === 5 && third === 'fund' && isFundUse(use)) {
    return { kind: 'fund', regionCode, scheme: second, fund, use };
  }
  return undefined;
}

function segmentsOf(account: Account): readonly string[] {
  switch (account.kind) {
    case 'fund':
      return [account.regionCode, account.scheme, 'fund', account.fund, account.use];
    case 'institutionPayable':
      return [account.regionCode, 'payable', account.institutionCode];
    case 'personsPayable':
      return [account.regionCode, 'payable', PERSONS];
    case 'personalAccounts':
      return [account.regionCode, 'accounts'];
  }
}

function checkedSegment(segment: string): string {
  if (!SEGMENT.test(segment)) throw new RangeError(`not a segment of an account path: '${segment}'`);
  return segment;
}

function isFundUse(text: string): text is FundAccountUse {
  return text === 'expense' || text === 'income' || text === 'bank';
}

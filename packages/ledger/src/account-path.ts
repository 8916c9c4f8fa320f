/**
 * Chart of accounts 会计科目, as typed paths. A path says whose money and what for; nothing is looked up.
 *
 *   990100/employee/fund/pooledFund/expense    benefits paid by a fund         基金待遇支出
 *   990100/employee/fund/pooledFund/income     contributions, subsidies …      基金收入
 *   990100/employee/fund/pooledFund/income/employer   the same by source       基金收入按来源
 *   990100/employee/fund/pooledFund/bank       money of a fund at the bank     基金银行存款
 *   990100/collection/bank                     contributions as they come in   收入户存款
 *   990100/collection/counter                  taken at the counter, not yet at the bank 柜面待缴存
 *   990100/collection/unallocated              come in, not yet known for what 暂收款（待转金）
 *   990100/payable/H99010100001                owed to an institution          应付定点医药机构
 *   990100/payable/persons                     owed to persons (manual claims) 应付个人
 *   990100/payable/withdrawals                 owed from closed accounts       应付账户支取
 *   990100/payable/refunds                     contributions to be paid back   应退缴费
 *   990100/payable/transfers                   account money to other regions  应付转移接续
 *   990100/payable/adjustmentFund              levy to the adjustment fund     应上解调剂金
 *   990100/accounts                            all personal accounts together  个人账户（统驭科目）
 *
 * Personal accounts are one control account: the person is the dimension of `account_movement`, and the sum of
 * all movements equals the control account. A path per person would make the roll-up as long as the population.
 */
export type AccountPath = string & { readonly __unit: 'account' };

export type FundAccountUse = 'expense' | 'income' | 'bank';

/** Where money is before it belongs to a fund. */
export type CollectionUse = 'bank' | 'counter' | 'unallocated';

/** What the agency owes to others than institutions. */
export type Payable = 'persons' | 'withdrawals' | 'refunds' | 'transfers' | 'adjustmentFund';

export type Account =
  | {
      readonly kind: 'fund';
      readonly regionCode: string;
      readonly scheme: string;
      readonly fund: string;
      readonly use: FundAccountUse;
    }
  | { readonly kind: 'institutionPayable'; readonly regionCode: string; readonly institutionCode: string }
  | {
      /** Income of a fund by source 收入来源: who paid (employer, person), a level of subsidy, interest, late fees … */
      readonly kind: 'fundIncome';
      readonly regionCode: string;
      readonly scheme: string;
      readonly fund: string;
      readonly source: string;
    }
  | { readonly kind: 'collection'; readonly regionCode: string; readonly use: CollectionUse }
  | { readonly kind: 'payable'; readonly regionCode: string; readonly to: Payable }
  | { readonly kind: 'personalAccounts'; readonly regionCode: string };

const SEGMENT = /^[^/]+$/;
const PAYABLES: ReadonlySet<string> = new Set<Payable>([
  'persons',
  'withdrawals',
  'refunds',
  'transfers',
  'adjustmentFund',
]);

/** Path of an account. Throws RangeError when a segment is empty or carries a slash. */
export function accountPath(account: Account): AccountPath {
  return segmentsOf(account).map(checkedSegment).join('/') as AccountPath;
}

/** Inverse of {@link accountPath}; undefined for a text that is no path of this chart. */
export function parseAccountPath(text: string): Account | undefined {
  const parts = text.split('/');
  const [regionCode = '', second = '', third = '', fund = '', use = '', source = ''] = parts;
  if (parts.some((part) => part === '')) return undefined;
  if (parts.length === 2 && second === 'accounts') return { kind: 'personalAccounts', regionCode };
  if (parts.length === 3 && second === 'payable') {
    if (isPayable(third)) return { kind: 'payable', regionCode, to: third };
    return { kind: 'institutionPayable', regionCode, institutionCode: third };
  }
  if (parts.length === 3 && second === 'collection' && isCollectionUse(third)) {
    return { kind: 'collection', regionCode, use: third };
  }
  if (parts.length === 6 && third === 'fund' && use === 'income') {
    return { kind: 'fundIncome', regionCode, scheme: second, fund, source };
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
    case 'payable':
      return [account.regionCode, 'payable', account.to];
    case 'fundIncome':
      return [account.regionCode, account.scheme, 'fund', account.fund, 'income', account.source];
    case 'collection':
      return [account.regionCode, 'collection', account.use];
    case 'personalAccounts':
      return [account.regionCode, 'accounts'];
  }
}

function checkedSegment(segment: string): string {
  if (!SEGMENT.test(segment)) throw new RangeError(`not a segment of an account path: '${segment}'`);
  return segment;
}

function isPayable(text: string): text is Payable {
  return PAYABLES.has(text);
}

function isCollectionUse(text: string): text is CollectionUse {
  return text === 'bank' || text === 'counter' || text === 'unallocated';
}

function isFundUse(text: string): text is FundAccountUse {
  return text === 'expense' || text === 'income' || text === 'bank';
}

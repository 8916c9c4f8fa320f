import type { Fen } from '@gongji/domain';
import { type AccountPath, accountPath } from './account-path.ts';
import { oppositePostings, type Posting, posting } from './posting.ts';

/**
 * Why money moves between personal accounts and the rest of the books without a settlement. Contributions are not here:
 * their share goes to the accounts in the entry of the allocation.
 */
export type AccountCause =
  /** Paid out to the owner or his heirs 支取: owed to them, apart from what settlements owe to persons. */
  | 'withdrawal'
  /** Goes with the person to another region 转出. */
  | 'transfer-out'
  /** Came from another region 转入: the money has come to the bank. */
  | 'transfer-in'
  /** Interest 利息: what the bank paid to the account fund is passed on to the accounts. */
  | 'interest'
  /** Monthly amount of the pooled fund 统筹基金划入, an expense of it. */
  | 'pooled-credit'
  /** Correction of what was credited wrongly 更正: the account share came out of the employer's contribution, so the difference stays with the pooled fund. */
  | 'correction';

/**
 * Posting of a sum that goes into (+) or out of (−) the personal accounts of a region; in fen, not zero. A posting in the
 * other direction than the cause's own is its opposite.
 */
export function accountPosting(regionCode: string, cause: AccountCause, amountFen: Fen): Posting {
  const accounts = accountPath({ kind: 'personalAccounts', regionCode });
  const into = posting(otherSide(regionCode, cause), accounts, Math.abs(amountFen) as Fen);
  return amountFen > 0 ? into : (oppositePostings([into])[0] ?? into);
}

function otherSide(regionCode: string, cause: AccountCause): AccountPath {
  const scheme = 'employee';
  switch (cause) {
    case 'withdrawal':
      return accountPath({ kind: 'payable', regionCode, to: 'withdrawals' });
    case 'transfer-out':
      return accountPath({ kind: 'payable', regionCode, to: 'transfers' });
    case 'transfer-in':
      return accountPath({ kind: 'collection', regionCode, use: 'bank' });
    case 'interest':
      return accountPath({
        kind: 'fundIncome',
        regionCode,
        scheme,
        fund: 'personalAccount',
        source: 'interest',
      });
    case 'pooled-credit':
      return accountPath({ kind: 'fund', regionCode, scheme, fund: 'pooledFund', use: 'expense' });
    case 'correction':
      return accountPath({
        kind: 'fundIncome',
        regionCode,
        scheme,
        fund: 'pooledFund',
        source: 'accountCorrection',
      });
  }
}

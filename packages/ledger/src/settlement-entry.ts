import type { Fen } from '@gongji/domain';
import { type AccountPath, accountPath } from './account-path.ts';
import { oppositePostings, type Posting, posting } from './posting.ts';

/** What the ledger needs to know of a settlement. All amounts ≥ 0; zero amounts make no posting. */
export interface SettledMoney {
  readonly regionCode: string;
  readonly scheme: string;
  readonly institutionCode: string;
  /** Who is owed the money: the institution (结算) or the person who paid it all (手工报销). */
  readonly owedTo: 'institution' | 'person';
  readonly payments: readonly { readonly payer: string; readonly amountFen: Fen }[];
  /** Money taken from personal accounts, by owner; an account may be kept in another region than the scheme's. */
  readonly accountMoves: readonly { readonly regionCode: string; readonly amountFen: Fen }[];
}

/**
 * Entry of a settlement: each fund's part is expense of the fund, each account's part leaves the personal accounts,
 * and both are owed to the institution. Cash and what the provider bears are not money of the agency.
 */
export function settlementEntry(settled: SettledMoney): readonly Posting[] {
  const owed = payableOf(settled);
  const postings: Posting[] = [];
  for (const { payer, amountFen } of settled.payments) {
    if (amountFen === 0) continue;
    postings.push(posting(fundExpense(settled.regionCode, settled.scheme, payer), owed, amountFen));
  }
  for (const { regionCode, amountFen } of settled.accountMoves) {
    if (amountFen === 0) continue;
    postings.push(posting(accountPath({ kind: 'personalAccounts', regionCode }), owed, amountFen));
  }
  return postings;
}

/** Entry of the reversal 冲正 of a settlement: the opposite of its entry. */
export function reversalEntry(settled: SettledMoney): readonly Posting[] {
  return oppositePostings(settlementEntry(settled));
}

function payableOf({ owedTo, regionCode, institutionCode }: SettledMoney): AccountPath {
  if (owedTo === 'person') return accountPath({ kind: 'payable', regionCode, to: 'persons' });
  return accountPath({ kind: 'institutionPayable', regionCode, institutionCode });
}

function fundExpense(regionCode: string, scheme: string, fund: string): AccountPath {
  return accountPath({ kind: 'fund', regionCode, scheme, fund, use: 'expense' });
}

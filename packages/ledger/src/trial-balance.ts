import { type Fen, fen } from '@gongji/domain';
import type { AccountPath } from './account-path.ts';
import type { Posting } from './posting.ts';

/** Debit and credit turnover 借贷发生额 of one account. */
export interface Turnover {
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

/** Turnover by account. Sums leave no room for rounding; RangeError when they leave the exact integers. */
export type TrialBalance = ReadonlyMap<AccountPath, Turnover>;

export function trialBalance(postings: Iterable<Posting>): TrialBalance {
  const sums = new Map<AccountPath, { debitFen: Fen; creditFen: Fen }>();
  const turnoverOf = (account: AccountPath) => {
    const known = sums.get(account);
    if (known !== undefined) return known;
    const fresh = { debitFen: 0 as Fen, creditFen: 0 as Fen };
    sums.set(account, fresh);
    return fresh;
  };
  for (const { debit, credit, amountFen } of postings) {
    const from = turnoverOf(debit);
    from.debitFen = fen(from.debitFen + amountFen);
    const to = turnoverOf(credit);
    to.creditFen = fen(to.creditFen + amountFen);
  }
  return sums;
}

/** True when all debits equal all credits: holds for every list of postings, false only for a damaged table. */
export function isBalanced(balance: TrialBalance): boolean {
  let difference = 0;
  for (const { debitFen, creditFen } of balance.values()) difference += debitFen - creditFen;
  return difference === 0;
}

/** Debit − credit of an account: positive = more went in than out. 0 when nothing was posted. */
export function netFen(balance: TrialBalance, account: AccountPath): Fen {
  const turnover = balance.get(account);
  return turnover === undefined ? (0 as Fen) : fen(turnover.debitFen - turnover.creditFen);
}

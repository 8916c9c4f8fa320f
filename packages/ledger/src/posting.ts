import type { Fen } from '@gongji/domain';
import type { AccountPath } from './account-path.ts';

/**
 * Posting 分录: a positive amount that moves from one account to another. An entry is a list of postings, so an
 * entry that does not balance cannot be written down.
 */
export interface Posting {
  readonly debit: AccountPath;
  readonly credit: AccountPath;
  readonly amountFen: Fen;
}

/** One posting of a positive amount between two accounts. Throws RangeError otherwise. */
export function posting(debit: AccountPath, credit: AccountPath, amountFen: Fen): Posting {
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) {
    throw new RangeError(`a posting moves a positive amount, not ${amountFen}`);
  }
  if (debit === credit) throw new RangeError(`a posting needs two accounts, not ${debit} twice`);
  return { debit, credit, amountFen };
}

/** The opposite entry 红字冲销: same amounts, sides swapped, same order. */
export function oppositePostings(postings: readonly Posting[]): readonly Posting[] {
  return postings.map(({ debit, credit, amountFen }) => ({ debit: credit, credit: debit, amountFen }));
}

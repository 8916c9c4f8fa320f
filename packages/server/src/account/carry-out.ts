import { type Fen, fen } from '@gongji/domain';
import { accountPosting, oppositePostings, type Posting } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import {
  type AccountRequestRow,
  type EntryMovementKind,
  type LockedAccount,
  moveAccounts,
  setAccountStatus,
} from '@gongji/store/account';
import { mergedInto } from '@gongji/store/enrolment';
import { bookEntries } from '@gongji/store/ledger';
import { chinaDay } from '../settlement/benefit-year.ts';
import { carryOn } from '../settlement/merge-carry.ts';
import type { AccountDeps } from './deps.ts';
import { paidFen, storedDetail } from './request-view.ts';

/** An heir who gets his part into his own account. */
export interface Heir {
  readonly personId: string;
  readonly regionCode: string;
  readonly amountFen: number;
}

interface Approved {
  readonly row: AccountRequestRow;
  readonly account: LockedAccount;
  readonly heirs: readonly (Heir | undefined)[];
  readonly at: Date;
}

/** Does what was agreed to, under the locks of all its accounts. Answers the journal entry; null when no money moved. */
export async function carryOut(
  deps: AccountDeps,
  tx: PoolClient,
  approved: Approved,
): Promise<string | null> {
  const { row, at } = approved;
  switch (row.kind) {
    case 'freeze':
    case 'unfreeze': {
      const status = row.kind === 'freeze' ? 'frozen' : 'open';
      await setAccountStatus(tx, row.personId, { status, closedOn: null, closedReason: null });
      // What came to a merged number while one of the two accounts was frozen.
      if (row.kind === 'unfreeze')
        await carryOn(deps, tx, [row.personId, ...(await mergedInto(tx, row.personId))]);
      return null;
    }
    case 'correction':
      return moved(deps, tx, approved, [{ kind: 'correction', amountFen: row.amountFen }]);
    case 'withdrawal':
      return payOut(deps, tx, approved);
    case 'closing': {
      const entryId = row.amountFen === 0 ? null : await payOut(deps, tx, approved);
      const { closedReason } = storedDetail(row);
      await setAccountStatus(tx, row.personId, { status: 'closed', closedOn: chinaDay(at), closedReason });
      return entryId;
    }
  }
}

interface Part {
  readonly kind: EntryMovementKind & ('correction' | 'withdrawal' | 'inheritance');
  readonly amountFen: number;
}

/** To banks: owed to persons. Into accounts of heirs: out of this one and into theirs. */
async function payOut(deps: AccountDeps, tx: PoolClient, approved: Approved): Promise<string> {
  const { payees } = storedDetail(approved.row);
  const byBank = paidFen(payees.filter(({ to }) => to === 'bank'));
  const toHeirs = paidFen(payees.filter(({ to }) => to === 'account'));
  const parts: Part[] = [
    { kind: 'withdrawal', amountFen: -byBank },
    { kind: 'inheritance', amountFen: -toHeirs },
  ];
  return moved(
    deps,
    tx,
    approved,
    parts.filter(({ amountFen }) => amountFen !== 0),
  );
}

async function moved(
  deps: AccountDeps,
  tx: PoolClient,
  approved: Approved,
  parts: readonly Part[],
): Promise<string> {
  const { row, heirs, at } = approved;
  const { personId, regionCode } = row;
  const entryId = deps.newId();
  const known = heirs.filter((heir) => heir !== undefined);
  for (const { kind, amountFen } of parts) {
    const moves = [{ personId, amountFen }];
    await moveAccounts(tx, deps.newId, { regionCode, entryId, kind, moves, movedAt: at });
  }
  for (const heir of known) {
    const moves = [{ personId: heir.personId, amountFen: heir.amountFen }];
    const { regionCode: home } = heir;
    await moveAccounts(tx, deps.newId, {
      regionCode: home,
      entryId,
      kind: 'inheritance',
      moves,
      movedAt: at,
    });
  }
  const postings = [
    ...parts.map(({ kind, amountFen }) => partPosting(regionCode, kind, fen(amountFen))),
    ...known.flatMap((heir) =>
      oppositePostings([accountPosting(heir.regionCode, 'withdrawal', -heir.amountFen as Fen)]),
    ),
  ];
  const entryKind = `account-${row.kind}`;
  await bookEntries(tx, [
    { regionCode, personId, entryId, entryKind, bookedOn: chinaDay(at), bookedAt: at, postings },
  ]);
  return entryId;
}

/** What heirs inherit leaves the account to what is owed to persons, and comes from there into theirs. */
function partPosting(regionCode: string, kind: Part['kind'], amountFen: Fen): Posting {
  return accountPosting(regionCode, kind === 'correction' ? 'correction' : 'withdrawal', amountFen);
}

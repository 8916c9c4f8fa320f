import { fen } from '@gongji/domain';
import { accountPosting, oppositePostings } from '@gongji/ledger';
import type { NewId, PoolClient } from '@gongji/store';
import { lockAccounts, moveAccounts, openAccounts } from '@gongji/store/account';
import { bookEntries } from '@gongji/store/ledger';
import {
  type CarryKey,
  carriedMoney,
  carryCounters,
  carryCountersBack,
  keepCarriedMoney,
} from '@gongji/store/settlement';
import { chinaDay } from '../settlement/benefit-year.ts';

/** What an act carries between the counters and accounts of two persons: over with a merge, back with its undoing. */
export type Carry =
  | { readonly kind: 'over'; readonly keepId: string; readonly dropId: string }
  | { readonly kind: 'back'; readonly actId: string; readonly dropId: string };

interface CarryDeps {
  readonly newId: NewId;
  readonly now: () => Date;
}

/** 合并结转: counters of the year and the account balance of the duplicate, in the transaction of the act. */
export async function carry(
  deps: CarryDeps,
  tx: PoolClient,
  {
    regionCode,
    actId,
    wanted,
  }: { readonly regionCode: string; readonly actId: string; readonly wanted: Carry },
): Promise<void> {
  const key: CarryKey = { regionCode, actId, fromId: wanted.dropId };
  if (wanted.kind === 'over') {
    await carryCounters(tx, deps.newId, key, wanted.keepId);
    const accounts = await lockAccounts(tx, [wanted.keepId, wanted.dropId]);
    const amountFen = accounts.get(wanted.dropId)?.balanceFen ?? 0;
    if (amountFen > 0) await carryMoney(deps, tx, key, { toId: wanted.keepId, amountFen });
    return;
  }
  await carryCountersBack(tx, deps.newId, key, wanted.actId);
  const moved = await carriedMoney(tx, wanted.actId);
  if (moved !== undefined) await carryMoney(deps, tx, key, { toId: moved.toId, amountFen: -moved.amountFen });
}

/** Out of one account and into the other by one entry, over what is owed to persons; `−` goes back. */
async function carryMoney(
  { newId, now }: CarryDeps,
  tx: PoolClient,
  key: CarryKey,
  { toId, amountFen }: { readonly toId: string; readonly amountFen: number },
): Promise<void> {
  const { regionCode, fromId } = key;
  const [entryId, at] = [newId(), now()];
  await openAccounts(tx, regionCode, [toId], at);
  const moves = [
    { personId: fromId, amountFen: -amountFen },
    { personId: toId, amountFen },
  ];
  await moveAccounts(tx, newId, { regionCode, entryId, kind: 'merge', moves, movedAt: at });
  const out = accountPosting(regionCode, 'withdrawal', fen(-Math.abs(amountFen)));
  await bookEntries(tx, [
    {
      ...{ regionCode, personId: toId, entryId, entryKind: 'account-merge' },
      ...{ bookedOn: chinaDay(at), bookedAt: at, postings: [out, ...oppositePostings([out])] },
    },
  ]);
  await keepCarriedMoney(tx, newId, key, { toId, amountFen, entryId });
}

import { fen } from '@gongji/domain';
import { accountPosting, oppositePostings } from '@gongji/ledger';
import type { NewId, PoolClient } from '@gongji/store';
import { type AccountMove, lockAccounts, moveAccounts, openAccounts } from '@gongji/store/account';
import { mergedAmong, mergedInto } from '@gongji/store/enrolment';
import { bookEntries } from '@gongji/store/ledger';
import {
  type CarryKey,
  carriedMoney,
  carryCounters,
  carryCountersBack,
  keepCarriedMoney,
} from '@gongji/store/settlement';
import { chinaDay } from './benefit-year.ts';

/** What an act carries between the counters and accounts of two persons: over with a merge, back with its undoing. */
export type Carry =
  | { readonly kind: 'over'; readonly keepId: string; readonly dropId: string }
  | { readonly kind: 'back'; readonly keepId: string; readonly dropId: string };

export interface CarryDeps {
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
  // Those who had been merged into the duplicate before are his again.
  for (const fromId of [wanted.dropId, ...(await mergedInto(tx, wanted.dropId))]) {
    await carryCountersBack(tx, deps.newId, { ...key, fromId }, wanted.keepId);
    const moved = await carriedMoney(tx, wanted.keepId, [fromId]);
    if (moved !== 0)
      await carryMoney(deps, tx, { ...key, fromId }, { toId: wanted.keepId, amountFen: -moved });
  }
}

/**
 * What has come to accounts of those of these persons who are merged numbers goes to who stays, where both are open. Answers what
 * was moved.
 */
export async function carryOn(
  deps: CarryDeps,
  tx: PoolClient,
  personIds: readonly string[],
): Promise<readonly AccountMove[]> {
  const moved: AccountMove[] = [];
  for (const { personId, keepId } of await mergedAmong(tx, personIds)) {
    const accounts = await lockAccounts(tx, [keepId, personId]);
    const from = accounts.get(personId);
    const shut = [...accounts.values()].some(({ status }) => status !== 'open');
    if (from === undefined || from.balanceFen <= 0 || shut) continue;
    const key = { regionCode: from.regionCode, actId: null, fromId: personId };
    await carryMoney(deps, tx, key, { toId: keepId, amountFen: from.balanceFen });
    moved.push({ personId, amountFen: -from.balanceFen }, { personId: keepId, amountFen: from.balanceFen });
  }
  return moved;
}

/** Out of one account and into the other by one entry, over what is owed to persons; `−` goes back. */
export async function carryMoney(
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

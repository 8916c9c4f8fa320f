import type { PoolClient } from '@gongji/store';
import { type AccountMove, lockAccounts } from '@gongji/store/account';
import { mergedAmong } from '@gongji/store/enrolment';
import { type CarriedMoney, carriedBetween } from '@gongji/store/settlement';
import { type CarryDeps, carryMoney } from './merge-carry.ts';

/**
 * Brings back to accounts of merged numbers what these moves will take out of them, from where it was carried on to: all of it.
 * False when it was spent: then nothing was done. Accounts of other persons have to hold it themselves.
 */
export async function fetchCarried(
  deps: CarryDeps,
  tx: PoolClient,
  moves: readonly AccountMove[],
): Promise<boolean> {
  const fetches = await fetchable(tx, moves);
  for (const { regionCode, fromId, toId, amountFen } of fetches ?? [])
    await carryMoney(deps, tx, { regionCode, actId: null, fromId }, { toId, amountFen: -amountFen });
  return fetches !== undefined;
}

/**
 * What has to be fetched before these moves; undefined when accounts do not hold enough. Locks the accounts of all, and of
 * those to whom their money may have gone or will go on.
 */
export async function fetchable(
  tx: PoolClient,
  moves: readonly AccountMove[],
): Promise<readonly CarriedMoney[] | undefined> {
  const ids = moves.map(({ personId }) => personId);
  const merged = await mergedAmong(tx, ids);
  const carried =
    merged.length === 0
      ? []
      : await carriedBetween(
          tx,
          merged.map(({ personId }) => personId),
        );
  const accounts = await lockAccounts(tx, [
    ...ids,
    ...merged.map(({ keepId }) => keepId),
    ...carried.flatMap(({ fromId, toId }) => [fromId, toId]),
  ]);
  return decide(new Map([...accounts].map(([id, { balanceFen }]) => [id, balanceFen])), carried, moves);
}

/** Pure: no more comes back than was carried over, so that undoing a merge finds its own. Where it went further first. */
function decide(
  balances: ReadonlyMap<string, number>,
  carried: readonly CarriedMoney[],
  moves: readonly AccountMove[],
): readonly CarriedMoney[] | undefined {
  const left = new Map(balances);
  const open = carried.map((one) => ({ ...one }));
  const fetches: CarriedMoney[] = [];
  const has = (personId: string) => left.get(personId) ?? 0;
  const fetch = (personId: string, needFen: number): void => {
    for (const one of open) {
      const wantedFen = Math.min(needFen - has(personId), one.amountFen);
      if (one.fromId !== personId || wantedFen <= 0) continue;
      one.amountFen -= wantedFen;
      fetch(one.toId, wantedFen);
      const amountFen = Math.min(wantedFen, has(one.toId));
      left.set(one.toId, has(one.toId) - amountFen);
      left.set(personId, has(personId) + amountFen);
      if (amountFen > 0) fetches.push({ ...one, amountFen });
    }
  };
  for (const { personId, amountFen } of moves.filter((move) => move.amountFen < 0)) {
    fetch(personId, -amountFen);
    if (has(personId) + amountFen < 0) return undefined;
    left.set(personId, has(personId) + amountFen);
  }
  return fetches;
}

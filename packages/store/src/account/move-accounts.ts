import type { NewId } from '../ids.ts';
import type { PoolClient } from '../pool.ts';

/** Kinds of movement that come from a journal entry; those of a settlement are spend, spend-family and refund. */
export type EntryMovementKind =
  | 'opening'
  /** Share of a contribution 缴费划入. */
  | 'credit'
  /** From the pooled fund 统筹基金划入: the monthly amount of retirees. */
  | 'pooled-credit'
  | 'interest'
  | 'transfer-in'
  | 'transfer-out'
  /** Paid out to the owner or his heirs 支取. */
  | 'withdrawal'
  | 'inheritance'
  | 'correction'
  /** From the account of a duplicate to that of the person who stays, or back 合并结转. */
  | 'merge';

/** Money into (+) or out of (−) one account, in fen, not zero. */
export interface AccountMove {
  readonly personId: string;
  readonly amountFen: number;
}

export interface AccountMoves {
  readonly regionCode: string;
  /** Entry whose postings against the control account 990100/accounts come to the sum of the moves. The caller books it. */
  readonly entryId: string;
  readonly kind: EntryMovementKind;
  readonly moves: readonly AccountMove[];
  readonly movedAt: Date;
}

/** An account as it stands under the lock of the transaction. */
export interface LockedAccount {
  readonly personId: string;
  readonly regionCode: string;
  readonly balanceFen: number;
  readonly status: 'open' | 'frozen' | 'closed';
}

type Tx = Pick<PoolClient, 'query'>;

/**
 * Puts money into the accounts of many persons at once: opens accounts that are not there, writes a movement for each
 * credit with the balance after it, and adds to the balances under locks taken in the order of the persons. One person
 * may stand in it several times, e.g. for several months. Returns the sum in fen, which the caller posts to the credit of
 * the control account in the same transaction and entry. Throws RangeError for an amount that is not a positive whole
 * number of fen. A frozen account takes money too; so does a closed one, where it waits to be paid out.
 */
export async function creditAccounts(tx: Tx, newId: NewId, credits: AccountMoves): Promise<number> {
  const wrong = credits.moves.find(({ amountFen }) => !Number.isSafeInteger(amountFen) || amountFen <= 0);
  if (wrong !== undefined)
    throw new RangeError(`a credit of ${wrong.amountFen} fen to person ${wrong.personId}`);
  if (credits.moves.length === 0) return 0;
  await openAccounts(tx, credits.regionCode, personsOf(credits.moves), credits.movedAt);
  return moveAccounts(tx, newId, credits);
}

/** Opens accounts 开户 of those who have none. */
export async function openAccounts(
  tx: Tx,
  regionCode: string,
  personIds: readonly string[],
  openedAt: Date,
): Promise<void> {
  await tx.query(
    `insert into personal_account (region_code, person_id, opened_on)
     select $1, p, $3::timestamptz::date from unnest($2::bigint[]) p order by p on conflict (person_id) do nothing`,
    [regionCode, personIds, openedAt],
  );
}

/** Locks accounts in the order of the persons; who has none is missing from the answer. */
export async function lockAccounts(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, LockedAccount>> {
  const { rows } = await tx.query<Omit<LockedAccount, 'balanceFen'> & { balanceFen: string }>(
    `select person_id as "personId", region_code as "regionCode", balance_fen as "balanceFen", status
       from personal_account where person_id = any($1::bigint[]) order by person_id for update`,
    [personIds],
  );
  return new Map(rows.map((row) => [row.personId, { ...row, balanceFen: Number(row.balanceFen) }]));
}

/**
 * Moves money of accounts that exist, in and out, under the locks of {@link lockAccounts}. A use case looks at the
 * balances first: what would fall below zero is refused by the database and ends the transaction. Returns the sum.
 */
export async function moveAccounts(tx: Tx, newId: NewId, given: AccountMoves): Promise<number> {
  const { moves } = given;
  await lockAccounts(tx, personsOf(moves));
  const { rowCount } = await tx.query(MOVE, [
    given.regionCode,
    given.entryId,
    given.kind,
    given.movedAt.toISOString(),
    moves.map((m) => m.personId),
    moves.map(() => newId()),
    moves.map((m) => m.amountFen),
  ]);
  if (rowCount !== moves.length) throw new Error(`${rowCount} of ${moves.length} moves found an account`);
  return moves.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

function personsOf(moves: readonly AccountMove[]): readonly string[] {
  return [...new Set(moves.map((m) => m.personId))];
}

/** The version moves with the balance, so that a settlement decided on the old one is decided again. */
const MOVE = `
  with given as (
    select g.*, sum(amount_fen) over (partition by person_id order by n) as upto
      from unnest($5::bigint[], $6::bigint[], $7::bigint[]) with ordinality as g (person_id, movement_id, amount_fen, n)
  ), moved as (
    update personal_account a set balance_fen = a.balance_fen + t.amount_fen, version = a.version + 1
      from (select person_id, sum(amount_fen) as amount_fen from given group by person_id) t
     where a.person_id = t.person_id and a.region_code = $1
    returning a.person_id, a.balance_fen - t.amount_fen as before
  )
  insert into account_movement (region_code, person_id, movement_id, entry_id, kind, amount_fen, balance_fen, moved_at)
  select $1, person_id, g.movement_id, $2, $3, g.amount_fen, m.before + g.upto, $4::timestamptz
    from given g join moved m using (person_id)`;

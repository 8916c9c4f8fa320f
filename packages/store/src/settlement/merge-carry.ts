import type { NewId } from '../ids.ts';
import type { PoolClient, Queryable } from '../pool.ts';
import type { Asked } from './read-settlements.ts';

/** Counters that a merge of duplicates carried to an owner: bills after this place in his order see them. */
export interface CarriedCounters {
  readonly personId: string;
  /** Whose bills they come from. */
  readonly fromId: string;
  readonly scheme: string;
  readonly place: number;
  /** Key → delta. */
  readonly counters: Readonly<Record<string, number>>;
}

export interface CarryKey {
  readonly regionCode: string;
  /** Null: it follows from bills that were settled again, or from contributions. */
  readonly actId: string | null;
  readonly fromId: string;
}

/**
 * Adds what the counter rows of one owner hold to those of another, in every scheme, and keeps it. The version moves, so
 * that a settlement decided on the old counters is decided again.
 */
export async function carryCounters(
  tx: PoolClient,
  newId: NewId,
  key: CarryKey,
  toId: string,
): Promise<void> {
  const { rows } = await tx.query<{ scheme: string; counters: Record<string, number> }>(
    'select scheme, counters from counter_state where person_id = $1 order by scheme for update',
    [key.fromId],
  );
  for (const { scheme, counters } of rows) {
    const deltas = Object.fromEntries(
      // Those of a family follow from the bills that count in it: they are settled again where another family is theirs.
      Object.entries(counters).filter(([name, value]) => !name.startsWith('family:') && value !== 0),
    );
    if (Object.keys(deltas).length > 0) await addCounters(tx, newId, key, { ownerId: toId, scheme, deltas });
  }
}

/** Takes back whatever was carried from one person to another, by opposite deltas. */
export async function carryCountersBack(
  tx: PoolClient,
  newId: NewId,
  key: CarryKey,
  ownerId: string,
): Promise<void> {
  const { rows } = await tx.query<{ scheme: string; deltas: Record<string, number> }>(
    `select scheme, json_object_agg(name, -value) as deltas
       from (select scheme, name, sum(value::numeric) as value
               from merge_carry cross join lateral jsonb_each_text(counters) as c (name, value)
              where person_id = $1 and from_person_id = $2 and scheme is not null group by 1, 2) summed
      where value <> 0 group by scheme order by scheme`,
    [ownerId, key.fromId],
  );
  for (const { scheme, deltas } of rows) await addCounters(tx, newId, key, { ownerId, scheme, deltas });
}

async function addCounters(
  tx: PoolClient,
  newId: NewId,
  { regionCode, actId, fromId }: CarryKey,
  to: {
    readonly ownerId: string;
    readonly scheme: string;
    readonly deltas: Readonly<Record<string, number>>;
  },
): Promise<void> {
  const { ownerId, scheme, deltas } = to;
  await tx.query(
    `insert into counter_state (region_code, person_id, scheme) values ($1, $2, $3) on conflict do nothing`,
    [regionCode, ownerId, scheme],
  );
  const { rows } = await tx.query<{ version: string; counters: Record<string, number> }>(
    'select version, counters from counter_state where person_id = $1 and scheme = $2 for update',
    [ownerId, scheme],
  );
  const now = rows[0];
  if (now === undefined) throw new Error(`no counters of person ${ownerId}`);
  const sums: Record<string, number> = { ...now.counters };
  for (const [name, delta] of Object.entries(deltas)) sums[name] = (sums[name] ?? 0) + delta;
  const counters = Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
  await tx.query(
    'update counter_state set counters = $3, version = version + 1 where person_id = $1 and scheme = $2',
    [ownerId, scheme, JSON.stringify(counters)],
  );
  await tx.query(
    `insert into merge_carry (region_code, person_id, carry_id, act_id, from_person_id, scheme, place, counters, carried_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
    [regionCode, ownerId, newId(), actId, fromId, scheme, Number(now.version) + 1, JSON.stringify(deltas)],
  );
}

/** Keeps what moved between the accounts: `+` to who stays, `−` back. */
export async function keepCarriedMoney(
  tx: PoolClient,
  newId: NewId,
  { regionCode, actId, fromId }: CarryKey,
  moved: { readonly toId: string; readonly amountFen: number; readonly entryId: string },
): Promise<void> {
  await tx.query(
    `insert into merge_carry (region_code, person_id, carry_id, act_id, from_person_id, account_fen, entry_id, carried_at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [regionCode, moved.toId, newId(), actId, fromId, moved.amountFen, moved.entryId],
  );
}

/** Money that was carried from the account of a duplicate to that of who stays, and not back. */
export async function carriedMoney(db: Queryable, toId: string, fromIds: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ fen: number }>(
    `select coalesce(sum(account_fen), 0)::float8 as fen from merge_carry
      where person_id = $1 and from_person_id = any($2::bigint[]) and scheme is null`,
    [toId, fromIds],
  );
  return rows[0]?.fen ?? 0;
}

/** Money that was carried from the account of one number to that of another, and not back. */
export interface CarriedMoney {
  readonly regionCode: string;
  readonly fromId: string;
  readonly toId: string;
  readonly amountFen: number;
}

/** What was carried between the numbers of those persons of whom these are merged numbers. */
export async function carriedBetween(
  db: Queryable,
  mergedIds: readonly string[],
): Promise<readonly CarriedMoney[]> {
  const { rows } = await db.query<CarriedMoney>(
    `with number as (
       select n.person_id, n.merged_into from person p join person n on n.merged_into = p.merged_into
        where p.person_id = any($1::bigint[]))
     select region_code as "regionCode", from_person_id as "fromId", person_id as "toId", sum(account_fen)::float8 as "amountFen"
       from merge_carry
      where scheme is null and from_person_id in (select person_id from number)
        and person_id in (select person_id from number union select merged_into from number)
      group by 1, 2, 3 having sum(account_fen) > 0 order by 2, 3`,
    [mergedIds],
  );
  return rows;
}

/** Whether a settlement is of a duplicate that was merged: of this person, or into this person. */
export async function isOfMerged(db: Asked, personId: string, settlementId: string): Promise<boolean> {
  const rows = await db.query<object>({
    name: 'settlement-of-merged',
    text: `select from settlement s join person p using (person_id)
            where s.settlement_id = $2::bigint and p.merged_into is not null and $1::bigint in (p.person_id, p.merged_into)`,
    values: [personId, settlementId],
  });
  return rows.length > 0;
}

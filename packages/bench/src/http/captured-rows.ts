import type { Pool } from '@gongji/store';

/** A column and its value as the database prints it, which the database also reads. */
export interface CapturedColumn {
  readonly name: string;
  readonly type: string;
  readonly value: string | null;
}

/** Tables of which a settlement writes exactly one row. */
export const SINGLE_TABLES = [
  'settlement',
  'journal_entry',
  'message_effect',
  'account_movement',
  'audit_entry',
] as const;
export type SingleTable = (typeof SINGLE_TABLES)[number];

/** Everything one settlement wrote, as the product wrote it. */
export interface CapturedRows {
  readonly single: Readonly<Record<SingleTable, readonly CapturedColumn[]>>;
  readonly postings: readonly {
    readonly debit: string;
    readonly credit: string;
    readonly amountFen: string;
  }[];
  readonly outbox: readonly { readonly topic: string; readonly body: string }[];
  readonly counters: string;
}

const KEYS: Readonly<Record<SingleTable, string>> = {
  settlement: 'settlement_id = $1',
  journal_entry: 'settlement_id = $1',
  message_effect: 'settlement_id = $1',
  account_movement: 'settlement_id = $1',
  audit_entry: 'subject = $1::bigint::text',
};

/** Where the outbox ends now; what is captured comes after it. */
export async function outboxMark(owner: Pool): Promise<string> {
  const { rows } = await owner.query<{ mark: string }>(
    'select coalesce(max(outbox_id), 0) as mark from outbox',
  );
  return rows[0]?.mark ?? '0';
}

export async function captureRows(
  owner: Pool,
  settlementId: string,
  outboxFrom: string,
): Promise<CapturedRows> {
  const single = await Promise.all(
    SINGLE_TABLES.map(async (table) => [table, await capture(owner, table, settlementId)] as const),
  );
  const postings = await owner.query(
    `select debit_account as debit, credit_account as credit, amount_fen::text as "amountFen"
       from posting where entry_id = $1 order by line_no`,
    [settlementId],
  );
  const outbox = await owner.query(
    'select topic, body::text as body from outbox where outbox_id > $1 order by outbox_id',
    [outboxFrom],
  );
  const counters = await owner.query<{ counters: string }>(
    `select c.counters::text as counters from counter_state c
       join settlement s using (person_id, scheme) where s.settlement_id = $1`,
    [settlementId],
  );
  return {
    single: Object.fromEntries(single) as CapturedRows['single'],
    postings: postings.rows,
    outbox: outbox.rows,
    counters: counters.rows[0]?.counters ?? '{}',
  };
}

/** The one row of a table that belongs to the settlement; throws when there is not exactly one. */
async function capture(
  owner: Pool,
  table: SingleTable,
  settlementId: string,
): Promise<readonly CapturedColumn[]> {
  const columns = await owner.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const list = columns.rows.map((c) => `${c.name}::text`).join(', ');
  const { rows } = await owner.query<string[]>({
    text: `select ${list} from ${table} where ${KEYS[table]}`,
    values: [settlementId],
    rowMode: 'array',
  } as never);
  const row = rows[0];
  if (row === undefined || rows.length !== 1)
    throw new Error(`settlement ${settlementId} has ${rows.length} rows in ${table}, expected one`);
  return columns.rows.map((c, i) => ({ ...c, value: row[i] ?? null }));
}

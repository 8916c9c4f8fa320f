import type { Pool } from '@gongji/store';
import { type CapturedRows, SINGLE_TABLES, type SingleTable } from './captured-rows.ts';

/** Parameters beyond the columns of the single rows, in order. */
const LISTS = [
  ['counters', 'jsonb'],
  ['debits', 'text[]'],
  ['credits', 'text[]'],
  ['amounts', 'bigint[]'],
  ['topics', 'text[]'],
  ['bodies', 'text[]'],
] as const;

/** Name of the parameter that carries a column. */
export function parameterOf(table: SingleTable, column: string): string {
  return `${table}_${column}`;
}

/** Names of all parameters of the function, in order. */
export function parameterNames(rows: CapturedRows): readonly string[] {
  const single = SINGLE_TABLES.flatMap((table) => rows.single[table].map((c) => parameterOf(table, c.name)));
  return [...single, ...LISTS.map(([name]) => name)];
}

/**
 * Creates `bench_settle`: everything a settlement writes, in one call and so in one transaction, with the version checks
 * and against the same tables, indexes, constraints and triggers. It reads nothing and decides nothing.
 */
export async function createBaselineFunction(owner: Pool, rows: CapturedRows): Promise<void> {
  const single = SINGLE_TABLES.flatMap((table) =>
    rows.single[table].map((c) => `"${parameterOf(table, c.name)}" ${c.type}`),
  );
  const parameters = [...single, ...LISTS.map(([name, type]) => `"${name}" ${type}`)];
  await owner.query(`
    create or replace function bench_settle(${parameters.join(', ')}) returns void language plpgsql as $$
    #variable_conflict use_column
    begin
      update counter_state c set version = c.version + 1, counters = bench_settle.counters
       where c.person_id = settlement_person_id and c.scheme = settlement_scheme and c.version = settlement_sequence - 1;
      if not found then raise exception 'version'; end if;
      if settlement_family_id <> settlement_person_id then
        update counter_state c set version = c.version + 1 where c.person_id = settlement_family_id
           and c.scheme = settlement_scheme and c.version = settlement_family_sequence - 1;
        if not found then raise exception 'version of the family'; end if;
      end if;
      update personal_account a set balance_fen = account_movement_balance_fen, version = a.version + 1
       where a.person_id = account_movement_person_id;
      ${SINGLE_TABLES.map((table) => insertOf(table, rows)).join('\n')}
      insert into posting (region_code, person_id, entry_id, line_no, debit_account, credit_account, amount_fen)
      select settlement_region_code, settlement_person_id, settlement_settlement_id, n, d, c, a
        from unnest(debits, credits, amounts) with ordinality as p (d, c, a, n);
      update audit_head h set position = audit_entry_position, hash = audit_entry_hash
       where h.stripe = audit_entry_stripe and h.position = audit_entry_position - 1;
      insert into outbox (topic, body) select t, b::json from unnest(topics, bodies) as o (t, b);
    end $$`);
}

function insertOf(table: SingleTable, rows: CapturedRows): string {
  const columns = rows.single[table].map((c) => c.name);
  const values = columns.map((column) => `"${parameterOf(table, column)}"`);
  return `insert into ${table} (${columns.join(', ')}) values (${values.join(', ')});`;
}

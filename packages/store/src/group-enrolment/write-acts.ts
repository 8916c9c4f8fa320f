import type { NewAct } from '../enrolment/acts.ts';
import type { RegisterName, RegisterRow, RowChange, RowEffect } from '../enrolment/register-rows.ts';
import { REGISTER_KEYS, RowMissing } from '../enrolment/register-rows.ts';
import type { Queryable } from '../pool.ts';

/** An act that is still to be written, with the changes that it makes. */
export interface ActToWrite {
  readonly act: Omit<NewAct, 'effects'>;
  readonly changes: readonly RowChange[];
}

/**
 * Writes many acts at once, set by set: what `changeRows` and `insertAct` do for one. Rows that are made come before rows
 * that are changed. No row may be touched twice. Throws {@link RowMissing} when a row to change is not there.

 */
export async function writeActs(tx: Queryable, acts: readonly ActToWrite[]): Promise<void> {
  const effects: RowEffect[][] = acts.map(() => []);
  for (const group of grouped(acts)) {
    const found = await WRITE[group.key](tx, group);
    for (const [index, effect] of found.entries()) effects[group.owners[index] ?? -1]?.push(effect);
  }
  await insertActs(
    tx,
    acts.map(({ act }, index) => ({ ...act, effects: effects[index] ?? [] })),
  );
}

const WRITE = { made: insertRows, changed: updateRows, removed: deleteRows } as const;

interface Group {
  readonly register: RegisterName;
  readonly key: keyof typeof WRITE;
  readonly columns: readonly string[];
  readonly rows: { readonly key: RegisterRow; readonly to: RegisterRow }[];
  /** Index of the act that each row belongs to. */
  readonly owners: number[];
}

/** Changes of the same register and columns go together: made in the order of foreign keys, then changed, then removed in the opposite order. */
function grouped(acts: readonly ActToWrite[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [owner, { changes }] of acts.entries())
    for (const { register, key, to } of changes) {
      const columns = Object.keys(to ?? {}).sort();
      const kind = to === undefined ? 'removed' : key === undefined ? 'made' : 'changed';
      const place = ORDER.indexOf(register);
      const name = [STEPS.indexOf(kind), kind === 'removed' ? 9 - place : place, columns.join()].join(' ');
      const group = groups.get(name) ?? { register, key: kind, columns, rows: [], owners: [] };
      groups.set(name, group);
      group.rows.push({ key: key ?? {}, to: to ?? {} });
      group.owners.push(owner);
    }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const STEPS = ['made', 'changed', 'removed'] as const;
const ORDER = Object.keys(REGISTER_KEYS) as RegisterName[];

async function insertRows(tx: Queryable, { register, columns, rows }: Group): Promise<readonly RowEffect[]> {
  const names = columns.map(column).join(', ');
  const { rows: made } = await tx.query<{ row: RegisterRow }>(
    `insert into ${register} as t (${names})
     select ${names} from jsonb_populate_recordset(null::${register}, $1::jsonb)
     returning exact_row(to_jsonb(t)) as row`,
    [JSON.stringify(rows.map(({ to }) => to))],
  );
  if (made.length !== rows.length)
    throw new Error(`${made.length} of ${rows.length} rows of ${register} were made`);
  return made.map(({ row }) => ({ register, after: row }));
}

/** The rows as they stood are read and locked first: the history trigger keeps them, the act says them. */
async function updateRows(tx: Queryable, { register, columns, rows }: Group): Promise<readonly RowEffect[]> {
  const keys = REGISTER_KEYS[register];
  const asked = JSON.stringify(rows.map(({ key }, i) => ({ ...key, known_from: null, i })));
  const same = keys.map((name) => `t.${name} = k.${name}`).join(' and ');
  const order = '(k.n)::int as i';
  const recordset = (json: string) =>
    `(select r.*, n from jsonb_array_elements(${json}::jsonb) with ordinality as e(one, n),
        lateral jsonb_populate_record(null::${register}, e.one) r)`;
  const before = await tx.query<{ i: number; row: RegisterRow }>(
    `select ${order}, exact_row(to_jsonb(t)) as row from ${register} t join ${recordset('$1')} k on ${same}
      order by ${keys.map((name) => `t.${name}`).join(', ')} for update of t`,
    [asked],
  );
  const values = JSON.stringify(rows.map(({ key, to }) => ({ ...to, ...prefixed(key) })));
  const after = await tx.query<{ i: number; row: RegisterRow }>(
    `update ${register} t set ${columns.map((name) => `${column(name)} = k.${column(name)}`).join(', ')}
       from (select r.*, n, ${keys.map((name) => `e.one ->> 'key_${name}' as key_${name}`).join(', ')}
               from jsonb_array_elements($1::jsonb) with ordinality as e(one, n),
                    lateral jsonb_populate_record(null::${register}, e.one) r) k
      where ${keys.map((name) => `t.${name}::text = k.key_${name}`).join(' and ')}
     returning ${order}, exact_row(to_jsonb(t)) as row`,
    [values],
  );
  if (before.rows.length !== rows.length || after.rows.length !== rows.length) throw new RowMissing(register);
  const stood = new Map(before.rows.map(({ i, row }) => [i, row]));
  const stands = new Map(after.rows.map(({ i, row }) => [i, row]));
  return rows.map((_, index): RowEffect => {
    const [was, is] = [stood.get(index + 1), stands.get(index + 1)];
    if (was === undefined || is === undefined) throw new RowMissing(register);
    return { register, before: was, after: is };
  });
}

async function deleteRows(tx: Queryable, { register, rows }: Group): Promise<readonly RowEffect[]> {
  const keys = REGISTER_KEYS[register];
  const { rows: gone } = await tx.query<{ i: number; row: RegisterRow }>(
    `delete from ${register} t
      using (select r.*, n from jsonb_array_elements($1::jsonb) with ordinality as e(one, n),
               lateral jsonb_populate_record(null::${register}, e.one) r) k
      where ${keys.map((name) => `t.${name} = k.${name}`).join(' and ')}
     returning k.n::int as i, exact_row(to_jsonb(t)) as row`,
    [JSON.stringify(rows.map(({ key }) => Object.fromEntries(keys.map((name) => [name, key[name]]))))],
  );
  if (gone.length !== rows.length) throw new RowMissing(register);
  const was = new Map(gone.map(({ i, row }) => [i, row]));
  return rows.map((_, index): RowEffect => ({ register, before: was.get(index + 1) ?? {} }));
}

/** The rows with these keys as they stand, locked, in the order of the keys; undefined where there is none. */
export async function rowsNow(
  tx: Queryable,
  register: RegisterName,
  asked: readonly RegisterRow[],
): Promise<readonly (RegisterRow | undefined)[]> {
  const keys = REGISTER_KEYS[register];
  const { rows } = await tx.query<{ i: number; row: RegisterRow }>(
    `select k.n::int as i, exact_row(to_jsonb(t)) as row from ${register} t
       join (select r.*, n from jsonb_array_elements($1::jsonb) with ordinality as e(one, n),
               lateral jsonb_populate_record(null::${register}, e.one) r) k
         on ${keys.map((name) => `t.${name} = k.${name}`).join(' and ')}
      order by ${keys.map((name) => `t.${name}`).join(', ')} for update of t`,
    [JSON.stringify(asked.map((key) => Object.fromEntries(keys.map((name) => [name, key[name]]))))],
  );
  const found = new Map(rows.map(({ i, row }) => [i, row]));
  return asked.map((_, index) => found.get(index + 1));
}

function prefixed(key: RegisterRow): RegisterRow {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [`key_${name}`, value]));
}

async function insertActs(tx: Queryable, acts: readonly NewAct[]): Promise<void> {
  const rows = acts.map((act) => ({
    region_code: act.regionCode,
    person_id: act.personId,
    act_id: act.actId,
    kind: act.kind,
    scheme: act.scheme,
    unit_id: act.unitId,
    effective_on: act.effectiveOn,
    facts: act.facts,
    decision: act.decision,
    effects: act.effects,
    reason: act.reason,
    undoes_id: act.undoesId,
    request_id: act.requestId,
    acted_by: act.actedBy,
  }));
  const names = Object.keys(rows[0] ?? {}).join(', ');
  if (names === '') return;
  await tx.query(
    `insert into enrolment_act (${names}, acted_at)
     select ${names}, now() from jsonb_populate_recordset(null::enrolment_act, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Names of columns come from code; a name that is none would be a fault, never input. */
function column(name: string): string {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`not a column: ${name}`);
  return name;
}

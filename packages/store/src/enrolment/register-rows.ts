import type { Queryable } from '../pool.ts';

/** Registers 登记簿 whose rows an enrolment act may make, change or remove; each with its key. */
export const REGISTER_KEYS = {
  person: ['person_id'],
  person_certificate: ['person_id', 'cert_type', 'cert_no'],
  coverage: ['person_id', 'scheme', 'covered_from'],
  person_group: ['person_id', 'group_name', 'valid_from'],
  person_proof: ['person_id', 'proof_id'],
  schooling: ['person_id', 'unit_id', 'valid_from'],
  census: ['person_id'],
  unit: ['unit_id'],
  school_class: ['unit_id', 'class_id', 'valid_from'],
  budget_unit: ['unit_id', 'agreement_id'],
  filing: ['person_id', 'filing_id'],
  account_sharing: ['person_id', 'owner_person_id', 'valid_from'],
} as const;
export type RegisterName = keyof typeof REGISTER_KEYS;

/** A row as the database writes it as JSON: names of columns, dates and numbers as text. */
export type RegisterRow = Readonly<Record<string, unknown>>;

/** One row to make (`key` absent), change, or remove (`to` absent). `to` holds the columns that change. */
export interface RowChange {
  readonly register: RegisterName;
  readonly key?: RegisterRow;
  readonly to?: RegisterRow;
}

/** What a change did: the row as it stood and as it stands; absent = there was or is none. */
export interface RowEffect {
  readonly register: RegisterName;
  readonly before?: RegisterRow;
  readonly after?: RegisterRow;
}

/** A row that is not there any more or has another content than the change expects. */
export class RowMissing extends Error {}

/** Makes the changes in order and says what they did. Throws {@link RowMissing} when a row to change is not there. */
export async function changeRows(
  tx: Queryable,
  changes: readonly RowChange[],
): Promise<readonly RowEffect[]> {
  const effects: RowEffect[] = [];
  for (const change of changes) effects.push(await changeRow(tx, change));
  return effects;
}

async function changeRow(tx: Queryable, { register, key, to }: RowChange): Promise<RowEffect> {
  if (key === undefined) {
    if (to === undefined) throw new Error('a change without key and content');
    return { register, after: await insertRow(tx, register, to) };
  }
  const before = await readRow(tx, register, key);
  if (before === undefined) throw new RowMissing(`${register} ${JSON.stringify(key)}`);
  if (to === undefined) {
    await tx.query(`delete from ${register} where ${matches(register)}`, keyValues(register, key));
    return { register, before };
  }
  const columns = Object.keys(to).map(column);
  const { rows } = await tx.query<{ row: RegisterRow }>(
    `update ${register} t set (${columns.join(', ')})
        = (select ${columns.map((c) => `r.${c}`).join(', ')} from jsonb_populate_record(null::${register}, $1::jsonb) r)
      where ${matches(register, 2)} returning exact_row(to_jsonb(t)) as row`,
    [JSON.stringify(to), ...keyValues(register, key)],
  );
  const after = rows[0]?.row;
  if (after === undefined) throw new RowMissing(`${register} ${JSON.stringify(key)}`);
  return { register, before, after };
}

/** Makes a row; columns not named take their default. */
async function insertRow(tx: Queryable, register: RegisterName, row: RegisterRow): Promise<RegisterRow> {
  const columns = Object.keys(row).map(column);
  const { rows } = await tx.query<{ row: RegisterRow }>(
    `insert into ${register} as t (${columns.join(', ')})
     select ${columns.map((c) => `r.${c}`).join(', ')} from jsonb_populate_record(null::${register}, $1::jsonb) r
     returning exact_row(to_jsonb(t)) as row`,
    [JSON.stringify(row)],
  );
  const after = rows[0]?.row;
  if (after === undefined) throw new Error(`nothing inserted into ${register}`);
  return after;
}

/** The row with its key, locked until the transaction ends. */
export async function readRow(
  tx: Queryable,
  register: RegisterName,
  key: RegisterRow,
): Promise<RegisterRow | undefined> {
  const { rows } = await tx.query<{ row: RegisterRow }>(
    `select exact_row(to_jsonb(t)) as row from ${register} t where ${matches(register)} for update`,
    keyValues(register, key),
  );
  return rows[0]?.row;
}

/**
 * The changes that put back what stood before some effects, whose rows stay locked; or the first effect whose row has been
 * changed since.
 */
export async function undoChanges(
  tx: Queryable,
  effects: readonly RowEffect[],
): Promise<{ readonly changes: readonly RowChange[] } | { readonly changedSince: RowEffect }> {
  const changes: RowChange[] = [];
  for (const effect of effects.toReversed()) {
    const { register, before, after } = effect;
    const now = after === undefined ? undefined : await readRow(tx, register, after);
    if (after !== undefined && (now === undefined || !sameRow(now, after))) return { changedSince: effect };
    changes.push({
      register,
      ...(after === undefined ? {} : { key: after }),
      ...(before === undefined ? {} : { to: withoutKnown(before) }),
    });
  }
  return { changes };
}

/**
 * Whether a row stands as an act has recorded it. When it became known says nothing, nor the initials, which the upkeep works out
 * from the name, nor a column that the register did not have then.
 */
export function sameRow(now: RegisterRow, recorded: RegisterRow): boolean {
  const { name_initials: _initials, ...was } = withoutKnown(recorded);
  return Object.keys(was).every((name) => JSON.stringify(now[name]) === JSON.stringify(was[name]));
}

export function withoutKnown({ known_from: _known, ...row }: RegisterRow): RegisterRow {
  return row;
}

function matches(register: RegisterName, from = 1): string {
  return REGISTER_KEYS[register].map((name, i) => `${name} = $${i + from}`).join(' and ');
}

function keyValues(register: RegisterName, key: RegisterRow): unknown[] {
  return REGISTER_KEYS[register].map((name) => key[name]);
}

/** Names of columns come from code; a name that is none would be a fault, never input. */
function column(name: string): string {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`not a column: ${name}`);
  return name;
}

import type { Queryable } from '../pool.ts';
import type { RegisterName, RegisterRow } from './register-rows.ts';

/** A row as it stood and from when to when that was known; `knownTo` null = it stands now. */
export interface KnownRow {
  readonly register: RegisterName;
  readonly key: string;
  readonly row: RegisterRow;
  readonly knownFrom: Date;
  readonly knownTo: Date | null;
  readonly changedBy: string | null;
  readonly removed: boolean;
}

const OF_A_PERSON = {
  person: ['person_id'],
  person_certificate: ['cert_type', 'cert_no'],
  coverage: ['scheme', 'covered_from'],
  person_group: ['group_name', 'valid_from'],
  person_proof: ['proof_id'],
  schooling: ['unit_id', 'valid_from'],
  census: ['unit_id'],
} as const satisfies Partial<Record<RegisterName, readonly string[]>>;

/** Everything that was ever known of a person, oldest first; `$1` is the person. */
const EVERYTHING = [
  ...Object.entries(OF_A_PERSON).map(
    ([register, key]) => `
  select '${register}' as register, concat_ws('/', ${key.map((k) => `t.${k}`).join(', ')}) as key, to_jsonb(t) as row,
         t.known_from, null::timestamptz as known_to, null as changed_by, false as removed
    from ${register} t where t.person_id = $1`,
  ),
  `
  select register, key, row, known_from, known_to, changed_by, removed from register_history where person_id = $1`,
].join('\n  union all');

const SELECT = `select register, key, exact_row(row) as row, known_from as "knownFrom", known_to as "knownTo",
  changed_by as "changedBy", removed from (${EVERYTHING}) k`;

/** What was known of a person at an instant 截至某时所知: the rows as they stood then. */
export async function knownAt(db: Queryable, personId: string, at: Date): Promise<readonly KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `${SELECT} where known_from <= $2 and (known_to is null or known_to > $2) order by register, key`,
    [personId, at],
  );
  return rows;
}

/** All that stands and stood, in the order in which it became known. */
export async function allKnown(db: Queryable, personId: string): Promise<readonly KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `${SELECT} order by register, key, known_from, known_to nulls last limit 2000`,
    [personId],
  );
  return rows;
}

/** The same of a unit. */
export async function allKnownOfUnit(db: Queryable, unitId: string): Promise<readonly KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `select register, key, exact_row(row) as row, known_from as "knownFrom", known_to as "knownTo",
            changed_by as "changedBy", removed
       from (select 'unit' as register, t.unit_id::text as key, to_jsonb(t) as row, t.known_from,
                    null::timestamptz as known_to, null as changed_by, false as removed from unit t where t.unit_id = $1
             union all
             select 'school_class', concat_ws('/', c.unit_id, c.class_id, c.valid_from), to_jsonb(c), c.known_from, null, null, false
               from school_class c where c.unit_id = $1
             union all
             select register, key, row, known_from, known_to, changed_by, removed from register_history
              where person_id = 0 and (register = 'unit' and key = $1::text or register = 'school_class' and key like $1::text || '/%')) k
      order by register, key, known_from, known_to nulls last limit 2000`,
    [unitId],
  );
  return rows;
}

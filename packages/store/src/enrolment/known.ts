import type { Queryable } from '../pool.ts';
import type { RegisterName, RegisterRow } from './register-rows.ts';

/** A row as it stood, and from when on that was known. */
export interface KnownRow {
  readonly register: RegisterName;
  readonly key: string;
  readonly row: RegisterRow;
  readonly knownFrom: Date;
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

/** Everything that was ever known of a person; `$1` is the person. */
export const KNOWN_OF_A_PERSON = [
  ...Object.entries(OF_A_PERSON).map(
    ([register, key]) => `
  select '${register}' as register, concat_ws('/', ${key.map((k) => `t.${k}`).join(', ')}) as key, to_jsonb(t) as row,
         t.known_from, null::timestamptz as known_to, null as changed_by, false as removed
    from ${register} t where t.person_id = $1`,
  ),
  `
  select register, key, row, known_from, known_to, changed_by, removed from register_history where person_id = $1`,
].join('\n  union all');

/** What stands of a person, or what was known at an instant 截至某时所知: the rows as they stood then. */
export async function knownAt(db: Queryable, personId: string, at?: Date): Promise<readonly KnownRow[]> {
  const { rows } = await db.query<KnownRow>(
    `select register, key, exact_row(row) as row, known_from as "knownFrom" from (${KNOWN_OF_A_PERSON}) k
      where case when $2::timestamptz is null then known_to is null
                 else known_from <= $2 and (known_to is null or known_to > $2) end
      order by register, key`,
    [personId, at ?? null],
  );
  return rows;
}

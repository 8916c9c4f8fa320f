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

/** What needs no act of ours to be there was known before: covers that came with the data, and that there is a person at all. */
const KNOWN_BEFORE = { coverage: `r.begin_reason = 'opening'`, person: 'true', census: 'false' } as const;

/**
 * Rows of a register as they stood at an instant, as SQL in brackets; `infinity`: as they stand. Of each row it takes the first
 * version that was not yet replaced then. Only what changed since is looked for in the history.
 */
export function rowsThen(register: keyof typeof KNOWN_BEFORE, at: string): string {
  const key = OF_A_PERSON[register].map((name) => `r.${name}`).join(', ');
  const before = KNOWN_BEFORE[register];
  return `(
    select r.* from ${register} r where r.known_from < ${at} or (${before} and not exists (select from register_history h
      where h.person_id = r.person_id and h.register = '${register}' and h.key = concat_ws('/', ${key}) and h.known_to >= ${at}))
    union all
    select r.* from (select distinct on (person_id, key) row from register_history
      where register = '${register}' and known_to >= ${at} order by person_id, key, known_to, history_id) h,
      jsonb_populate_record(null::${register}, h.row) r
     where r.known_from < ${at} or ${before})`;
}

/** The end of a day as an instant; null: now and whatever comes. */
export const endOfDay = (day: string): string => `coalesce((${day}::date + 1)::timestamptz, 'infinity')`;

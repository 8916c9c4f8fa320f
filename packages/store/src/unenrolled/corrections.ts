import type { Queryable } from '../pool.ts';

/** What the register says of an employer, apart from where it is known from. */
export interface UnenrolledFacts {
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly street: string;
  readonly contact: string;
  readonly phone: string;
  readonly headcount: number | null;
}

/** Corrects an entry as it was seen; false when somebody else has corrected it since. 23505: the code stands there already. */
export async function correctUnenrolled(
  tx: Queryable,
  entryId: string,
  {
    facts,
    seen,
    by,
    why,
  }: {
    readonly facts: UnenrolledFacts;
    /** The moment from which what was seen holds, to the millisecond. */
    readonly seen: string;
    readonly by: string;
    readonly why: string;
  },
): Promise<boolean> {
  const { uscc, name, kind, street, contact, phone, headcount } = facts;
  const { rowCount } = await tx.query(
    `update unenrolled_employer
        set uscc = $3, name = $4, kind = $5, street = $6, contact = $7, phone = $8, headcount = $9, corrected_by = $10, corrected_why = $11
      where entry_id = $1 and date_trunc('milliseconds', known_from) = $2`,
    [entryId, seen, uscc, name, kind, street, contact, phone, headcount, by, why],
  );
  return rowCount === 1;
}

/** The facts as they stood from a moment on; who corrected those before, and why. */
export interface UnenrolledVersion extends UnenrolledFacts {
  readonly knownFrom: Date;
  /** Null: as it came onto the register. */
  readonly by: string | null;
  readonly why: string | null;
}

/** Everything the register has said of an employer, the earliest first. */
export async function unenrolledVersions(
  db: Queryable,
  entryId: string,
): Promise<readonly UnenrolledVersion[]> {
  const { rows } = await db.query<UnenrolledVersion>(
    `select v.known_from as "knownFrom", x.uscc, x.name, x.kind, x.street, x.contact, x.phone, x.headcount,
            x.corrected_by as by, x.corrected_why as why
       from (select row, known_from from register_history
              where person_id = 0 and register = 'unenrolled_employer' and key = $1
             union all
             select to_jsonb(e), known_from from unenrolled_employer e where entry_id = $1::bigint) v
      cross join lateral jsonb_to_record(v.row) as x (uscc text, name text, kind text, street text, contact text, phone text,
        headcount int, corrected_by text, corrected_why text)
      order by v.known_from`,
    [entryId],
  );
  return rows;
}

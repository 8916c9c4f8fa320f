import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export interface NewUnenrolled {
  readonly entryId: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly street: string;
  readonly contact: string;
  readonly phone: string;
  readonly headcount: number | null;
  readonly source: 'audit' | 'file' | 'hand';
  readonly sourceName: string;
  readonly sourceOn: CalendarDate;
  readonly findingId: string | null;
}

export interface AddedUnenrolled {
  readonly added: number;
  /** On the register already. */
  readonly listed: number;
  /** Enrolled already: somebody is insured by it on that day. */
  readonly enrolled: number;
  /** Persons whom those have insured. */
  readonly insured: number;
}

/** Puts employers on the register; who is there, or has enrolled, is left out and counted. */
export async function insertUnenrolled(
  tx: Queryable,
  { regionCode, on, by, at }: Added,
  entries: readonly NewUnenrolled[],
): Promise<AddedUnenrolled> {
  const { rows } = await tx.query<AddedUnenrolled>(
    `with named as (
       select n.*, (select count(distinct c.person_id)::int from unit u join coverage c on c.unit_id = u.unit_id
                where u.kind = 'employer' and u.code = n.uscc and left(u.region_code, 4) = left($1, 4) and c.scheme = 'employee'
                  and c.status <> '4' and c.covered_from <= $2 and (c.covered_to is null or c.covered_to >= $2)) as insured
         from json_to_recordset($5) as n ("entryId" bigint, uscc text, name text, kind text, street text, contact text, phone text,
           headcount int, source text, "sourceName" text, "sourceOn" date, "findingId" bigint)),
     put as (
       insert into unenrolled_employer (entry_id, region_code, uscc, name, kind, street, contact, phone, headcount, source,
         source_name, source_on, finding_id, added_by, added_at)
       select "entryId", $1, uscc, name, kind, street, contact, phone, headcount, source, "sourceName", "sourceOn", "findingId", $3, $4
         from named where insured = 0
       on conflict do nothing returning 1)
     select (select count(*)::int from put) as added, (select count(*)::int from named where insured > 0) as enrolled,
            (select coalesce(sum(insured), 0)::int from named) as insured,
            (select count(*) from named where insured = 0)::int - (select count(*) from put)::int as listed`,
    [regionCode, on, by, at, JSON.stringify(entries)],
  );
  const [added] = rows;
  if (added === undefined) throw new Error('a count has no row');
  return added;
}

interface Added {
  readonly regionCode: string;
  readonly on: CalendarDate;
  readonly by: string;
  readonly at: Date;
}

/** A finding of an audit that names a unit the registers do not know, with the file and the row it was found in. */
export interface MissingUnitRow {
  readonly findingId: string;
  readonly checkId: string;
  readonly uscc: string;
  readonly name: string;
  readonly evidenced: string | null;
  readonly auditId: string;
}

/** Findings of the kind `unitsMissing` that nobody has found to be none; of one audit, or one of them. */
export async function missingUnits(
  db: Queryable,
  scope: Scope,
  { auditId, findingId }: { readonly auditId: string; readonly findingId?: string | undefined },
): Promise<readonly MissingUnitRow[]> {
  const { rows } = await db.query<MissingUnitRow>(
    `select distinct on (f.uscc) f.finding_id as "findingId", f.check_id as "checkId", f.uscc, f.subject ->> 'name' as name,
            f.evidenced, f.audit_id as "auditId"
       from levy_finding f
      where f.region_code like $1 and f.audit_id = $2 and f.kind = 'unitsMissing' and f.state in ('open', 'noticed')
        and ($3::bigint is null or f.finding_id = $3)
      order by f.uscc, f.finding_id`,
    [regionPattern(scope), auditId, findingId ?? null],
  );
  return rows;
}

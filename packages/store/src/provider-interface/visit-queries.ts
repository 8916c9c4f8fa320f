import type { Queryable } from '../pool.ts';
import type { FeeLine } from './fee-line.ts';
import { feeLinesFrom } from './fee-lines-json.ts';
import { type InsuredPerson, PERSON_COLUMNS } from './persons.ts';
import { VISIT_OBJECT, type Visit } from './visits.ts';

/** Visits of a person at an institution that began in a time span (Beijing wall-clock text, both ends included). */
export async function visitsOf(
  db: Queryable,
  by: {
    readonly personId: string;
    readonly institutionCode: string;
    readonly from: string;
    readonly to: string;
    readonly medType: string | undefined;
    readonly visitId: string | undefined;
  },
): Promise<readonly Visit[]> {
  const { rows } = await db.query<{ visit: Visit }>(
    `select ${VISIT_OBJECT} as visit from visit v
      where v.person_id = $1 and v.institution_code = $2 and v.begun_at between $3::timestamp and $4::timestamp
        and ($5::text is null or v.med_type = $5) and ($6::text is null or v.visit_id = $6) and v.state <> 'cancelled'
        and (v.kind <> 'pharmacy' or exists (select 1 from settlement s where s.person_id = v.person_id and s.visit_id = v.visit_id))
      order by v.begun_at desc limit 1000`,
    [by.personId, by.institutionCode, by.from, by.to, by.medType ?? null, by.visitId ?? null],
  );
  return rows.map((row) => row.visit);
}

/** Open stays of an institution that began in a time span; of one person when given. */
export async function inHospital(
  db: Queryable,
  by: {
    readonly institutionCode: string;
    readonly psnNo: string | undefined;
    readonly from: string;
    readonly to: string;
  },
): Promise<readonly { readonly person: InsuredPerson; readonly visit: Visit }[]> {
  const { rows } = await db.query<InsuredPerson & { visit: Visit }>(
    `select ${PERSON_COLUMNS}, ${VISIT_OBJECT} as visit
       from visit v join person p on p.person_id = v.person_id
      where v.institution_code = $1 and v.kind = 'inpatient' and v.state = 'open'
        and v.begun_at between $2::timestamp and $3::timestamp and ($4::text is null or p.psn_no = $4)
      order by v.begun_at limit 1000`,
    [by.institutionCode, by.from, by.to, by.psnNo ?? null],
  );
  return rows.map(({ visit, ...person }) => ({ person, visit }));
}

/** A fee line with where it belongs. */
export interface ListedLine {
  readonly visitId: string;
  readonly settlementId: string | null;
  readonly medType: string;
  readonly institutionName: string;
  readonly institutionCode: string;
  readonly line: FeeLine;
}

type ListedBatch = Omit<ListedLine, 'line'> & { readonly lines: unknown };

const MOST_LINES = 2000;

function linesOf({ lines, ...where }: ListedBatch): readonly ListedLine[] {
  return feeLinesFrom(lines).map((line) => ({ ...where, line }));
}

/**
 * Lines of a visit: of one settlement when given, else all that are not withdrawn. The lines of a settlement are those
 * its splits name, taken from the batch that was live then, so that they are found after a reversal as well.
 */
export async function linesOfVisit(
  db: Queryable,
  by: { readonly personId: string; readonly visitId: string; readonly settlementId: string | undefined },
): Promise<readonly ListedLine[]> {
  const { rows } = await db.query<ListedBatch>(
    `select b.visit_id as "visitId", coalesce($3::text, b.settlement_id::text) as "settlementId", v.med_type as "medType",
            i.name as "institutionName", v.institution_code as "institutionCode", b.lines
       from fee_batch b
       join visit v on v.person_id = b.person_id and v.visit_id = b.visit_id
       join institution i on i.institution_code = v.institution_code
       left join settlement s on s.person_id = b.person_id and s.settlement_id = $3::bigint and s.visit_id = b.visit_id
      where b.person_id = $1 and b.visit_id = $2
        and case when $3::bigint is null then b.withdrawn_at is null
                 else b.created_at <= s.settled_at and (b.withdrawn_at is null or b.withdrawn_at > s.settled_at)
                      and b.covers && array(select x->>0 from json_array_elements(s.line_splits) x) end
      order by b.batch_id`,
    [by.personId, by.visitId, by.settlementId ?? null],
  );
  return rows.flatMap(linesOf);
}

/** Settled drug lines of chronic-disease visits of a person, at any institution, whose fee arose in a time span. */
export async function chronicDrugLines(
  db: Queryable,
  by: { readonly personId: string; readonly from: string; readonly to: string },
): Promise<readonly ListedLine[]> {
  const { rows } = await db.query<ListedBatch>(
    `select b.visit_id as "visitId", b.settlement_id::text as "settlementId", v.med_type as "medType",
            i.name as "institutionName", v.institution_code as "institutionCode", b.lines
       from fee_batch b
       join visit v on v.person_id = b.person_id and v.visit_id = b.visit_id
       join institution i on i.institution_code = v.institution_code
      where b.person_id = $1 and b.settlement_id is not null and (v.med_type like '14%' or v.med_type like '9901%')
      order by b.batch_id`,
    [by.personId],
  );
  return rows
    .flatMap(linesOf)
    .filter(({ line }) => line.at >= by.from && line.at <= by.to && line.itemKind === 'drug')
    .sort((a, b) => (a.line.at < b.line.at ? -1 : a.line.at > b.line.at ? 1 : 0))
    .slice(0, MOST_LINES);
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { FeeLine } from '../provider-interface/fee-line.ts';
import { VISIT_OBJECT, type Visit } from '../provider-interface/visits.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import {
  DIAGNOSES_OF_VISIT,
  type DiagnosisOnPaper,
  type PersonOnPaper,
  personObject,
} from './settlement-circumstances.ts';

/** A visit with its fee lines up to and including a day. */
export interface DayFees {
  readonly visit: Visit;
  readonly institutionName: string;
  readonly person: PersonOnPaper;
  readonly diagnoses: readonly DiagnosisOnPaper[];
  readonly lines: readonly DatedLine[];
}

interface DatedLine {
  readonly line: FeeLine;
  readonly settled: boolean;
}

/** Fees of a visit in scope up to a day, in the order in which they came; undefined when there is no such visit. */
export async function dayFees(
  db: Queryable,
  scope: Scope,
  visitId: string,
  day: CalendarDate,
): Promise<DayFees | undefined> {
  const { rows } = await db.query<DayFees>(
    `select ${VISIT_OBJECT} as visit, coalesce(i.name, v.institution_code) as "institutionName",
            ${personObject('$2::date', `case when v.insutype = '310' then 'employee' else 'resident' end`)} as person,
            ${DIAGNOSES_OF_VISIT} as diagnoses,
            coalesce((select json_agg(json_build_object('line', l.line, 'settled', b.settlement_id is not null)
                        order by l.line->>'at', b.batch_id, l.place)
               from fee_batch b, json_array_elements(b.lines) with ordinality as l(line, place)
              where b.person_id = v.person_id and b.visit_id = v.visit_id and b.withdrawn_at is null
                and left(l.line->>'at', 10)::date <= $2::date), '[]') as lines
       from visit v join person p on p.person_id = v.person_id
       left join institution i on i.institution_code = v.institution_code
      where v.visit_id = $1 and v.region_code like $3 and ($4::text is null or v.institution_code = $4)
        and ($5::bigint is null or v.person_id = $5)`,
    [visitId, day, regionPattern(scope), scope.institutionCode, scope.personId],
  );
  return rows[0];
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { FeeLine } from '../provider-interface/fee-line.ts';
import { feeLinesFrom } from '../provider-interface/fee-lines-json.ts';
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

/** As the query gives it: the lines of each batch in the form of fee-lines-json.ts. */
interface Row extends Omit<DayFees, 'lines'> {
  readonly batches: readonly { readonly lines: unknown; readonly settled: boolean }[];
}

/** Fees of a visit in scope up to a day, in the order in which they came; undefined when there is no such visit. */
export async function dayFees(
  db: Queryable,
  scope: Scope,
  visitId: string,
  day: CalendarDate,
): Promise<DayFees | undefined> {
  const { rows } = await db.query<Row>(
    `select ${VISIT_OBJECT} as visit, coalesce(i.name, v.institution_code) as "institutionName",
            ${personObject('$2::date', `case when v.insutype = '310' then 'employee' else 'resident' end`)} as person,
            ${DIAGNOSES_OF_VISIT} as diagnoses,
            coalesce((select json_agg(json_build_object('lines', b.lines, 'settled', b.settlement_id is not null)
                        order by b.batch_id)
               from fee_batch b where b.person_id = v.person_id and b.visit_id = v.visit_id
                and b.withdrawn_at is null), '[]') as batches
       from visit v join person p on p.person_id = v.person_id
       left join institution i on i.institution_code = v.institution_code
      where v.visit_id = $1 and v.region_code like $3 and ($4::text is null or v.institution_code = $4)
        and ($5::bigint is null or v.person_id = $5)`,
    [visitId, day, regionPattern(scope), scope.institutionCode, scope.personId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { batches, ...rest } = row;
  const lines = batches
    .flatMap(({ lines: stored, settled }) => feeLinesFrom(stored).map((line) => ({ line, settled })))
    .filter(({ line }) => line.at.slice(0, 10) <= day)
    .sort((a, b) => (a.line.at < b.line.at ? -1 : a.line.at > b.line.at ? 1 : 0));
  return { ...rest, lines };
}

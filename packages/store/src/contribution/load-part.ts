import type { CalendarDate } from '@gongji/domain';
import { GRADUATED_ON } from '../enrolment/persons.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { AssessmentRun, RunPart } from './runs.ts';

/** What the registers say about a person whose contribution is assessed. */
export interface InsuredRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly unitId: string | null;
  /** County that answers for the person: of the unit, six digits. */
  readonly areaCode: string | null;
  readonly payerKind: string;
  readonly personStatus: string;
  readonly tier: string;
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  /** A self-employed person may have chosen none. */
  readonly withAccount: boolean;
  readonly unbrokenYears: number;
  /** The papers of a special group came within their time. */
  readonly papersInTime: boolean;
  readonly coveredFrom: CalendarDate;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly residence: string;
  readonly householdKind: string | null;
  readonly graduatedOn: CalendarDate | null;
  readonly unitKind: string | null;
  readonly employerKind: string | null;
  readonly groups: readonly string[];
  readonly declaredFen: number | null;
}

/** First and last day of what is assessed. */
export interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

type Of = Pick<AssessmentRun, 'regionCode' | 'scheme' | 'unitId'>;

/**
 * Who is to be assessed: covered on the last day of the period. Whoever is stopped within a month pays for it no more,
 * whoever joins pays for it whole. Parameters: 1 first four digits of the region, 2 scheme, 3 first day, 4 last day.
 */
const COVERED = `c.region_code like $1 and c.scheme = $2 and c.status = '1' and c.covered_from <= $4
  and (c.covered_to is null or c.covered_to >= $4) and $3::date is not null`;

function basics(run: Of, span: Span): readonly string[] {
  return [`${run.regionCode.slice(0, 4)}%`, run.scheme, span.from, span.to];
}

/** How many persons each unit pays for, in the order of the units. */
export async function unitHeads(
  db: Queryable,
  run: Of,
  span: Span,
): Promise<readonly { readonly unitId: string; readonly persons: number }[]> {
  const { rows } = await db.query<{ unitId: string; persons: number }>(
    `select c.unit_id as "unitId", count(*)::int as persons from coverage c
      where ${COVERED} and c.payer_kind = 'employer' and c.unit_id is not null and ($5::bigint is null or c.unit_id = $5)
      group by 1 order by 1`,
    [...basics(run, span), run.unitId],
  );
  return rows;
}

/** Persons who do not pay through a unit, cut into ranges of about `size`. */
export async function personRanges(
  db: Queryable,
  run: Of,
  span: Span,
  size: number,
): Promise<readonly { readonly fromId: string; readonly toId: string; readonly persons: number }[]> {
  const { rows } = await db.query<{ fromId: string; toId: string; persons: number }>(
    `select min(person_id) as "fromId", max(person_id) as "toId", count(*)::int as persons from (
       select c.person_id, (row_number() over (order by c.person_id) - 1) / $5::int as cut from coverage c
        where ${COVERED} and c.payer_kind <> 'employer') t group by cut order by 1`,
    [...basics(run, span), size],
  );
  return rows;
}

/** The persons of a part who have no live charge of the period yet, in the order of unit and person. */
export async function loadPart(
  db: Queryable,
  run: Of & Pick<AssessmentRun, 'period'>,
  part: RunPart,
  span: Span,
): Promise<readonly InsuredRow[]> {
  const { rows } = await db.query<InsuredRow>(
    part.payer === 'unit'
      ? `${PERSONS} and c.payer_kind = 'employer' and c.unit_id between $6 and $7
         order by c.unit_id, c.person_id`
      : `${PERSONS} and c.payer_kind <> 'employer' and c.person_id between $6 and $7
         order by c.person_id`,
    [...basics(run, span), run.period, part.fromId, part.toId],
  );
  return rows;
}

export const INSURED_COLUMNS = `c.person_id as "personId", c.region_code as "regionCode", c.unit_id as "unitId",
         left(coalesce(u.area_code, h.area_code), 6) as "areaCode", c.payer_kind as "payerKind",
         c.person_status as "personStatus", c.tier, c.civil_servant as "civilServant",
         c.family_doctor as "familyDoctor", c.with_account as "withAccount", c.unbroken_years as "unbrokenYears",
         c.papers_in_time as "papersInTime", c.covered_from as "coveredFrom",
         p.sex, p.born_on as "bornOn", p.residence, p.household_kind as "householdKind", ${GRADUATED_ON} as "graduatedOn", u.kind as "unitKind", u.employer_kind as "employerKind",
         coalesce(g.groups, '{}') as groups`;
/** With the special groups that hold on the first day, or on the first day of the cover if that is later. */
export const INSURED_FROM = `from coverage c join person p using (person_id)
    left join unit u on u.unit_id = c.unit_id
    left join unit h on h.unit_id = p.community_id
    left join lateral (select array_agg(distinct group_name) as groups from person_group g
       where g.person_id = c.person_id and g.valid_from <= greatest($3::date, c.covered_from)
         and (g.valid_to is null or g.valid_to >= greatest($3::date, c.covered_from))) g on true`;

/** The wage that the latest act of enrolment gave; it holds until a declaration is approved. Looked for only where there is none. */
const WAGE_OF_ACT = `select (e.facts ->> 'wageFen')::bigint from enrolment_act e
   where e.person_id = c.person_id and e.scheme = 'employee' and c.scheme = 'employee' and e.facts ->> 'wageFen' is not null
     and not exists (select from enrolment_act y where y.person_id = e.person_id and y.undoes_id = e.act_id)
   order by e.act_id desc limit 1`;

/**
 * A person whose charge was taken back is assessed again. Charges are counted per person by their key: joined as a set,
 * the growing table made each part slower than the one before (30 000 persons: 63 s, now 12).
 */
const PERSONS = `
  select ${INSURED_COLUMNS}, coalesce(d.declared_fen, (${WAGE_OF_ACT}))::float8 as "declaredFen"
    ${INSURED_FROM}
    left join lateral (select l.declared_fen from declared_base l join base_declaration b using (declaration_id)
       where l.person_id = c.person_id and b.state = 'approved' and b.unit_id is not distinct from
             case when c.payer_kind = 'employer' then c.unit_id end
         and b.from_month <= $3 and (b.to_month is null or b.to_month >= $3)
       order by b.decided_at desc limit 1) d on true
   where ${COVERED} and p.status = 'active'
     and (select coalesce(sum(case when x.origin_id is null then 1 else -1 end), 0) from charge x
           where x.person_id = c.person_id and x.scheme = $2 and x.period = $5 and x.kind = 'contribution') = 0`;

/** Persons whom a unit pays for in a month (or, without a unit, who pay for themselves), among those asked for. */
export async function insuredOf(
  db: Queryable,
  scope: Scope,
  asked: {
    readonly unitId: string | null;
    readonly from: CalendarDate;
    readonly personIds: readonly string[];
  },
): Promise<readonly (InsuredRow & { readonly name: string; readonly psnNo: string })[]> {
  const { rows } = await db.query<InsuredRow & { readonly name: string; readonly psnNo: string }>(
    `select ${INSURED_COLUMNS}, null as "declaredFen", p.name, p.psn_no as "psnNo" ${INSURED_FROM}
      where c.region_code like $1 and c.scheme = 'employee' and c.status = '1' and p.status = 'active'
        and c.person_id = any($4::bigint[])
        and case when $2::bigint is null then c.payer_kind <> 'employer' else c.payer_kind = 'employer' and c.unit_id = $2 end
        and c.covered_from < ($3::date + interval '1 month') and (c.covered_to is null or c.covered_to >= $3)`,
    [regionPattern(scope), asked.unitId, asked.from, asked.personIds],
  );
  return rows;
}

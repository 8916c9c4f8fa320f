import type { CalendarDate, Fen } from '@gongji/domain';
import { endOfDay, rowsThen } from '../enrolment/known.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { type CountedCovers, coveredIn } from './places.ts';

/** By what a figure is split 分组: county or street of the unit, the unit itself, kind of person, tier, special group. */
export type FigureSplit = 'county' | 'street' | 'unit' | 'personStatus' | 'tier' | 'group';

export interface EnrolledRow {
  /** Key of the group: an area or unit number, a status, a tier, a group; empty when nobody says. */
  readonly key: string;
  readonly name: string;
  readonly scheme: string;
  /** Persons covered on one of the days. */
  readonly persons: number;
  /** Of them, who may have benefits on one of them. */
  readonly benefiting: number;
}

const GROUP: Readonly<
  Record<FigureSplit, { readonly key: string; readonly name: string; readonly join: string }>
> = {
  county: {
    key: 'left(u.area_code, 6)',
    name: 'max(a.name)',
    join: 'left join area a on a.area_code = left(u.area_code, 6)',
  },
  street: { key: 'u.area_code', name: 'max(a.name)', join: 'left join area a on a.area_code = u.area_code' },
  unit: { key: 'u.unit_id::text', name: 'max(u.name)', join: '' },
  personStatus: { key: 'c.person_status', name: 'max(c.person_status)', join: '' },
  tier: { key: 'c.tier', name: 'max(c.tier)', join: '' },
  group: {
    key: 'g.group_name',
    name: 'max(g.group_name)',
    join: `join person_group g on g.person_id = c.person_id and g.valid_from <= $4
             and (g.valid_to is null or g.valid_to >= $2)`,
  },
};

/** Each person once in a scheme, by the covers that are counted. Parameters 1 to 5: region, from, unit, to, what is known. */
const COVERS = `(select c.* from ${rowsThen('coverage', endOfDay('$5'))} c where ${coveredIn('$2', '$4')}) c
  join ${rowsThen('person', endOfDay('$5'))} p on p.person_id = c.person_id and p.status = 'active'
  left join unit u on u.unit_id = c.unit_id`;
const valuesOf = (scope: Scope, { covered, knownOn }: CountedCovers) => [
  ...[regionPattern(scope), covered.from, scope.unitId, covered.to, knownOn],
];

/** Persons covered, by group and scheme. A special group counts a person in each group that he is in. */
export async function enrolledBy(
  db: Queryable,
  scope: Scope,
  { split, ...counted }: CountedCovers & { readonly split: FigureSplit },
): Promise<readonly EnrolledRow[]> {
  const { key, name, join } = GROUP[split];
  const { rows } = await db.query<EnrolledRow>(
    `select coalesce(${key}, '') as key, coalesce(${name}, '') as name, c.scheme,
            count(distinct c.person_id)::int as persons,
            count(distinct c.person_id) filter (where c.status = '1' and c.benefit_from <= $4
              and (c.benefit_to is null or c.benefit_to >= $2))::int as benefiting
       from ${COVERS} ${join}
      where c.region_code like $1 and ($3::bigint is null or c.unit_id = $3)
      group by ${key}, c.scheme order by 1, 3`,
    valuesOf(scope, counted),
  );
  return rows;
}

export interface CoveredPersonRow {
  readonly personId: string;
  readonly name: string;
  readonly certNo: string;
  readonly scheme: string;
  readonly personStatus: string;
  readonly tier: string;
  readonly coveredFrom: CalendarDate;
  readonly benefitFrom: CalendarDate;
  readonly unitName: string | null;
}

/** The persons behind a figure, by number; a page of them. */
export async function enrolledPersons(
  db: Queryable,
  scope: Scope,
  asked: CountedCovers & {
    readonly split: FigureSplit;
    readonly key: string;
    readonly scheme: string;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly CoveredPersonRow[]> {
  const { key, join } = GROUP[asked.split];
  const { rows } = await db.query<CoveredPersonRow>(
    `select distinct on (c.person_id) c.person_id as "personId", p.name, p.cert_no as "certNo", c.scheme,
            c.person_status as "personStatus", c.tier, c.covered_from as "coveredFrom", c.benefit_from as "benefitFrom",
            u.name as "unitName"
       from ${COVERS} ${join}
      where c.region_code like $1 and ($3::bigint is null or c.unit_id = $3)
        and c.scheme = $6 and coalesce(${key}, '') = $7 and c.person_id > $8
      order by c.person_id, c.covered_from desc limit $9`,
    [...valuesOf(scope, asked), asked.scheme, asked.key, asked.after, asked.limit],
  );
  return rows;
}

export interface BenefitSumRow {
  readonly scheme: 'employee' | 'resident';
  readonly visits: number;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly inScopeFen: Fen;
}

/** Settlements of some days less their reversals, by scheme: person-times and money. */
export async function benefitSums(
  db: Queryable,
  scope: Scope,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly BenefitSumRow[]> {
  const { rows } = await db.query<BenefitSumRow>(
    `select scheme, (count(*) filter (where kind = 'settlement') - count(*) filter (where kind = 'reversal'))::int as visits,
            sum(total_fen)::float8 as "totalFen", sum(fund_fen)::float8 as "fundFen", sum(in_scope_fen)::float8 as "inScopeFen"
       from settlement
      where region_code like $1 and settled_at >= $2::date::timestamptz and settled_at < ($3::date + 1)::timestamptz
        and ($4::text is null or institution_code = $4)
      group by 1 order by 1`,
    [regionPattern(scope), from, to, scope.institutionCode],
  );
  return rows;
}

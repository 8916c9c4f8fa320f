import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** A person as the registers know them, unmasked: mask before sending. */
export interface PersonFileRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly phone: string | null;
  readonly cardNo: string | null;
  readonly accountBalanceFen: string;
  readonly coverages: readonly CoverageRow[];
}

export interface CoverageRow {
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly status: string;
  readonly personStatus: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
  readonly tier: 'tier1' | 'tier2' | 'none';
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  readonly unbrokenYears: number;
  /** What stops benefits today, or will; null: nothing. */
  readonly suspension: {
    readonly from: CalendarDate;
    readonly periods: string;
    readonly owner: string | null;
  } | null;
}

/**
 * How a person is named in an address: the person number, or `~` and our own id (`~17`), which pages use so that neither
 * addresses nor logs of proxies carry the number. The value is $1 of the query.
 */
export function personBy(ref: string): { readonly condition: string; readonly value: string } {
  return /^~\d{1,18}$/.test(ref)
    ? { condition: 'p.person_id = $1', value: ref.slice(1) }
    : { condition: 'p.psn_no = $1', value: ref };
}

/** The person of this number or reference in the reader's region; undefined when there is none. */
export async function personFile(
  db: Queryable,
  scope: Scope,
  psnNo: string,
): Promise<PersonFileRow | undefined> {
  const { condition, value } = personBy(psnNo);
  const { rows } = await db.query<PersonFileRow>(
    `select p.person_id as "personId", p.region_code as "regionCode", p.psn_no as "psnNo", p.name,
            p.cert_no as "certNo", p.sex, p.born_on as "bornOn", p.phone, p.card_no as "cardNo",
            coalesce((select balance_fen from personal_account a where a.person_id = p.person_id), 0) as "accountBalanceFen",
            coalesce((select json_agg(json_build_object('scheme', c.scheme, 'insutype', c.insutype, 'status', c.status,
                'personStatus', c.person_status, 'coveredFrom', c.covered_from, 'coveredTo', c.covered_to,
                'benefitFrom', c.benefit_from, 'benefitTo', c.benefit_to, 'tier', c.tier,
                'civilServant', c.civil_servant, 'familyDoctor', c.family_doctor, 'unbrokenYears', c.unbroken_years,
                'suspension', (select json_build_object('from', s.from_on, 'periods', s.periods, 'owner', u.name)
                   from benefit_suspension s left join unit u on u.unit_id = s.unit_id
                  where s.person_id = c.person_id and s.scheme = c.scheme and s.to_on is null)) order by c.covered_from desc)
               from coverage c where c.person_id = p.person_id), '[]') as coverages
       from person p where ${condition} and p.region_code like $2 and ($3::bigint is null or p.person_id = $3)`,
    [value, regionPattern(scope), scope.personId],
  );
  return rows[0];
}

export interface CounterRow {
  readonly scheme: 'employee' | 'resident';
  readonly version: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** Counters 累计 of one person, by scheme. */
export async function countersOf(db: Queryable, personId: string): Promise<readonly CounterRow[]> {
  const { rows } = await db.query<CounterRow>(
    'select scheme, version, counters from counter_state where person_id = $1 order by scheme',
    [personId],
  );
  return rows;
}

/** Whether a person has been to an institution: a visit or a settlement there. */
export async function isPatientOf(
  db: Queryable,
  personId: string,
  institutionCode: string,
): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>(
    `select exists (select from settlement where person_id = $1 and institution_code = $2)
         or exists (select from visit where person_id = $1 and institution_code = $2) as known`,
    [personId, institutionCode],
  );
  return rows[0]?.known === true;
}

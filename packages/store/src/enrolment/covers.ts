import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { RegisterRow } from './register-rows.ts';

/** Coverage 参保关系 of a person, as enrolling needs it. */
export interface CoverRow {
  readonly scheme: 'employee' | 'resident';
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
  readonly status: string;
  readonly personStatus: string;
  readonly tier: string;
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  readonly unbrokenYears: number;
  readonly unitId: string | null;
  readonly payerKind: string;
  readonly withAccount: boolean;
  readonly papersInTime: boolean;
  /** Of the unit that reports it. */
  readonly unitKind: string | null;
  readonly employerKind: string | null;
  /** The whole row but for when it became known. */
  readonly columns: RegisterRow;
}

/** Oldest first. */
export async function coversOf(db: Queryable, personId: string): Promise<readonly CoverRow[]> {
  const { rows } = await db.query<CoverRow>(
    `select c.scheme, c.covered_from as "coveredFrom", c.covered_to as "coveredTo", c.benefit_from as "benefitFrom",
            c.benefit_to as "benefitTo", c.status, c.person_status as "personStatus", c.tier, c.civil_servant as "civilServant",
            c.family_doctor as "familyDoctor", c.unbroken_years as "unbrokenYears", c.unit_id as "unitId",
            c.payer_kind as "payerKind", c.with_account as "withAccount", c.papers_in_time as "papersInTime", u.kind as "unitKind", u.employer_kind as "employerKind",
            exact_row(to_jsonb(c) - 'known_from') as columns
       from coverage c left join unit u on u.unit_id = c.unit_id where c.person_id = $1 order by c.covered_from`,
    [personId],
  );
  return rows;
}

/** Special group 特殊人群 with its time. */
export interface GroupSpan {
  readonly groupName: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export async function groupSpansOf(db: Queryable, personId: string): Promise<readonly GroupSpan[]> {
  const { rows } = await db.query<GroupSpan>(
    `select group_name as "groupName", valid_from as "validFrom", valid_to as "validTo" from person_group
      where person_id = $1 order by valid_from`,
    [personId],
  );
  return rows;
}

/** Schooling 学籍 of a person, earliest first. */
export interface SchoolingRow {
  readonly unitId: string;
  readonly unitName: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export async function schoolingOf(db: Queryable, personId: string): Promise<readonly SchoolingRow[]> {
  const { rows } = await db.query<SchoolingRow>(
    `select s.unit_id as "unitId", u.name as "unitName", s.valid_from as "validFrom", s.valid_to as "validTo"
       from schooling s join unit u using (unit_id) where s.person_id = $1 order by s.valid_from`,
    [personId],
  );
  return rows;
}

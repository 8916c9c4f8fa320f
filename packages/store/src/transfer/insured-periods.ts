import type { CalendarDate, InsuredStretch, Scheme, WorkingDayExceptions } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A stretch of cover in our registers, or counted from elsewhere. */
export interface InsuredPeriod extends InsuredStretch {
  readonly scheme: Scheme;
  readonly division: string;
  readonly place: string;
}

/** Months in which somebody was covered here in a scheme, by stretch and not beyond `until`; the first and last month count whole. */
export async function coveredStretches(
  db: Queryable,
  personId: string,
  scheme: Scheme,
  until: CalendarDate,
): Promise<readonly InsuredPeriod[]> {
  const { rows } = await db.query<InsuredPeriod>(
    `select c.scheme, c.region_code as division, r.name as place, to_char(c.covered_from, 'YYYY-MM') as "from",
            to_char(least(coalesce(c.covered_to, $3::date), $3::date), 'YYYY-MM') as "to"
       from coverage c join region r using (region_code)
      where c.person_id = $1 and c.scheme = $2 and c.covered_from <= $3 order by c.covered_from`,
    [personId, scheme, until],
  );
  return rows;
}

/**
 * Years counted 已计入的缴费年限, for a scheme here, besides the stretches of its register: months of our own that were recognised for a
 * time in which the register has a cover are left out, so that none stands twice.
 */
export async function countedPeriods(
  db: Queryable,
  personId: string,
  scheme: Scheme,
): Promise<readonly (InsuredPeriod & { readonly kind: 'actual' | 'deemed'; readonly months: number })[]> {
  const { rows } = await db.query<InsuredPeriod & { kind: 'actual' | 'deemed'; months: number }>(
    `select scheme, division_code as division, place, to_char(from_month, 'YYYY-MM') as "from", to_char(to_month, 'YYYY-MM') as "to",
            kind, months from counted_period p where person_id = $1 and scheme = $2
        and not exists (select from enrolment_act u where u.person_id = p.person_id and u.undoes_id = p.act_id)
        and not exists (select from coverage c where c.person_id = p.person_id and c.scheme = p.scheme
          and left(c.region_code, 4) = left(p.division_code, 4) and c.covered_from <= p.to_month and coalesce(c.covered_to, p.from_month) >= p.from_month)
      order by from_month`,
    [personId, scheme],
  );
  return rows;
}

export interface NewCountedPeriod extends InsuredPeriod {
  readonly regionCode: string;
  readonly personId: string;
  readonly periodId: string;
  /** The transfer that brought it, or the act that recognised it. */
  readonly transferId?: string;
  readonly actId?: string;
  readonly kind: 'actual' | 'deemed';
  readonly months: number;
  readonly evidence: string;
  readonly approvedBy: string;
  readonly approvedAt: Date;
}

export async function insertCountedPeriods(
  tx: Queryable,
  periods: readonly NewCountedPeriod[],
): Promise<void> {
  for (const p of periods)
    await tx.query(
      `insert into counted_period (region_code, person_id, period_id, transfer_id, scheme, kind, division_code, place, from_month, to_month, months, evidence, approved_by, approved_at, act_id)
       values ($1, $2, $3, $4, $5, $6, $7, coalesce(nullif($8, ''), (select name from region where region_code = $1), ''), ($9 || '-01')::date, ($10 || '-01')::date, $11, $12, $13, $14, $15)`,
      [
        p.regionCode,
        p.personId,
        p.periodId,
        p.transferId ?? null,
        p.scheme,
        p.kind,
        p.division,
        p.place,
        p.from,
        p.to,
        p.months,
        p.evidence,
        p.approvedBy,
        p.approvedAt,
        p.actId ?? null,
      ],
    );
}

/** Holidays and make-up working days 工作日历. */
export async function workingDayExceptions(db: Queryable): Promise<WorkingDayExceptions> {
  const { rows } = await db.query<{ on: CalendarDate; working: boolean }>(
    'select on_day as "on", working from calendar_day',
  );
  return new Map(rows.map(({ on, working }) => [on, working]));
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** What the months of contribution 缴费月数 of a person are counted from: charges with their bills, what was recognised, what was made up. */
export interface MonthSources {
  /** Months charged here, and whether nothing of their bills is open; of a year that is charged, the months covered in it so far. */
  readonly charged: readonly { readonly month: string; readonly paid: boolean }[];
  /** Months of another region or before the system, recognised with evidence. */
  readonly counted: readonly {
    readonly kind: 'actual' | 'deemed';
    readonly division: string;
    readonly place: string;
    readonly from: string;
    readonly to: string;
    readonly months: number;
  }[];
  /** Missing years that an act has charged; they count from the day on which the bill is paid in full. */
  readonly madeUp: readonly {
    readonly actId: string;
    readonly months: number;
    readonly paid: boolean;
    readonly paidOn: CalendarDate | null;
  }[];
  /** The wage last declared, in fen. */
  readonly lastBaseFen: number | null;
  /** The first month that was assessed here for anybody: before it nobody could be charged. */
  readonly firstMonth: string | null;
}

/** The act of a row was not taken back. */
const stands = (alias: string): string =>
  `not exists (select from enrolment_act u where u.person_id = ${alias}.person_id and u.undoes_id = ${alias}.act_id)`;

/** Nothing is open of the bills on which the charges `x` stand. */
const NOTHING_OPEN = `not exists (select from charge x join open_bill o on o.run_id = x.run_id
   and case o.payer when 'unit' then o.unit_id = x.unit_id when 'person' then o.person_id = x.person_id else false end`;

/** Months that a charge `c` stands for: its own, or those of its year in which the person is covered until a day. */
const MONTHS_OF_CHARGE = `(
   select c.period as month where length(c.period) = 7
   union
   select to_char(g, 'YYYY-MM') from coverage v, generate_series(
       greatest(date_trunc('month', v.covered_from), (c.period || '-01-01')::date),
       least(coalesce(v.covered_to, $4::date), $4::date, (c.period || '-12-31')::date), interval '1 month') g
    where length(c.period) = 4 and v.person_id = any(with_merged($1)) and v.scheme = c.scheme)`;

/** Months of contribution of a scheme until a day; numbers that were merged into the person's count as his. */
export async function monthSources(
  db: Queryable,
  personId: string,
  {
    scheme,
    regionCode,
    until,
  }: { readonly scheme: string; readonly regionCode: string; readonly until: CalendarDate },
): Promise<MonthSources> {
  const { rows } = await db.query<MonthSources>(
    `select coalesce((select json_agg(json_build_object('month', c.month, 'paid', c.paid) order by c.month) from (
         select distinct on (m.month) m.month, ${NOTHING_OPEN}
             where x.person_id = c.person_id and x.scheme = c.scheme and x.period = c.period and x.kind = 'contribution') as paid
           from charge c join assessment_basis s using (basis_id) cross join lateral ${MONTHS_OF_CHARGE} m
          where c.person_id = any(with_merged($1)) and c.scheme = $2 and c.kind = 'contribution'
            and c.origin_id is null and s.facts ->> 'personStatus' is distinct from 'retired'
            and not exists (select from charge y where y.person_id = c.person_id and y.origin_id = c.charge_id)
          order by m.month, paid desc) c), '[]') as charged,
       coalesce((select json_agg(json_build_object('kind', kind, 'division', division_code, 'place', place, 'from', to_char(from_month, 'YYYY-MM'),
             'to', to_char(to_month, 'YYYY-MM'), 'months', months) order by from_month)
           from counted_period p where p.person_id = any(with_merged($1)) and p.scheme = $2 and ${stands('p')}), '[]') as counted,
       coalesce((select json_agg(json_build_object('actId', m.act_id::text, 'months', m.periods, 'paid', ${NOTHING_OPEN}
               join enrolment_charge e on e.person_id = x.person_id and e.charge_id = x.charge_id
              where e.person_id = m.person_id and e.act_id = m.act_id),
             'paidOn', (select max(r.paid_on) from enrolment_charge e join charge x on x.person_id = e.person_id and x.charge_id = e.charge_id
                join contribution_bill b on b.run_id = x.run_id join allocation a using (bill_id) join receipt r using (receipt_id)
               where e.person_id = m.person_id and e.act_id = m.act_id)) order by m.act_id)
           from make_up m where m.person_id = any(with_merged($1)) and m.scheme = $2 and m.why = 'retirement' and ${stands('m')}), '[]') as "madeUp",
       (select b.declared_fen::float8 from declared_base b join base_declaration d using (declaration_id)
         where b.person_id = any(with_merged($1)) and d.state = 'approved' and $2 = 'employee' order by d.from_month desc, d.decided_at desc limit 1) as "lastBaseFen",
       (select min(period) from assessment_run where scheme = $2 and kind = 'regular' and region_code like left($3, 4) || '%') as "firstMonth"`,
    [personId, scheme, regionCode, until],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('a query without from answers one row');
  return found;
}

export interface NewMakeUp {
  readonly regionCode: string;
  readonly personId: string;
  readonly actId: string;
  readonly scheme: 'employee' | 'resident';
  readonly why: 'retirement' | 'break';
  readonly periods: number;
}

export async function insertMakeUp(tx: Queryable, row: NewMakeUp): Promise<void> {
  await tx.query(
    `insert into make_up (region_code, person_id, act_id, scheme, why, periods) values ($1, $2, $3, $4, $5, $6)`,
    [row.regionCode, row.personId, row.actId, row.scheme, row.why, row.periods],
  );
}

/** An act of retirement that stands, after an act on which it may rest. */
export async function retiredSince(
  db: Queryable,
  { personId, actId }: { readonly personId: string; readonly actId: string },
): Promise<string | undefined> {
  const { rows } = await db.query<{ actId: string }>(
    `select a.act_id as "actId" from enrolment_act a where a.person_id = $1 and a.act_id > $2 and a.kind = 'retire'
        and ${stands('a')}
      order by a.act_id desc limit 1`,
    [personId, actId],
  );
  return rows[0]?.actId;
}

/** Who has retired on months of a bill, and on which of them. */
export interface RetiredOnMonths {
  readonly name: string;
  readonly months: readonly string[];
}

/**
 * Whose acts of retirement stand and counted a month of a bill: the bill was paid in full before, and the payment is one of
 * those. Who was registered twice may have retired as the one who was kept.
 */
export async function retiredOnMonths(
  db: Queryable,
  { billId, allocationId }: { readonly billId: string; readonly allocationId: string },
): Promise<readonly RetiredOnMonths[]> {
  const { rows } = await db.query<RetiredOnMonths>(
    `select k.name, array_agg(distinct c.period order by c.period) as months
       from contribution_bill b join charge c on c.run_id = b.run_id
        and case b.payer when 'unit' then c.unit_id = b.unit_id when 'person' then c.person_id = b.person_id else false end
       join assessment_basis s using (basis_id) join person p on p.person_id = c.person_id
       join enrolment_act a on a.person_id in (c.person_id, p.merged_into) and a.kind = 'retire' and a.scheme = b.scheme
        and a.act_id > $2 and a.decision -> 'months' is not null and ${stands('a')}
       join person k on k.person_id = a.person_id
      where b.bill_id = $1 and b.amount_fen > 0 and c.kind = 'contribution' and length(c.period) = 7
        and s.facts ->> 'personStatus' is distinct from 'retired'
        and b.amount_fen <= (select sum(l.amount_fen) from allocation l where l.bill_id = b.bill_id and l.allocation_id < a.act_id)
      group by a.act_id, k.name order by a.act_id`,
    [billId, allocationId],
  );
  return rows;
}

/** The make-ups on which a bill stands. */
export async function makeUpsOfBill(db: Queryable, billId: string): Promise<readonly NewMakeUp[]> {
  const { rows } = await db.query<NewMakeUp>(
    `select distinct m.region_code as "regionCode", m.person_id as "personId", m.act_id as "actId", m.scheme, m.why, m.periods
       from contribution_bill b join charge c on c.run_id = b.run_id and case b.payer when 'unit' then c.unit_id = b.unit_id else c.person_id = b.person_id end
       join enrolment_charge e on e.person_id = c.person_id and e.charge_id = c.charge_id
       join make_up m on m.person_id = e.person_id and m.act_id = e.act_id
      where b.bill_id = $1`,
    [billId],
  );
  return rows;
}

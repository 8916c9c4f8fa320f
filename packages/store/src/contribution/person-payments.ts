import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A charge that stands, with the bill that the person or the unit pays it by. */
export interface PersonChargeRow {
  readonly chargeId: string;
  readonly period: string;
  readonly scheme: 'employee' | 'resident';
  readonly kind: string;
  readonly baseFen: number | null;
  readonly totalFen: number;
  readonly amounts: readonly number[];
  readonly lines: readonly { readonly payer: string; readonly fund: string }[];
  readonly billPayer: 'unit' | 'person' | null;
  readonly unitName: string | null;
  readonly billFen: number | null;
  readonly paidFen: number | null;
  readonly dueOn: CalendarDate | null;
  readonly paidOn: CalendarDate | null;
  /** 1, and one more for each correction. */
  readonly version: number;
  /** Opposite row that takes another back; that other one is taken back. */
  readonly reversal: boolean;
  readonly takenBack: boolean;
  /** Assessed after its period had ended. */
  readonly late: boolean;
}

/** Charges of a person that stand, or with `history` all, for the periods of a year or of all years, the latest period first. */
export async function personCharges(
  db: Queryable,
  personId: string,
  year?: string,
  history = false,
): Promise<readonly PersonChargeRow[]> {
  const { rows } = await db.query<PersonChargeRow>(
    `select c.charge_id as "chargeId", c.period, c.scheme, c.kind, c.base_fen::float8 as "baseFen",
            c.total_fen::float8 as "totalFen", c.amounts::float8[] as amounts, s.lines, bill.payer as "billPayer",
            bill.name as "unitName", bill.amount_fen::float8 as "billFen", paid.fen::float8 as "paidFen", bill.due_on as "dueOn",
            paid.on as "paidOn", c.version, c.origin_id is not null as reversal, back.taken as "takenBack",
            left(to_char(c.assessed_at at time zone 'Asia/Shanghai', 'YYYY-MM'), length(c.period)) > c.period as late
       from charge c join assessment_basis s using (basis_id)
       left join lateral (select b.bill_id, b.payer, b.amount_fen, b.due_on, u.name from contribution_bill b
             left join unit u on u.unit_id = b.unit_id and b.payer = 'unit'
            where b.run_id = c.run_id and ((b.payer = 'person' and b.person_id = c.person_id)
              or (b.payer = 'unit' and b.unit_id = c.unit_id)) order by b.payer limit 1) bill on true
       left join lateral (select coalesce(sum(a.amount_fen), 0) as fen, max(r.paid_on) as on
            from allocation a left join receipt r using (receipt_id) where a.bill_id = bill.bill_id) paid on bill.bill_id is not null
       cross join lateral (select exists (select from charge x
            where x.person_id = c.person_id and x.origin_id = c.charge_id) as taken) back
      where c.person_id = any(with_merged($1)) and ($2::text is null or left(c.period, 4) = $2)
        and ($3 or (c.origin_id is null and not back.taken))
      order by c.period desc, c.charge_id desc`,
    [personId, year ?? null, history],
  );
  return rows;
}

/** Years with charges, the latest first. */
export async function chargedYears(db: Queryable, personId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ year: string }>(
    'select distinct left(period, 4) as year from charge where person_id = any(with_merged($1)) order by 1 desc',
    [personId],
  );
  return rows.map(({ year }) => year);
}

export interface OwnBillRow {
  readonly billId: string;
  readonly billNo: string;
  readonly period: string;
  readonly scheme: 'employee' | 'resident';
  readonly kind: string;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly dueOn: CalendarDate;
}

/** Bills that the person pays himself, the one due first in front. */
export async function ownBills(db: Queryable, personId: string): Promise<readonly OwnBillRow[]> {
  const { rows } = await db.query<OwnBillRow>(
    `select b.bill_id as "billId", b.bill_no as "billNo", b.period, b.scheme, b.kind, b.amount_fen::float8 as "amountFen",
            (select coalesce(sum(a.amount_fen), 0)::float8 from allocation a where a.person_id = b.person_id and a.bill_id = b.bill_id) as "paidFen",
            b.due_on as "dueOn"
       from contribution_bill b where b.person_id = any(with_merged($1)) and b.payer = 'person' order by b.due_on, b.bill_id`,
    [personId],
  );
  return rows;
}

import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** One settlement or reversal of a day as reconciliation 对账 compares it. Person unmasked: mask before sending. */
export interface BookedBill {
  readonly settlementId: string;
  readonly kind: 'settlement' | 'reversal';
  readonly originId: string | null;
  readonly reversedBy: string | null;
  /** Day (Beijing) of the settlement that this one reverses. */
  readonly originDay: CalendarDate | null;
  readonly cause: 'provider' | 'compensation' | 'recompute' | 'manual';
  readonly replacedBy: string | null;
  readonly clrType: string;
  readonly msgid: string;
  readonly invoiceNo: string | null;
  readonly settledAt: Date;
  readonly personId: string;
  readonly psnNo: string;
  readonly personName: string;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  /** Own and family account. */
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  readonly payments: readonly { readonly fundType: string; readonly amountFen: number }[];
}

const CHINA_DAY = (instant: string): string => `(${instant} at time zone 'Asia/Shanghai')::date`;

const OWED = `s.institution_code = $1 and s.owed_to = 'institution'
  and s.settled_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai'
  and s.settled_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'`;

/** Everything that an institution settled or reversed on a day, of every clearing type, in order of time. */
export async function booksOfDay(
  db: Queryable,
  institutionCode: string,
  day: CalendarDate,
): Promise<readonly BookedBill[]> {
  const { rows } = await db.query<BookedBill>(
    `select s.settlement_id::text as "settlementId", s.kind, s.origin_id::text as "originId", s.cause,
            (select r.settlement_id::text from settlement r where r.person_id = s.person_id
                and r.origin_id = s.settlement_id) as "reversedBy",
            (select ${CHINA_DAY('o.settled_at')} from settlement o where o.person_id = s.person_id
                and o.settlement_id = s.origin_id) as "originDay",
            (select n.settlement_id::text from settlement n where n.person_id = s.person_id
                and n.replaces_id = s.settlement_id) as "replacedBy",
            s.clr_type as "clrType", s.medins_setl_id as msgid, s.invoice_no as "invoiceNo", s.settled_at as "settledAt",
            s.person_id::text as "personId", p.psn_no as "psnNo", p.name as "personName",
            s.total_fen::float8 as "totalFen", s.fund_fen::float8 as "fundFen",
            (s.account_fen + s.family_account_fen)::float8 as "accountFen", s.cash_fen::float8 as "cashFen", s.payments
       from settlement s join person p on p.person_id = s.person_id where ${OWED}
      order by s.settled_at, s.settlement_id`,
    [institutionCode, day, day],
  );
  return rows;
}

/** What stands in the books of an institution for each day of a period. */
export interface DayInBooks {
  readonly day: CalendarDate;
  readonly count: number;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
}

export async function daysInBooks(
  db: Queryable,
  institutionCode: string,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly DayInBooks[]> {
  const { rows } = await db.query<DayInBooks>(
    `select ${CHINA_DAY('s.settled_at')} as day, count(*)::int as count, sum(s.total_fen)::float8 as "totalFen",
            sum(s.fund_fen)::float8 as "fundFen"
       from settlement s where ${OWED} group by 1 order by 1`,
    [institutionCode, from, to],
  );
  return rows;
}

/** A bill of the institution's list that is in our books, but on another day. */
export interface BillElsewhere {
  readonly settlementId: string;
  readonly msgid: string;
  readonly invoiceNo: string | null;
  readonly reversal: boolean;
  readonly day: CalendarDate;
}

/** Bills of an institution by settlement number, or by its own receipt number (msgid or invoice). */
export async function billsByNumber(
  db: Queryable,
  institutionCode: string,
  numbers: readonly string[],
): Promise<readonly BillElsewhere[]> {
  if (numbers.length === 0) return [];
  const ids = numbers.filter((number) => /^\d{1,18}$/.test(number));
  const { rows } = await db.query<BillElsewhere>(
    `select s.settlement_id::text as "settlementId", s.medins_setl_id as msgid, s.invoice_no as "invoiceNo",
            s.kind = 'reversal' as reversal, ${CHINA_DAY('s.settled_at')} as day
       from settlement s where s.institution_code = $1
        and (s.settlement_id = any($2::bigint[]) or s.medins_setl_id = any($3) or s.invoice_no = any($3))`,
    [institutionCode, ids, numbers],
  );
  return rows;
}

/** Messages of an institution that were refused, by their number: what became of a bill that is not in our books. */
export async function refusedMessages(
  db: Queryable,
  institutionCode: string,
  msgids: readonly string[],
): Promise<readonly { readonly logId: string; readonly msgid: string; readonly infno: string }[]> {
  if (msgids.length === 0) return [];
  const { rows } = await db.query<{ logId: string; msgid: string; infno: string }>(
    `select distinct on (msgid) log_id::text as "logId", msgid, infno from message_log
      where institution_code = $1 and msgid = any($2) and infcode <> 0 order by msgid, log_id desc`,
    [institutionCode, msgids],
  );
  return rows;
}

/** The reply that an institution got, or should have got, for a settlement; undefined when none was kept. */
export async function replyOfSettlement(
  db: Queryable,
  by: { readonly institutionCode: string; readonly settlementId: string },
): Promise<{ readonly msgid: string; readonly infno: string; readonly reply: unknown } | undefined> {
  const { rows } = await db.query<{ msgid: string; infno: string; reply: unknown }>(
    `select e.msgid, e.infno, e.reply from settlement s
       join message_effect e on e.institution_code = s.institution_code and e.msgid = s.medins_setl_id
      where s.settlement_id = $1 and s.institution_code = $2 and e.state = 'done'`,
    [by.settlementId, by.institutionCode],
  );
  return rows[0];
}

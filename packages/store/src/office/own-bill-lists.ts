import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A list of an institution's own bills 机构账单清单 for a day. */
export interface OwnBillList {
  readonly institutionCode: string;
  readonly listId: string;
  readonly day: CalendarDate;
  readonly source: 'file' | 'desk';
  readonly filename: string;
  /** As the reconciliation wrote them. */
  readonly bills: unknown;
  readonly givenBy: string;
  readonly givenAt: Date;
}

export async function insertOwnBillList(tx: Queryable, list: OwnBillList): Promise<void> {
  await tx.query(
    `insert into own_bill_list (institution_code, list_id, day, source, filename, bills, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      list.institutionCode,
      list.listId,
      list.day,
      list.source,
      list.filename,
      JSON.stringify(list.bills),
      list.givenBy,
      list.givenAt,
    ],
  );
}

/** The list that counts for a day: the latest. */
export async function latestOwnBillList(
  db: Queryable,
  institutionCode: string,
  day: CalendarDate,
): Promise<OwnBillList | undefined> {
  const { rows } = await db.query<OwnBillList>(
    `select institution_code as "institutionCode", list_id::text as "listId", day, source, filename, bills,
            given_by as "givenBy", given_at as "givenAt"
       from own_bill_list where institution_code = $1 and day = $2 order by list_id desc limit 1`,
    [institutionCode, day],
  );
  return rows[0];
}

/** A difference that the institution accepted 确认差异, with the reason. */
export interface AcceptedDifference {
  readonly key: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export async function acceptedDifferences(
  db: Queryable,
  institutionCode: string,
  day: CalendarDate,
): Promise<readonly AcceptedDifference[]> {
  const { rows } = await db.query<AcceptedDifference>(
    `select difference_key as key, reason, accepted_by as by, accepted_at as at from accepted_difference
      where institution_code = $1 and day = $2`,
    [institutionCode, day],
  );
  return rows;
}

/** Those that were accepted before stay as they are. */
export async function acceptDifferences(
  tx: Queryable,
  place: { readonly institutionCode: string; readonly day: CalendarDate },
  accepted: readonly AcceptedDifference[],
): Promise<void> {
  await tx.query(
    `insert into accepted_difference (institution_code, day, difference_key, reason, accepted_by, accepted_at)
     select $1, $2, a.key, a.reason, a.by, a.at
       from jsonb_to_recordset($3::jsonb) as a (key text, reason text, by text, at timestamptz)
     on conflict do nothing`,
    [place.institutionCode, place.day, JSON.stringify(accepted)],
  );
}

/** How a day came out when it was last reconciled. */
export interface DayResult {
  readonly day: CalendarDate;
  readonly open: number;
  readonly count: number;
  readonly totalFen: number;
  readonly onlyCentre: readonly string[];
  readonly by: string;
  readonly at: Date;
}

/** Keeps the result of a day 对账结果 beside those of transactions 3201 and 3202. */
export async function insertDayResult(
  tx: Queryable,
  institutionCode: string,
  result: DayResult & { readonly listId: string },
): Promise<void> {
  const { day, open, listId, by, count, totalFen, onlyCentre } = result;
  await tx.query(
    `insert into reconciliation (institution_code, kind, clr_type, begun_on, ended_on, balanced, declared, centre, reconciled_at)
     values ($1, 'day', '', $2, $2, $3, $4, $5, $6)`,
    [
      institutionCode,
      day,
      open === 0,
      JSON.stringify({ listId, by }),
      JSON.stringify({ open, count, totalFen, onlyCentre }),
      result.at,
    ],
  );
}

/** The latest result of each day of a period that was reconciled at all. */
export async function dayResults(
  db: Queryable,
  institutionCode: string,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<readonly DayResult[]> {
  const { rows } = await db.query<DayResult>(
    `select distinct on (begun_on) begun_on as day, (centre->>'open')::int as open, (centre->>'count')::int as count,
            (centre->>'totalFen')::float8 as "totalFen", centre->'onlyCentre' as "onlyCentre", declared->>'by' as by,
            reconciled_at as at
       from reconciliation where institution_code = $1 and kind = 'day' and begun_on between $2 and $3
      order by begun_on, reconciliation_id desc`,
    [institutionCode, from, to],
  );
  return rows;
}

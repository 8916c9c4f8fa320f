import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { Instalment } from './dunning.ts';

/** Agreement on instalments 分期补缴协议 that a bill is within: since when, what was promised, and what came in for its bills since. */
export interface Deferral {
  readonly planId: string;
  readonly agreedOn: CalendarDate;
  readonly instalments: readonly Instalment[];
  readonly payments: readonly { readonly on: CalendarDate; readonly amountFen: number }[];
}

/** The latest agreement of each of the bills that has one. */
export async function deferralsOf(
  db: Queryable,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, Deferral>> {
  const { rows } = await db.query<Deferral & { billId: string }>(
    `select distinct on (b.bill_id) b.bill_id as "billId", p.plan_id as "planId",
            (p.decided_at at time zone 'Asia/Shanghai')::date as "agreedOn", p.instalments, coalesce(m.payments, '[]') as payments
       from contribution_bill b
       join debt_plan p on p.person_id = b.person_id and p.unit_id is not distinct from case b.payer when 'unit' then b.unit_id end
        and p.state = 'approved' and b.bill_id = any(p.bill_ids)
       left join lateral (
         select json_agg(json_build_object('on', coalesce(r.paid_on, (a.allocated_at at time zone 'Asia/Shanghai')::date),
                                           'amountFen', a.amount_fen)) as payments
           from allocation a left join receipt r using (receipt_id)
          where a.bill_id = any(p.bill_ids) and a.allocated_at >= p.decided_at) m on true
      where b.bill_id = any($1::bigint[]) order by b.bill_id, p.decided_at desc`,
    [billIds],
  );
  return new Map(rows.map(({ billId, ...deferral }) => [billId, deferral]));
}

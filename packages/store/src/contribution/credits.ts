import type { Queryable } from '../pool.ts';
import type { BillLine } from './write-charges.ts';

/** Bills `p` of the payer of the bill `n`; late fees stand apart. */
const SAME_PAYER = `p.region_code = n.region_code and p.person_id = n.person_id and p.payer = n.payer and p.scheme = n.scheme
   and p.unit_id is not distinct from n.unit_id and p.area_code is not distinct from n.area_code
   and (p.kind = 'lateFee') = (n.kind = 'lateFee')`;

/** Open bills of the payer that may take a bill of less than nothing: of the same period and amount first, then the earliest. */
export async function setOffCandidates(
  tx: Queryable,
  billId: string,
): Promise<readonly { readonly billId: string; readonly samePeriod: boolean }[]> {
  const { rows } = await tx.query<{ billId: string; samePeriod: boolean }>(
    `select p.bill_id as "billId", p.period = n.period as "samePeriod"
       from contribution_bill n join open_bill p on ${SAME_PAYER}
      where n.bill_id = $1 order by p.period = n.period desc, p.amount_fen = -n.amount_fen desc, p.due_on, p.bill_id limit 50`,
    [billId],
  );
  return rows;
}

/** Receipts that have paid bills of the payer of a bill, the last first, with what of each line they still pay. */
export async function receiptsOfPayer(
  tx: Queryable,
  billId: string,
): Promise<readonly { readonly receiptId: string; readonly lines: readonly BillLine[] }[]> {
  const { rows } = await tx.query<{ receiptId: string; lines: readonly BillLine[] }>(
    `with paid as (
       select a.receipt_id, l.value ->> 'payer' as payer, l.value ->> 'fund' as fund, l.value ->> 'component' as component,
              sum((l.value ->> 'amountFen')::bigint) as fen, max(a.allocation_id) as latest
         from contribution_bill n join contribution_bill p on ${SAME_PAYER}
         join allocation a on a.bill_id = p.bill_id, json_array_elements(a.lines) l
        where n.bill_id = $1 and a.receipt_id is not null group by 1, 2, 3, 4)
     select receipt_id as "receiptId", json_agg(json_build_object('payer', payer, 'fund', fund, 'component', component, 'amountFen', fen)) as lines
       from paid where fen > 0 group by 1 order by max(latest) desc`,
    [billId],
  );
  return rows;
}

/** Credits 抵扣余额 that are not used yet, of a scheme, the earliest first. */
export async function openCredits(
  db: Queryable,
  of: { readonly regionCode: string; readonly scheme: string },
): Promise<readonly string[]> {
  const { rows } = await db.query<{ billId: string }>(
    'select bill_id as "billId" from open_credit where region_code like left($1, 4) || \'%\' and scheme = $2 order by bill_id',
    [of.regionCode, of.scheme],
  );
  return rows.map((row) => row.billId);
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import {
  FOLLOW_UP_COLUMNS,
  FOLLOW_UP_JOINS,
  FOLLOW_UP_ORDERS,
  type FollowUp,
  type FollowUpFilter,
  followUpIs,
  followUpValues,
} from './people.ts';

/** Somebody covered as a resident at the end of the year before, who has not paid for this one 续保. */
export interface RenewalRow extends FollowUp {
  readonly personId: string;
  readonly regionCode: string;
  readonly name: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly phone: string | null;
  readonly address: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly className: string | null;
  /** Not assessed yet, or billed and not paid. */
  readonly billId: string | null;
  readonly dueFen: number | null;
  readonly paidFen: number | null;
  readonly dueOn: CalendarDate | null;
}

export interface RenewalFilter extends FollowUpFilter {
  /** The year to be paid, and its first day. */
  readonly year: string;
  readonly from: CalendarDate;
}

/** Charged for the year and nothing of his own open: paid by himself, or in full by others. */
const RENEWED = `exists (select from charge h where h.person_id = p.person_id and h.scheme = 'resident' and h.period = $3
    and h.kind = 'contribution' and h.origin_id is null
    and not exists (select from charge x where x.person_id = h.person_id and x.origin_id = h.charge_id))
  and (bill.bill_id is null or bill.paid >= bill.amount_fen)`;

/**
 * The renewal list 续保名单: covered as a resident on the last day before the year, no employee cover on its first day, and
 * not paid for it. Parameters 1 to 11.
 */
const LISTED = `
  from coverage s join person p on p.person_id = s.person_id and p.status = 'active'
  left join unit u on u.unit_id = s.unit_id ${FOLLOW_UP_JOINS}
  left join lateral (select b.bill_id, b.amount_fen, b.due_on,
        (select coalesce(sum(a.amount_fen), 0) from allocation a where a.person_id = b.person_id and a.bill_id = b.bill_id) as paid
      from contribution_bill b where b.person_id = p.person_id and b.scheme = 'resident' and b.period = $3
        and b.payer = 'person' and b.amount_fen > 0 order by b.bill_id desc limit 1) bill on true
  where s.region_code like $1 and ($2::bigint is null or s.unit_id = $2)
    and s.scheme = 'resident' and s.status <> '4' and s.covered_from < $4::date
    and (s.covered_to is null or s.covered_to >= $4::date - 1)
    and not exists (select from coverage e where e.person_id = p.person_id and e.scheme = 'employee' and e.status <> '4'
      and (e.covered_to is null or e.covered_to >= $4::date))
    and not (${RENEWED}) and ${followUpIs(5)}`;
const valuesOf = (scope: Scope, { year, from, ...filter }: RenewalFilter) => [
  ...[regionPattern(scope), scope.unitId, year, from],
  ...followUpValues(filter),
];

/** The renewal list in the order asked for; a page of it. */
export async function renewals(
  db: Queryable,
  scope: Scope,
  filter: RenewalFilter & ListOrder,
): Promise<readonly RenewalRow[]> {
  const { rows } = await db.query<RenewalRow>(
    `select p.person_id as "personId", p.region_code as "regionCode", p.name, p.cert_no as "certNo", p.sex,
            p.born_on as "bornOn", p.phone, p.address, u.unit_id as "unitId", u.name as "unitName",
            (select c.class_name from schooling c where c.person_id = p.person_id and c.valid_to is null
              order by c.valid_from desc limit 1) as "className",
            bill.bill_id as "billId", bill.amount_fen::float8 as "dueFen", bill.paid::float8 as "paidFen", bill.due_on as "dueOn",
            ${FOLLOW_UP_COLUMNS}
     ${LISTED}
     order by ${orderBy(FOLLOW_UP_ORDERS, filter, 'p.person_id')} offset $12 limit $13`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many they are. */
export async function countRenewals(db: Queryable, scope: Scope, filter: RenewalFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n ${LISTED}`,
    valuesOf(scope, filter),
  );
  return rows[0]?.n ?? 0;
}

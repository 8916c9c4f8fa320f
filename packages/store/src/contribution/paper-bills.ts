import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { BILL_COLUMNS, BILL_JOINS, type BillRow } from './read-bills.ts';

/** A bill as its papers show it: with the class of a pupil. */
export interface PaperBillRow extends BillRow {
  readonly className: string | null;
}

const COLUMNS = `${BILL_COLUMNS}, (select s.class_name from schooling s where s.person_id = b.person_id and s.valid_to is null
    order by s.valid_from desc limit 1) as "className"`;

/**
 * Parameters 1 to 3: region, unit, person of the scope. A unit sees what it pays itself and what the persons on its list
 * pay: a school hands the notices of its pupils on.
 */
const IN_SCOPE = `b.region_code like $1 and ($2::bigint is null or (b.payer in ('unit','person') and b.unit_id = $2))
  and ($3::bigint is null or b.person_id = $3)`;
const scoped = (scope: Scope) => [regionPattern(scope), scope.unitId, scope.personId];

export async function readPaperBill(
  db: Queryable,
  scope: Scope,
  billId: string,
): Promise<PaperBillRow | undefined> {
  const { rows } = await db.query<PaperBillRow>(
    `select ${COLUMNS} from contribution_bill b ${BILL_JOINS} where ${IN_SCOPE} and b.bill_id = $4`,
    [...scoped(scope), billId],
  );
  return rows[0];
}

export interface NoticeFilter {
  readonly unitId: string;
  readonly scheme?: string | undefined;
  readonly period?: string | undefined;
  /** Only bills with something to be paid. */
  readonly open: boolean;
}

const ON_LIST = `b.unit_id = $4 and b.payer in ('unit','person') and b.amount_fen > 0
  and ($5::text is null or b.scheme = $5) and ($6::text is null or b.period = $6)
  and (not $7 or paid.fen < b.amount_fen)`;
const asked = (scope: Scope, { unitId, scheme, period, open }: NoticeFilter) => [
  ...scoped(scope),
  ...[unitId, scheme ?? null, period ?? null, open],
];

/** What a unit and the persons on its list have to pay, by class and name. */
export async function noticeBills(
  db: Queryable,
  scope: Scope,
  filter: NoticeFilter,
  page: { readonly from: number; readonly most: number },
): Promise<readonly PaperBillRow[]> {
  const { rows } = await db.query<PaperBillRow>(
    `select * from (select ${COLUMNS} from contribution_bill b ${BILL_JOINS} where ${IN_SCOPE} and ${ON_LIST}) t
      order by "className" nulls first, "personName" nulls first, "billId" limit $8 offset $9`,
    [...asked(scope, filter), page.most, page.from],
  );
  return rows;
}

export interface NoticeSums {
  readonly scheme: string;
  readonly period: string;
  readonly bills: number;
  readonly openBills: number;
  readonly billedFen: number;
  readonly openFen: number;
}

/** How many notices there are for a unit and its list, by scheme and period, the latest first. */
export async function noticeSums(
  db: Queryable,
  scope: Scope,
  unitId: string,
): Promise<readonly NoticeSums[]> {
  const { rows } = await db.query<NoticeSums>(
    `select b.scheme, b.period, count(*)::int as bills, (count(*) filter (where paid.fen < b.amount_fen))::int as "openBills",
            sum(b.amount_fen)::float8 as "billedFen",
            coalesce(sum(b.amount_fen - paid.fen) filter (where paid.fen < b.amount_fen), 0)::float8 as "openFen"
       from contribution_bill b ${BILL_JOINS} where ${IN_SCOPE} and ${ON_LIST}
      group by b.scheme, b.period order by b.period desc, b.scheme`,
    asked(scope, { unitId, open: false }),
  );
  return rows;
}

/** What a person owes of a bill, and what others pay beside it for the same charges: the subsidy of residents. */
export async function subsidyBeside(db: Queryable, billId: string): Promise<number> {
  const { rows } = await db.query<{ fen: number }>(
    `select coalesce(sum(c.total_fen), 0)::float8 - max(b.amount_fen)::float8 as fen
       from contribution_bill b join charge c on c.run_id = b.run_id and c.person_id = b.person_id
      where b.bill_id = $1 and b.payer = 'person'`,
    [billId],
  );
  return Math.max(0, rows[0]?.fen ?? 0);
}

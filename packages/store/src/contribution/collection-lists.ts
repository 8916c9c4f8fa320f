import type { CalendarDate, Fen } from '@gongji/domain';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type ListKind = 'school' | 'finance' | 'pension' | 'bank' | 'budget';

/** CollectionList 代收代扣名单: what others are asked to collect. */
export interface CollectionList {
  readonly listId: string;
  readonly regionCode: string;
  readonly listNo: string;
  readonly kind: ListKind;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  readonly unitId: string | null;
  readonly className: string;
  readonly layout: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** One person or budget unit of a list with the bill that is to be paid. */
export interface ListRow {
  /** '0': a unit. */
  readonly personId: string;
  readonly regionCode: string;
  readonly billId: string;
  readonly amountFen: number;
  readonly className: string;
  readonly agreementId: string | null;
}

/** One list at a time is made in a region, so that nobody stands on two. */
export async function lockListMaking(tx: PoolClient, regionCode: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 53))', [regionCode.slice(0, 4)]);
}

/** Not on a list that is out: one that is not withdrawn and has not said anything about this person or unit. */
const notOut = (personId: string): string => `not exists (
  select from collection_list_row w join collection_list l using (list_id)
    where w.bill_id = b.bill_id and w.person_id = ${personId} and l.withdrawn_at is null
      and not exists (select from collection_result_row x
        where x.person_id = w.person_id and x.list_id = w.list_id and x.bill_id = w.bill_id))`;
const CLASS = `coalesce((select s.class_name from schooling s where s.person_id = who.person_id and s.valid_to is null
    order by s.valid_from desc limit 1), '')`;

/** The agreement that holds on the day $6 for the payer of bill b; of two that were recorded on one day, the later. */
const holding = (table: 'withholding_agreement' | 'budget_unit', payer: 'person_id' | 'unit_id'): string => `
  select * from ${table} a where a.${payer} = b.${payer} and a.valid_from <= $6 and (a.valid_to is null or a.valid_to >= $6)
   order by a.agreement_id desc limit 1`;

/** Bills of persons with something open. Parameters: region, scheme, period, unit, class, day. */
const OWN = (payer: string, more: string): string => `
  select who.person_id as "personId", who.region_code as "regionCode", b.bill_id as "billId",
         (b.amount_fen - b.paid_fen)::float8 as "amountFen", ${CLASS} as "className", agreed.agreement_id as "agreementId"
    from open_bill b join person who on who.person_id = b.person_id
    left join lateral (${holding('withholding_agreement', 'person_id')}) agreed on true
   where b.region_code like $1 and b.scheme = $2 and b.period = $3 and b.payer = '${payer}'
     and ${notOut('who.person_id')} and ${more} and ($4::bigint is null or b.unit_id = $4) and ($5 = '' or ${CLASS} = $5)
   order by "className", who.name, b.bill_id`;

/**
 * Persons whose own fee, or a part of it, stands on the bill of a level of government or of medical aid: each with what of the
 * bill is paid for him. Subsidies that everybody gets are no part of it.
 */
const BY_FINANCE = `
  select who.person_id as "personId", who.region_code as "regionCode", b.bill_id as "billId", sum(own.fen)::float8 as "amountFen",
         '' as "className", null as "agreementId"
    from open_bill b join charge c on c.run_id = b.run_id
      and case b.payer when 'county' then coalesce(c.area_code, left(c.region_code, 6)) = b.area_code else true end
    join assessment_basis s using (basis_id) join person who on who.person_id = c.person_id
    cross join lateral (
      select coalesce(sum(c.amounts[l.n]), 0) as fen from json_array_elements(s.lines) with ordinality l (line, n)
       where l.line ->> 'billTo' = b.payer and l.line ->> 'component' <> 'subsidy') own
   where b.region_code like $1 and b.scheme = $2 and b.period = $3
     and b.payer not in ('unit', 'person', 'account') and own.fen <> 0
     and $4::bigint is null and $5 = '' and $6::date is not null and ${notOut('who.person_id')}
     and not exists (select from collection_result_row x join collection_booking k using (result_id)
       where x.person_id = who.person_id and x.bill_id = b.bill_id and x.paid)
   group by who.person_id, who.region_code, who.name, b.bill_id having sum(own.fen) > 0
   order by who.name, b.bill_id`;

/** Bills of budget units with something open, late fees and supplements too; the agreement that holds today says which they are. */
const OF_BUDGET_UNITS = `
  select b.person_id as "personId", b.region_code as "regionCode", b.bill_id as "billId",
         (b.amount_fen - b.paid_fen)::float8 as "amountFen", '' as "className", agreed.agreement_id as "agreementId"
    from open_bill b join unit u on u.unit_id = b.unit_id
    join lateral (${holding('budget_unit', 'unit_id')}) agreed on true
   where b.region_code like $1 and b.scheme = $2 and b.period = $3 and b.payer = 'unit'
     and ${notOut('b.person_id')} and $4::bigint is null and $5 = ''
   order by agreed.budget_code, u.name, b.bill_id`;

const CANDIDATES: Readonly<Record<ListKind, string>> = {
  school: OWN('person', 'true'),
  finance: BY_FINANCE,
  pension: OWN('account', 'true'),
  bank: OWN('person', 'agreed.agreement_id is not null'),
  budget: OF_BUDGET_UNITS,
};

/** Who is to stand on a list: with something open, and not on another that is out. */
export async function listCandidates(
  db: Queryable,
  of: Pick<CollectionList, 'regionCode' | 'kind' | 'scheme' | 'period' | 'unitId' | 'className'>,
  on: CalendarDate,
): Promise<readonly ListRow[]> {
  const { rows } = await db.query<ListRow>(CANDIDATES[of.kind], [
    ...[`${of.regionCode.slice(0, 4)}%`, of.scheme, of.period, of.unitId, of.className, on],
  ]);
  return rows;
}

/** Tells payers apart: a unit by its agreement. */
const payerKey = ({ personId, agreementId }: ListRow) => (personId === '0' ? agreementId : personId);

export async function insertList(
  tx: PoolClient,
  list: CollectionList,
  rows: readonly ListRow[],
): Promise<void> {
  await tx.query(
    `insert into collection_list (list_id, region_code, list_no, kind, scheme, period, unit_id, class_name, layout, heads, amount_fen, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[list.listId, list.regionCode, list.listNo, list.kind, list.scheme, list.period, list.unitId],
      ...[list.className, list.layout, new Set(rows.map(payerKey)).size],
      ...[rows.reduce((sum, row) => sum + row.amountFen, 0), list.madeBy, list.madeAt],
    ],
  );
  await tx.query(
    `insert into collection_list_row (list_id, region_code, person_id, bill_id, amount_fen, class_name, agreement_id, row_no)
     select $1, t.* from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[]) with ordinality t`,
    [
      list.listId,
      rows.map((row) => row.regionCode),
      rows.map((row) => row.personId),
      rows.map((row) => row.billId),
      rows.map((row) => row.amountFen),
      rows.map((row) => row.className),
      rows.map((row) => row.agreementId),
    ],
  );
}

export interface CollectionListRow extends CollectionList {
  readonly unitName: string | null;
  readonly heads: number;
  readonly amountFen: number;
  readonly paid: number;
  readonly failed: number;
  readonly paidFen: number;
  readonly bookedFen: number;
  readonly withdrawn: boolean;
}

/** Lists in scope; those of a school are all that its officer sees. */
const LIST = `select l.list_id as "listId", l.region_code as "regionCode", l.list_no as "listNo", l.kind, l.scheme, l.period,
    l.unit_id as "unitId", u.name as "unitName", l.class_name as "className", l.layout, l.heads, l.amount_fen::float8 as "amountFen",
    l.made_by as "madeBy", l.made_at as "madeAt", l.withdrawn_at is not null as withdrawn,
    coalesce(r.paid, 0)::int as paid, coalesce(r.paid_fen, 0)::float8 as "paidFen", coalesce(k.fen, 0)::float8 as "bookedFen",
    (select count(*)::int from collection_list_row w where w.list_id = l.list_id
       and exists (select from collection_result_row x where x.person_id = w.person_id and x.list_id = w.list_id and x.bill_id = w.bill_id)
       and not exists (select from collection_result_row x where x.person_id = w.person_id and x.list_id = w.list_id and x.bill_id = w.bill_id and x.paid)) as failed
  from collection_list l left join unit u on u.unit_id = l.unit_id
  left join lateral (select sum(paid) as paid, sum(paid_fen) as paid_fen from collection_result r where r.list_id = l.list_id) r on true
  left join lateral (select sum(k.amount_fen) as fen from collection_booking k join collection_result r using (result_id)
    where r.list_id = l.list_id) k on true
  where l.region_code like $1 and ($2::bigint is null or l.unit_id = $2) and $3::bigint is null`;
const scoped = (scope: Scope) => [regionPattern(scope), scope.unitId, scope.personId];

export interface CollectionListFilter {
  readonly kind?: ListKind | undefined;
}

const LISTED = `${LIST} and ($4::text is null or l.kind = $4)`;
const LIST_ORDERS = {
  madeAt: '"madeAt"',
  period: 'period',
  heads: 'heads',
  amountFen: '"amountFen"',
  paidFen: '"paidFen"',
  failed: 'failed',
};

/** Lists in scope, in the order asked for. */
export async function listLists(
  db: Queryable,
  scope: Scope,
  filter: CollectionListFilter & ListOrder,
): Promise<readonly CollectionListRow[]> {
  const { rows } = await db.query<CollectionListRow>(
    `select * from (${LISTED}) x order by ${orderBy(LIST_ORDERS, filter, '"listId" desc')} offset $5 limit $6`,
    [...scoped(scope), filter.kind ?? null, filter.after, filter.limit],
  );
  return rows;
}

/** How many lists match, and what those that are not withdrawn come to. */
export async function sumLists(
  db: Queryable,
  scope: Scope,
  { kind }: CollectionListFilter,
): Promise<{
  readonly total: number;
  readonly amountFen: Fen;
  readonly paidFen: Fen;
  readonly bookedFen: Fen;
}> {
  const { rows } = await db.query<{ total: number; amountFen: Fen; paidFen: Fen; bookedFen: Fen }>(
    `select count(*)::int as total, coalesce(sum("amountFen") filter (where not withdrawn), 0)::float8 as "amountFen",
            coalesce(sum("paidFen") filter (where not withdrawn), 0)::float8 as "paidFen",
            coalesce(sum("bookedFen") filter (where not withdrawn), 0)::float8 as "bookedFen" from (${LISTED}) x`,
    [...scoped(scope), kind ?? null],
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

export async function readList(
  db: Queryable,
  scope: Scope,
  listId: string,
): Promise<CollectionListRow | undefined> {
  const { rows } = await db.query<CollectionListRow>(`${LIST} and l.list_id = $4`, [
    ...scoped(scope),
    listId,
  ]);
  return rows[0];
}

export async function lockList(
  tx: PoolClient,
  scope: Scope,
  listId: string,
): Promise<CollectionListRow | undefined> {
  await tx.query('select from collection_list where list_id = $1 for update', [listId]);
  return readList(tx, scope, listId);
}

export async function withdrawList(
  tx: Queryable,
  listId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query('update collection_list set withdrawn_by = $2, withdrawn_at = $3 where list_id = $1', [
    listId,
    by,
    at,
  ]);
}

/** A row of a list with everything that its file may show, and what came of it; of a unit with its name and credit code. */
export interface ListedPerson extends ListRow {
  readonly rowNo: number;
  readonly name: string;
  readonly certNo: string;
  readonly billNo: string;
  readonly payer: string;
  readonly areaName: string | null;
  readonly groups: readonly string[];
  readonly bankName: string | null;
  readonly accountNo: string | null;
  readonly unitId: string | null;
  readonly budgetCode: string | null;
  readonly heads: number;
  /** Null: not come back. */
  readonly paid: boolean | null;
  readonly reason: string;
}

export async function listedPersons(db: Queryable, listId: string): Promise<readonly ListedPerson[]> {
  const { rows } = await db.query<ListedPerson>(
    `select w.person_id as "personId", w.region_code as "regionCode", w.bill_id as "billId", w.row_no as "rowNo",
            w.amount_fen::float8 as "amountFen", w.class_name as "className", w.agreement_id as "agreementId",
            coalesce(p.name, u.name) as name, coalesce(p.cert_no, u.code) as "certNo", u.unit_id as "unitId",
            f.budget_code as "budgetCode", b.heads, b.bill_no as "billNo", b.payer, a.name as "areaName", coalesce(g.groups, '{}') as groups,
            m.bank_name as "bankName", m.account_no as "accountNo", x.paid, coalesce(x.reason, '') as reason
       from collection_list_row w join collection_list l using (list_id) join contribution_bill b on b.bill_id = w.bill_id
       left join person p on p.person_id = w.person_id
       left join unit u on l.kind = 'budget' and u.unit_id = b.unit_id
       left join budget_unit f on f.unit_id = u.unit_id and f.agreement_id = w.agreement_id
       left join area a on a.area_code = b.area_code
       left join withholding_agreement m on m.person_id = w.person_id and m.agreement_id = w.agreement_id
       left join lateral (select array_agg(distinct group_name order by group_name) as groups from person_group g
          where g.person_id = w.person_id and g.valid_to is null) g on true
       left join lateral (select paid, reason from collection_result_row x
          where x.person_id = w.person_id and x.list_id = w.list_id and x.bill_id = w.bill_id
          order by x.paid desc, x.result_id desc limit 1) x on true
      where w.list_id = $1 order by w.row_no`,
    [listId],
  );
  return rows;
}

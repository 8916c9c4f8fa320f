import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { Debtor } from './arrears.ts';

type Words = { readonly zh: string; readonly en: string };

/** Who is to be dunned: a debtor with his oldest due day and the highest level he got for it. */
export interface DunningRow {
  readonly regionCode: string;
  readonly unitId: string | null;
  readonly personId: string;
  readonly name: string;
  readonly oldestDueOn: CalendarDate;
  readonly lastLevel: number;
  /** The instalments of an agreement that is in force, and what has been paid of its bills since. */
  readonly plan: PlanProgress | null;
}

export interface PlanProgress {
  readonly instalments: readonly Instalment[];
  readonly paidFen: number;
}

export interface Instalment {
  readonly dueOn: CalendarDate;
  readonly amountFen: number;
}

/** Paid of the bills of a plan `p` since it was agreed. */
export const PAID_SINCE = `(select coalesce(sum(a.amount_fen), 0)::float8 from allocation a
  where a.bill_id = any(p.bill_ids) and a.allocated_at >= p.decided_at)`;

/** Units and persons of a region with something overdue, in order, after a pair of numbers. */
export async function debtorsToDun(
  db: Queryable,
  of: { readonly regionCode: string; readonly on: CalendarDate; readonly schemes: readonly string[] },
): Promise<readonly DunningRow[]> {
  const { rows } = await db.query<DunningRow>(
    `with debtor as (
       select case b.payer when 'unit' then b.unit_id end as unit_id, b.person_id, min(b.due_on) as oldest
         from open_bill b
        where b.region_code like left($1, 4) || '%' and b.payer in ('unit', 'person') and b.due_on < $2 and b.scheme = any($3)
        group by 1, 2)
     select $1 as "regionCode", d.unit_id as "unitId", d.person_id as "personId", coalesce(u.name, p.name, '') as name,
            d.oldest as "oldestDueOn",
            coalesce((select max(n.level) from dunning_notice n where n.person_id = d.person_id
                        and n.unit_id is not distinct from d.unit_id and n.oldest_due_on = d.oldest), 0)::int as "lastLevel",
            (select json_build_object('instalments', p.instalments, 'paidFen', ${PAID_SINCE}) from debt_plan p
              where p.person_id = d.person_id and p.unit_id is not distinct from d.unit_id and p.state = 'approved'
              order by p.decided_at desc limit 1) as plan
       from debtor d left join unit u on u.unit_id = d.unit_id left join person p on p.person_id = nullif(d.person_id, 0)
      order by d.unit_id, d.person_id`,
    [of.regionCode, of.on, of.schemes],
  );
  return rows;
}

/** Notice 催缴通知. */
export interface NoticeRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly noticeId: string;
  readonly noticeNo: string;
  readonly unitId: string | null;
  readonly level: number;
  readonly oldestDueOn: CalendarDate;
  readonly payBy: CalendarDate;
  readonly openFen: number;
  readonly feeFen: number;
  readonly bills: readonly {
    readonly billNo: string;
    readonly period: string;
    readonly openFen: number;
    readonly dueOn: CalendarDate;
  }[];
  readonly title: Words;
  readonly body: Words;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** False: this level was sent for the same arrears already. */
export async function insertNotice(db: Queryable, row: NoticeRow): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into dunning_notice (region_code, person_id, notice_id, notice_no, unit_id, level, oldest_due_on, pay_by, open_fen,
        fee_fen, bills, title, body, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing`,
    [
      ...[row.regionCode, row.personId, row.noticeId, row.noticeNo, row.unitId, row.level, row.oldestDueOn],
      ...[row.payBy, row.openFen, row.feeFen, JSON.stringify(row.bills), JSON.stringify(row.title)],
      ...[JSON.stringify(row.body), row.madeBy, row.madeAt],
    ],
  );
  return rowCount === 1;
}

export interface NamedNotice extends NoticeRow {
  readonly name: string;
  /** Credit code of a unit, number of a person. */
  readonly code: string;
}

const NOTICE = `select n.region_code as "regionCode", n.person_id as "personId", n.notice_id as "noticeId", n.notice_no as "noticeNo",
    n.unit_id as "unitId", n.level, n.oldest_due_on as "oldestDueOn", n.pay_by as "payBy", n.open_fen::float8 as "openFen",
    n.fee_fen::float8 as "feeFen", n.bills, n.title, n.body, n.made_by as "madeBy", n.made_at as "madeAt",
    coalesce(u.name, p.name, '') as name, coalesce(u.code, p.psn_no, '') as code
  from dunning_notice n left join unit u on u.unit_id = n.unit_id left join person p on p.person_id = nullif(n.person_id, 0)
  where n.region_code like $1 and ($2::bigint is null or n.unit_id = $2) and ($3::bigint is null or n.person_id = $3)`;
const scoped = (scope: Scope) => [regionPattern(scope), scope.unitId, scope.personId];

export interface DunningFilter {
  readonly level?: number | undefined;
  /** Day in China on which they were made. */
  readonly madeOn?: string | undefined;
}

const NOTICE_MATCHES = `($4::int is null or n.level = $4)
  and ($5::date is null or (n.made_at at time zone 'Asia/Shanghai')::date = $5)`;
const NOTICE_ORDERS = { madeAt: 'n.made_at', openFen: 'n.open_fen', payBy: 'n.pay_by', payerName: 'name' };
const noticeValues = (scope: Scope, { level, madeOn }: DunningFilter) => [
  ...[...scoped(scope), level ?? null, madeOn ?? null],
];

/** Notices in scope, in the order asked for. */
export async function listNotices(
  db: Queryable,
  scope: Scope,
  filter: DunningFilter & ListOrder,
): Promise<readonly NamedNotice[]> {
  const { rows } = await db.query<NamedNotice>(
    `${NOTICE} and ${NOTICE_MATCHES} order by ${orderBy(NOTICE_ORDERS, filter, 'n.notice_id desc')} offset $6 limit $7`,
    [...noticeValues(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many notices match, and what they ask for together. */
export async function noticeTotals(
  db: Queryable,
  scope: Scope,
  filter: DunningFilter,
): Promise<{ readonly total: number; readonly openFen: number }> {
  const { rows } = await db.query<{ total: number; openFen: number }>(
    `select count(*)::int as total, coalesce(sum("openFen"), 0)::float8 as "openFen"
       from (${NOTICE} and ${NOTICE_MATCHES}) n`,
    noticeValues(scope, filter),
  );
  return rows[0] ?? { total: 0, openFen: 0 };
}

/** Notices to one debtor, the latest first. */
export async function noticesTo(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
): Promise<readonly NamedNotice[]> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, null] : [null, debtor.personId];
  const { rows } = await db.query<NamedNotice>(
    `${NOTICE} and ($4::bigint is null or n.unit_id = $4) and ($5::bigint is null or n.person_id = $5)
      order by n.made_at desc, n.notice_id desc`,
    [...scoped(scope), unitId, personId],
  );
  return rows;
}

export async function readNotice(
  db: Queryable,
  scope: Scope,
  noticeId: string,
): Promise<NamedNotice | undefined> {
  const { rows } = await db.query<NamedNotice>(`${NOTICE} and n.notice_id = $4`, [
    ...scoped(scope),
    noticeId,
  ]);
  return rows[0];
}

// ---- contacts 走访

export interface ContactRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly contactId: string;
  readonly unitId: string | null;
  readonly kind: 'visit' | 'phone' | 'letter';
  readonly heldOn: CalendarDate;
  readonly said: string;
  readonly promisedOn: CalendarDate | null;
  readonly malicious: boolean;
  readonly madeBy: string;
  readonly madeAt: Date;
}

export async function insertContact(db: Queryable, row: ContactRow): Promise<void> {
  await db.query(
    `insert into dunning_contact (region_code, person_id, contact_id, unit_id, kind, held_on, said, promised_on, malicious, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[row.regionCode, row.personId, row.contactId, row.unitId, row.kind, row.heldOn, row.said],
      ...[row.promisedOn, row.malicious, row.madeBy, row.madeAt],
    ],
  );
}

export async function listContacts(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
): Promise<readonly ContactRow[]> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, '0'] : [null, debtor.personId];
  const { rows } = await db.query<ContactRow>(
    `select region_code as "regionCode", person_id as "personId", contact_id as "contactId", unit_id as "unitId", kind,
            held_on as "heldOn", said, promised_on as "promisedOn", malicious, made_by as "madeBy", made_at as "madeAt"
       from dunning_contact where region_code like $1 and person_id = $2 and unit_id is not distinct from $3
      order by held_on desc, contact_id desc`,
    [regionPattern(scope), personId, unitId],
  );
  return rows;
}

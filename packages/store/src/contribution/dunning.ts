import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
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
const PAID_SINCE = `(select coalesce(sum(a.amount_fen), 0)::float8 from allocation a
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

/** Notices in scope, the latest first; of a debtor alone where one is named. */
export async function listNotices(
  db: Queryable,
  scope: Scope,
  of: {
    readonly debtor?: Debtor;
    readonly level?: number | undefined;
    /** Day in China on which they were made. */
    readonly madeOn?: string | undefined;
    readonly offset?: number;
    readonly limit: number;
  },
): Promise<readonly NamedNotice[]> {
  const debtor = of.debtor;
  const [unitId, personId] =
    debtor === undefined
      ? [null, null]
      : 'unitId' in debtor
        ? [debtor.unitId, null]
        : [null, debtor.personId];
  const { rows } = await db.query<NamedNotice>(
    `${NOTICE} and ($4::bigint is null or n.unit_id = $4) and ($5::bigint is null or n.person_id = $5)
       and ($6::int is null or n.level = $6)
       and ($7::date is null or (n.made_at at time zone 'Asia/Shanghai')::date = $7)
       order by n.made_at desc, n.notice_id desc limit $8 offset $9`,
    [...scoped(scope), unitId, personId, of.level ?? null, of.madeOn ?? null, of.limit, of.offset ?? 0],
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
      order by held_on desc, contact_id desc limit 100`,
    [regionPattern(scope), personId, unitId],
  );
  return rows;
}

// ---- instalments 分期

export interface PlanRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly planId: string;
  readonly unitId: string | null;
  readonly totalFen: number;
  readonly instalments: readonly Instalment[];
  readonly billIds: readonly string[];
  readonly reason: string;
  readonly proofNo: string;
  readonly state: 'open' | 'approved' | 'refused';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
  /** Of its bills, since it was agreed. */
  readonly paidFen: number;
}

const PLAN = `select p.region_code as "regionCode", p.person_id as "personId", p.plan_id as "planId", p.unit_id as "unitId",
    p.total_fen::float8 as "totalFen", p.instalments, p.bill_ids::text[] as "billIds", p.reason, p.proof_no as "proofNo", p.state,
    p.requested_by as "requestedBy", p.requested_at as "requestedAt", p.decided_by as "decidedBy", p.note,
    ${PAID_SINCE} as "paidFen" from debt_plan p where p.region_code like $1`;

/** False: one for the same debtor waits already. */
export async function insertPlan(
  db: Queryable,
  row: Omit<PlanRow, 'state' | 'decidedBy' | 'note' | 'paidFen'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into debt_plan (region_code, person_id, plan_id, unit_id, total_fen, instalments, bill_ids, reason, proof_no, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[
        row.regionCode,
        row.personId,
        row.planId,
        row.unitId,
        row.totalFen,
        JSON.stringify(row.instalments),
      ],
      ...[row.billIds, row.reason, row.proofNo, row.requestedBy, row.requestedAt],
    ],
  );
  return rowCount === 1;
}

/** Plans of a debtor, or those that wait. */
export async function listPlans(db: Queryable, scope: Scope, debtor?: Debtor): Promise<readonly PlanRow[]> {
  const [unitId, personId] =
    debtor === undefined ? [null, null] : 'unitId' in debtor ? [debtor.unitId, '0'] : [null, debtor.personId];
  const { rows } = await db.query<PlanRow>(
    `${PLAN} and case when $2::bigint is null then p.state = 'open' else p.person_id = $2 and p.unit_id is not distinct from $3 end
      order by p.requested_at desc limit 100`,
    [regionPattern(scope), personId, unitId],
  );
  return rows;
}

export async function lockPlan(tx: Queryable, scope: Scope, planId: string): Promise<PlanRow | undefined> {
  const { rows } = await tx.query<PlanRow>(`${PLAN} and p.plan_id = $2 for update of p`, [
    regionPattern(scope),
    planId,
  ]);
  return rows[0];
}

export async function decidePlan(
  db: Queryable,
  planId: string,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await db.query(
    'update debt_plan set state = $2, decided_by = $3, decided_at = $4, note = $5 where plan_id = $1',
    [planId, decision.approved ? 'approved' : 'refused', decision.by, decision.at, decision.note],
  );
}

import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Audit 稽核任务 of one employer or of the whole region, over some months. */
export interface LevyAuditRow {
  readonly auditId: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly uscc: string | null;
  readonly fromMonth: CalendarDate;
  readonly toMonth: CalendarDate;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  /** Reasons of the selection, as they were told. */
  readonly chosen: unknown;
  readonly findings: number;
  readonly open: number;
  /** Contributions short, and made up since. */
  readonly shortFen: string;
  readonly madeUpFen: string;
}

export interface NewLevyAudit {
  readonly auditId: string;
  readonly regionCode: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly fromMonth: CalendarDate;
  readonly toMonth: CalendarDate;
  readonly createdBy: string;
  readonly at: Date;
  readonly chosen?: object | undefined;
}

export async function insertLevyAudit(db: Queryable, audit: NewLevyAudit): Promise<void> {
  await db.query(
    `insert into levy_audit (audit_id, region_code, name, unit_id, from_month, to_month, created_by, created_at, chosen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      audit.auditId,
      audit.regionCode,
      audit.name,
      audit.unitId,
      audit.fromMonth,
      audit.toMonth,
      audit.createdBy,
      audit.at,
      audit.chosen === undefined ? null : JSON.stringify(audit.chosen),
    ],
  );
}

const AUDIT = `
  select a.audit_id as "auditId", a.name, a.unit_id as "unitId", u.name as "unitName", u.code as uscc,
         a.from_month as "fromMonth", a.to_month as "toMonth", a.created_by as "createdBy", a.created_at as "createdAt",
         a.closed_at as "closedAt", a.chosen, f.findings::int, f.open::int, f.short as "shortFen", f.made_up as "madeUpFen"
    from levy_audit a left join unit u on u.unit_id = a.unit_id,
         lateral (select count(*) filter (where state <> 'gone') as findings,
                         count(*) filter (where state in ('open','noticed')) as open,
                         coalesce(sum(amount_fen) filter (where state not in ('gone','dismissed')), 0) as short,
                         coalesce(sum(made_up_fen), 0) as made_up
                    from levy_finding f where f.audit_id = a.audit_id) f`;

export interface LevyAuditFilter {
  readonly state?: 'running' | 'closed' | undefined;
}

/** Sums of all that matches, whatever is on the page. */
export interface LevySums {
  readonly total: number;
  readonly shortFen: Fen;
  readonly madeUpFen: Fen;
}

const MATCHES = `a.region_code like $1 and ($2::boolean is null or (a.closed_at is not null) = $2)`;
const valuesOf = (scope: Scope, { state }: LevyAuditFilter) => [
  ...[regionPattern(scope), state === undefined ? null : state === 'closed'],
];
const AUDIT_ORDERS = {
  createdAt: '"createdAt"',
  findings: 'findings',
  open: 'open',
  shortFen: '"shortFen"',
  madeUpFen: '"madeUpFen"',
};

/** Audits of the region in the order asked for. */
export async function listLevyAudits(
  db: Queryable,
  scope: Scope,
  filter: LevyAuditFilter & ListOrder,
): Promise<readonly LevyAuditRow[]> {
  const { rows } = await db.query<LevyAuditRow>(
    `select * from (${AUDIT} where ${MATCHES}) x
      order by ${orderBy(AUDIT_ORDERS, filter, '"auditId" desc')} offset $3 limit $4`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function sumLevyAudits(db: Queryable, scope: Scope, filter: LevyAuditFilter): Promise<LevySums> {
  const { rows } = await db.query<LevySums>(
    `select count(*)::int as total, coalesce(sum("shortFen"), 0)::float8 as "shortFen",
            coalesce(sum("madeUpFen"), 0)::float8 as "madeUpFen" from (${AUDIT} where ${MATCHES}) x`,
    valuesOf(scope, filter),
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

export async function readLevyAudit(
  db: Queryable,
  scope: Scope,
  auditId: string,
): Promise<LevyAuditRow | undefined> {
  const { rows } = await db.query<LevyAuditRow>(`${AUDIT} where a.region_code like $1 and a.audit_id = $2`, [
    regionPattern(scope),
    auditId,
  ]);
  return rows[0];
}

/** Closes an audit 办结; false when something is still open, or it is closed. */
export async function closeLevyAudit(db: Queryable, auditId: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update levy_audit a set closed_at = $2 where a.audit_id = $1 and a.closed_at is null and not exists
       (select from levy_finding f where f.audit_id = a.audit_id and f.state in ('open','noticed'))`,
    [auditId, at],
  );
  return rowCount === 1;
}

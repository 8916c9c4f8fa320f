import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { FindingState } from './findings.ts';

/** A finding as its notice named it. */
export interface NoticeLine {
  readonly findingId: string;
  readonly checkId: string;
  readonly kind: string;
  readonly subject: unknown;
  readonly field: string;
  readonly registered: string | null;
  readonly evidenced: string | null;
  readonly amountFen: number | null;
}

export interface NewNotice {
  readonly noticeId: string;
  readonly noticeNo: string;
  readonly auditId: string;
  readonly regionCode: string;
  readonly uscc: string;
  readonly unitName: string;
  readonly unitId: string | null;
  readonly issuedBy: string;
  readonly at: Date;
  readonly dueOn: CalendarDate;
}

/**
 * Issues a notice 整改通知书 over everything that is open at an employer, with what it says; undefined when nothing is. Two at
 * the same moment do not take the same findings: the later one waits, and finds them noticed.
 */
export async function insertNotice(db: Queryable, notice: NewNotice): Promise<number | undefined> {
  const made = await db.query(
    `insert into levy_notice (notice_id, notice_no, audit_id, region_code, uscc, unit_name, unit_id, issued_by, issued_at, due_on, lines)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, jsonb_agg(jsonb_build_object('findingId', f.finding_id::text,
              'checkId', f.check_id, 'kind', f.kind, 'subject', f.subject, 'field', f.field, 'registered', f.registered,
              'evidenced', f.evidenced, 'amountFen', f.amount_fen)
              order by f.amount_fen desc nulls last, f.check_id, f.subject_key, f.field)
       from (select * from levy_finding where audit_id = $3 and uscc = $5 and state = 'open' for update) f having count(*) > 0`,
    [
      ...[notice.noticeId, notice.noticeNo, notice.auditId, notice.regionCode, notice.uscc, notice.unitName],
      ...[notice.unitId, notice.issuedBy, notice.at, notice.dueOn],
    ],
  );
  if (made.rowCount === 0) return undefined;
  const { rowCount } = await db.query(
    `update levy_finding f set state = 'noticed', notice_id = $1 from levy_notice n
      where n.notice_id = $1 and f.finding_id in (select (line->>'findingId')::bigint from jsonb_array_elements(n.lines) line)`,
    [notice.noticeId],
  );
  return rowCount ?? 0;
}

export interface LevyNoticeRow extends NewNotice {
  readonly auditName: string;
  readonly fromMonth: CalendarDate;
  readonly toMonth: CalendarDate;
  readonly lines: readonly NoticeLine[];
  /** What came of each of its findings, in the order of the lines. */
  readonly outcomes: readonly NoticeOutcome[];
}

export interface NoticeOutcome {
  readonly findingId: string;
  readonly state: FindingState;
  readonly result: string;
  readonly madeUpFen: number | null;
  readonly decidedBy: string | null;
  readonly decidedOn: CalendarDate | null;
}

const NOTICE = `
  select n.notice_id as "noticeId", n.notice_no as "noticeNo", n.audit_id as "auditId", n.region_code as "regionCode", n.uscc,
         n.unit_name as "unitName", n.unit_id as "unitId", n.issued_by as "issuedBy", n.issued_at as at, n.due_on as "dueOn",
         n.lines, a.name as "auditName", a.from_month as "fromMonth", a.to_month as "toMonth", o.outcomes
    from levy_notice n join levy_audit a on a.audit_id = n.audit_id,
         lateral (select jsonb_agg(jsonb_build_object('findingId', f.finding_id::text, 'state', f.state, 'result', f.result,
                           'madeUpFen', f.made_up_fen, 'decidedBy', f.decided_by,
                           'decidedOn', (f.decided_at at time zone 'Asia/Shanghai')::date) order by line.at) as outcomes
                    from jsonb_array_elements(n.lines) with ordinality line (said, at)
                    join levy_finding f on f.finding_id = (line.said->>'findingId')::bigint) o
   where n.region_code like $1`;

/** A notice as the list of its audit shows it. */
export interface ListedNotice
  extends Pick<NewNotice, 'noticeId' | 'noticeNo' | 'uscc' | 'unitName' | 'issuedBy' | 'at' | 'dueOn'> {
  readonly findings: number;
  /** Findings of it without a conclusion. */
  readonly open: number;
}

export interface LevyNoticeFilter {
  readonly auditId: string;
  readonly state: 'open' | 'concluded' | undefined;
}

/** Parameters 1 to 3. */
const LISTED = `with notices as (
  select n.notice_id as "noticeId", n.notice_no as "noticeNo", n.uscc, n.unit_name as "unitName", n.issued_by as "issuedBy",
         n.issued_at as at, n.due_on as "dueOn", jsonb_array_length(n.lines) as findings,
         (select count(*)::int from jsonb_array_elements(n.lines) line
            join levy_finding f on f.finding_id = (line->>'findingId')::bigint where f.state = 'noticed') as open
    from levy_notice n where n.region_code like $1 and n.audit_id = $2
  ), matching as (select * from notices where $3::text is null or (open > 0) = ($3 = 'open'))`;
const ORDERS = {
  issuedAt: 'at',
  dueOn: '"dueOn"',
  unitName: '"unitName"',
  findings: 'findings',
  open: 'open',
};

const valuesOf = (scope: Scope, { auditId, state }: LevyNoticeFilter) => [
  ...[regionPattern(scope), auditId, state ?? null],
];

/** Notices of an audit, in the order asked for. */
export async function listLevyNotices(
  db: Queryable,
  scope: Scope,
  filter: LevyNoticeFilter & ListOrder,
): Promise<readonly ListedNotice[]> {
  const { rows } = await db.query<ListedNotice>(
    `${LISTED} select * from matching order by ${orderBy(ORDERS, filter, '"noticeId" desc')} offset $4 limit $5`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many there are. */
export async function countLevyNotices(
  db: Queryable,
  scope: Scope,
  filter: LevyNoticeFilter,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `${LISTED} select count(*)::int as n from matching`,
    valuesOf(scope, filter),
  );
  return rows[0]?.n ?? 0;
}

export async function readLevyNotice(
  db: Queryable,
  scope: Scope,
  noticeId: string,
): Promise<LevyNoticeRow | undefined> {
  const { rows } = await db.query<LevyNoticeRow>(`${NOTICE} and n.notice_id = $2`, [
    regionPattern(scope),
    noticeId,
  ]);
  return rows[0];
}

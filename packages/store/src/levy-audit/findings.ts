import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { LevySums } from './audits.ts';

export type FindingState = 'open' | 'noticed' | 'rectified' | 'dismissed' | 'gone';

export interface FoundRow {
  readonly findingId: string;
  readonly checkId: string;
  readonly kind: string;
  readonly subject: unknown;
  readonly subjectKey: string;
  readonly uscc: string;
  readonly unitId: string | null;
  readonly field: string;
  readonly registered: string | null;
  readonly evidenced: string | null;
  readonly amountFen: number | null;
  readonly rowNos: readonly number[];
}

/**
 * Puts what a run of the checks found: new findings come, what is still open says what it says now, and open ones that
 * are no longer found are gone. What was decided stays as it is.
 */
export async function putFindings(
  db: Queryable,
  audit: {
    readonly auditId: string;
    readonly regionCode: string;
    readonly checkIds: readonly string[];
    readonly at: Date;
  },
  found: readonly FoundRow[],
): Promise<void> {
  const { auditId, regionCode, checkIds, at } = audit;
  await db.query(
    `insert into levy_finding (finding_id, audit_id, region_code, check_id, kind, subject, subject_key, uscc, unit_id, field,
       registered, evidenced, amount_fen, row_nos, found_at)
     select f.finding_id, $1, $2, f.check_id, f.kind, f.subject, f.subject_key, f.uscc, f.unit_id, f.field,
       f.registered, f.evidenced, f.amount_fen, f.row_nos, $3
       from json_to_recordset($4) as f (finding_id bigint, check_id text, kind text, subject json, subject_key text, uscc text,
         unit_id bigint, field text, registered text, evidenced text, amount_fen bigint, row_nos int[])
     on conflict (audit_id, check_id, kind, subject_key, field) do update set
       subject = excluded.subject, registered = excluded.registered, evidenced = excluded.evidenced,
       amount_fen = excluded.amount_fen, row_nos = excluded.row_nos, found_at = excluded.found_at,
       state = case levy_finding.state when 'gone' then 'open' else levy_finding.state end
       where levy_finding.state in ('open', 'noticed', 'gone')`,
    [
      auditId,
      regionCode,
      at,
      JSON.stringify(
        found.map((one) => ({
          finding_id: one.findingId,
          check_id: one.checkId,
          kind: one.kind,
          subject: one.subject,
          subject_key: one.subjectKey,
          uscc: one.uscc,
          unit_id: one.unitId,
          field: one.field,
          registered: one.registered,
          evidenced: one.evidenced,
          amount_fen: one.amountFen,
          row_nos: one.rowNos,
        })),
      ),
    ],
  );
  await db.query(
    `update levy_finding set state = 'gone'
      where audit_id = $1 and state = 'open' and check_id = any($2) and found_at < $3`,
    [auditId, checkIds, at],
  );
}

export interface FindingRow extends FoundRow {
  readonly state: FindingState;
  readonly noticeId: string | null;
  readonly noticeNo: string | null;
  readonly dueOn: CalendarDate | null;
  readonly madeUpFen: string | null;
  readonly result: string;
  readonly proposedBy: string | null;
  readonly proposedState: 'rectified' | 'dismissed' | null;
  readonly decidedBy: string | null;
  /** Its entry on the register of employers not enrolled. */
  readonly unenrolledId: string | null;
}

const COLUMNS = `f.finding_id as "findingId", f.check_id as "checkId", f.kind, f.subject, f.subject_key as "subjectKey", f.uscc,
  f.unit_id as "unitId", f.field, f.registered, f.evidenced, f.amount_fen::float8 as "amountFen", f.row_nos as "rowNos",
  f.state, f.notice_id as "noticeId", n.notice_no as "noticeNo", n.due_on as "dueOn", f.made_up_fen as "madeUpFen", f.result,
  f.proposed_by as "proposedBy", f.proposed_state as "proposedState", f.decided_by as "decidedBy",
  case f.kind when 'unitsMissing' then (select e.entry_id from unenrolled_employer e
    where left(e.region_code, 4) = left(f.region_code, 4) and e.uscc = upper(f.uscc)) end as "unenrolledId"`;

export interface FindingFilter {
  readonly checkId?: string | undefined;
  readonly state?: FindingState | undefined;
  readonly uscc?: string | undefined;
  /** Only what was to be corrected before this day and is not. */
  readonly overdueOn?: CalendarDate | undefined;
}

const FINDING_ORDERS = { amountFen: 'f.amount_fen', madeUpFen: 'f.made_up_fen', dueOn: 'n.due_on' };

/** Findings of an audit in the order asked for; gone ones only when asked for. */
export async function listFindings(
  db: Queryable,
  auditId: string,
  filter: FindingFilter & ListOrder,
): Promise<LevySums & { readonly rows: readonly FindingRow[] }> {
  const where = `f.audit_id = $1 and ($2::text is null or f.check_id = $2)
    and case when $3::text is null then f.state <> 'gone' else f.state = $3 end and ($4::text is null or f.uscc = $4)
    and ($5::date is null or (n.due_on < $5 and f.state = 'noticed'))`;
  const values = [
    auditId,
    filter.checkId ?? null,
    filter.state ?? null,
    filter.uscc ?? null,
    filter.overdueOn ?? null,
  ];
  const from = 'from levy_finding f left join levy_notice n on n.notice_id = f.notice_id';
  const [page, sums] = await Promise.all([
    db.query<FindingRow>(
      `select ${COLUMNS} ${from} where ${where}
        order by ${orderBy(FINDING_ORDERS, filter, 'f.check_id, f.subject_key, f.field, f.finding_id')} limit $6 offset $7`,
      [...values, filter.limit, filter.after],
    ),
    db.query<LevySums>(
      `select count(*)::int as total,
              coalesce(sum(f.amount_fen) filter (where f.state not in ('gone', 'dismissed')), 0)::float8 as "shortFen",
              coalesce(sum(f.made_up_fen), 0)::float8 as "madeUpFen" ${from} where ${where}`,
      values,
    ),
  ]);
  const [all] = sums.rows;
  if (all === undefined) throw new Error('a sum has no row');
  return { rows: page.rows, ...all };
}

/** A finding of the region, locked until the transaction ends. */
export async function lockFinding(
  db: Queryable,
  scope: Scope,
  findingId: string,
): Promise<(FindingRow & { readonly auditId: string }) | undefined> {
  const { rows } = await db.query<FindingRow & { auditId: string }>(
    `select ${COLUMNS}, f.audit_id as "auditId" from levy_finding f left join levy_notice n on n.notice_id = f.notice_id
      where f.finding_id = $1 and f.region_code like $2 for update of f`,
    [findingId, regionPattern(scope)],
  );
  return rows[0];
}

export async function proposeResult(
  db: Queryable,
  findingId: string,
  proposal: {
    readonly state: 'rectified' | 'dismissed';
    readonly result: string;
    readonly madeUpFen: number | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    `update levy_finding set proposed_state = $2, result = $3, made_up_fen = $4, proposed_by = $5, proposed_at = $6
      where finding_id = $1`,
    [findingId, proposal.state, proposal.result, proposal.madeUpFen, proposal.by, proposal.at],
  );
}

/** Another one agrees, and it is settled; or not, and it is as open as before. */
export async function decideResult(
  db: Queryable,
  findingId: string,
  decision: { readonly agreed: boolean; readonly by: string; readonly at: Date },
): Promise<void> {
  const { agreed, by, at } = decision;
  await db.query(
    agreed
      ? `update levy_finding set state = proposed_state, decided_by = $2, decided_at = $3 where finding_id = $1`
      : `update levy_finding set proposed_state = null, proposed_by = null, proposed_at = null, made_up_fen = null,
                returned_by = $2, returned_at = $3
          where finding_id = $1`,
    [findingId, by, at],
  );
}

import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** Who decided and when; `name` and place are those of the account, when it is one of a user. */
export interface DecisionMade {
  readonly by: string;
  readonly at: Date;
  readonly name: string | null;
  readonly institutionCode: string | null;
  readonly unitId: string | null;
}

/**
 * Everything that one person decides and another may want to at the same time. Each reads `by` and `at` of the thing with
 * id $1 in regions like $2, within unit $3 and institution $4; what belongs to no unit or institution is for none of them.
 */
const AGENCY = '$3::bigint is null and $4::text is null';
const SOURCES = {
  'account-request': plain('account_request', 'request_id'),
  'role-request': `select a.account as by, r.decided_at as at from role_request r join user_account a on a.user_id = r.decided_by
      join user_account u on u.user_id = r.user_id where r.request_id = $1 and u.region_code like $2 and ${AGENCY}`,
  'reversal-request': `select a.account as by, coalesce(q.decided_at, q.withdrawn_at) as at from reversal_request q
      join settlement s using (person_id, settlement_id)
      join user_account a on a.user_id = case when q.withdrawn_at is null then q.decided_by else q.requested_by end
      where q.request_id = $1 and s.region_code like $2 and $3::bigint is null
        and ($4::text is null or s.institution_code = $4)`,
  'enrolment-request': plain(
    'enrolment_request',
    'request_id',
    '($3::bigint is null or unit_id = $3) and $4::text is null',
  ),
  handover: plain(
    'handover',
    'handover_id',
    '($3::bigint is null or $3 in (school_id, community_id)) and $4::text is null',
  ),
  'register-finding': plain('register_finding', 'finding_id'),
  'batch-agreement': plain('import_batch', 'batch_id'),
  /** Agreed to, or given back to whoever looked into it. */
  'levy-finding': `select coalesce(decided_by, returned_by) as by, coalesce(decided_at, returned_at) as at from levy_finding
      where finding_id = $1 and region_code like $2 and coalesce(decided_by, returned_by) is not null and ${AGENCY}`,
  /** What somebody has proposed and nobody has decided. */
  'levy-result': `select proposed_by as by, proposed_at as at from levy_finding
      where finding_id = $1 and region_code like $2 and proposed_by is not null and decided_by is null and ${AGENCY}`,
  declaration: plain('base_declaration', 'declaration_id'),
  refund: plain('refund', 'refund_id'),
  'refund-payment': paid('refund', 'refund_id'),
  waiver: plain('late_fee_waiver', 'waiver_id'),
  plan: plain('debt_plan', 'plan_id'),
  'fund-transfer': plain('fund_transfer', 'transfer_id'),
  'adjustment-levy': plain('adjustment_levy', 'levy_id'),
  'levy-payment': paid('adjustment_levy', 'levy_id'),
  'day-statement': `select signed_by as by, signed_at as at from day_sign_off
      where statement_id = $1 and region_code like $2 and ${AGENCY}`,
  /** By clerk and day. */
  'counter-day': `select signed_by as by, signed_at as at from counter_closing
      where clerk || '/' || day = $1 and region_code like $2 and ${AGENCY}`,
  /** By the serial of the bank, or by clerk, day and method: the last of them. */
  'counter-deposit': `select deposited_by as by, deposited_at as at from counter_deposit
      where $1 in (serial, clerk || '/' || day || '/' || method) and region_code like $2 and ${AGENCY}
      order by deposit_id desc limit 1`,
  'counter-reversal': plain('counter_payment', 'payment_id'),
  'counter-cheque': `select cheque_by as by, cheque_at as at from counter_payment
      where payment_id = $1 and region_code like $2 and cheque_by is not null and ${AGENCY}`,
  /** The step that brought it where it is. */
  transfer: `select actor as by, at from transfer_event
      where transfer_id = $1 and region_code like $2 and ${AGENCY} order by event_id desc limit 1`,
  /** Who had it written or taken back. */
  batch: `select t.created_by as by, t.created_at as at from import_batch b join task t on t.task_id = b.run_task_id
      where b.batch_id = $1 and b.region_code like $2 and ($3::bigint is null or b.unit_id = $3) and $4::text is null`,
} as const;

export type DecidedKind = keyof typeof SOURCES;
export const DECIDED_KINDS = Object.keys(SOURCES) as readonly DecidedKind[];

function plain(table: string, id: string, within = AGENCY): string {
  return `select decided_by as by, decided_at as at from ${table}
      where ${id} = $1 and region_code like $2 and decided_by is not null and ${within}`;
}

function paid(table: string, id: string): string {
  return `select paid_by as by, paid_at as at from ${table}
      where ${id} = $1 and region_code like $2 and paid_by is not null and ${AGENCY}`;
}

/** Who decided it and when; undefined while it is open, or outside of the scope. */
export async function decisionOf(
  db: Queryable,
  scope: Scope,
  kind: DecidedKind,
  id: string,
): Promise<DecisionMade | undefined> {
  const { rows } = await db.query<DecisionMade>(
    `select d.by, d.at, a.name, a.institution_code as "institutionCode", a.unit_id as "unitId"
       from (${SOURCES[kind]}) d left join user_account a on a.account = d.by`,
    [id, regionPattern(scope), scope.unitId, scope.institutionCode],
  );
  return rows[0];
}

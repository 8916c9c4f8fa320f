import type { CalendarDate } from '@gongji/domain';
import { coveredIn } from '../figures/places.ts';
import type { Queryable } from '../pool.ts';
import { LATE_BILLS_WAITING } from '../settlement/refused-bills.ts';
import { regionPattern, type Scope } from './scope.ts';

export interface WorkRow {
  readonly kind: WaitingKind;
  readonly count: number;
  /** Of these, past their day. */
  readonly late: number;
}

export interface WorkAsked {
  readonly kind: WaitingKind;
  readonly scope: Scope;
}

/** Who asks: what he asked for himself waits for somebody else. */
export interface Asker {
  readonly actor: string;
  readonly userId: string;
  readonly today: CalendarDate;
}

/**
 * Rows that wait: of each kind the day it should be done by, or null. Parameters: $1 region, $2 actor, $3 user,
 * $4 unit, $5 person, $6 today. Every one reads what is kept of what is open, or the days of the last three months: how much has ever come in does not matter.
 */
const WAITING = {
  enrolmentRequests: `select null::date as due from enrolment_request
    where region_code like $1 and decided_at is null and requested_by <> $2`,
  accountRequests: `select null::date as due from account_request
    where region_code like $1 and decided_by is null and requested_by <> $2`,
  reversalRequests: `select null::date as due from reversal_request
    where region_code like $1 and decided_by is null and withdrawn_at is null and requested_by <> $3::bigint`,
  declarations: `select null::date as due from base_declaration
    where region_code like $1 and state = 'open' and submitted_by <> $2`,
  lists: `select null::date as due from import_batch where region_code like $1 and state = 'checked' and good_count > 0
      and (asked is null or decided_by is not null) and ($4::bigint is null or unit_id = $4) and created_at > $6::date - 90`,
  listDecisions: `select null::date as due from import_batch
    where region_code like $1 and asked is not null and decided_by is null and asked_by <> $2`,
  transfers: `select due_on as due from transfer where region_code like $1 and state in ('applied','letter')`,
  transferSheets: `select due_on as due from transfer
    where region_code like $1 and state = 'sheet' and prepared_by is distinct from $2`,
  transferMoney: `select due_on as due from transfer where region_code like $1 and state = 'money'`,
  handovers: `select on_day as due from handover where region_code like $1 and state = 'offered'
      and $4::bigint in (school_id, community_id) and offered_unit <> $4::bigint`,
  findings: `select null::date as due from register_finding where region_code like $1 and state = 'open'`,
  bills: `select due_on as due from open_bill where region_code like $1
      and ((payer = 'unit' and unit_id = $4::bigint) or (payer = 'person' and person_id = $5::bigint))`,
  counterCorrections: `select null::date as due from counter_payment
    where region_code like $1 and reversal_reason is not null and decided_by is null and clerk <> $2`,
  counterDays: `select null::date as due from counter_count n where region_code like $1 and clerk <> $2 and day > $6::date - 90
      and count_id = (select max(count_id) from counter_count l where (l.region_code, l.clerk, l.day) = (n.region_code, n.clerk, n.day))
      and not exists (select from counter_closing c where (c.region_code, c.clerk, c.day) = (n.region_code, n.clerk, n.day))`,
  receipts: `select null::date as due from free_receipt where region_code like $1`,
  days: `select null::date as due from (select distinct on (source, day) statement_id from day_statement
      where region_code like $1 and day > $6::date - 90 order by source, day, statement_id desc) s
    where not exists (select from day_sign_off g where g.statement_id = s.statement_id)`,
  refunds: `select null::date as due from refund where region_code like $1 and state = 'open' and requested_by <> $2`,
  refundsToPay: `select null::date as due from refund where region_code like $1 and state = 'approved'`,
  fundTransfers: `select null::date as due from fund_transfer
      where region_code like $1 and state = 'open' and requested_by <> $2
    union all select null from adjustment_levy where region_code like $1 and state = 'open' and requested_by <> $2`,
  waivers: `select null::date as due from late_fee_waiver where region_code like $1 and state = 'open' and requested_by <> $2`,
  debtPlans: `select null::date as due from debt_plan where region_code like $1 and state = 'open' and requested_by <> $2`,
  lateBills: LATE_BILLS_WAITING,
  levyFindings: `select n.due_on as due from levy_finding f left join levy_notice n using (notice_id)
    where f.region_code like $1 and f.state in ('open','noticed') and f.proposed_state is null`,
  levyResults: `select null::date as due from levy_finding
    where region_code like $1 and state in ('open','noticed') and proposed_state is not null and proposed_by <> $2`,
  unenrolled: `select w.due from (
      select e.uscc, k.unit_id, coalesce(v.promised_by, s.next_on) as due from unenrolled_employer e
        join lateral (select result, promised_by from unenrolled_visit v where v.entry_id = e.entry_id
                       order by visited_on desc, visit_id desc limit 1) v on v.result in ('promised', 'refused')
        left join lateral (select next_on from unenrolled_step s where s.entry_id = e.entry_id
                            order by taken_on desc, step_id desc limit 1) s on true
        left join lateral (select collector_id from unenrolled_assignment a where a.entry_id = e.entry_id
                            order by assignment_id desc limit 1) a on true
        left join collector k on k.collector_id = a.collector_id
       where e.region_code like $1) w
    where w.due <= $6::date and ($4::bigint is null or w.unit_id = $4::bigint)
      and not exists (select from unit u join coverage c on c.unit_id = u.unit_id where u.kind = 'employer' and u.code = w.uscc
        and c.scheme = 'employee' and c.status <> '4' and c.covered_from <= $6::date
        and (c.covered_to is null or c.covered_to >= $6::date))`,
  censusPromises: `select v.promised_by as due from census_visit v
      join census s on s.person_id = v.person_id and s.exempt = 'none' and s.living_here and ($4::bigint is null or s.unit_id = $4::bigint)
      join person p on p.person_id = v.person_id and p.status = 'active'
    where v.region_code like $1 and v.result = 'promised' and v.promised_by <= $6::date
      and not exists (select from census_visit l where l.person_id = v.person_id and l.visit_id > v.visit_id)
      and not exists (select from coverage c where c.person_id = v.person_id and ${coveredIn('$6::date', '$6::date')})`,
  // Of a community itself: to count every community of a region for this would cost too much.
  targetsBehind: `select null::date as due
    from (select distinct on (metric) metric, value from target where region_code like $1 and place = $4::bigint::text
            and year = extract(year from $6::date) and metric in ('employees', 'residents', 'ratePpm')
           order by metric, set_at desc, target_id desc) t
    join (select count(*) filter (where employee) as employees, count(*) filter (where resident) as residents,
                 count(*) filter (where counts) as eligible
            from (select bool_or(c.scheme = 'employee') as employee, bool_or(c.scheme = 'resident') as resident,
                         bool_or(s.exempt = 'none') as counts
                    from person p left join census s on s.person_id = p.person_id
                    left join coverage c on c.person_id = p.person_id and ${coveredIn('$6::date', '$6::date')}
                   where p.community_id = $4::bigint and p.status = 'active' group by p.person_id) one
          having count(*) > 0) f on t.value > case t.metric when 'employees' then employees when 'residents' then residents
            else (employees + residents) * 1000000.0 / nullif(eligible, 0) end`,
  mappings: `select null::date as due from catalogue_mapping m join institution i using (institution_code)
    where i.region_code like $1 and m.state = 'submitted' and m.withdrawn_at is null and m.submitted_by is distinct from $2`,
  roleRequests: `select null::date as due from role_request q join user_account u on u.user_id = q.user_id
    where u.region_code like $1 and q.decided_by is null and q.requested_by <> $3::bigint and q.user_id <> $3::bigint`,
} as const satisfies Readonly<Record<string, string>>;

export type WaitingKind = keyof typeof WAITING;

/** What waits for the asker, of the kinds he may do, each within the scope that his permission for it gives. */
export async function readWorklist(
  db: Queryable,
  { actor, userId, today }: Asker,
  asked: readonly WorkAsked[],
): Promise<readonly WorkRow[]> {
  const counted = await Promise.all(
    asked.map(async ({ kind, scope }) => {
      const given = [regionPattern(scope), actor, userId || '0', scope.unitId, scope.personId, today];
      // A query names some of the parameters; PostgreSQL wants to know the type of all.
      const { rows } = await db.query<{ count: number; late: number }>(
        `with given as (select $1::text, $2::text, $3::bigint, $4::bigint, $5::bigint, $6::date)
         select count(*)::int as count, (count(*) filter (where due < $6::date))::int as late from (${WAITING[kind]}) w`,
        given,
      );
      return { kind, count: rows[0]?.count ?? 0, late: rows[0]?.late ?? 0 };
    }),
  );
  return counted.filter(({ count }) => count > 0);
}

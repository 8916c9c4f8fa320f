import type { CalendarDate } from '@gongji/domain';
import type { Debtor } from '../contribution/arrears.ts';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { POLICY_DAY } from './policy-day.ts';
import { IS_SETTLED_BY, isNumberOf, LATE_OF, ownVisit, SETTLES } from './same-bill.ts';

export interface NewRefusedBill {
  readonly personId: string;
  readonly refusedId: string;
  readonly scheme: 'employee' | 'resident';
  readonly institutionCode: string;
  readonly visitId: string | null;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  /** The day by which the policy looked at it. */
  readonly policyOn: CalendarDate;
  readonly totalFen: number;
  readonly bill: unknown;
  readonly billHash: Uint8Array;
  readonly at: Date;
}

/** Keeps a bill that was refused for a suspension alone; sent again it is kept once. */
export async function keepRefusedBill(db: Queryable, row: NewRefusedBill): Promise<void> {
  await db.query(
    `insert into refused_bill (region_code, person_id, refused_id, scheme, institution_code, visit_id, started_on, ended_on,
        policy_on, total_fen, bill, bill_hash, refused_at)
     select p.region_code, p.person_id, $2, $3, i.institution_code, $5, $6, $7, $8, $9, $10, $11, $12
       from person p, institution i where p.person_id = $1 and i.institution_code = $4
     on conflict do nothing`,
    [
      ...[row.personId, row.refusedId, row.scheme, row.institutionCode, row.visitId, row.startedOn],
      ...[row.endedOn, row.policyOn, row.totalFen, JSON.stringify(row.bill), row.billHash, row.at],
    ],
  );
}

export type RefusedState = 'suspended' | 'possible' | 'asked' | 'never' | 'settled';

/** A bill that a suspension has stopped: refused while it stood, or settled on a payment and reversed when that was taken back. */
export interface StoppedBill {
  readonly personId: string;
  readonly regionCode: string;
  /** Of a bill that was reversed: the number of the settlement. */
  readonly refusedId: string;
  readonly origin: 'refused' | 'reversed';
  readonly scheme: 'employee' | 'resident';
  readonly institutionCode: string;
  readonly institutionName: string;
  /** The visit, where it stands; none of a pharmacy. */
  readonly visitId: string | null;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly policyOn: CalendarDate;
  readonly totalFen: number;
  /** When it was refused or reversed. */
  readonly stoppedAt: Date;
  readonly name: string;
  readonly psnNo: string;
  readonly bornOn: CalendarDate;
  /** What it became, or what the institution settled of the visit since. */
  readonly settlementId: string | null;
  /** What it had become before a review reversed it: the next review settles it again. */
  readonly dormantId: string | null;
  /** Which settling of it the next would be: a recompute repeats none. */
  readonly attempt: number;
  /** Whether the lines of the visit stand as they were sent: they are settled with the bill. */
  readonly linesStand: boolean;
  /** What may become of it; asked: a request to settle it waits for a second person. */
  readonly state: RefusedState;
  /** The suspension that stopped it, with the facts that the rules of cover read. */
  readonly suspension: {
    readonly fromOn: CalendarDate;
    readonly toOn: CalendarDate | null;
    readonly paidOn: CalendarDate | null;
    readonly how: 'repaired' | 'waiting' | 'deferred' | null;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  } | null;
}

export interface RefusedBillRow extends StoppedBill {
  /** As it was sent; null: it was settled and reversed, a review finds it. */
  readonly bill: unknown;
  readonly billHash: Buffer | null;
}

/**
 * Bills that suspensions have stopped, by whose they are: those refused, and those that the review reversed by which a payment was
 * taken back, each once, whatever became of it since. Settlements that replace one another keep the medins_setl_id.
 */
const stoppedBills = (whose: (row: 'r' | 'v') => string) => `
  select r.region_code, r.person_id, r.refused_id, r.scheme, r.institution_code, r.visit_id, r.started_on, r.ended_on,
         r.policy_on, r.total_fen, r.refused_at as stopped_at, r.bill, r.bill_hash, null as settled_as
    from refused_bill r where ${whose('r')}
  union all
  (select distinct on (s.person_id, s.institution_code, s.medins_setl_id)
          s.region_code, s.person_id, s.settlement_id, s.scheme, s.institution_code, s.visit_id, s.started_on, s.ended_on,
          ${POLICY_DAY}, s.total_fen, v.settled_at, null, null, s.medins_setl_id
     from enrolment_act a cross join jsonb_array_elements_text(a.facts -> 'persons') m (person_id)
     join settlement v on v.person_id = m.person_id::bigint and v.kind = 'reversal' and v.cause = 'recompute'
      and v.reason = 'act ' || a.act_id
     join settlement s on s.person_id = v.person_id and s.settlement_id = v.origin_id
    where a.kind = 'payment-back' and ${whose('v')}
      and not exists (select from settlement n
        where n.person_id = s.person_id and n.replaces_id = s.settlement_id and n.settled_at = v.settled_at)
      and not exists (select from refused_bill r where r.person_id = s.person_id and ${SETTLES})
    order by s.person_id, s.institution_code, s.medins_setl_id, s.settlement_id desc)`;

const COLUMNS = `r.person_id as "personId", r.region_code as "regionCode", r.refused_id as "refusedId",
    case when r.settled_as is null and b.dormant is not true then 'refused' else 'reversed' end as origin, r.scheme,
    r.institution_code as "institutionCode", i.name as "institutionName", ${ownVisit('r')} as "visitId",
    r.started_on as "startedOn", r.ended_on as "endedOn", r.policy_on as "policyOn", r.total_fen::float8 as "totalFen", r.stopped_at as "stoppedAt",
    p.name, p.psn_no as "psnNo", p.born_on as "bornOn", case when b.stands then b.settlement_id end as "settlementId",
    case when b.dormant then b.settlement_id end as "dormantId",
    (select 1 + count(*)::int from settlement s where s.person_id = r.person_id and s.kind = 'settlement' and s.cause = 'manual'
        and ${LATE_OF}) as attempt,
    coalesce((select sum(f.total_fen) = r.total_fen from fee_batch f where f.person_id = r.person_id and f.visit_id = r.visit_id
        and f.settlement_id is null and f.withdrawn_at is null), false) as "linesStand",
    t.state, case when x.person_id is not null then json_build_object('fromOn', x.from_on, 'toOn', x.to_on, 'paidOn', x.paid_on,
      'how', x.ended_how, 'facts', coalesce(
        (select b.facts from charge c join assessment_basis b using (basis_id)
          where c.person_id = x.person_id and c.scheme = x.scheme and c.kind = 'contribution' and c.origin_id is null
          order by c.charge_id desc limit 1), '{}'::json)) end as suspension`;

/**
 * With what became of each, the suspension that stopped it, and what may become of it; one that was reversed at the desk or by
 * its institution since is out of the matter.
 */
const FROM = `from stopped r join person p using (person_id) join institution i on i.institution_code = r.institution_code
  left join lateral (
    select s.settlement_id, v.settlement_id is null as stands, v.cause = 'recompute' as dormant
      from person n join settlement s using (person_id)
      left join settlement v on v.person_id = s.person_id and v.origin_id = s.settlement_id and v.kind = 'reversal'
      cross join lateral (select r.settled_as is not null and s.person_id = r.person_id
        and s.institution_code = r.institution_code and s.medins_setl_id = r.settled_as as own) o
     where ${isNumberOf('n', 'p')} and s.kind = 'settlement' and s.ended_on = r.ended_on and (o.own or ${IS_SETTLED_BY})
     order by v.settlement_id is null desc, o.own desc, s.settlement_id desc limit 1) b on true
  left join lateral (
    select s.* from benefit_suspension s where s.person_id = r.person_id and s.scheme = r.scheme and s.from_on <= r.policy_on
        and s.made_at <= r.stopped_at order by s.from_on desc limit 1) x on true
  cross join lateral (select case when b.stands then 'settled' when x.person_id is not null and x.to_on is null then 'suspended'
      when x.to_on >= r.policy_on then 'never' when exists (select from enrolment_request q
        where q.region_code = r.region_code and q.person_id in (p.person_id, p.merged_into) and q.decided_at is null
          and q.body ->> 'kind' = 'refusedBills' and q.body -> 'ids' ? r.refused_id::text) then 'asked'
      else 'possible' end as state) t
  where (r.settled_as is null or b.stands or b.dormant)`;

/** Bills of a person, oldest care first; `ids`: these alone. */
export async function refusedBillsOf(
  db: Queryable,
  personId: string,
  ids: readonly string[],
): Promise<readonly RefusedBillRow[]> {
  const { rows } = await db.query<RefusedBillRow>(
    `with stopped as (${stoppedBills((row) => `${row}.person_id = $1`)})
     select ${COLUMNS}, r.bill, r.bill_hash as "billHash" ${FROM} and r.refused_id = any($2::bigint[]) order by r.started_on, r.refused_id`,
    [personId, ids],
  );
  return rows;
}

export interface RefusedFilter {
  /** Whose people they are of; left out: all that are in scope. */
  readonly debtor?: Debtor | undefined;
  readonly state?: RefusedState | undefined;
}

/** Bills that match: $1 region, $2 debtor, $3 state. */
function matching({ debtor }: RefusedFilter) {
  const whose = (row: string) =>
    debtor === undefined
      ? `${row}.region_code like $1 and $2::bigint is null`
      : 'unitId' in debtor
        ? `(${row}.person_id, ${row}.scheme) in (select person_id, scheme from benefit_suspension where unit_id = $2)`
        : `${row}.person_id = $2`;
  return {
    stopped: `with stopped as (${stoppedBills(whose)})`,
    from: `${FROM} and r.region_code like $1 and ($3::text is null or t.state = $3)`,
  };
}

function given(scope: Scope, { debtor, state }: RefusedFilter): readonly (string | null)[] {
  const id = debtor === undefined ? null : 'unitId' in debtor ? debtor.unitId : debtor.personId;
  return [regionPattern(scope), id, state ?? null];
}

const ORDERS = {
  refusedAt: 'r.stopped_at',
  startedOn: 'r.started_on',
  totalFen: 'r.total_fen',
  name: 'p.name',
};

export interface StoppedPage {
  readonly rows: readonly StoppedBill[];
  /** What all pages have. */
  readonly total: number;
  readonly totalFen: number;
}

/** Bills that suspensions have stopped, a page of them; one pass over what became of each gives also what all come to. */
export async function listRefused(
  db: Queryable,
  scope: Scope,
  filter: RefusedFilter & ListOrder,
): Promise<StoppedPage> {
  const { stopped, from } = matching(filter);
  const { rows } = await db.query<StoppedBill & { readonly matched: number; readonly matchedFen: number }>(
    `${stopped} select ${COLUMNS}, (count(*) over ())::int as matched, (sum(r.total_fen) over ())::float8 as "matchedFen"
       ${from} order by ${orderBy(ORDERS, filter, 'r.refused_id')} offset $4 limit $5`,
    [...given(scope, filter), filter.after, filter.limit],
  );
  const [first] = rows;
  if (first !== undefined) return { rows, total: first.matched, totalFen: first.matchedFen };
  return filter.after === 0
    ? { rows, total: 0, totalFen: 0 }
    : { ...(await listRefused(db, scope, { ...filter, after: 0, limit: 1 })), rows };
}

/** Those that may be settled and nobody has asked for, as work that waits: $1 region. */
export const LATE_BILLS_WAITING = `with stopped as (${stoppedBills((row) => `${row}.region_code like $1`)})
  select null::date as due ${FROM} and t.state = 'possible'`;

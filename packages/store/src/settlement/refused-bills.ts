import type { CalendarDate } from '@gongji/domain';
import type { Debtor } from '../contribution/arrears.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { POLICY_DAY } from './policy-day.ts';

/** What the medins_setl_id of a settlement begins with that was refused before. */
export const LATE = 'LATE';

/** Key of settling a refused bill: what was reversed since is settled again under another. */
export function lateKey(refusedId: string, attempt: number): string {
  return `${LATE}${refusedId}${attempt === 1 ? '' : `-${attempt}`}`;
}

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

/** A bill that a suspension has stopped: refused while it stood, or settled on a payment and reversed when that was taken back. */
export interface RefusedBillRow {
  readonly personId: string;
  readonly regionCode: string;
  /** Of a bill that was reversed: the number of the settlement. */
  readonly refusedId: string;
  readonly origin: 'refused' | 'reversed';
  readonly scheme: 'employee' | 'resident';
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly policyOn: CalendarDate;
  readonly totalFen: number;
  /** As it was sent; null: it was settled and reversed, a review finds it. */
  readonly bill: unknown;
  readonly billHash: Buffer | null;
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
  /** The suspension that stopped it, with the facts that the rules of cover read. */
  readonly suspension: {
    readonly fromOn: CalendarDate;
    readonly toOn: CalendarDate | null;
    readonly paidOn: CalendarDate | null;
    readonly how: 'repaired' | 'waiting' | 'deferred' | null;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  } | null;
}

/** Whether the settlement `s` is of the refused bill `r`, by any of its keys. */
const LATE_OF = `split_part(s.medins_setl_id, '-', 1) = '${LATE}' || r.refused_id`;
/** The same, or what the institution settled of its visit. */
const SETTLES = `(${LATE_OF} or s.visit_id = r.visit_id and s.ended_on = r.ended_on)`;

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
     from settlement v join settlement s on s.person_id = v.person_id and s.settlement_id = v.origin_id
    where ${whose('v')} and v.kind = 'reversal' and v.cause = 'recompute'
      and v.reason in (select 'act ' || a.act_id from enrolment_act a where a.kind = 'payment-back')
      and not exists (select from settlement n
        where n.person_id = s.person_id and n.replaces_id = s.settlement_id and n.settled_at = v.settled_at)
      and not exists (select from refused_bill r where r.person_id = s.person_id and ${SETTLES})
    order by s.person_id, s.institution_code, s.medins_setl_id, s.settlement_id desc)`;

const COLUMNS = `r.person_id as "personId", r.region_code as "regionCode", r.refused_id as "refusedId",
    case when r.settled_as is null and b.dormant is not true then 'refused' else 'reversed' end as origin, r.scheme,
    r.institution_code as "institutionCode", i.name as "institutionName", r.started_on as "startedOn", r.ended_on as "endedOn",
    r.policy_on as "policyOn", r.total_fen::float8 as "totalFen", r.bill, r.bill_hash as "billHash", r.stopped_at as "stoppedAt",
    p.name, p.psn_no as "psnNo", p.born_on as "bornOn", case when b.stands then b.settlement_id end as "settlementId",
    case when b.dormant then b.settlement_id end as "dormantId",
    (select 1 + count(*)::int from settlement s where s.person_id = r.person_id and s.kind = 'settlement' and s.cause = 'manual'
        and ${LATE_OF}) as attempt,
    coalesce((select sum(f.total_fen) = r.total_fen from fee_batch f where f.person_id = r.person_id and f.visit_id = r.visit_id
        and f.settlement_id is null and f.withdrawn_at is null), false) as "linesStand",
    (select json_build_object('fromOn', s.from_on, 'toOn', s.to_on, 'paidOn', s.paid_on, 'how', s.ended_how, 'facts', coalesce(
        (select b.facts from charge c join assessment_basis b using (basis_id)
          where c.person_id = s.person_id and c.scheme = s.scheme and c.kind = 'contribution' and c.origin_id is null
          order by c.charge_id desc limit 1), '{}'::json))
       from benefit_suspension s where s.person_id = r.person_id and s.scheme = r.scheme and s.from_on <= r.policy_on
        and s.made_at <= r.stopped_at order by s.from_on desc limit 1) as suspension`;

/** With what became of each; one that was reversed at the desk or by its institution since is out of the matter. */
const FROM = `from stopped r join person p using (person_id) join institution i on i.institution_code = r.institution_code
  left join lateral (
    select s.settlement_id, v.settlement_id is null as stands, v.cause = 'recompute' as dormant
      from settlement s left join settlement v on v.person_id = s.person_id and v.origin_id = s.settlement_id
     where s.person_id = r.person_id and s.kind = 'settlement' and case when r.settled_as is null then ${SETTLES}
       else s.institution_code = r.institution_code and s.medins_setl_id = r.settled_as end
     order by v.settlement_id is null desc, s.settlement_id desc limit 1) b on true
  where (r.settled_as is null or b.stands or b.dormant)`;

/** Bills of a person, oldest care first; `ids`: these alone. */
export async function refusedBillsOf(
  db: Queryable,
  personId: string,
  ids: readonly string[],
): Promise<readonly RefusedBillRow[]> {
  const { rows } = await db.query<RefusedBillRow>(
    `with stopped as (${stoppedBills((row) => `${row}.person_id = $1`)})
     select ${COLUMNS} ${FROM} and r.refused_id = any($2::bigint[]) order by r.started_on, r.refused_id`,
    [personId, ids],
  );
  return rows;
}

/** Bills of the people of a debtor, latest first. */
export async function refusedMeanwhile(
  db: Queryable,
  scope: Scope,
  debtor: Debtor,
): Promise<readonly RefusedBillRow[]> {
  const [whose, id] =
    'unitId' in debtor
      ? [
          (row: string) =>
            `(${row}.person_id, ${row}.scheme) in (select person_id, scheme from benefit_suspension where unit_id = $2)`,
          debtor.unitId,
        ]
      : [(row: string) => `${row}.person_id = $2`, debtor.personId];
  const { rows } = await db.query<RefusedBillRow>(
    `with stopped as (${stoppedBills(whose)})
     select ${COLUMNS} ${FROM} and r.region_code like $1 order by r.refused_id desc`,
    [regionPattern(scope), id],
  );
  return rows;
}

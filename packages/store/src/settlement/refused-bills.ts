import type { CalendarDate } from '@gongji/domain';
import type { Debtor } from '../contribution/arrears.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** What the medins_setl_id of a settlement begins with that was refused before. */
export const LATE = 'LATE';

/** Key of settling a refused bill: what was reversed since is settled again under another. */
export function lateKey(refusedId: string, attempt: number): string {
  return `${LATE}${refusedId}${attempt === 1 ? '' : `-${attempt}`}`;
}

/** Whether the settlement `s` is of the refused bill `r`, by any of its keys. */
const OF_BILL = `split_part(s.medins_setl_id, '-', 1) = '${LATE}' || r.refused_id`;

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

export interface RefusedBillRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly refusedId: string;
  readonly scheme: 'employee' | 'resident';
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly visitId: string | null;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly policyOn: CalendarDate;
  readonly totalFen: number;
  readonly bill: unknown;
  readonly billHash: Buffer;
  readonly refusedAt: Date;
  readonly name: string;
  readonly psnNo: string;
  readonly bornOn: CalendarDate;
  /** What it became, or what the institution settled of the visit since. */
  readonly settlementId: string | null;
  /** Which settling of it the next would be: a recompute repeats none. */
  readonly attempt: number;
  /** Whether the lines of the visit stand as they were sent: they are settled with the bill. */
  readonly linesStand: boolean;
  /** The suspension that it was refused for, with the facts that the rules of cover read. */
  readonly suspension: {
    readonly fromOn: CalendarDate;
    readonly toOn: CalendarDate | null;
    readonly paidOn: CalendarDate | null;
    readonly how: 'repaired' | 'waiting' | 'deferred' | null;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  } | null;
}

const COLUMNS = `r.person_id as "personId", r.region_code as "regionCode", r.refused_id as "refusedId", r.scheme,
    r.institution_code as "institutionCode", i.name as "institutionName", r.visit_id as "visitId", r.started_on as "startedOn",
    r.ended_on as "endedOn", r.policy_on as "policyOn", r.total_fen::float8 as "totalFen", r.bill, r.bill_hash as "billHash", r.refused_at as "refusedAt",
    p.name, p.psn_no as "psnNo", p.born_on as "bornOn",
    (select s.settlement_id from settlement s where s.person_id = r.person_id and s.kind = 'settlement'
        and (${OF_BILL} or s.visit_id = r.visit_id and s.ended_on = r.ended_on)
        and not exists (select from settlement x where x.person_id = s.person_id and x.origin_id = s.settlement_id)
      order by s.settlement_id desc limit 1) as "settlementId",
    (select 1 + count(*)::int from settlement s where s.person_id = r.person_id and s.kind = 'settlement' and s.cause = 'manual'
        and ${OF_BILL}) as attempt,
    coalesce((select sum(b.total_fen) = r.total_fen from fee_batch b where b.person_id = r.person_id and b.visit_id = r.visit_id
        and b.settlement_id is null and b.withdrawn_at is null), false) as "linesStand",
    (select json_build_object('fromOn', s.from_on, 'toOn', s.to_on, 'paidOn', s.paid_on, 'how', s.ended_how, 'facts', coalesce(
        (select b.facts from charge c join assessment_basis b using (basis_id)
          where c.person_id = s.person_id and c.scheme = s.scheme and c.kind = 'contribution' and c.origin_id is null
          order by c.charge_id desc limit 1), '{}'::json))
       from benefit_suspension s where s.person_id = r.person_id and s.scheme = r.scheme and s.from_on <= r.policy_on
        and s.made_at <= r.refused_at order by s.from_on desc limit 1) as suspension`;
const FROM =
  'from refused_bill r join person p using (person_id) join institution i on i.institution_code = r.institution_code';

/** Bills of a person, oldest care first; `ids`: these alone. */
export async function refusedBillsOf(
  db: Queryable,
  personId: string,
  ids: readonly string[],
): Promise<readonly RefusedBillRow[]> {
  const { rows } = await db.query<RefusedBillRow>(
    `select ${COLUMNS} ${FROM} where r.person_id = $1 and r.refused_id = any($2::bigint[])
      order by r.started_on, r.refused_id`,
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
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, null] : [null, debtor.personId];
  const { rows } = await db.query<RefusedBillRow>(
    `select ${COLUMNS} ${FROM}
      where r.region_code like $1 and case when $2::bigint is null then r.person_id = $3 else r.person_id in
        (select s.person_id from benefit_suspension s where s.unit_id = $2 and s.scheme = r.scheme) end
      order by r.refused_id desc`,
    [regionPattern(scope), unitId, personId],
  );
  return rows;
}

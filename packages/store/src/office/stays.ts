import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import type { FeeLine } from '../provider-interface/fee-line.ts';
import { feeLinesFrom } from '../provider-interface/fee-lines-json.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';

/** A stay in a list of an institution 住院: person unmasked, mask before sending. */
export interface StayRow {
  readonly visitId: string;
  readonly visitNo: string;
  readonly personId: string;
  readonly psnNo: string;
  readonly personName: string;
  readonly insutype: string;
  readonly medType: string;
  readonly state: 'open' | 'discharged';
  /** Beijing time. */
  readonly begunAt: string;
  readonly endedAt: string | null;
  readonly diseaseName: string | null;
  /** Fees that no live settlement covers. */
  readonly openFen: Fen;
  /** Fees in all. */
  readonly totalFen: Fen;
  /** Settled at discharge, and not reversed since. */
  readonly settled: boolean;
}

const LIVE_FINAL = `exists (select from settlement s where s.person_id = v.person_id and s.visit_id = v.visit_id
  and s.kind = 'settlement' and not s.mid_stay and not exists (select from settlement r
    where r.person_id = s.person_id and r.origin_id = s.settlement_id))`;

const STAY = `v.visit_id as "visitId", v.visit_no as "visitNo", v.person_id::text as "personId", p.psn_no as "psnNo",
  p.name as "personName", v.insutype, v.med_type as "medType", v.state, v.begun_at::text as "begunAt",
  v.ended_at::text as "endedAt",
  (select d.diag_name from diagnosis d where d.person_id = v.person_id and d.visit_id = v.visit_id and d.main
    order by d.stage desc, d.sort_no limit 1) as "diseaseName",
  coalesce((select sum(b.total_fen) filter (where b.settlement_id is null) from fee_batch b where b.person_id = v.person_id
    and b.visit_id = v.visit_id and b.withdrawn_at is null), 0)::float8 as "openFen",
  coalesce((select sum(b.total_fen) from fee_batch b where b.person_id = v.person_id and b.visit_id = v.visit_id
    and b.withdrawn_at is null), 0)::float8 as "totalFen",
  ${LIVE_FINAL} as settled`;

export interface StayFilter {
  readonly institutionCode: string;
  /** Those settled at discharge too. */
  readonly all: boolean;
}

const LISTED = `v.institution_code = $1 and v.kind = 'inpatient' and v.state in ('open', 'discharged')
  and ($2::boolean or v.state = 'open' or not ${LIVE_FINAL})`;
const STAY_ORDERS = { begunAt: '"begunAt"', openFen: '"openFen"', totalFen: '"totalFen"' };

/** Stays of an institution: those in hospital or waiting to be settled, or all, in the order asked for. */
export async function staysOf(db: Queryable, by: StayFilter & ListOrder): Promise<readonly StayRow[]> {
  const { rows } = await db.query<StayRow>(
    `select * from (select ${STAY} from visit v join person p on p.person_id = v.person_id where ${LISTED}) x
      order by ${orderBy(STAY_ORDERS, by, '"visitId" desc')} offset $3 limit $4`,
    [by.institutionCode, by.all, by.after, by.limit],
  );
  return rows;
}

/** How many stays there are of all pages, and what their fees come to. */
export async function staySums(
  db: Queryable,
  by: StayFilter,
): Promise<{ readonly total: number; readonly openFen: Fen; readonly totalFen: Fen }> {
  const { rows } = await db.query<{ total: number; openFen: Fen; totalFen: Fen }>(
    `select count(distinct v.visit_id)::int as total, coalesce(sum(b.total_fen), 0)::float8 as "totalFen",
            coalesce(sum(b.total_fen) filter (where b.settlement_id is null), 0)::float8 as "openFen"
       from visit v left join fee_batch b on b.person_id = v.person_id and b.visit_id = v.visit_id and b.withdrawn_at is null
      where ${LISTED}`,
    [by.institutionCode, by.all],
  );
  const [sums] = rows;
  if (sums === undefined) throw new Error('a sum has no row');
  return sums;
}

/** A fee of a stay, and the settlement that covers it. */
export interface StayFee {
  readonly line: FeeLine;
  readonly settlementId: string | null;
}

export interface StaySettlement {
  readonly settlementId: string;
  readonly midStay: boolean;
  readonly settledAt: Date;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  readonly reversedBy: string | null;
}

export interface Stay {
  readonly row: StayRow;
  readonly fees: readonly StayFee[];
  readonly settlements: readonly StaySettlement[];
}

/** One stay of an institution with its fees and settlements; undefined when it is none of the institution's. */
export async function stayOf(
  db: Queryable,
  by: { readonly institutionCode: string; readonly visitId: string },
): Promise<Stay | undefined> {
  const { rows } = await db.query<StayRow>(
    `select ${STAY} from visit v join person p on p.person_id = v.person_id
      where v.visit_id = $1 and v.institution_code = $2 and v.kind = 'inpatient' and v.state in ('open', 'discharged')`,
    [by.visitId, by.institutionCode],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const of = [row.personId, row.visitId];
  const batches = await db.query<{ lines: unknown; settlementId: string | null }>(
    `select lines, settlement_id::text as "settlementId" from fee_batch
      where person_id = $1 and visit_id = $2 and withdrawn_at is null order by batch_id`,
    of,
  );
  const settlements = await db.query<StaySettlement>(
    `select s.settlement_id::text as "settlementId", s.mid_stay as "midStay", s.settled_at as "settledAt",
            s.total_fen::float8 as "totalFen", s.fund_fen::float8 as "fundFen",
            (s.account_fen + s.family_account_fen)::float8 as "accountFen", s.cash_fen::float8 as "cashFen",
            (select r.settlement_id::text from settlement r where r.person_id = s.person_id
                and r.origin_id = s.settlement_id) as "reversedBy"
       from settlement s where s.person_id = $1 and s.visit_id = $2 and s.kind = 'settlement'
      order by s.settlement_id`,
    of,
  );
  const fees = batches.rows
    .flatMap(({ lines, settlementId }) => feeLinesFrom(lines).map((line) => ({ line, settlementId })))
    .sort((a, b) => (a.line.at < b.line.at ? -1 : a.line.at > b.line.at ? 1 : 0));
  return { row, fees, settlements: settlements.rows };
}

/** A diagnosis of the register 疾病诊断. */
export interface FoundDisease {
  readonly code: string;
  readonly name: string;
}

/** Diagnoses of a day whose name holds the text or whose code begins with it. */
export async function findDiagnoses(
  db: Queryable,
  by: { readonly text: string; readonly on: CalendarDate; readonly limit: number },
): Promise<readonly FoundDisease[]> {
  const { rows } = await db.query<FoundDisease>(
    `select disease_code as code, name from disease
      where disease_kind = 'diagnosis' and valid_from <= $2 and (valid_to is null or valid_to >= $2)
        and (strpos(name, $1) > 0 or starts_with(upper(disease_code), upper($1)))
      order by length(name), disease_code limit $3`,
    [by.text, by.on, by.limit],
  );
  return rows;
}

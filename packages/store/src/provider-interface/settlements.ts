import type { CalendarDate, Fen } from '@gongji/domain';
import type { FundPayment } from '@gongji/engine';
import type { Queryable } from '../pool.ts';

/** A settlement or reversal as the interface shows it. */
export interface SettlementView {
  readonly settlementId: string;
  readonly kind: 'settlement' | 'reversal';
  readonly visitId: string | null;
  readonly insutype: string;
  readonly medType: string;
  readonly clrType: string;
  readonly medinsSetlId: string;
  readonly invoiceNo: string | null;
  readonly midStay: boolean;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly settledAt: Date;
  readonly benefitYear: string;
  readonly totalFen: Fen;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly fundFen: Fen;
  readonly providerFen: Fen;
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  readonly cashFen: Fen;
  readonly balanceFen: Fen;
  readonly payments: readonly FundPayment[];
  readonly reversed: boolean;
  /** The settlement that a recomputation put in its place. */
  readonly replacedBy: string | null;
}

const MONEY = [
  'total',
  'self_paid',
  'over_limit',
  'first_pay',
  'in_scope',
  'deductible',
  'fund',
  'provider',
  'account',
  'family_account',
  'cash',
]
  .map((name) => `s.${name}_fen::float8 as "${name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase())}Fen"`)
  .join(', ');

const COLUMNS = `s.settlement_id::text as "settlementId", s.kind, s.visit_id as "visitId", s.insutype,
  s.med_type as "medType", s.clr_type as "clrType", s.medins_setl_id as "medinsSetlId", s.invoice_no as "invoiceNo",
  s.mid_stay as "midStay", s.started_on as "startedOn", s.ended_on as "endedOn", s.settled_at as "settledAt",
  s.benefit_year as "benefitYear", coalesce(s.account_balance_fen, 0)::float8 as "balanceFen", s.payments, ${MONEY},
  exists (select 1 from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id) as reversed,
  (select n.settlement_id::text from settlement n where n.person_id = s.person_id and n.replaces_id = s.settlement_id) as "replacedBy"`;

/** One settlement of a person made at an institution. */
export async function settlementOf(
  db: Queryable,
  by: { readonly personId: string; readonly settlementId: string; readonly institutionCode: string },
): Promise<SettlementView | undefined> {
  const { rows } = await db.query<SettlementView>(
    `select ${COLUMNS} from settlement s where s.person_id = $1 and s.settlement_id = $2 and s.institution_code = $3`,
    [by.personId, by.settlementId, by.institutionCode],
  );
  return rows[0];
}

/** What an institution settled in a period 对账口径: settlements and reversals by settlement day, owed to it. */
export interface PeriodFilter {
  readonly institutionCode: string;
  readonly insutype: string | undefined;
  readonly clrType: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly reversalsOnly: boolean;
}

const PERIOD = `s.institution_code = $1 and ($2::text is null or s.insutype = $2) and s.clr_type = $3
  and s.settled_at >= ($4::date)::timestamp at time zone 'Asia/Shanghai'
  and s.settled_at < ($5::date + 1)::timestamp at time zone 'Asia/Shanghai'
  and ($6::boolean is false or s.kind = 'reversal') and s.owed_to = 'institution'`;

function periodValues(f: PeriodFilter): readonly unknown[] {
  return [f.institutionCode, f.insutype ?? null, f.clrType, f.from, f.to, f.reversalsOnly];
}

export interface PeriodTotals {
  readonly count: number;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  /** Rows that a recomputation after a reversal made, which the institution did not ask for. */
  readonly recomputed: number;
}

export async function totalsOfPeriod(db: Queryable, f: PeriodFilter): Promise<PeriodTotals> {
  const { rows } = await db.query<PeriodTotals>(
    `select count(*)::int as count, coalesce(sum(s.total_fen), 0)::float8 as "totalFen",
            coalesce(sum(s.fund_fen), 0)::float8 as "fundFen",
            coalesce(sum(s.account_fen + s.family_account_fen), 0)::float8 as "accountFen",
            coalesce(sum(s.cash_fen), 0)::float8 as "cashFen",
            (count(*) filter (where s.cause = 'recompute'))::int as recomputed
       from settlement s where ${PERIOD}`,
    [...periodValues(f)],
  );
  const totals = rows[0];
  if (totals === undefined) throw new Error('an aggregate without a row');
  return totals;
}

/** One line of the centre's side of a reconciliation. */
export interface PeriodLine {
  readonly settlementId: string;
  readonly visitId: string;
  readonly psnNo: string;
  readonly msgid: string;
  readonly reversal: boolean;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
}

export async function linesOfPeriod(db: Queryable, f: PeriodFilter): Promise<readonly PeriodLine[]> {
  const { rows } = await db.query<PeriodLine>(
    `select s.settlement_id::text as "settlementId", coalesce(s.visit_id, '') as "visitId", p.psn_no as "psnNo",
            s.medins_setl_id as msgid, s.kind = 'reversal' as reversal, s.total_fen::float8 as "totalFen",
            s.fund_fen::float8 as "fundFen", (s.account_fen + s.family_account_fen)::float8 as "accountFen"
       from settlement s join person p on p.person_id = s.person_id where ${PERIOD} order by s.settled_at, s.settlement_id`,
    [...periodValues(f)],
  );
  return rows;
}

/** Sums over the live course of a person, by scheme and benefit year: what 5206 shows. */
export interface PersonSums {
  readonly insutype: string;
  readonly year: string;
  readonly month: string;
  readonly medType: string;
  readonly totalFen: Fen;
  readonly inScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly personFen: Fen;
  readonly times: number;
  readonly funds: Readonly<Record<string, number>>;
}

/** Settlements and reversals cancel out in the sums; a reversal counts −1 time. */
export async function sumsOfPerson(db: Queryable, personId: string): Promise<readonly PersonSums[]> {
  const { rows } = await db.query<PersonSums>(
    `with s as (
       select insutype, left(benefit_year, 4) as year, to_char(ended_on, 'YYYYMM') as month, med_type, total_fen, in_scope_fen,
              deductible_fen, account_fen + family_account_fen + cash_fen as person_fen, payments,
              case kind when 'reversal' then -1 else 1 end as sign
         from settlement where person_id = $1
     ), f as (
       select s.insutype, s.year, s.month, s.med_type, p->>'fundType' as fund, sum((p->>'amountFen')::bigint) as fen
         from s, json_array_elements(s.payments) p group by 1, 2, 3, 4, 5)
     select s.insutype, s.year, s.month, s.med_type as "medType", sum(total_fen)::float8 as "totalFen",
            sum(in_scope_fen)::float8 as "inScopeFen", sum(deductible_fen)::float8 as "deductibleFen",
            sum(person_fen)::float8 as "personFen", sum(sign)::int as times,
            coalesce((select jsonb_object_agg(f.fund, f.fen) from f where f.insutype = s.insutype and f.year = s.year
                        and f.month = s.month and f.med_type = s.med_type), '{}') as funds
       from s group by s.insutype, s.year, s.month, s.med_type order by 1, 2, 3, 4`,
    [personId],
  );
  return rows;
}

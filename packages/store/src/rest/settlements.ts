import type { CalendarDate, Fen, RatePpm } from '@gongji/domain';
import type { BillDates, BillLine, TraceStep } from '@gongji/engine';
import type { Queryable } from '../pool.ts';
import { billFromJson, lineSplitsFrom, traceFrom } from '../settlement/documents.ts';
import { regionPattern, type Scope } from './scope.ts';

/** A settlement as lists show it; money as the driver gives it (text), person unmasked: mask before sending. */
export interface SettlementListRow {
  readonly settlementId: string;
  readonly personId: string;
  readonly kind: 'settlement' | 'reversal';
  readonly originId: string | null;
  readonly reversedBy: string | null;
  readonly psnNo: string;
  readonly personName: string;
  readonly institutionCode: string;
  readonly institutionName: string | null;
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly benefit: string;
  readonly medType: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly settledAt: Date;
  readonly totalFen: string;
  readonly fundFen: string;
  readonly accountFen: string;
  readonly familyAccountFen: string;
  readonly cashFen: string;
}

export interface SettlementDetailRow extends SettlementListRow {
  readonly regionCode: string;
  readonly visitId: string | null;
  readonly clrType: string;
  readonly policyId: string;
  readonly policyVersion: string;
  readonly selfPaidFen: string;
  readonly overLimitFen: string;
  readonly firstPayFen: string;
  readonly inScopeFen: string;
  readonly deductibleFen: string;
  readonly providerFen: string;
  readonly payments: readonly {
    readonly payer: string;
    readonly fundType: string;
    readonly amountFen: number;
  }[];
  readonly lineSplits: readonly LineSplitRow[];
  /** Lines as presented; none of a reversal, they stand in its origin. */
  readonly billLines: readonly BillLine[];
  /** The engine's trace steps, as stored. */
  readonly trace: readonly TraceStep[];
  readonly dates: BillDates;
  readonly postings: readonly {
    readonly debit: string;
    readonly credit: string;
    readonly amountFen: number;
  }[];
}

export interface LineSplitRow {
  readonly id: string;
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly firstPayPpm: RatePpm;
}

export interface SettlementFilter {
  readonly settlementId?: string | undefined;
  readonly personId?: string | undefined;
  readonly institutionCode?: string | undefined;
  readonly day?: CalendarDate | undefined;
  /** Year settled, in Beijing. */
  readonly year?: string | undefined;
  readonly state?: keyof typeof BILL_STATES | undefined;
  /** Only ids below this one: the cursor of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Columns and tables of a list of settlements; shared by every query that shows one. */
export const LIST_COLUMNS = `
  s.settlement_id as "settlementId", s.person_id as "personId", s.kind, s.origin_id as "originId",
  (select r.settlement_id from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id
     and r.kind = 'reversal') as "reversedBy",
  p.psn_no as "psnNo", p.name as "personName", s.institution_code as "institutionCode", i.name as "institutionName",
  s.scheme, s.insutype, s.benefit, s.med_type as "medType", s.started_on as "startedOn", s.ended_on as "endedOn",
  s.settled_at as "settledAt", s.total_fen as "totalFen", s.fund_fen as "fundFen", s.account_fen as "accountFen",
  s.family_account_fen as "familyAccountFen", s.cash_fen as "cashFen"`;

export const SETTLEMENT_TABLES = `
  from settlement s
  join person p on p.person_id = s.person_id
  left join institution i on i.institution_code = s.institution_code`;

const REVERSAL_OF = `(select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id
  and r.kind = 'reversal')`;
/** What became of a bill, in SQL. */
export const BILL_STATES = {
  standing: `s.kind = 'settlement' and not exists ${REVERSAL_OF}`,
  reversed: `s.kind = 'settlement' and exists ${REVERSAL_OF}`,
  reversal: `s.kind = 'reversal'`,
} as const;

/** Settlements and reversals in scope, latest first. Ids grow with time, so their index gives the order. */
export async function listSettlements(
  db: Queryable,
  scope: Scope,
  filter: SettlementFilter,
): Promise<readonly SettlementListRow[]> {
  const { rows } = await db.query<SettlementListRow>(
    `select ${LIST_COLUMNS} ${SETTLEMENT_TABLES}
      where s.region_code like $1 and ($2::text is null or s.institution_code = $2)
        and ($3::text is null or s.institution_code = $3)
        and ($4::date is null or (s.settled_at >= $4::date and s.settled_at < $4::date + 1))
        and ($5::bigint is null or s.settlement_id < $5)
        and ($7::bigint is null or s.person_id = $7) and ($8::bigint is null or s.person_id = any(with_merged($8)))
        and ($9::bigint is null or s.settlement_id = $9)
        and ($10::int is null or extract(year from s.settled_at at time zone 'Asia/Shanghai') = $10)
        ${filter.state === undefined ? '' : `and ${BILL_STATES[filter.state]}`}
      order by s.settlement_id desc limit $6`,
    [
      regionPattern(scope),
      scope.institutionCode,
      filter.institutionCode ?? null,
      filter.day ?? null,
      filter.before ?? null,
      filter.limit,
      scope.personId,
      filter.personId ?? null,
      filter.settlementId ?? null,
      filter.year ?? null,
    ],
  );
  return rows;
}

/** One settlement in scope with its lines, trace and postings; undefined when there is none (or not for this reader). */
export async function settlementDetail(
  db: Queryable,
  scope: Scope,
  settlementId: string,
): Promise<SettlementDetailRow | undefined> {
  const { rows } = await db.query<Omit<SettlementDetailRow, 'billLines'> & { readonly billJson: string }>(
    `select ${LIST_COLUMNS}, s.region_code as "regionCode", s.visit_id as "visitId", s.clr_type as "clrType",
            v.policy_id as "policyId", s.policy_version as "policyVersion", s.self_paid_fen as "selfPaidFen",
            s.over_limit_fen as "overLimitFen", s.first_pay_fen as "firstPayFen", s.in_scope_fen as "inScopeFen",
            s.deductible_fen as "deductibleFen", s.provider_fen as "providerFen", s.payments,
            s.line_splits as "lineSplits", s.bill::text as "billJson", s.trace, s.bill->'dates' as dates,
            coalesce((select json_agg(json_build_object('debit', g.debit_account, 'credit', g.credit_account,
                        'amountFen', g.amount_fen) order by g.entry_id, g.line_no)
               from journal_entry e join posting g on g.person_id = e.person_id and g.entry_id = e.entry_id
              where e.person_id = s.person_id and e.settlement_id = s.settlement_id), '[]') as postings
       ${SETTLEMENT_TABLES} join policy_version v on v.version = s.policy_version
      where s.settlement_id = $1 and s.region_code like $2 and ($3::text is null or s.institution_code = $3)
        and ($4::bigint is null or s.person_id = $4)`,
    [settlementId, regionPattern(scope), scope.institutionCode, scope.personId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { billJson, ...rest } = row;
  return {
    ...rest,
    lineSplits: lineSplitsFrom(row.lineSplits),
    billLines: billJson === 'null' ? [] : (billFromJson(billJson).lines ?? []),
    trace: traceFrom(row.trace),
  };
}

import type { PipelinedConnection, Statement } from './pipelined-connection.ts';
import type { SettlementRow } from './write-set.ts';

/** Select list that reads a `settlement s` as {@link RawSettlement}. */
export const SETTLEMENT_COLUMNS = `
  s.region_code as "regionCode", s.person_id as "personId", s.settlement_id as "settlementId", s.kind,
  s.origin_id as "originId", s.cause, s.owed_to as "owedTo", s.scheme, s.insutype, s.institution_code as "institutionCode",
  s.visit_id as "visitId", s.benefit, s.med_type as "medType", s.clr_type as "clrType", s.mid_stay as "midStay",
  s.policy_version as "policyVersion", s.benefit_year as "benefitYear", s.sequence, s.place,
  s.replaces_id as "replacesId", s.family_id as "familyId", s.family_sequence as "familySequence",
  s.started_on as "startedOn", s.ended_on as "endedOn", s.settled_at as "settledAt",
  s.medins_setl_id as "medinsSetlId", s.invoice_no as "invoiceNo", s.total_fen as "totalFen",
  s.self_paid_fen as "selfPaidFen", s.over_limit_fen as "overLimitFen", s.first_pay_fen as "firstPayFen",
  s.in_scope_fen as "inScopeFen", s.deductible_fen as "deductibleFen", s.fund_fen as "fundFen",
  s.provider_fen as "providerFen", s.account_fen as "accountFen", s.family_account_fen as "familyAccountFen",
  s.cash_fen as "cashFen", s.account_balance_fen as "accountBalanceFen", s.account_moves::text as "accountMovesJson",
  s.payments::text as "paymentsJson", s.counter_moves::text as "counterMovesJson", s.bill::text as "billJson",
  s.trace::text as "traceJson", s.line_splits::text as "lineSplitsJson", s.reason, s.digest`;

type BigintColumn =
  | 'sequence'
  | 'place'
  | 'totalFen'
  | 'selfPaidFen'
  | 'overLimitFen'
  | 'firstPayFen'
  | 'inScopeFen'
  | 'deductibleFen'
  | 'fundFen'
  | 'providerFen'
  | 'accountFen'
  | 'familyAccountFen'
  | 'cashFen';
type NullableBigintColumn = 'familySequence' | 'accountBalanceFen';

/** A row as the driver gives it: bigint columns are text. */
export type RawSettlement = Omit<SettlementRow, BigintColumn | NullableBigintColumn> &
  Readonly<Record<BigintColumn, string> & Record<NullableBigintColumn, string | null>>;

export function settlementFromRaw(raw: RawSettlement): SettlementRow {
  return {
    ...raw,
    sequence: Number(raw.sequence),
    place: Number(raw.place),
    familySequence: raw.familySequence === null ? null : Number(raw.familySequence),
    totalFen: Number(raw.totalFen),
    selfPaidFen: Number(raw.selfPaidFen),
    overLimitFen: Number(raw.overLimitFen),
    firstPayFen: Number(raw.firstPayFen),
    inScopeFen: Number(raw.inScopeFen),
    deductibleFen: Number(raw.deductibleFen),
    fundFen: Number(raw.fundFen),
    providerFen: Number(raw.providerFen),
    accountFen: Number(raw.accountFen),
    familyAccountFen: Number(raw.familyAccountFen),
    cashFen: Number(raw.cashFen),
    accountBalanceFen: raw.accountBalanceFen === null ? null : Number(raw.accountBalanceFen),
  };
}

/** What to reverse, and everything of the same person or family settled after it in the same scheme. */
export interface ReversalTarget {
  readonly target: SettlementRow;
  /** The person's other rows from its place in the order of adjudication on, reversals included, by sequence. */
  readonly later: readonly SettlementRow[];
  /** Settlement ids, in the family's order, of relatives whose bills came after it and are not reversed. */
  readonly laterOfFamily: readonly string[];
}

/** Loads the settlement `settlementId` of a person with what came after it; undefined when there is none. */
export async function loadReversalTarget(
  db: PipelinedConnection,
  personId: string,
  settlementId: string,
): Promise<ReversalTarget | undefined> {
  const values = [personId, settlementId];
  const [own, family] = await Promise.all([
    db.query<RawSettlement>(statement('reversal-target', TARGET_AND_LATER, values)),
    db.query<{ settlementId: string }>(statement('reversal-family', LATER_OF_FAMILY, values)),
  ]);
  const rows = own.map(settlementFromRaw);
  const target = rows.find((row) => row.settlementId === settlementId);
  if (target === undefined) return undefined;
  return {
    target,
    later: rows.filter((row) => row !== target),
    laterOfFamily: family.map((row) => row.settlementId),
  };
}

/** Every settlement of a person in a scheme by sequence, and live bills of relatives in the same family. */
export async function loadAllSettlements(
  db: PipelinedConnection,
  personId: string,
  scheme: string,
): Promise<{ readonly rows: readonly SettlementRow[]; readonly relatives: readonly string[] }> {
  const values = [personId, scheme];
  const [own, family] = await Promise.all([
    db.query<RawSettlement>(statement('all', ALL_OF_PERSON, values)),
    db.query<{ settlementId: string }>(statement('relatives', RELATIVES, values)),
  ]);
  return { rows: own.map(settlementFromRaw), relatives: family.map((row) => row.settlementId) };
}

function statement(name: string, text: string, values: readonly unknown[]): Statement {
  return { name: `settlement-${name}`, text, values };
}

const TARGET_AND_LATER = `
  select ${SETTLEMENT_COLUMNS} from settlement t
    join settlement s on s.person_id = t.person_id and s.scheme = t.scheme and s.place >= t.place
   where t.person_id = $1::bigint and t.settlement_id = $2::bigint
   order by s.sequence`;

const LATER_OF_FAMILY = `
  select s.settlement_id as "settlementId" from settlement t
    join settlement s on s.family_id = t.family_id and s.scheme = t.scheme and s.family_sequence > t.family_sequence
   where t.person_id = $1::bigint and t.settlement_id = $2::bigint and s.person_id <> t.person_id and s.kind = 'settlement'
     and not exists (
       select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id and r.kind = 'reversal')
   order by s.family_sequence`;

const ALL_OF_PERSON = `
  select ${SETTLEMENT_COLUMNS} from settlement s where s.person_id = $1::bigint and s.scheme = $2 order by s.sequence`;

const RELATIVES = `
  select s.settlement_id as "settlementId" from settlement s
   where s.family_id = (select family_id from person where person_id = $1::bigint) and s.scheme = $2
     and s.person_id <> $1::bigint and s.kind = 'settlement' and exists (
       select from jsonb_array_elements(s.counter_moves::jsonb) m where m ->> 'owner' = 'family')
     and not exists (
       select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id and r.kind = 'reversal')
   order by s.family_sequence`;

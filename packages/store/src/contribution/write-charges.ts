import type { CalendarDate } from '@gongji/domain';
import { copyInto } from '../copy/copy-into.ts';
import { copyRow } from '../copy/copy-text.ts';
import type { PoolClient, Queryable } from '../pool.ts';

/** A line of a charge before its amount: who pays into which fund what for, and on whose bill it stands. */
export interface BasisLine {
  readonly rule: string;
  /** Step of the rule. */
  readonly name: string;
  readonly payer: string;
  readonly fund: string;
  readonly component: string;
  readonly billTo: BillPayer;
}

/** AssessmentBasis 核定依据: facts and lines shared by all charges that have the same. */
export interface AssessmentBasis {
  readonly basisId: string;
  readonly policyVersion: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly lines: readonly BasisLine[];
}

export type ChargeKind = 'contribution' | 'lateFee' | 'makeUp' | 'legacy';

/** Charge 应缴: what is due for one person, scheme, period and kind. Amounts in fen, one for each line of the basis. */
export interface Charge {
  readonly regionCode: string;
  /** '0': of a unit as a whole. */
  readonly personId: string;
  readonly chargeId: string;
  readonly runId: string;
  readonly scheme: string;
  readonly period: string;
  readonly kind: ChargeKind;
  readonly version: number;
  readonly originId: string | null;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly declaredFen: number | null;
  readonly baseFen: number | null;
  readonly basisId: string;
  readonly amounts: readonly number[];
  readonly totalFen: number;
  readonly assessedAt: Date;
}

/** Whose bill a line stands on: the unit, the person, the person's account, or a public payer. */
export type BillPayer =
  | 'unit'
  | 'person'
  | 'account'
  | 'medicalAid'
  | 'central'
  | 'province'
  | 'city'
  | 'county'
  | 'government';

export interface BillLine {
  readonly payer: string;
  readonly fund: string;
  readonly component: string;
  readonly amountFen: number;
}

/** ContributionBill 缴费单: what one payer owes of a run. */
export interface ContributionBill {
  readonly regionCode: string;
  /** '0': a unit or a level of government. */
  readonly personId: string;
  readonly billId: string;
  readonly billNo: string;
  readonly runId: string;
  readonly scheme: string;
  readonly period: string;
  readonly kind: string;
  readonly payer: BillPayer;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly heads: number;
  readonly baseFen: number;
  readonly amountFen: number;
  readonly lines: readonly BillLine[];
  readonly dueOn: CalendarDate;
  readonly issuedAt: Date;
}

export interface Problem {
  readonly regionCode: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly reasons: readonly unknown[];
}

/** Columns of a charge as they are written; the bench writes the same rows without anything else. */
export const CHARGE_TABLE = {
  table: 'charge',
  columns: [
    ...[
      'region_code',
      'person_id',
      'charge_id',
      'run_id',
      'scheme',
      'period',
      'kind',
      'version',
      'origin_id',
    ],
    ...[
      'unit_id',
      'area_code',
      'declared_fen',
      'base_fen',
      'basis_id',
      'amounts',
      'total_fen',
      'assessed_at',
    ],
  ],
} as const;

const BILL_TABLE = {
  table: 'contribution_bill',
  columns: [
    ...['region_code', 'person_id', 'bill_id', 'bill_no', 'run_id', 'scheme', 'period', 'kind', 'payer'],
    ...['unit_id', 'area_code', 'heads', 'base_fen', 'amount_fen', 'lines', 'due_on', 'issued_at'],
  ],
} as const;

export async function writeCharges(tx: PoolClient, charges: readonly Charge[]): Promise<void> {
  await copyInto(tx, CHARGE_TABLE, charges.map(chargeRow));
}

export async function writeBills(tx: PoolClient, bills: readonly ContributionBill[]): Promise<void> {
  const rows = bills.map((b) =>
    copyRow([
      b.regionCode,
      b.personId,
      b.billId,
      b.billNo,
      b.runId,
      b.scheme,
      b.period,
      b.kind,
      b.payer,
      b.unitId,
      b.areaCode,
      b.heads,
      b.baseFen,
      b.amountFen,
      JSON.stringify(b.lines),
      b.dueOn,
      b.issuedAt.toISOString(),
    ]),
  );
  await copyInto(tx, BILL_TABLE, rows);
}

export async function writeProblems(
  tx: PoolClient,
  runId: string,
  problems: readonly Problem[],
): Promise<void> {
  const rows = problems.map((p) =>
    copyRow([p.regionCode, p.personId, runId, p.unitId, JSON.stringify(p.reasons)]),
  );
  const columns = ['region_code', 'person_id', 'run_id', 'unit_id', 'reasons'];
  await copyInto(tx, { table: 'assessment_problem', columns }, rows);
}

export async function putBases(db: Queryable, bases: readonly AssessmentBasis[]): Promise<void> {
  await db.query(
    `insert into assessment_basis (basis_id, policy_version, facts, lines)
     select * from unnest($1::bigint[], $2::text[], $3::json[], $4::json[]) on conflict do nothing`,
    [
      bases.map((b) => b.basisId),
      bases.map((b) => b.policyVersion),
      bases.map((b) => JSON.stringify(b.facts)),
      bases.map((b) => JSON.stringify(b.lines)),
    ],
  );
}

export function chargeRow(c: Charge): string {
  return copyRow([
    c.regionCode,
    c.personId,
    c.chargeId,
    c.runId,
    c.scheme,
    c.period,
    c.kind,
    c.version,
    c.originId,
    c.unitId,
    c.areaCode,
    c.declaredFen,
    c.baseFen,
    c.basisId,
    `{${c.amounts.join(',')}}`,
    c.totalFen,
    c.assessedAt.toISOString(),
  ]);
}

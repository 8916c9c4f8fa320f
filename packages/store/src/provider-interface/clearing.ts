import type { CalendarDate, Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Clearing application 清算申请 of an institution for a month. */
export interface ClearingApplication {
  readonly applicationId: string;
  readonly institutionCode: string;
  readonly clrType: string;
  readonly clrWay: string;
  readonly month: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly personTimes: number;
  readonly totalFen: Fen;
  readonly recognisedFen: Fen;
  readonly fundFen: Fen;
  readonly cashFen: Fen;
  readonly accountFen: Fen;
  readonly appliedAt: Date;
}

/** Files an application; false when one for the month and class stands already. */
export async function insertClearing(tx: Queryable, a: ClearingApplication): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into clearing_application (application_id, institution_code, clr_type, clr_way, clearing_month, begun_on, ended_on,
        person_times, total_fen, recognised_fen, fund_fen, cash_fen, account_fen, applied_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (institution_code, clr_type, clearing_month) where withdrawn_at is null do nothing`,
    [
      a.applicationId,
      a.institutionCode,
      a.clrType,
      a.clrWay,
      a.month,
      a.from,
      a.to,
      a.personTimes,
      a.totalFen,
      a.recognisedFen,
      a.fundFen,
      a.cashFen,
      a.accountFen,
      a.appliedAt,
    ],
  );
  return rowCount === 1;
}

/** Withdraws an application that the agency has not taken up; false when there is none in that state. */
export async function withdrawClearing(
  tx: Queryable,
  institutionCode: string,
  applicationId: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update clearing_application set withdrawn_at = now()
      where institution_code = $1 and application_id = $2 and state = '10' and withdrawn_at is null`,
    [institutionCode, applicationId],
  );
  return rowCount === 1;
}

/** Reconciliation 对账 as it came out, both sides kept. */
export async function insertReconciliation(
  db: Queryable,
  r: {
    readonly institutionCode: string;
    readonly kind: 'totals' | 'details';
    readonly clrType: string;
    readonly insutype: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly balanced: boolean;
    readonly declared: unknown;
    readonly centre: unknown;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    `insert into reconciliation (institution_code, kind, clr_type, insutype, begun_on, ended_on, balanced, declared, centre, reconciled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      r.institutionCode,
      r.kind,
      r.clrType,
      r.insutype,
      r.from,
      r.to,
      r.balanced,
      JSON.stringify(r.declared),
      JSON.stringify(r.centre),
      r.at,
    ],
  );
}

import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** 财政统发单位: finance withholds the bills of a unit from its budget. */
export interface BudgetUnit {
  readonly regionCode: string;
  readonly unitId: string;
  readonly agreementId: string;
  readonly budgetCode: string;
  readonly validFrom: CalendarDate;
  readonly agreedBy: string;
}

export async function openBudgetUnit(db: Queryable, unitId: string): Promise<BudgetUnit | undefined> {
  const { rows } = await db.query<BudgetUnit>(
    `select region_code as "regionCode", unit_id as "unitId", agreement_id as "agreementId", budget_code as "budgetCode",
            valid_from as "validFrom", agreed_by as "agreedBy"
       from budget_unit where unit_id = $1 and valid_to is null`,
    [unitId],
  );
  return rows[0];
}

/** Ends the open mark on a day, or on its first when that is later. */
export async function endBudgetUnit(
  tx: Queryable,
  unitId: string,
  { on, by }: { readonly on: CalendarDate; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update budget_unit set valid_to = greatest($2::date, valid_from), ended_by = $3
      where unit_id = $1 and valid_to is null`,
    [unitId, on, by],
  );
  return rowCount === 1;
}

export async function insertBudgetUnit(
  tx: Queryable,
  row: BudgetUnit & { readonly agreedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into budget_unit (region_code, unit_id, agreement_id, budget_code, valid_from, agreed_by, agreed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[row.regionCode, row.unitId, row.agreementId, row.budgetCode, row.validFrom],
      ...[row.agreedBy, row.agreedAt],
    ],
  );
}

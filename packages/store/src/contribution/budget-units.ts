import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** 财政统发单位: finance withholds the bills of a unit from its budget. */
export interface BudgetUnit {
  readonly agreementId: string;
  readonly budgetCode: string;
  readonly validFrom: CalendarDate;
  readonly agreedBy: string;
}

export async function openBudgetUnit(db: Queryable, unitId: string): Promise<BudgetUnit | undefined> {
  const { rows } = await db.query<BudgetUnit>(
    `select agreement_id as "agreementId", budget_code as "budgetCode", valid_from as "validFrom", agreed_by as "agreedBy"
       from budget_unit where unit_id = $1 and valid_to is null`,
    [unitId],
  );
  return rows[0];
}

/** Who has asked for a mark of a unit, or for its end, that nobody has decided about. */
export async function budgetUnitWaits(db: Queryable, unitId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ askedBy: string }>(
    `select requested_by as "askedBy" from enrolment_request
      where person_id = 0 and unit_id = $1 and decided_at is null and body ->> 'kind' = 'budgetUnit' order by request_id limit 1`,
    [unitId],
  );
  return rows[0]?.askedBy;
}

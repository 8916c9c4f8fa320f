import type { BudgetUnitBody, BudgetUnitView } from '@gongji/contract';
import { addDays, type Rejection, rejection } from '@gongji/domain';
import { endBudgetUnit, insertBudgetUnit, openBudgetUnit } from '@gongji/store/contribution';
import { readUnit, type UnitRow } from '@gongji/store/enrolment';
import { today } from '../contribution/bills.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/** 财政统发 of a unit, as it stands. */
export async function budgetUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
): Promise<Answer<BudgetUnitView>> {
  if ((await readUnit(deps.pool, caller, unitId)) === undefined) return problemAnswer('not-found');
  const found = await openBudgetUnit(deps.pool, unitId);
  if (found === undefined) return ok({});
  const { budgetCode, validFrom: from, agreedBy } = found;
  return ok({ agreement: { budgetCode, from, agreedBy } });
}

/** Marks a unit as one that finance pays for; the mark of before ends on the day before. */
export async function markBudgetUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  { budgetCode, from }: BudgetUnitBody,
): Promise<Answer<BudgetUnitView>> {
  const unit = await readUnit(deps.pool, caller, unitId);
  if (unit === undefined) return problemAnswer('not-found');
  const wrong = wrongIn(unit, { budgetCode, from }, today(deps));
  if (wrong.length > 0) return problemAnswer('refused', wrong);
  const { regionCode } = unit;
  const agreementId = deps.newId();
  const deed: Deed = { actor: caller.actor, action: 'budget-unit.mark', subject: `unit:${unitId}` };
  await audited(deps, { ...deed, detail: { agreementId } }, async (tx) => {
    await endBudgetUnit(tx, unitId, { on: addDays(from, -1), by: caller.actor });
    const row = { regionCode, unitId, agreementId, budgetCode, validFrom: from };
    await insertBudgetUnit(tx, { ...row, agreedBy: caller.actor, agreedAt: deps.now() });
    return true;
  });
  return budgetUnit(deps, caller, unitId);
}

function wrongIn(unit: UnitRow, { budgetCode, from }: BudgetUnitBody, on: string): readonly Rejection[] {
  const wrong: Rejection[] = [];
  if (unit.employerKind !== 'government' && unit.employerKind !== 'institution')
    wrong.push(rejection('budget-unit-kind', { unit: unit.name }, { field: 'unitId', value: unit.code }));
  if (!/^\d{3,15}$/.test(budgetCode))
    wrong.push(rejection('budget-code-invalid', {}, { field: 'budgetCode', value: budgetCode }));
  if (from < on) wrong.push(rejection('budget-from-past', { day: from }, { field: 'from', value: from }));
  return wrong;
}

export async function endMark(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  reason: string,
): Promise<Answer<BudgetUnitView>> {
  if ((await readUnit(deps.pool, caller, unitId)) === undefined) return problemAnswer('not-found');
  const deed: Deed = { actor: caller.actor, action: 'budget-unit.end', subject: `unit:${unitId}` };
  await audited(deps, { ...deed, detail: { reason } }, async (tx) =>
    (await endBudgetUnit(tx, unitId, { on: today(deps), by: caller.actor })) ? true : undefined,
  );
  return budgetUnit(deps, caller, unitId);
}

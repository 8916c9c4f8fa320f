import type { ActedView, BudgetUnitBody, BudgetUnitView } from '@gongji/contract';
import { budgetUnitWaits, openBudgetUnit } from '@gongji/store/contribution';
import { readUnit } from '@gongji/store/enrolment';
import { today } from '../contribution/bills.ts';
import { ask } from '../enrolment/ask.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/** 财政统发 of a unit, as it stands, and whether a second person is still to decide about it. */
export async function budgetUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
): Promise<Answer<BudgetUnitView>> {
  if ((await readUnit(deps.pool, caller, unitId)) === undefined) return problemAnswer('not-found');
  const found = await openBudgetUnit(deps.pool, unitId);
  const askedBy = await budgetUnitWaits(deps.pool, unitId);
  const waiting = askedBy === undefined ? {} : { waiting: { askedBy } };
  if (found === undefined) return ok(waiting);
  const { budgetCode, validFrom: from, agreedBy } = found;
  return ok({ agreement: { budgetCode, from, agreedBy }, ...waiting });
}

/** Asks for a mark (`body` with a code and a day) or for its end: see `proposeBudgetUnit`. */
export async function askBudgetUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  body: BudgetUnitBody | { readonly reason: string },
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  if ((await readUnit(deps.pool, caller, unitId)) === undefined) return problemAnswer('not-found');
  const { reason, ...mark } = body;
  const request = { operation: `budgetUnit/${unitId}`, idempotencyKey, body };
  return ask(deps, caller, request, {
    ...{ kind: 'budgetUnit', unitId, askedBy: caller.actor, askedOn: today(deps), reason },
    ...('from' in mark ? { mark } : {}),
  });
}

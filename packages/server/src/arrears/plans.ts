import type { PlanBody, PlansQuery, PlansView, PlanView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  debtorName,
  insertPlan,
  listPlans,
  lockPlan,
  type PlanRow,
  planTotals,
  decidePlan as writeDecision,
} from '@gongji/store/contribution';
import { today } from '../contribution/bills.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';
import { debtorOf } from './debtors.ts';
import { liftSuspensions } from './lift-suspensions.ts';
import { overdueOf } from './overdue.ts';
import { payerOf } from './payer-of.ts';
import { progressOf } from './plan-progress.ts';

/** 申请分期: instalments that come to exactly what is overdue today, their days rising; nothing happens before another has agreed. */
export async function requestPlan(deps: RestDeps, caller: Caller, body: PlanBody): Promise<Answer<PlanView>> {
  const of = debtorOf(caller, body);
  if (of === undefined || (await debtorName(deps.pool, caller, of)) === undefined)
    return problemAnswer('not-found');
  const on = today(deps);
  const bills = await overdueOf(deps, caller, of, on);
  const openFen = bills.reduce((sum, bill) => sum + bill.openFen, 0);
  const problems = problemsOf(body, openFen, on);
  if (problems.length > 0) return problemAnswer('refused', problems);
  const planId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'plan.request',
    subject: `plan:${planId}`,
    detail: { totalFen: openFen, instalments: body.instalments.length },
  };
  const row = await audited(deps, deed, async (tx) => {
    const made = await insertPlan(tx, {
      ...{ regionCode: caller.regionCode, planId, totalFen: openFen, instalments: body.instalments },
      ...('unitId' in of ? { personId: '0', unitId: of.unitId } : { personId: of.personId, unitId: null }),
      ...{ billIds: bills.map((bill) => bill.billId), reason: body.reason, proofNo: body.proofNo },
      ...{ requestedBy: caller.actor, requestedAt: deps.now() },
    });
    return made ? lockPlan(tx, caller, planId) : undefined;
  });
  return row === undefined ? problemAnswer('conflict', [waiting()]) : ok(planView(row, caller, on));
}

function problemsOf({ instalments }: PlanBody, openFen: number, on: CalendarDate) {
  const total = instalments.reduce((sum, one) => sum + one.amountFen, 0);
  return [
    ...(total === openFen ? [] : [wrongTotal(total, openFen)]),
    ...instalments.flatMap(({ dueOn }, index) => {
      const before = index === 0 ? on : (instalments[index - 1]?.dueOn ?? on);
      return dueOn > before ? [] : [wrongDay(index, dueOn, before)];
    }),
  ];
}

export async function plans(deps: RestDeps, caller: Caller, query: PlansQuery): Promise<Answer<PlansView>> {
  const [rows, { total, totalFen }] = await Promise.all([
    listPlans(deps.pool, caller, query),
    planTotals(deps.pool, caller, query),
  ]);
  return ok({
    items: rows.map((row) => planView(row, caller, today(deps))),
    totalFen,
    ...pagePlace(query.after, rows.length, total),
  });
}

/** 复核分期: never by who asked. */
export async function decidePlan(
  deps: RestDeps,
  caller: Caller,
  planId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<PlanView>> {
  let open: PlanRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'plan.approve' : 'plan.refuse',
    subject: `plan:${planId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockPlan(tx, caller, planId);
    if (open === undefined || open.state !== 'open' || open.requestedBy === caller.actor) return undefined;
    const [by, at] = [caller.actor, deps.now()];
    await writeDecision(tx, planId, { approved, note, by, at });
    if (approved) await liftSuspensions(tx, open, { policies: deps.policies, on: today(deps), by, at });
    return lockPlan(tx, caller, planId);
  });
  if (row !== undefined) return ok(planView(row, caller, today(deps)));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'plan', planId)) ?? problemAnswer('conflict');
}

export function planView(row: PlanRow, caller: Pick<Caller, 'actor'>, on: CalendarDate): PlanView {
  const { planId, totalFen, instalments, reason, proofNo, state, requestedBy, note, paidFen } = row;
  const { kept, states } = progressOf(row, on);
  return {
    ...payerOf({ ...row, payer: row.unitId === null ? 'person' : 'unit', areaName: null }),
    ...{ planId, totalFen, paidFen, reason, proofNo, state, requestedBy, note },
    kept: state === 'approved' && kept,
    instalments: instalments.map((one, index) => ({ ...one, state: states[index] ?? 'open' })),
    requestedAt: row.requestedAt.toISOString(),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    mine: requestedBy === caller.actor,
  };
}

function wrongTotal(total: number, openFen: number) {
  return {
    ...{ code: 'plan-total-differs', field: 'instalments', value: yuan(total) },
    message: {
      zh: `各期合计 ${yuan(total)} 元，欠费为 ${yuan(openFen)} 元`,
      en: `the instalments come to ${yuan(total)} yuan, what is overdue is ${yuan(openFen)}`,
    },
    remedy: { zh: '请使各期之和等于欠费', en: 'let the instalments come to what is overdue' },
  };
}

function wrongDay(index: number, value: string, before: string) {
  return {
    ...{ code: 'plan-day-not-rising', field: `instalments[${index}].dueOn`, value },
    message: {
      zh: `第 ${index + 1} 期应晚于 ${before}`,
      en: `instalment ${index + 1} must be later than ${before}`,
    },
    remedy: { zh: '请按先后填写，且晚于今天', en: 'give the days in order, each later than today' },
  };
}

function waiting() {
  return {
    ...{ code: 'plan-open', field: 'instalments' },
    message: { zh: '已有待复核的分期协议', en: 'an agreement of this debtor waits for a decision' },
    remedy: { zh: '请等待复核', en: 'wait for the decision' },
  };
}

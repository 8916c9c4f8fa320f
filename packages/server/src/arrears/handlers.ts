import type {
  ArrearsOperationId,
  ArrearsQuery,
  ContactBody,
  DebtorQuery,
  DunningNoticesFileQuery,
  DunningNoticesQuery,
  PlanBody,
  PlansQuery,
  RefusedBillsBody,
  RefusedBillsQuery,
  WaiverBody,
  WaiversQuery,
} from '@gongji/contract';
import { setOffBill } from '../contribution/set-off-bill.ts';
import { previewRefused, settleRefused } from '../enrolment/ask.ts';
import type { Handler } from '../rest/handler.ts';
import { recordContact } from './contacts.ts';
import { arrears, debtor } from './debtors.ts';
import { notice, notices, noticesFile } from './notices.ts';
import { decidePlan, plans, requestPlan } from './plans.ts';
import { refusedBills } from './refused-list.ts';
import { runArrears } from './run.ts';
import { decideWaiver, requestWaiver, waivers } from './waivers.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;
type Decision = { readonly approved: boolean; readonly note: string };

export const ARREARS_HANDLERS: Readonly<Record<ArrearsOperationId, Handler>> = {
  arrears: (deps, caller, { query }) => arrears(deps, caller, query as ArrearsQuery),
  debtor: (deps, caller, { query }) => debtor(deps, caller, query as DebtorQuery),
  runArrears: (deps, caller) => runArrears(deps, caller),
  refusedBills: (deps, caller, { query }) => refusedBills(deps, caller, query as RefusedBillsQuery),
  previewRefusedBills: (deps, caller, { body }) => previewRefused(deps, caller, body as RefusedBillsBody),
  settleRefusedBills: (deps, caller, { body, idempotencyKey }) =>
    settleRefused(deps, caller, body as RefusedBillsBody, idempotencyKey),
  dunningNotices: (deps, caller, { query }) => notices(deps, caller, query as DunningNoticesQuery),
  dunningNoticesFile: (deps, caller, { query }) =>
    noticesFile(deps, caller, query as DunningNoticesFileQuery),
  dunningNotice: (deps, caller, { params }) => notice(deps, caller, idIn(params)),
  recordContact: (deps, caller, { body }) => recordContact(deps, caller, body as ContactBody),
  requestPlan: (deps, caller, { body }) => requestPlan(deps, caller, body as PlanBody),
  debtPlans: (deps, caller, { query }) => plans(deps, caller, query as PlansQuery),
  decidePlan: (deps, caller, { params, body }) => decidePlan(deps, caller, idIn(params), body as Decision),
  requestWaiver: (deps, caller, { params, body }) =>
    requestWaiver(deps, caller, idIn(params), body as WaiverBody),
  waivers: (deps, caller, { query }) => waivers(deps, caller, query as WaiversQuery),
  decideWaiver: (deps, caller, { params, body }) =>
    decideWaiver(deps, caller, idIn(params), body as Decision),
  setOffBill: (deps, caller, { params }) => setOffBill(deps, caller, idIn(params)),
};

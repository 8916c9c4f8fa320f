import type {
  AcceptanceBody,
  OwnBillListBody,
  ReconciliationDaysQuery,
  ReconciliationOperationId,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { Handler } from '../rest/handler.ts';
import {
  acceptOpenDifferences,
  checkDay,
  giveOwnBills,
  reconciliationDay,
  reconciliationDays,
  storedReply,
} from './reconcile.ts';

/** The casts state what the operation's own schemas have just checked. */
const dayIn = (params: unknown): CalendarDate => (params as { day: CalendarDate }).day;

export const RECONCILIATION_HANDLERS: Readonly<Record<ReconciliationOperationId, Handler>> = {
  reconciliationDays: (deps, caller, { query }) =>
    reconciliationDays(deps, caller, query as ReconciliationDaysQuery),
  reconciliationDay: (deps, caller, { params }) => reconciliationDay(deps, caller, dayIn(params)),
  giveOwnBills: (deps, caller, { params, body }) =>
    giveOwnBills(deps, caller, dayIn(params), body as OwnBillListBody),
  checkDay: (deps, caller, { params }) => checkDay(deps, caller, dayIn(params)),
  acceptDifferences: (deps, caller, { params, body }) =>
    acceptOpenDifferences(deps, caller, dayIn(params), body as AcceptanceBody),
  storedReply: (deps, caller, { body }) =>
    storedReply(deps, caller, (body as { settlementId: string }).settlementId),
};

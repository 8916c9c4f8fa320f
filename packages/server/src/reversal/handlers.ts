import type {
  ReversalDecisionBody,
  ReversalOperationId,
  ReversalRequestBody,
  ReversalRequestsQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { reversalPreview } from './preview.ts';
import { decideReversalRequestOf, requestReversal, reversalRequests, withdrawReversal } from './requests.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;

export const REVERSAL_HANDLERS: Readonly<Record<ReversalOperationId, Handler>> = {
  reversalPreview: (deps, caller, { params }) => reversalPreview(deps, caller, idIn(params)),
  requestReversal: (deps, caller, { params, body }) =>
    requestReversal(deps, caller, idIn(params), body as ReversalRequestBody),
  reversalRequests: (deps, caller, { query }) =>
    reversalRequests(deps, caller, query as ReversalRequestsQuery),
  decideReversal: (deps, caller, { params, body }) =>
    decideReversalRequestOf(deps, caller, idIn(params), body as ReversalDecisionBody),
  withdrawReversal: (deps, caller, { params }) => withdrawReversal(deps, caller, idIn(params)),
};

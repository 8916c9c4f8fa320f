import type {
  AdmissionBody,
  DischargeBody,
  FeeWithdrawalBody,
  StayFeesBody,
  StayOperationId,
  StayPreviewBody,
  StaySettlementBody,
  StaysQuery,
  StayUndoBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { diagnoses, stay, stays } from './stay.ts';
import { enterFees, previewStay, settleStay, withdrawFees } from './stay-bill.ts';
import { admit, discharge, undoStay } from './stay-steps.ts';

/** The casts state what the operation's own schemas have just checked. */
const idIn = (params: unknown): string => (params as { id: string }).id;

export const STAY_HANDLERS: Readonly<Record<StayOperationId, Handler>> = {
  stays: (deps, caller, { query }) => stays(deps, caller, query as StaysQuery),
  admit: (deps, caller, { body }) => admit(deps, caller, body as AdmissionBody),
  stay: (deps, caller, { params }) => stay(deps, caller, idIn(params)),
  stayFees: (deps, caller, { params, body }) => enterFees(deps, caller, idIn(params), body as StayFeesBody),
  withdrawStayFees: (deps, caller, { params, body }) =>
    withdrawFees(deps, caller, idIn(params), body as FeeWithdrawalBody),
  stayPreview: (deps, caller, { params, body }) =>
    previewStay(deps, caller, idIn(params), body as StayPreviewBody),
  settleStay: (deps, caller, { params, body }) =>
    settleStay(deps, caller, idIn(params), body as StaySettlementBody),
  discharge: (deps, caller, { params, body }) => discharge(deps, caller, idIn(params), body as DischargeBody),
  undoStay: (deps, caller, { params, body }) => undoStay(deps, caller, idIn(params), body as StayUndoBody),
  diagnoses: (deps, _caller, { query }) => diagnoses(deps, query as { readonly q: string }),
};

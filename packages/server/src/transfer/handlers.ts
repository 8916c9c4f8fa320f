import type {
  HandoverBody,
  HandoverDecisionBody,
  HandoverOperationId,
  HandoversQuery,
  LetterBody,
  SheetBody,
  SheetFileBody,
  StartTransferBody,
  TransferDecisionBody,
  TransferMoneyBody,
  TransferOperationId,
  TransfersQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { decideTransfer, transferMoney } from './decide-transfer.ts';
import { decideHandover, handovers, offerHandover } from './handover.ts';
import { transferSheet, transferSheetFile } from './sheet.ts';
import { startTransfer, transferLetter, withdrawTransfer } from './start.ts';
import { transfer, transfers } from './transfer-view.ts';

/** The casts state what the operation's own schemas have just checked. */
const personIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const idIn = (params: unknown): string => (params as { id: string }).id;

export const TRANSFER_HANDLERS: Readonly<Record<TransferOperationId | HandoverOperationId, Handler>> = {
  handovers: (deps, caller, { query }) => handovers(deps, caller, query as HandoversQuery),
  offerHandover: (deps, caller, { body }) => offerHandover(deps, caller, body as HandoverBody),
  decideHandover: (deps, caller, { params, body }) =>
    decideHandover(deps, caller, idIn(params), body as HandoverDecisionBody),
  transfers: (deps, caller, { query }) => transfers(deps, caller, query as TransfersQuery),
  transfer: (deps, caller, { params }) => transfer(deps, caller, idIn(params)),
  startTransfer: (deps, caller, { params, body }) =>
    startTransfer(deps, caller, personIn(params), body as StartTransferBody),
  transferLetter: (deps, caller, { params, body }) =>
    transferLetter(deps, caller, idIn(params), body as LetterBody),
  transferSheet: (deps, caller, { params, body }) =>
    transferSheet(deps, caller, idIn(params), body as SheetBody),
  transferSheetFile: (deps, caller, { params, body }) =>
    transferSheetFile(deps, caller, idIn(params), body as SheetFileBody),
  decideTransfer: (deps, caller, { params, body }) =>
    decideTransfer(deps, caller, idIn(params), body as TransferDecisionBody),
  transferMoney: (deps, caller, { params, body }) =>
    transferMoney(deps, caller, idIn(params), body as TransferMoneyBody),
  withdrawTransfer: (deps, caller, { params, body }) =>
    withdrawTransfer(deps, caller, idIn(params), (body as { reason: string }).reason),
};

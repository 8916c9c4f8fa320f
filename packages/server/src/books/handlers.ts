import type {
  BooksOperationId,
  CarriedReceiptsQuery,
  FundTransferBody,
  FundTransfersQuery,
  LeviesQuery,
  LevyBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { decideLevy, levies, payLevy, requestLevy } from './levies.ts';
import { decideTransfer, requestTransfer, transfer, transferReceipts, transfers } from './transfers.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;
type Decision = { readonly approved: boolean; readonly note: string };

export const BOOKS_HANDLERS: Readonly<Record<BooksOperationId, Handler>> = {
  fundTransfers: (deps, caller, { query }) => transfers(deps, caller, query as FundTransfersQuery),
  fundTransfer: (deps, caller, { params }) => transfer(deps, caller, idIn(params)),
  carriedReceipts: (deps, caller, { params, query }) =>
    transferReceipts(deps, caller, idIn(params), query as CarriedReceiptsQuery),
  requestFundTransfer: (deps, caller, { body }) => requestTransfer(deps, caller, body as FundTransferBody),
  decideFundTransfer: (deps, caller, { params, body }) =>
    decideTransfer(deps, caller, idIn(params), body as Decision),
  adjustmentLevies: (deps, caller, { query }) => levies(deps, caller, query as LeviesQuery),
  requestAdjustmentLevy: (deps, caller, { body }) => requestLevy(deps, caller, body as LevyBody),
  decideAdjustmentLevy: (deps, caller, { params, body }) =>
    decideLevy(deps, caller, idIn(params), body as Decision),
  payAdjustmentLevy: (deps, caller, { params, body }) =>
    payLevy(deps, caller, idIn(params), body as { bankSerial: string }),
};

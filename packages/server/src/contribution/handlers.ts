import type {
  ContributionBillsQuery,
  ContributionOperationId,
  DeclarationBody,
  DeclarationsQuery,
  PaymentBackBody,
  PaymentFileBody,
  PaymentFilesQuery,
  ProblemsQuery,
  ReceiptBody,
  ReceiptsQuery,
  RefundBody,
  RefundsQuery,
  RunBody,
  RunsQuery,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { bill, billCharges, bills, explainCharge } from './bills.ts';
import {
  decideDeclaration,
  declaration,
  declarations,
  declareBases,
  previewDeclaration,
  roster,
} from './declarations.ts';
import { takeFileAsTask } from './file-task.ts';
import { gatherSubsidies, subsidiesWaiting } from './gather-subsidies.ts';
import { allocateReceipt, files, layouts, receipt, receipts, takeReceipt } from './receipts.ts';
import { decideRefund, payRefund, refunds, requestRefund } from './refunds.ts';
import { assess, problems, run, runs } from './runs.ts';
import { takePaymentBack } from './take-payment-back.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;
type Decision = { readonly approved: boolean; readonly note: string };

export const CONTRIBUTION_HANDLERS: Readonly<Record<ContributionOperationId, Handler>> = {
  declarationRoster: (deps, caller, { query }) => roster(deps, caller, (query as { unitId?: string }).unitId),
  previewDeclaration: (deps, caller, { body }) => previewDeclaration(deps, caller, body as DeclarationBody),
  declareBases: (deps, caller, { body }) => declareBases(deps, caller, body as DeclarationBody),
  declarations: (deps, caller, { query }) => declarations(deps, caller, query as DeclarationsQuery),
  declaration: (deps, caller, { params }) => declaration(deps, caller, idIn(params)),
  decideDeclaration: (deps, caller, { params, body }) =>
    decideDeclaration(deps, caller, idIn(params), body as Decision),
  assessmentRuns: (deps, caller, { query }) => runs(deps, caller, query as RunsQuery),
  assess: (deps, caller, { body }) => assess(deps, caller, body as RunBody),
  assessmentRun: (deps, caller, { params }) => run(deps, caller, idIn(params)),
  assessmentProblems: (deps, caller, { params, query }) =>
    problems(deps, caller, idIn(params), query as ProblemsQuery),
  subsidiesWaiting: (deps, caller) => subsidiesWaiting(deps, caller),
  gatherSubsidies: (deps, caller) => gatherSubsidies(deps, caller),
  contributionBills: (deps, caller, { query }) => bills(deps, caller, query as ContributionBillsQuery),
  contributionBill: (deps, caller, { params }) => bill(deps, caller, idIn(params)),
  billCharges: (deps, caller, { params, query }) =>
    billCharges(deps, caller, idIn(params), query as { after?: string; limit: number }),
  explainCharge: (deps, caller, { params, query }) =>
    explainCharge(deps, caller, idIn(params), query as { lang: 'zh' | 'en' }),
  paymentLayouts: () => layouts(),
  paymentFiles: (deps, caller, { query }) => files(deps, caller, query as PaymentFilesQuery),
  takePaymentFile: (deps, caller, { body }) => takeFileAsTask(deps, caller, body as PaymentFileBody),
  receipts: (deps, caller, { query }) => receipts(deps, caller, query as ReceiptsQuery),
  receipt: (deps, caller, { params }) => receipt(deps, caller, idIn(params)),
  takeReceipt: (deps, caller, { body }) => takeReceipt(deps, caller, body as ReceiptBody),
  allocateReceipt: (deps, caller, { params, body }) =>
    allocateReceipt(deps, caller, idIn(params), (body as { billId: string }).billId),
  reverseAllocation: (deps, caller, { params, body }) =>
    takePaymentBack(deps, caller, idIn(params), body as PaymentBackBody),
  requestRefund: (deps, caller, { params, body }) =>
    requestRefund(deps, caller, idIn(params), body as RefundBody),
  refunds: (deps, caller, { query }) => refunds(deps, caller, query as RefundsQuery),
  decideRefund: (deps, caller, { params, body }) =>
    decideRefund(deps, caller, idIn(params), body as Decision),
  payRefund: (deps, caller, { params, body }) =>
    payRefund(deps, caller, idIn(params), body as { bankSerial: string }),
};

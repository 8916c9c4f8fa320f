import type {
  AgreementBody,
  BudgetUnitBody,
  CollectionListBody,
  CollectionListOperationId,
  CollectionListsQuery,
  ListBookingBody,
  ListResultBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { agree, agreement, endWithholding } from './agreements.ts';
import { askBudgetUnit, budgetUnit } from './budget-units.ts';
import { file, list, lists, makeList, withdraw } from './lists.ts';
import { bookResult, takeResult } from './results.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;
const personIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const reasonIn = (body: unknown): string => (body as { reason: string }).reason;

export const COLLECTION_LIST_HANDLERS: Readonly<Record<CollectionListOperationId, Handler>> = {
  collectionLists: (deps, caller, { query }) => lists(deps, caller, query as CollectionListsQuery),
  makeCollectionList: (deps, caller, { body }) => makeList(deps, caller, body as CollectionListBody),
  collectionList: (deps, caller, { params }) => list(deps, caller, idIn(params)),
  collectionListFile: (deps, caller, { params }) => file(deps, caller, idIn(params)),
  takeListResult: (deps, caller, { params, body }) =>
    takeResult(deps, caller, idIn(params), body as ListResultBody),
  bookListResult: (deps, caller, { params, body }) =>
    bookResult(deps, caller, idIn(params), body as ListBookingBody),
  withdrawCollectionList: (deps, caller, { params, body }) =>
    withdraw(deps, caller, idIn(params), reasonIn(body)),
  withholdingAgreement: (deps, caller, { params }) => agreement(deps, caller, personIn(params)),
  agreeWithholding: (deps, caller, { params, body }) =>
    agree(deps, caller, personIn(params), body as AgreementBody),
  endWithholding: (deps, caller, { params, body }) =>
    endWithholding(deps, caller, personIn(params), reasonIn(body)),
  budgetUnit: (deps, caller, { params }) => budgetUnit(deps, caller, idIn(params)),
  markBudgetUnit: (deps, caller, { params, body, idempotencyKey }) =>
    askBudgetUnit(deps, caller, idIn(params), body as BudgetUnitBody, idempotencyKey),
  endBudgetUnit: (deps, caller, { params, body, idempotencyKey }) =>
    askBudgetUnit(deps, caller, idIn(params), { reason: reasonIn(body) }, idempotencyKey),
};

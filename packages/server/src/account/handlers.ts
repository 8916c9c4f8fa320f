import type {
  AccountDecisionBody,
  AccountOperationId,
  AccountRequestBody,
  AccountRequestsQuery,
  AccountRunBody,
  ConsentBody,
  DeceasedQuery,
  RevocationBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { account } from './account-view.ts';
import { deceased } from './deceased.ts';
import { decideAccount } from './decide.ts';
import { accountRequests, requestAccount } from './requests.ts';
import { startAccountRun } from './runs.ts';
import { revokeSharing, shareAccount } from './sharing.ts';

/** The casts state what the operation's own schemas have just checked. */
const personIn = (params: unknown): string => (params as { psnNo: string }).psnNo;
const idIn = (params: unknown): string => (params as { id: string }).id;

export const ACCOUNT_HANDLERS: Readonly<Record<AccountOperationId, Handler>> = {
  account: (deps, caller, { params }) => account(deps, caller, personIn(params)),
  shareAccount: (deps, caller, { params, body }) =>
    shareAccount(deps, caller, personIn(params), body as ConsentBody),
  revokeSharing: (deps, caller, { params, body }) =>
    revokeSharing(deps, caller, personIn(params), body as RevocationBody),
  requestAccount: (deps, caller, { params, body }) =>
    requestAccount(deps, caller, personIn(params), body as AccountRequestBody),
  deceased: (deps, caller, { query }) => deceased(deps, caller, query as DeceasedQuery),
  startAccountRun: (deps, caller, { body }) => startAccountRun(deps, caller, body as AccountRunBody),
  accountRequests: (deps, caller, { query }) => accountRequests(deps, caller, query as AccountRequestsQuery),
  decideAccount: (deps, caller, { params, body }) =>
    decideAccount(deps, caller, idIn(params), body as AccountDecisionBody),
};

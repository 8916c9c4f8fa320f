import type {
  AccountPayee,
  AccountRequestBody,
  AccountRequestsQuery,
  AccountRequestsView,
  AccountRequestView,
} from '@gongji/contract';
import { inPrecedence, type Rejection, rejection } from '@gongji/domain';
import {
  type AccountRequestRow,
  countAccountRequests,
  insertAccountRequest,
  listAccountRequests,
  lockAccountRequest,
  lockAccounts,
  personByNumber,
} from '@gongji/store/account';
import { personFile } from '@gongji/store/rest';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { pageAfter } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { AccountDeps } from './deps.ts';
import { requestProblems } from './request-problems.ts';
import { detailOf, paidFen, requestView } from './request-view.ts';

export async function accountRequests(
  { pool }: AccountDeps,
  caller: Caller,
  query: AccountRequestsQuery,
): Promise<Answer<AccountRequestsView>> {
  const [rows, total] = await Promise.all([
    listAccountRequests(pool, caller, { ...query, limit: query.limit + 1 }),
    countAccountRequests(pool, caller, query),
  ]);
  const items = rows.map((row) => requestView(row, caller));
  return ok({ ...pageAfter(items, query), total });
}

/** 申请账户业务: everything that stands against it is told at once; nothing moves before a second person agrees. */
export async function requestAccount(
  deps: AccountDeps,
  caller: Caller,
  ref: string,
  body: AccountRequestBody,
): Promise<Answer<AccountRequestView>> {
  const person = await personFile(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId, regionCode } = person;
  const detail = detailOf(body);
  const amountFen = body.kind === 'correction' ? body.amountFen : paidFen(detail.payees);
  const asked = { kind: body.kind, amountFen, detail };
  const requestId = deps.newId();
  let problems: readonly Rejection[] = [];
  const deed: Deed = {
    actor: caller.actor,
    action: 'account.request',
    subject: `person:${personId}`,
    detail: { requestId, kind: body.kind, amountFen },
  };
  const row = await audited(deps, deed, async (tx): Promise<AccountRequestRow | undefined> => {
    const at = deps.now();
    const account = (await lockAccounts(tx, [personId])).get(personId);
    problems = [
      ...(await requestProblems(tx, account, asked, chinaDay(at))),
      ...(await payeeProblems(deps, regionCode, detail.payees)),
    ];
    if (problems.length > 0) return undefined;
    const { reason, proofNo } = body;
    const request = {
      requestId,
      regionCode,
      personId,
      ...asked,
      reason,
      proofNo,
      requestedBy: caller.actor,
      requestedAt: at,
    };
    if (await insertAccountRequest(tx, request)) return lockAccountRequest(tx, caller, requestId);
    problems = [rejection('account-request-open', {})];
    return undefined;
  });
  return row === undefined ? problemAnswer('refused', inPrecedence(problems)) : ok(requestView(row, caller));
}

/** Heirs who get the money into their own account must be known by number and name. */
async function payeeProblems(
  { pool }: AccountDeps,
  regionCode: string,
  payees: readonly AccountPayee[],
): Promise<readonly Rejection[]> {
  const found: Rejection[] = [];
  for (const [index, payee] of payees.entries()) {
    if (payee.to !== 'account') continue;
    const { psnNo, name } = payee;
    if ((await personByNumber(pool, regionCode, psnNo, name)) !== undefined) continue;
    found.push(
      rejection('account-payee-unknown', { psnNo }, { field: `payees.${index}.psnNo`, value: psnNo }),
    );
  }
  return found;
}

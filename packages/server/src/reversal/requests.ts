import { createHash } from 'node:crypto';
import type {
  ReversalDecisionBody,
  ReversalRequestBody,
  ReversalRequestsPage,
  ReversalRequestsQuery,
  ReversalRequestView,
} from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import {
  countOpenReversalRequests,
  decideReversalRequest,
  insertReversalRequest,
  latestReversalRequest,
  listReversalRequests,
  lockReversalRequest,
  type ReversalRequestRow,
  settlementDetail,
  sumReversalRequests,
  withdrawReversalRequest,
} from '@gongji/store/rest';
import { audited, type Deed } from '../identity/audited.ts';
import { fieldProblem } from '../identity/role-problems.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import type { ReverseResult } from '../settlement/contract.ts';
import { requestView } from './request-view.ts';

export async function reversalRequests(
  { pool }: RestDeps,
  caller: Caller,
  query: ReversalRequestsQuery,
): Promise<Answer<ReversalRequestsPage>> {
  const [rows, open, sums] = await Promise.all([
    listReversalRequests(pool, caller, { ...query, limit: query.limit + 1 }),
    countOpenReversalRequests(pool, caller),
    sumReversalRequests(pool, caller, query),
  ]);
  const items = rows.map((row) => requestView(row, caller));
  return ok({ ...pageAfter(items, query), open, ...sums });
}

/** 申请撤销: with the effects that were shown; one open request for a settlement. */
export async function requestReversal(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  { reason, effects }: ReversalRequestBody,
): Promise<Answer<ReversalRequestView>> {
  const row = await settlementDetail(deps.pool, caller, settlementId);
  if (row === undefined) return problemAnswer('not-found');
  if (row.reversedBy !== null)
    return problemAnswer('refused', [
      rejection('already-reversed', { settlementId, reversalId: row.reversedBy }),
    ]);
  if (row.kind === 'reversal') return problemAnswer('refused', [rejection('is-reversal', { settlementId })]);
  const requestId = deps.newId();
  const { personId, regionCode } = row;
  const deed: Deed = {
    actor: caller.actor,
    action: 'reversal.request',
    subject: settlementId,
    detail: { requestId, effects },
  };
  const made = await audited(deps, deed, async (tx) => {
    const asked = { regionCode, personId, requestId, settlementId, reason, effects };
    const isNew = await insertReversalRequest(tx, { ...asked, by: caller.userId, at: deps.now() });
    return isNew ? lockReversalRequest(tx, caller, requestId) : undefined;
  });
  return made === undefined ? problemAnswer('conflict', [STILL_OPEN]) : ok(requestView(made, caller));
}

const STILL_OPEN = fieldProblem(
  'settlementId',
  ['这张结算单已有待审批的撤销申请', 'a request to reverse this settlement is still open'],
  ['请等待审批，或由申请人撤回', 'wait for the decision, or have the asker withdraw it'],
);
const OWN = fieldProblem(
  'requestId',
  ['申请人不能审批自己的申请', 'who asked does not decide'],
  ['请由另一位复核人员审批', 'let another reviewer decide'],
);

/**
 * 审批: never by who asked. Approving reverses under a key of the request’s own, so that a decision cut off half way is
 * finished by deciding again, and nothing is reversed twice.
 */
export async function decideReversalRequestOf(
  deps: RestDeps,
  caller: Caller,
  requestId: string,
  decision: ReversalDecisionBody,
): Promise<Answer<ReversalRequestView>> {
  let refused: readonly (Rejection | typeof OWN)[] = [];
  const done = await audited(
    deps,
    (row: ReversalRequestRow) => ({
      actor: caller.actor,
      action: decision.approved ? 'reversal.approve' : 'reversal.refuse',
      subject: row.settlementId,
      detail: { requestId, requestedBy: row.requestedByAccount },
    }),
    async (tx) => {
      const open = await lockReversalRequest(tx, caller, requestId);
      if (open === undefined) return undefined;
      if (open.requestedBy === caller.userId) {
        refused = [OWN];
        return undefined;
      }
      const reversed = decision.approved
        ? await reverseNow(deps, caller, open, decision.effects)
        : NOT_REVERSED;
      if (reversed.kind === 'refused') {
        refused = reversed.rejections;
        return undefined;
      }
      const { reversalId } = reversed;
      const { personId } = open;
      const { approved, note } = decision;
      const by = caller.userId;
      await decideReversalRequest(tx, {
        personId,
        requestId,
        by,
        at: deps.now(),
        approved,
        note,
        reversalId,
      });
      return open;
    },
  );
  return done === undefined ? notDone(deps, caller, requestId, refused) : reread(deps, caller, requestId);
}

type Reversed =
  | { readonly kind: 'done'; readonly reversalId: string | null }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };
const NOT_REVERSED: Reversed = { kind: 'done', reversalId: null };

async function reverseNow(
  deps: RestDeps,
  caller: Caller,
  { requestId, personId, settlementId, institutionCode, reason }: ReversalRequestRow,
  effects: string | undefined,
): Promise<Reversed> {
  const result = await deps.settlement.reverse({
    message: {
      institutionCode,
      msgid: `reversal-${requestId}`,
      infno: 'REST-reverse',
      bodyHash: createHash('sha256').update(requestId).digest(),
      receivedAt: deps.now(),
      actor: caller.actor,
    },
    cause: 'provider',
    reason,
    target: { kind: 'settlement', personId, settlementId },
    ...(effects === undefined ? {} : { expects: effects }),
    reply: (reversed) => ({ reversalId: reversed?.settlementId ?? '' }),
  });
  return reversedOf(result);
}

function reversedOf(result: ReverseResult): Reversed {
  switch (result.kind) {
    case 'reversed':
    case 'replayed':
    case 'tombstoned':
      return { kind: 'done', reversalId: (result.reply as { readonly reversalId: string }).reversalId };
    case 'conflict':
    case 'rejected':
      return { kind: 'refused', rejections: result.rejections };
  }
}

/** 撤回: by who asked alone; who did not ask is told that there is nothing of his. */
export async function withdrawReversal(
  deps: RestDeps,
  caller: Caller,
  requestId: string,
): Promise<Answer<ReversalRequestView>> {
  let isOthers = false;
  const done = await audited(
    deps,
    (row: ReversalRequestRow) => ({
      actor: caller.actor,
      action: 'reversal.withdraw',
      subject: row.settlementId,
      detail: { requestId },
    }),
    async (tx) => {
      const open = await lockReversalRequest(tx, caller, requestId);
      if (open === undefined) return undefined;
      isOthers = open.requestedBy !== caller.userId;
      if (isOthers) return undefined;
      await withdrawReversalRequest(tx, { personId: open.personId, requestId, at: deps.now() });
      return open;
    },
  );
  if (isOthers) return problemAnswer('not-allowed');
  return done === undefined ? notDone(deps, caller, requestId, []) : reread(deps, caller, requestId);
}

/** Nobody learns of a request outside of what he may see. */
async function notDone(
  deps: RestDeps,
  caller: Caller,
  requestId: string,
  errors: readonly (Rejection | typeof OWN)[],
): Promise<Answer<never>> {
  const row = await latestReversalRequest(deps.pool, caller, { requestId });
  if (row === undefined) return problemAnswer('not-found');
  const earlier =
    errors.length === 0 ? await alreadyDecided(deps, caller, 'reversal-request', requestId) : undefined;
  return earlier ?? problemAnswer('conflict', errors);
}

async function reread(
  { pool }: RestDeps,
  caller: Caller,
  requestId: string,
): Promise<Answer<ReversalRequestView>> {
  const row = await latestReversalRequest(pool, caller, { requestId });
  return row === undefined ? problemAnswer('not-found') : ok(requestView(row, caller));
}

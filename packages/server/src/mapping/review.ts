import type {
  MappingDecisionBody,
  MappingReviewsQuery,
  MappingReviewsView,
  MappingsDoneView,
} from '@gongji/contract';
import { countWaitingMappings, decideMappings, mappingDecision, waitingMappings } from '@gongji/store/office';
import { audited, type Deed } from '../identity/audited.ts';
import { madeAlready } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import { CHANGED } from './mapping.ts';

/** 待审核: mappings of all institutions of the region. */
export async function mappingReviews(
  deps: RestDeps,
  { regionCode }: Caller,
  query: MappingReviewsQuery,
): Promise<Answer<MappingReviewsView>> {
  const filter = { regionCode, institutionCode: query.institutionCode, text: query.q };
  const [rows, total] = await Promise.all([
    waitingMappings(deps.pool, { ...query, ...filter, limit: query.limit + 1 }),
    countWaitingMappings(deps.pool, filter),
  ]);
  const items = rows.map(({ localPriceE4, submittedAt, submittedBy: _, ...row }) => ({
    ...row,
    ...(localPriceE4 === null ? {} : { localPriceE4: Number(localPriceE4) }),
    submittedAt: submittedAt.toISOString(),
  }));
  return ok({ ...pageAfter(items, query), total });
}

/** 审核 by a second person. When one of them has changed meanwhile, or was submitted by the reviewer, none is decided. */
export async function decide(
  deps: RestDeps,
  caller: Caller,
  { pairs, approved, reason }: MappingDecisionBody,
): Promise<Answer<MappingsDoneView>> {
  const { regionCode, actor } = caller;
  const deed: Deed = { actor, action: approved ? 'mapping.approve' : 'mapping.reject', subject: regionCode };
  const done = await audited(deps, { ...deed, detail: { pairs, reason } }, async (tx) => {
    const n = await decideMappings(tx, { regionCode, pairs, approved, reason, actor, at: deps.now() });
    return n === pairs.length ? n : undefined;
  });
  if (done !== undefined) return ok({ done });
  const earlier = await mappingDecision(deps.pool, { regionCode, pairs });
  return problemAnswer(
    'conflict',
    earlier === undefined ? [CHANGED] : [madeAlready(earlier, caller, earlier.localCode), CHANGED],
  );
}

import type {
  MappingDecisionBody,
  MappingReviewsQuery,
  MappingReviewsView,
  MappingsDoneView,
} from '@gongji/contract';
import { decideMappings, mappingDecision, waitingMappings } from '@gongji/store/office';
import { audited, type Deed } from '../identity/audited.ts';
import { madeAlready } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { CHANGED } from './mapping.ts';

/** 待审核: mappings of all institutions of the region, oldest first. */
export async function mappingReviews(
  deps: RestDeps,
  { regionCode }: Caller,
  { institutionCode, q, page, size }: MappingReviewsQuery,
): Promise<Answer<MappingReviewsView>> {
  const rows = await waitingMappings(deps.pool, {
    regionCode,
    institutionCode,
    text: q,
    limit: size,
    offset: (page - 1) * size,
  });
  const total = Number(rows[0]?.total ?? 0);
  const items = rows.map(({ localPriceE4, submittedAt, submittedBy: _, total: __, ...row }) => ({
    ...row,
    ...(localPriceE4 === null ? {} : { localPriceE4: Number(localPriceE4) }),
    submittedAt: submittedAt.toISOString(),
  }));
  return ok({ items, total, page, pages: Math.max(1, Math.ceil(total / size)) });
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

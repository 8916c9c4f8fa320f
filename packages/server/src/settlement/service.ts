import type { NewId, Pool } from '@gongji/store';
import { mergedInto } from '@gongji/store/enrolment';
import { openPipelinedConnection } from '@gongji/store/settlement';
import { actorOf, type ReverseRequest, type Settled, type SettlementService } from './contract.ts';
import { createGroupCommit } from './group-commit.ts';
import { keepRefused } from './keep-refused.ts';
import { loadPolicyBook } from './load-policy-book.ts';
import { carryRefunds } from './merge-carry.ts';
import type { PolicyBook } from './policy-book.ts';
import { previewInTurnWork, previewWork } from './preview.ts';
import { previewReversalWork, reverseWork } from './reverse.ts';
import { reviewWork } from './review.ts';
import { settleWork } from './settle.ts';

export interface SettlementDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now?: () => Date;
  /** Most bills written together; default 32. */
  readonly batchSize?: number;
  /** Connections that write at the same time, so that one batch is decided while another is committed; default 2. */
  readonly lanes?: number;
}

export interface RunningSettlementService extends SettlementService {
  /** Lets the bills in progress finish and closes the connections of its own. */
  readonly close: () => Promise<void>;
}

/**
 * The settlement capability. Connections and policies are taken when the first request needs them. Requests never see
 * each other: what cannot run side by side waits, and a version check that failed is tried again from what is true then.
 */
export function createSettlementService(deps: SettlementDeps): RunningSettlementService {
  const now = deps.now ?? (() => new Date());
  let book: Promise<PolicyBook> | undefined;
  let epoch: string | undefined;
  const commits = createGroupCommit({
    openConnection: () => openPipelinedConnection(deps.pool),
    loadBook: (wanted) => {
      if (book !== undefined && epoch === wanted) return book;
      const loading = loadPolicyBook(deps.pool, wanted);
      book = loading;
      epoch = wanted;
      // A failed load is tried again with the next request.
      loading.catch(() => {
        book = undefined;
      });
      return loading;
    },
    batchSize: deps.batchSize ?? 32,
    lanes: deps.lanes ?? 2,
  });
  const review: SettlementService['review'] = async (request) => {
    const { personId, registers } = request;
    const merged =
      registers === undefined
        ? await mergedInto(deps.pool, personId)
        : (registers.merged ?? []).map((one) => one.personId);
    return commits.run(reviewWork(request, merged, now, deps.newId));
  };
  /** A bill of somebody with merged numbers is gone: what their bills after it found is otherwise. */
  const reviewMerged = async ({ reason, message }: ReverseRequest, { personId, scheme }: Settled) => {
    if ((await mergedInto(deps.pool, personId)).length === 0) return;
    await review({ personId, scheme, commit: { reason, actor: actorOf(message) } });
    await carryRefunds({ pool: deps.pool, newId: deps.newId, now }, personId);
  };
  return {
    preview: (request) => commits.run(previewWork(request, now)),
    previewInTurn: (requests) => commits.run(previewInTurnWork(requests, now)),
    settle: async (request) => {
      const result = await commits.run(settleWork(request, now, deps.newId));
      await keepRefused({ pool: deps.pool, newId: deps.newId, now }, request, result);
      return result;
    },
    reverse: async (request) => {
      // Whose bills are told with the effects is asked only where effects are expected.
      const merged =
        request.expects === undefined ? [] : await mergedInto(deps.pool, request.target.personId);
      const result = await commits.run(reverseWork(request, merged, now, deps.newId));
      if (result.kind === 'reversed' && result.settled !== undefined)
        await reviewMerged(request, result.settled);
      return result;
    },
    review,
    previewReversal: async (request) => {
      const merged = await mergedInto(deps.pool, request.target.personId);
      return commits.run(previewReversalWork(request, merged, now, deps.newId));
    },
    close: commits.close,
  };
}

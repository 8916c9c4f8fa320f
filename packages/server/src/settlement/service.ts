import type { NewId, Pool } from '@gongji/store';
import { mergedInto, staysOf } from '@gongji/store/enrolment';
import { openPipelinedConnection } from '@gongji/store/settlement';
import { actorOf, type ReviewRequest, type SettlementService } from './contract.ts';
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
    const merged = new Map<string, readonly string[]>();
    for (const { personId, registers } of [request, ...(request.apart ?? [])])
      merged.set(
        personId,
        registers === undefined
          ? await mergedInto(deps.pool, personId)
          : (registers.merged ?? []).map((one) => one.personId),
      );
    const result = await commits.run(reviewWork(request, merged, now, deps.newId));
    const { scheme, commit } = request;
    if (commit === undefined || result.kind === 'rejected') return result;
    const numbers = new Set([...merged].flat(2));
    const relatives = result.bills.flatMap((one) => (numbers.has(one.personId) ? [] : one.personId));
    await reviewMerged({ scheme, commit }, relatives);
    return result;
  };
  /** Bills of somebody with several numbers are gone or settled again: what those of his other numbers after them found is otherwise. */
  const reviewMerged = async (
    { scheme, commit }: Required<Pick<ReviewRequest, 'scheme' | 'commit'>>,
    personIds: readonly string[],
  ) => {
    for (const personId of personIds.length === 0 ? [] : await staysOf(deps.pool, personIds)) {
      await review({ personId, scheme, commit });
      await carryRefunds({ pool: deps.pool, newId: deps.newId, now }, personId);
    }
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
        await reviewMerged(
          {
            scheme: result.settled.scheme,
            commit: { reason: request.reason, actor: actorOf(request.message) },
          },
          [result.settled, ...result.recomputed].map((one) => one.personId),
        );
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

import { inTransaction, type NewId, type Pool, type PoolClient } from '@gongji/store';
import { mergedInto, staysOf } from '@gongji/store/enrolment';
import { openPipelinedConnection } from '@gongji/store/settlement';
import { actorOf, type SettlementService } from './contract.ts';
import { createGroupCommit } from './group-commit.ts';
import { keepRefused } from './keep-refused.ts';
import { loadPolicyBook } from './load-policy-book.ts';
import type { PolicyBook } from './policy-book.ts';
import { previewInTurnWork, previewWork } from './preview.ts';
import { previewReversal, reverseAsShown } from './reversal-shown.ts';
import { settleWork } from './settle.ts';
import { stepsOn } from './steps.ts';
import { workingWithin } from './within.ts';

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
  const { pool, newId, now = () => new Date() } = deps;
  let book: Promise<PolicyBook> | undefined;
  let epoch: string | undefined;
  const loadBook = (wanted: string): Promise<PolicyBook> => {
    if (book !== undefined && epoch === wanted) return book;
    const loading = loadPolicyBook(pool, wanted);
    book = loading;
    epoch = wanted;
    // A failed load is tried again with the next request.
    loading.catch(() => {
      book = undefined;
    });
    return loading;
  };
  const commits = createGroupCommit({
    openConnection: () => openPipelinedConnection(pool),
    loadBook,
    batchSize: deps.batchSize ?? 32,
    lanes: deps.lanes ?? 2,
  });
  const within = (tx: PoolClient) => workingWithin(tx, { loadBook, newId, now });
  const steps = stepsOn({
    ...{ run: commits.run, db: pool, now, newId },
    inTransaction: (work) => inTransaction(pool, work),
    onCarried: () => {},
  });
  return {
    preview: (request) => commits.run(previewWork(request, now)),
    previewInTurn: (requests) => commits.run(previewInTurnWork(requests, now)),
    settle: async (request) => {
      const { cause, personId, message } = request;
      // Only the agency settles what an institution may be sending at the same moment, under another number of the person.
      const [stays] = cause === 'manual' ? await staysOf(pool, [personId]) : [];
      const numbers = stays === undefined ? [] : [stays, ...(await mergedInto(pool, stays))];
      const result = await commits.run(settleWork({ request, numbers }, now, newId));
      await keepRefused({ pool, newId, now }, request, result);
      if (result.kind === 'settled' && stays !== undefined) {
        const again = { schemes: [result.settled.scheme], reason: message.msgid, actor: actorOf(message) };
        await steps.resettle({ personId: stays, ...again });
      }
      return result;
    },
    ...steps,
    reverse: (request) =>
      request.expects === undefined ? steps.reverse(request) : reverseAsShown({ pool, within }, request),
    previewReversal: (request) => previewReversal({ pool, within }, request),
    within,
    close: commits.close,
  };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Asked,
  type ContextKeys,
  isConflict,
  type PipelinedConnection,
  type SettlementContext,
  type WriteSet,
} from '@gongji/store/settlement';
import type { PolicyBook } from './policy-book.ts';
import { openLane, type WriterLane } from './writer-lane.ts';

/** One request as the writer sees it: what to load, how to decide, what must not run beside it. */
export interface Work<Result> {
  readonly keys: ContextKeys;
  /** Names that at most one work in progress may hold: its person, its messages. */
  readonly locks: readonly string[];
  readonly decide: (loaded: Loaded) => Promise<Verdict<Result>> | Verdict<Result>;
}

export interface Loaded {
  readonly context: SettlementContext;
  readonly book: PolicyBook;
  /** For what can only be asked after the context is known. */
  readonly db: Asked;
}

/** An answer at once, or after the write has committed. */
export type Verdict<Result> =
  | { readonly kind: 'answer'; readonly result: Result }
  | { readonly kind: 'write'; readonly writes: WriteSet; readonly result: Result };

export interface GroupCommitOptions {
  readonly openConnection: () => Promise<PipelinedConnection>;
  readonly loadBook: (epoch: string) => Promise<PolicyBook>;
  /** Most works written together. */
  readonly batchSize: number;
  /** Connections that write at the same time. */
  readonly lanes: number;
}

export interface GroupCommit {
  readonly run: <Result>(work: Work<Result>) => Promise<Result>;
  /** Lets the works in progress finish and closes the connections. */
  readonly close: () => Promise<void>;
}

interface Pending {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

/** After so many failed version checks the cause is no race: the fault is shown. */
const MOST_ATTEMPTS = 50;
/** From this attempt on a work is written alone, so that it can no longer hold up others. */
const ALONE_FROM = 3;

/**
 * Group commit: works that arrive while a write is under way wait and are loaded, decided and written together, in two
 * round trips for all. Under low load a batch is one work and nothing waits. See docs/adr/0004.
 */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const queue: Pending[] = [];
  const held = new Set<string>();
  const running = new Set<Promise<void>>();
  const idle: WriterLane[] = Array.from({ length: options.lanes }, () => openLane(options));

  const start = () => {
    const lane = idle.pop();
    if (lane === undefined) return;
    const loop = drain(lane).finally(() => {
      running.delete(loop);
      idle.push(lane);
      if (queue.length > 0 && takeable(queue, held)) start();
    });
    running.add(loop);
  };

  const drain = async (lane: WriterLane) => {
    // One turn of the event loop, so that requests which arrived together are written together.
    await nextTurn();
    for (let batch = take(queue, held, options.batchSize); batch.length > 0; ) {
      await runBatch(lane, batch, queue);
      for (const pending of batch) for (const lock of pending.work.locks) held.delete(lock);
      batch = take(queue, held, options.batchSize);
    }
  };

  return {
    run: <Result>(work: Work<Result>) =>
      new Promise<Result>((resolve, reject) => {
        // The queue forgets the result type; each work's own verdict resolves its own promise.
        queue.push({ work, resolve: (result) => resolve(result as Result), reject, attempts: 0 });
        start();
      }),
    close: async () => {
      while (running.size > 0) await Promise.all(running);
      await Promise.all(idle.map((lane) => lane.close()));
    },
  };
}

/** Takes the oldest works that do not disturb each other or those in progress, and holds their locks. */
function take(queue: Pending[], held: Set<string>, most: number): readonly Pending[] {
  const taken: Pending[] = [];
  for (let i = 0; i < queue.length && taken.length < most; ) {
    const pending = queue[i];
    if (pending === undefined) break;
    const alone = pending.attempts >= ALONE_FROM;
    if ((alone && taken.length > 0) || pending.work.locks.some((lock) => held.has(lock))) {
      i += 1;
      continue;
    }
    queue.splice(i, 1);
    taken.push(pending);
    for (const lock of pending.work.locks) held.add(lock);
    if (alone) break;
  }
  return taken;
}

function takeable(queue: readonly Pending[], held: ReadonlySet<string>): boolean {
  return queue.some((pending) => !pending.work.locks.some((lock) => held.has(lock)));
}

/** Loads, decides and writes one batch. What must be tried again goes back to the front of the queue. */
async function runBatch(lane: WriterLane, batch: readonly Pending[], queue: Pending[]): Promise<void> {
  const failed = (pending: Pending, error: unknown, company: number) => {
    if (!mayTryAgain(pending, error, { company, lost: !lane.isOpen() })) pending.reject(error);
    else queue.unshift(pending);
  };
  let loaded: Loaded;
  try {
    loaded = await lane.load(unionOf(batch.map((p) => p.work.keys)));
  } catch (error) {
    for (const pending of batch) failed(pending, error, batch.length);
    return;
  }
  const decided = await Promise.all(batch.map((pending) => decideOne(pending, loaded, failed)));
  const { together, apart } = separate(decided.flatMap((d) => (d === undefined ? [] : [d])));
  queue.unshift(...apart.map((d) => d.pending));
  if (together.length === 0) return;
  try {
    await lane.commit(together.map((d) => d.writes));
    for (const { pending, result } of together) pending.resolve(result);
  } catch (error) {
    for (const { pending } of together) failed(pending, error, together.length);
  }
}

/**
 * A failed version check is tried again from what is true then. Any other fault of a batch meets only its own work the
 * next time, because each is then written alone. After a lost connection nobody knows whether the write was done: the
 * next load finds the message's effect if it was.
 */
function mayTryAgain(
  pending: Pending,
  error: unknown,
  { company, lost }: { readonly company: number; readonly lost: boolean },
): boolean {
  pending.attempts += 1;
  if (isConflict(error)) return pending.attempts < MOST_ATTEMPTS;
  const again = company > 1 || (lost && pending.attempts < ALONE_FROM);
  pending.attempts = Math.max(pending.attempts, ALONE_FROM);
  return again;
}

interface Decided {
  readonly pending: Pending;
  readonly writes: WriteSet;
  readonly result: unknown;
}

/** Answers at once what needs no write; a fault in one decision does not touch the others. */
async function decideOne(
  pending: Pending,
  loaded: Loaded,
  failed: (pending: Pending, error: unknown, company: number) => void,
): Promise<Decided | undefined> {
  try {
    const verdict = await pending.work.decide(loaded);
    if (verdict.kind === 'write') return { pending, writes: verdict.writes, result: verdict.result };
    pending.resolve(verdict.result);
  } catch (error) {
    failed(pending, error, 1);
  }
  return undefined;
}

/** Works that touch a counter row or account that another one of the batch touches wait for the next batch. */
function separate(decided: readonly Decided[]) {
  const touched = new Set<string>();
  const together: Decided[] = [];
  const apart: Decided[] = [];
  for (const one of decided) {
    const rows = [
      ...one.writes.counters.map((c) => `counters/${c.personId}/${c.scheme}`),
      ...one.writes.accounts.map((a) => `account/${a.personId}`),
    ];
    if (rows.some((row) => touched.has(row))) apart.push(one);
    else together.push(one);
    for (const row of rows) touched.add(row);
  }
  return { together, apart };
}

function unionOf(keys: readonly ContextKeys[]): ContextKeys {
  return {
    personIds: [...new Set(keys.flatMap((k) => k.personIds))],
    institutionCodes: [...new Set(keys.flatMap((k) => k.institutionCodes))],
    diseaseCodes: [...new Set(keys.flatMap((k) => k.diseaseCodes))],
    messages: keys.flatMap((k) => k.messages),
  };
}

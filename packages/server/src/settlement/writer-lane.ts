import { type AuditHead, claimAuditStripe } from '@gongji/store/audit';
import {
  type ContextKeys,
  commitWrites,
  loadContext,
  type PipelinedConnection,
  type WriteSet,
} from '@gongji/store/settlement';
import type { Loaded } from './group-commit.ts';
import type { PolicyBook } from './policy-book.ts';

/** A connection that writes, with the audit stripe it owns. Opened when first needed and again after it was lost. */
export interface WriterLane {
  readonly load: (keys: ContextKeys) => Promise<Loaded>;
  readonly commit: (sets: readonly WriteSet[]) => Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

export interface LaneOptions {
  readonly openConnection: () => Promise<PipelinedConnection>;
  /** The policies of an epoch; called when the database tells of another epoch than the last. */
  readonly loadBook: (epoch: string) => Promise<PolicyBook>;
}

interface Session {
  readonly db: PipelinedConnection;
  head: AuditHead;
}

export function openLane(options: LaneOptions): WriterLane {
  let session: Session | undefined;
  const current = async (): Promise<Session> => {
    if (session?.db.isOpen()) return session;
    const db = await options.openConnection();
    session = { db, head: await claimAuditStripe(db) };
    return session;
  };
  return {
    load: async (keys) => {
      const { db } = await current();
      const context = await loadContext(db, keys);
      return { context, book: await options.loadBook(context.policyEpoch), db };
    },
    commit: async (sets) => {
      const open = await current();
      open.head = await commitWrites(open.db, sets, open.head);
    },
    isOpen: () => session?.db.isOpen() ?? true,
    close: async () => {
      if (session?.db.isOpen()) await session.db.close();
    },
  };
}

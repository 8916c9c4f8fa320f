import type { Pool } from '@gongji/store';
import { insertMessageLog, type MessageLogRow } from '@gongji/store/provider-interface';

const FLUSH_MS = 200;
const FLUSH_ROWS = 200;
/** Rows held while the database cannot be reached; older ones are given up beyond that. */
const MOST_HELD = 10_000;

/** The message log 报文日志, written behind the replies so that it costs them nothing. */
export interface MessageLog {
  add(row: MessageLogRow): void;
  /** Writes what is held. */
  flush(): Promise<void>;
  /** Writes what is held and stops. */
  close(): Promise<void>;
  /** Rows given up because the database could not be reached. */
  readonly dropped: () => number;
}

export function createMessageLog(pool: Pool, onFault: (fault: unknown) => void): MessageLog {
  let held: MessageLogRow[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let dropped = 0;

  async function write(): Promise<void> {
    const rows = held;
    held = [];
    if (rows.length === 0) return;
    try {
      await insertMessageLog(pool, rows);
    } catch (fault) {
      onFault(fault);
      dropped += Math.max(0, rows.length + held.length - MOST_HELD);
      held = [...rows, ...held].slice(-MOST_HELD);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  return {
    add(row) {
      held.push(row);
      if (held.length === FLUSH_ROWS) void flush();
      else timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
    flush,
    close: flush,
    dropped: () => dropped,
  };
}

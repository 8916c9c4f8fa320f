import type { Queryable } from './pool.ts';

/** Makes ids: decimal text of a 63-bit number that grows with time, unique across processes. */
export type NewId = () => string;

/** 2020-01-01T00:00:00Z; 41 bits of milliseconds reach to 2089. */
const EPOCH_MS = 1_577_836_800_000;
const MAX_SEQUENCE = 4095;

/** Takes a node number from the database, so that no two processes share one. */
export async function createIdSource(db: Queryable): Promise<NewId> {
  const { rows } = await db.query<{ node: string }>("select nextval('id_node') as node");
  return idSource(Number(rows[0]?.node ?? 0), Date.now);
}

/**
 * Layout: milliseconds << 22 | node << 12 | sequence. When the clock steps back or a millisecond is used up, it goes on
 * from the last millisecond used, so ids of one process always rise.
 */
export function idSource(node: number, nowMs: () => number): NewId {
  if (!Number.isInteger(node) || node < 0 || node > 1023)
    throw new RangeError(`node outside 0..1023: ${node}`);
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const ms = nowMs() - EPOCH_MS;
    if (ms > lastMs) {
      lastMs = ms;
      sequence = 0;
    } else if (sequence === MAX_SEQUENCE) {
      lastMs += 1;
      sequence = 0;
    } else {
      sequence += 1;
    }
    return String((BigInt(lastMs) << 22n) | (BigInt(node) << 12n) | BigInt(sequence));
  };
}

/** The smallest id of that instant: ids made later are not below it. */
export function idFloor(at: Date): string {
  return String(BigInt(Math.max(0, at.getTime() - EPOCH_MS)) << 22n);
}

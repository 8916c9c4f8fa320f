import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { SheetUnreadable } from './sheet-unreadable.ts';

const MOST_PARTS = 500;

/** Parts of an .xlsx file by their names, none unpacked yet. Sizes are what the file says; the reader holds it to them. */
export interface ZipParts {
  readonly has: (name: string) => boolean;
  /** Unpacks a part piece by piece. Throws SheetUnreadable, also for a part that is larger than it said. */
  readonly read: (name: string) => AsyncIterable<string>;
}

/** Lists the parts. Refuses what says that it unpacks to more than `mostBytes`, before anything is unpacked. */
export async function zipParts(bytes: Uint8Array, mostBytes: number): Promise<ZipParts> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const options = { lazyEntries: true, validateEntrySizes: true, autoClose: false };
  const zip = await fromBufferPromise(buffer, options).catch(damaged);
  const entries = await listed(zip, mostBytes);
  return { has: (name) => entries.has(name), read: (name) => pieces(zip, entries.get(name)) };
}

async function listed(zip: ZipFile, mostBytes: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > mostBytes || entries.size >= MOST_PARTS) throw new SheetUnreadable('too-large');
      if (entry.isEncrypted()) throw new SheetUnreadable('old-or-locked');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    damaged(error);
  }
  return entries;
}

async function* pieces(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (entry === undefined) throw new SheetUnreadable('damaged');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const part of stream) yield decoder.decode(part as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    damaged(error);
  }
}

/** What the library says about a file is of no use to who sent it. */
function damaged(error: unknown): never {
  throw error instanceof SheetUnreadable ? error : new SheetUnreadable('damaged');
}

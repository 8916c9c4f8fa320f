import { type DraftName, draftName, KEPT_MS } from './storage.ts';

/** A file that was chosen and is not sent yet; too large for the storage of drafts, so it lies in the browser's own database. */
interface Entry {
  readonly at: number;
  readonly file: File;
}

const STORE = 'files';
/** What may be sent, and no more. */
export const MOST_KEPT_BYTES = 4 * 1024 * 1024;

/** A browser that keeps nothing still works until it is reloaded: every fault here is one of keeping. */
async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const db = await promised(opening());
    try {
      return await promised(work(db.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

function opening(): IDBOpenDBRequest {
  const asked = indexedDB.open('gongji.draft', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  return asked;
}

function promised<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

export async function keepFile(name: DraftName, file: File): Promise<void> {
  if (file.size > MOST_KEPT_BYTES) return forgetFile(name);
  await inStore('readwrite', (store) => store.put({ at: Date.now(), file } satisfies Entry, name));
}

/** What was kept under the name, and not too long ago; the cast says that {@link keepFile} wrote it. */
export async function readKeptFile(name: DraftName): Promise<File | undefined> {
  const entry = (await inStore('readonly', (store) => store.get(name))) as Entry | undefined;
  if (entry === undefined || Date.now() - entry.at < KEPT_MS) return entry?.file;
  await forgetFile(name);
  return undefined;
}

export async function forgetFile(name: DraftName): Promise<void> {
  await inStore('readwrite', (store) => store.delete(name));
}

/** With the drafts of an account its files go. */
export async function forgetAllFiles(account: string): Promise<void> {
  const first = draftName(account, '');
  const range = IDBKeyRange.bound(first, `${first}\uffff`);
  await inStore('readwrite', (store) => store.delete(range));
}

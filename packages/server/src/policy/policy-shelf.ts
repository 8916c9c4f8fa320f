import { Worker } from 'node:worker_threads';
import type { Pool } from '@gongji/store';
import { newestPolicyTexts, newestPolicyVersions, policySource } from '@gongji/store/rest';
import { type PageFile, pageFile } from '../web/pages.ts';
import type { PolicyQuestion } from './policy-worker.ts';

/**
 * The policies as scripts for the pages, made from the same texts that settle bills. They are made on a thread of their
 * own, because reading and checking policies takes seconds, and kept: what they are made from never changes.
 */
export interface PolicyShelf {
  readonly catalogue: () => Promise<PageFile>;
  readonly script: (key: string, name: string) => Promise<PageFile | undefined>;
  /** The model of a version that settled a bill, also of one that is not in use any more. */
  readonly version: (version: string) => Promise<PageFile | undefined>;
  readonly close: () => Promise<void>;
}

/** A policy has a model, a proof and a few programs; many more keys than policies are guesses. */
const MOST_KEPT = 1000;

export function openPolicyShelf(pool: Pool, folder: string): PolicyShelf {
  const worker = openWorker(folder);
  const kept = new Map<string, Promise<PageFile | undefined>>();
  let epoch = '';
  let catalogue: Promise<PageFile> | undefined;
  const once = (name: string, make: () => Promise<string | undefined>) => {
    const found = kept.get(name);
    if (found !== undefined) return found;
    const made = make().then((text) => (text === undefined ? undefined : pageFile('.js', text, true)));
    if (kept.size < MOST_KEPT) kept.set(name, made);
    // What could not be made is tried again; what does not exist is not kept.
    made.then((file) => file ?? kept.delete(name)).catch(() => kept.delete(name));
    return made;
  };
  const readCatalogue = async (): Promise<PageFile> => {
    const text = await worker.ask({ kind: 'catalogue', kept: await newestPolicyTexts(pool) });
    return pageFile('.js', text ?? '', false);
  };
  return {
    catalogue: async () => {
      const now = (await newestPolicyVersions(pool)).join();
      if (catalogue === undefined || now !== epoch) {
        epoch = now;
        catalogue = readCatalogue();
        catalogue.catch(() => {
          catalogue = undefined;
        });
      }
      return catalogue;
    },
    script: (key, name) => once(`${key}/${name}`, () => worker.ask({ kind: 'script', key, name })),
    version: (version) =>
      once(version, async () => {
        const source = await policySource(pool, version);
        return source === undefined ? undefined : worker.ask({ kind: 'version', source });
      }),
    close: worker.close,
  };
}

interface Pending {
  readonly resolve: (text: string | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The thread starts with the first question. */
function openWorker(folder: string) {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let last = 0;
  const fail = (error: Error): void => {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    worker = undefined;
  };
  const started = (): Worker => {
    if (worker !== undefined) return worker;
    const made = new Worker(new URL('./policy-worker.ts', import.meta.url), { workerData: folder });
    made.unref();
    made.on('message', ({ id, text, error }: { id: number; text?: string; error?: string }) => {
      const asked = pending.get(id);
      pending.delete(id);
      if (error === undefined) asked?.resolve(text);
      else asked?.reject(new Error(error));
    });
    made.on('error', fail);
    worker = made;
    return made;
  };
  return {
    ask: (question: PolicyQuestion): Promise<string | undefined> =>
      new Promise((resolve, reject) => {
        last += 1;
        pending.set(last, { resolve, reject });
        started().postMessage({ id: last, question });
      }),
    close: async () => {
      await worker?.terminate();
      fail(new Error('the server stops'));
    },
  };
}

import { Worker } from 'node:worker_threads';
import type { PolicyHead } from '@gongji/contract';
import type { Pool } from '@gongji/store';
import { newestPolicyTexts, newestPolicyVersions, policySource } from '@gongji/store/rest';
import { type PageFile, pageFile } from '../web/pages.ts';
import { loadOnce } from './load-once.ts';
import type { PolicyFile } from './load-policy-files.ts';
import {
  headOf,
  keptEntry,
  type PolicyEntry,
  type RegionNames,
  readPolicies,
  readRegionNames,
} from './policy-entries.ts';
import { catalogueScript } from './policy-scripts.ts';
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

export function openPolicyShelf(pool: Pool, folder: string, loaded: readonly PolicyFile[]): PolicyShelf {
  const worker = openWorker(folder);
  const made = new Map<string, Promise<PageFile | undefined>>();
  const files = readPolicies(folder);
  const regions = readRegionNames(folder);
  /** Texts of the database that no file holds, by key: the worker gets them with the question. */
  const keptTexts = new Map<string, string>();
  let epoch = '';
  let catalogue: Promise<PageFile> | undefined;
  const once = (address: string, question: PolicyQuestion) => {
    const found = made.get(address);
    if (found !== undefined) return found;
    const making = worker
      .ask(question)
      .then((text) => (text === undefined ? undefined : pageFile('.js', text, true)));
    if (made.size < MOST_KEPT) made.set(address, making);
    // What could not be made is tried again; what does not exist is not kept.
    making.then((file) => file ?? made.delete(address)).catch(() => made.delete(address));
    return making;
  };
  const readCatalogue = async (): Promise<PageFile> => {
    const shown = entriesInUse({ files, loaded, regions }, await newestPolicyTexts(pool));
    for (const { key, source } of shown) if (source !== undefined) keptTexts.set(key, source);
    return pageFile('.js', catalogueScript(shown), false);
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
    script: (key, name) => {
      const source = keptTexts.get(key);
      return once(`${key}/${name}`, source === undefined ? { key, name } : { source, name });
    },
    version: async (version) => {
      const source = await policySource(pool, version);
      return source === undefined ? undefined : once(version, { source, name: 'model.js' });
    },
    close: worker.close,
  };
}

interface ShownPolicy {
  readonly head: PolicyHead;
  readonly key: string;
  /** Of a policy that no file holds. */
  readonly source?: string;
}

/** In place of each policy the text that settles its bills: that of the files, unless a newer one was loaded elsewhere. */
function entriesInUse(
  {
    files,
    loaded,
    regions,
  }: {
    readonly files: readonly PolicyEntry[];
    readonly loaded: readonly PolicyFile[];
    readonly regions: RegionNames;
  },
  kept: readonly { readonly version: string; readonly policyId: string; readonly source: string }[],
): readonly ShownPolicy[] {
  const models = new Map(loaded.map(({ source, model }) => [source, model]));
  const ours = new Set(loaded.map(({ model }) => model.version));
  const newer = new Map(kept.filter((k) => !ours.has(k.version)).map((k) => [k.policyId, k.source]));
  const fromDatabase = (source: string): readonly ShownPolicy[] => {
    const entry = keptEntry(source);
    const { policy } = loadOnce(source, entry.text.file);
    return policy === undefined ? [] : [{ head: headOf(entry, policy, regions), key: entry.key, source }];
  };
  const shown = files.flatMap((entry): readonly ShownPolicy[] => {
    const source = entry.scenario === undefined ? newer.get(entry.id) : undefined;
    if (source !== undefined) {
      newer.delete(entry.id);
      return fromDatabase(source);
    }
    const model = models.get(entry.text.source);
    return model === undefined ? [] : [{ head: headOf(entry, model, regions), key: entry.key }];
  });
  return [...shown, ...[...newer.values()].flatMap(fromDatabase)];
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

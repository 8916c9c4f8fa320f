import { parentPort, workerData } from 'node:worker_threads';
import type { CalendarDate } from '@gongji/domain';
import { keptEntry, type PolicyEntry, readPolicies } from './policy-entries.ts';
import { catalogueScript, policyScript, programScript, proofScript } from './policy-scripts.ts';

/** What the server asks of the worker; the answer is the text of a script, or undefined when there is none. */
export type PolicyQuestion =
  | { readonly kind: 'catalogue'; readonly kept: readonly KeptText[] }
  | { readonly kind: 'script'; readonly key: string; readonly name: string }
  | { readonly kind: 'version'; readonly source: string };
/** The newest loaded text of a policy, as the database keeps it. */
export interface KeptText {
  readonly version: string;
  readonly policyId: string;
  readonly source: string;
}

/** Reads the files once; a text that the database holds beyond them joins when the catalogue is asked for. */
const files = readPolicies(String(workerData));
const known = new Map(files.map((entry) => [entry.key, entry]));

/** In place of each policy the text that settles its bills: that of the files, unless a newer one was loaded elsewhere. */
function inUse(kept: readonly KeptText[]): readonly PolicyEntry[] {
  const versions = new Set(files.map(({ head }) => head.version));
  const newer = new Map(kept.filter((k) => !versions.has(k.version)).map((k) => [k.policyId, k]));
  const shown = files.flatMap((entry) => {
    const text = entry.head.scenario === undefined ? newer.get(entry.head.id) : undefined;
    newer.delete(entry.head.id);
    return (text === undefined ? entry : keptEntry(text.source)) ?? [];
  });
  const others = [...newer.values()].flatMap(({ source }) => keptEntry(source) ?? []);
  return [...shown, ...others];
}

function answer(question: PolicyQuestion): string | undefined {
  switch (question.kind) {
    case 'catalogue': {
      const entries = inUse(question.kept);
      for (const entry of entries) known.set(entry.key, entry);
      return catalogueScript(entries);
    }
    case 'version': {
      const entry = keptEntry(question.source);
      if (entry !== undefined) known.set(entry.key, entry);
      return entry === undefined ? undefined : policyScript(entry);
    }
    case 'script':
      return script(known.get(question.key), question.name);
  }
}

function script(entry: PolicyEntry | undefined, name: string): string | undefined {
  if (entry === undefined) return undefined;
  if (name === 'model.js') return policyScript(entry);
  if (name === 'proof.js') return proofScript(entry);
  const from = /^program-(\d{4}-\d{2}-\d{2})\.js$/.exec(name)?.[1];
  return from === undefined ? undefined : programScript(entry, from as CalendarDate);
}

parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: PolicyQuestion }) => {
  try {
    parentPort?.postMessage({ id, text: answer(question) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

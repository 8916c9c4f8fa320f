import { parentPort, workerData } from 'node:worker_threads';
import type { CalendarDate } from '@gongji/domain';
import { keptEntry, type PolicyEntry, readPolicies } from './policy-entries.ts';
import { policyScript, programScript, proofScript } from './policy-scripts.ts';

/**
 * What the server asks of the worker: a script of a policy by its key, or of a text that the database keeps. The answer is
 * the text of the script, or undefined when there is none.
 */
export interface PolicyQuestion {
  readonly key?: string;
  readonly source?: string;
  readonly name: string;
}

/** Texts read once; those of the database join when they are asked for. */
const known = new Map(readPolicies(String(workerData)).map((entry) => [entry.key, entry]));

function answer({ key = '', source, name }: PolicyQuestion): string | undefined {
  const kept = source === undefined ? undefined : keptEntry(source);
  if (kept !== undefined) known.set(kept.key, kept);
  return script(kept ?? known.get(key), name);
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

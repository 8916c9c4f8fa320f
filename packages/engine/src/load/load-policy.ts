import type { PolicyModel, Problem } from '../model.ts';
import { mergeOverlay } from './overlay.ts';
import { readPolicy } from './read-policy.ts';
import { checkReferences } from './references.ts';
import { sha256Hex } from './sha256.ts';
import { hasErrors, inOrder, parseSource, startReading } from './source.ts';

/** Text of a file and the name that problems give it. */
export interface SourceText {
  readonly source: string;
  readonly file: string;
}

export interface LoadedPolicy {
  /** Absent when any problem is an error. */
  readonly policy?: PolicyModel;
  /** Everything found, in order of file and line. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a policy file, with overlays laid over it in the given order, into the model. Never throws on bad input:
 * all problems come back at once. Numbers are read from the text, never through floating point.
 */
export function loadPolicy(source: string, file: string, overlays: readonly SourceText[] = []): LoadedPolicy {
  const reading = startReading(file);
  const root = parseSource(reading, source, file);
  if (root === undefined) return { problems: inOrder(reading) };
  for (const overlay of overlays) mergeOverlay(reading, root, overlay);
  const version = sha256Hex([source, ...overlays.map((o) => o.source)].join('\n'));
  const policy = readPolicy(reading, root, version);
  checkReferences(reading, policy);
  const problems = inOrder(reading);
  return hasErrors(reading) ? { problems } : { policy, problems };
}

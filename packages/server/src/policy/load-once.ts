import { type LoadedPolicy, loadPolicy } from '@gongji/engine';

/** Texts kept: all versions of the policies of a region, several times over. */
const MOST = 200;
const LOADED = new Map<string, LoadedPolicy>();

/**
 * {@link loadPolicy} of one text, read once in a process: explanations of bills come back to the same few versions, and
 * reading one takes many times as long as explaining. A model is never changed. The text used longest ago is forgotten.
 */
export function loadOnce(source: string, file: string): LoadedPolicy {
  const key = `${file}\n${source}`;
  const loaded = LOADED.get(key) ?? loadPolicy(source, file);
  LOADED.delete(key);
  LOADED.set(key, loaded);
  const [oldest] = LOADED.keys();
  if (LOADED.size > MOST && oldest !== undefined) LOADED.delete(oldest);
  return loaded;
}

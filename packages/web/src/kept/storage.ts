/** What this browser keeps of work that is not sent yet 草稿: a version of its form, when it was written, and the value. */
interface Entry {
  readonly version: number;
  readonly at: number;
  readonly value: unknown;
}

declare const named: unique symbol;
/** Name of a draft, which only {@link draftName} makes: nothing is kept that does not belong to one account. */
export type DraftName = string & { readonly [named]: true };

const PREFIX = 'gongji.draft.';
/** Nobody goes on with a form of last week, and a shared machine forgets. */
export const KEPT_MS = 24 * 3_600_000;

/** One per operator, form and subject. The account is encoded, so that none begins like another one with its slash. */
export function draftName(account: string, form: string): DraftName {
  return `${PREFIX}${encodeURIComponent(account)}/${form}` as DraftName;
}

/** What was kept under the name by this very version, and not too long ago; the cast says that it wrote a `T`. */
export function readKept<T>(name: DraftName, version: number): T | undefined {
  try {
    const entry: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    if (typeof entry !== 'object' || entry === null || !('version' in entry)) return undefined;
    const { at, value } = entry as Entry;
    return entry.version === version && Date.now() - at < KEPT_MS ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

export function writeKept(name: DraftName, version: number, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify({ version, at: Date.now(), value } satisfies Entry));
  } catch {
    // A browser that keeps nothing still works until it is reloaded.
  }
}

export function forgetKept(name: DraftName): void {
  localStorage.removeItem(name);
}

/** Whoever signs out leaves nothing of what was typed behind; a session that runs out keeps it. */
export function forgetAllKept(account: string): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith(draftName(account, ''))) localStorage.removeItem(name);
}

import { useEffect, useState } from 'react';
import { type Draft, newDraft } from './draft.ts';

const VERSION = 1;

export interface KeptDraft {
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  /** Set when another window of this browser changed the same draft. */
  readonly elsewhere: Draft | undefined;
  readonly settleConflict: (take: 'theirs' | 'mine') => void;
}

/** A draft that survives reloading and crashes: it is written down with every change. One per operator and browser. */
export function useDraft(account: string, place: 'hospital' | 'pharmacy'): KeptDraft {
  const name = `gongji.office.draft.${account}`;
  const [draft, setDraft] = useState(() => read(name) ?? newDraft(new Date(), place));
  const [elsewhere, setElsewhere] = useState<Draft>();
  useEffect(() => {
    const onStorage = (event: StorageEvent): void => {
      if (event.key === name) setElsewhere(read(name));
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [name]);
  const put = (next: Draft): Draft => {
    write(name, next);
    return next;
  };
  return {
    draft,
    change: (change) => setDraft((now) => put(change(now))),
    elsewhere,
    settleConflict: (take) => {
      if (take === 'theirs' && elsewhere !== undefined) setDraft(elsewhere);
      else put(draft);
      setElsewhere(undefined);
    },
  };
}

function read(name: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    const good = typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === VERSION;
    // What this very version wrote.
    return good ? (kept as unknown as { readonly draft: Draft }).draft : undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, draft: Draft): void {
  try {
    localStorage.setItem(name, JSON.stringify({ version: VERSION, draft }));
  } catch {
    // A browser that keeps nothing still works until it is reloaded.
  }
}

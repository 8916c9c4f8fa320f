import { useEffect, useState } from 'react';
import { draftName, readKept, writeKept } from '../kept/storage.ts';
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
  const name = draftName(account, 'office');
  const [draft, setDraft] = useState(() => readKept<Draft>(name, VERSION) ?? newDraft(new Date(), place));
  const [elsewhere, setElsewhere] = useState<Draft>();
  useEffect(() => {
    const onStorage = (event: StorageEvent): void => {
      if (event.key === name) setElsewhere(readKept<Draft>(name, VERSION));
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [name]);
  const put = (next: Draft): Draft => {
    writeKept(name, VERSION, next);
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

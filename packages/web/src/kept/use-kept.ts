import { useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { type DraftName, draftName, forgetKept, readKept, writeKept } from './storage.ts';

const VERSION = 1;

export interface Kept<T> {
  readonly value: T;
  readonly set: (value: T) => void;
  /** After it was sent, or on request: as at the beginning, and nothing is kept. */
  readonly forget: () => void;
  /** After it was sent, where what was typed stays on the screen. */
  readonly sent: () => void;
  /** `new`: nothing typed; `kept`: typed and kept; `restored`: found again from before. */
  readonly state: 'new' | 'kept' | 'restored';
  /** The same draft was changed in another window of this browser since. */
  readonly elsewhere: boolean;
  readonly takeOther: () => void;
}

/** Name of the draft of this form for whoever is signed in. */
export function useDraftName(form: string): DraftName {
  const session = useSession();
  return draftName(session.kind === 'signedIn' ? session.view.account : '', form);
}

/**
 * What is typed into a form, kept over reloading, a crash and a new sign-in. `form` names the form and what it is about.
 * Two windows with the same form do not overwrite each other unseen.
 */
export function useKept<T>(form: string, initial: T): Kept<T> {
  const name = useDraftName(form);
  const first = useRef(initial);
  const [{ value, state }, setNow] = useState(() => {
    const found = readKept<T>(name, VERSION);
    return found === undefined
      ? { value: initial, state: 'new' as Kept<T>['state'] }
      : { value: found, state: 'restored' as Kept<T>['state'] };
  });
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    const onStorage = (event: StorageEvent): void => {
      if (event.key === name && event.newValue !== null) setElsewhere(true);
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [name]);
  return {
    value,
    set: (next) => {
      writeKept(name, VERSION, next);
      setNow({ value: next, state: 'kept' });
    },
    forget: () => {
      forgetKept(name);
      setElsewhere(false);
      setNow({ value: first.current, state: 'new' });
    },
    sent: () => {
      forgetKept(name);
      setNow({ value, state: 'new' });
    },
    state,
    elsewhere,
    takeOther: () => {
      const found = readKept<T>(name, VERSION);
      if (found !== undefined) setNow({ value: found, state: 'restored' });
      setElsewhere(false);
    },
  };
}

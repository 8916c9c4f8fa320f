import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** One key of the keyboard or two in a row (`g c`), with what it does in words. */
export interface KeyBinding {
  readonly keys: string;
  readonly text: string;
  readonly run: () => void;
  /** Also while typing in a field; only for keys with Alt or Ctrl. */
  readonly whileTyping?: boolean;
}

interface KeyRegister {
  readonly shown: readonly KeyBinding[];
  readonly add: (bindings: readonly KeyBinding[]) => () => void;
}

const KeyContext = createContext<KeyRegister>({ shown: [], add: () => () => undefined });

export function KeyProvider({ children }: { readonly children: ReactNode }) {
  const [groups, setGroups] = useState<readonly (readonly KeyBinding[])[]>([]);
  const shown = useMemo(() => groups.flat(), [groups]);
  useEffect(() => listen(shown), [shown]);
  const register = useMemo(
    () => ({
      shown,
      add: (bindings: readonly KeyBinding[]) => {
        setGroups((all) => [...all, bindings]);
        return () => setGroups((all) => all.filter((group) => group !== bindings));
      },
    }),
    [shown],
  );
  return <KeyContext value={register}>{children}</KeyContext>;
}

/** Binds keys while the calling page is shown. Pass a memoised list. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const { add } = useContext(KeyContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `add` changes with every registration and would loop.
  useEffect(() => add(bindings), [bindings]);
}

export function useShownKeys(): readonly KeyBinding[] {
  return useContext(KeyContext).shown;
}

const SECOND_KEY_MS = 1200;

function listen(bindings: readonly KeyBinding[]): () => void {
  let first: { readonly key: string; readonly at: number } | undefined;
  const onKey = (event: KeyboardEvent): void => {
    const pressed = nameOf(event);
    const typing = isTyping(event.target);
    const both =
      first !== undefined && event.timeStamp - first.at < SECOND_KEY_MS ? `${first.key} ${pressed}` : '';
    const found = bindings.find((b) => (b.keys === both || b.keys === pressed) && (!typing || b.whileTyping));
    first = typing ? undefined : { key: pressed, at: event.timeStamp };
    if (found === undefined) return;
    event.preventDefault();
    first = undefined;
    found.run();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

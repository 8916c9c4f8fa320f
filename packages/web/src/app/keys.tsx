import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';

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
  // Before anything is painted: what can be seen can be used.
  useLayoutEffect(() => listen(shown), [shown]);
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
  useLayoutEffect(() => add(bindings), [bindings]);
}

export function useShownKeys(): readonly KeyBinding[] {
  return useContext(KeyContext).shown;
}

const SECOND_KEY_MS = 1200;

interface Pressed {
  readonly key: string;
  /** Milliseconds on the clock of `event.timeStamp`. */
  readonly at: number;
}

/**
 * The last two keys that nothing was bound to. They outlive the bindings: a page that just opened binds its keys a moment
 * later, and what was pressed meanwhile must not be lost.
 */
let unused: readonly Pressed[] = [];

function listen(bindings: readonly KeyBinding[]): () => void {
  runLate(bindings);
  const onKey = (event: KeyboardEvent): void => {
    const pressed = { key: nameOf(event), at: event.timeStamp };
    const typing = isTyping(event.target);
    const both = inRow(unused.at(-1), pressed);
    const found = bindings.find(
      (b) => (b.keys === both || b.keys === pressed.key) && (!typing || b.whileTyping),
    );
    unused = typing || found !== undefined ? [] : [...unused.slice(-1), pressed];
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Two keys pressed before they were bound. Not one key alone: that is easily a slip. */
function runLate(bindings: readonly KeyBinding[]): void {
  const [first, second] = unused;
  if (second === undefined || performance.now() - second.at >= SECOND_KEY_MS) return;
  const both = inRow(first, second);
  const found = bindings.find(({ keys }) => keys === both);
  if (found === undefined) return;
  unused = [];
  found.run();
}

/** `g c`, when the second was pressed soon after the first. */
function inRow(first: Pressed | undefined, second: Pressed): string | undefined {
  return first !== undefined && second.at - first.at < SECOND_KEY_MS
    ? `${first.key} ${second.key}`
    : undefined;
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

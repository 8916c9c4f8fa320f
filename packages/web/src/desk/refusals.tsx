import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';

interface Refusals {
  /** Which part of the page says it: the one that was refused first. */
  readonly first: string | undefined;
  readonly add: (id: string) => () => void;
}

const RefusalsContext = createContext<Refusals>({ first: undefined, add: () => () => undefined });

/** Around the pages: several parts of one may be refused to the reader, who is told once. */
export function RefusalsOfPage({ children }: { readonly children: ReactNode }) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const add = useCallback((id: string) => {
    setIds((now) => [...now, id]);
    return () => setIds((now) => now.filter((one) => one !== id));
  }, []);
  const [first] = ids;
  const value = useMemo(() => ({ first, add }), [first, add]);
  return <RefusalsContext value={value}>{children}</RefusalsContext>;
}

/** Whether this part of the page is the one that says that something is refused. */
export function useSaysRefusal(): boolean {
  const id = useId();
  const { first, add } = useContext(RefusalsContext);
  useLayoutEffect(() => add(id), [add, id]);
  return first === id;
}

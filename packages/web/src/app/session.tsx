import { createContext, type ReactNode, useContext } from 'react';

/**
 * Who uses the workbench 会话. Pages ask `may(action)`, never for a role; the server decides again on every call.
 * `open`: the server asks for no sign-in. A server with sign-in answers with a person and the actions allowed.
 */
export type Session =
  | { readonly kind: 'open' }
  | { readonly kind: 'signedIn'; readonly name: string; readonly actions: ReadonlySet<string> };

export type Action = 'settlement.read' | 'person.read' | 'operations.read' | 'policy.read';

const SessionContext = createContext<Session>({ kind: 'open' });

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  return <SessionContext value={OPEN}>{children}</SessionContext>;
}

const OPEN: Session = { kind: 'open' };

export function useMay(): (action: Action) => boolean {
  const session = useContext(SessionContext);
  return (action) => session.kind === 'open' || session.actions.has(action);
}

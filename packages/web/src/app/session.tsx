import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';

/**
 * Who uses the workbench 会话. Pages ask `may(action)`, never for a role; the server decides again on every call.
 * `visitor`: nobody has signed in, only public pages are there. `reader`: the token of an installation with demo data.
 * Sign-in adds a kind with the person and the actions allowed; no page changes.
 */
export type Session =
  | { readonly kind: 'starting' }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'reader'; readonly token: string };

export type Action = 'settlement.read' | 'person.read' | 'fund.read';

const SessionContext = createContext<Session>({ kind: 'starting' });

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { data = { kind: 'starting' } } = useQuery({
    queryKey: ['session'],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: findSession,
  });
  return <SessionContext value={data}>{children}</SessionContext>;
}

async function findSession(): Promise<Session> {
  const reply = await fetch('/api/demo-token').catch(() => undefined);
  if (reply?.ok !== true || !(reply.headers.get('content-type') ?? '').includes('json'))
    return { kind: 'visitor' };
  const answer: unknown = await reply.json();
  const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : undefined;
  return typeof token === 'string' ? { kind: 'reader', token } : { kind: 'visitor' };
}

export function useSession(): Session {
  return useContext(SessionContext);
}

export function useToken(): string | undefined {
  const session = useSession();
  return session.kind === 'reader' ? session.token : undefined;
}

export function useMay(): (action: Action) => boolean {
  const session = useSession();
  return (_action) => session.kind === 'reader';
}

import type { Action, SessionView } from '@gongji/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { ApiError, request } from '../api/request.ts';

type SignedInView = Extract<SessionView, { readonly state: 'signed-in' }>;
type VisitorView = Extract<SessionView, { readonly state: 'visitor' }>;

/**
 * Who uses the workbench 会话. Pages ask `may(action)`, never for a role; the server decides again on every call.
 * `ended`: the session ran out while somebody was working; the page stays as it is until the same user is back.
 */
export type Session =
  | { readonly kind: 'starting' }
  | { readonly kind: 'visitor'; readonly demoAccounts: VisitorView['demoAccounts'] }
  | { readonly kind: 'signedIn'; readonly view: SignedInView; readonly ended: boolean };

const KEY = ['session'] as const;
const ENDED = ['session-ended'] as const;

const SessionContext = createContext<Session>({ kind: 'starting' });

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { data: view } = useQuery({
    queryKey: KEY,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: whoAmI,
  });
  const { data: ended = false } = useQuery({ queryKey: ENDED, enabled: false, queryFn: () => false });
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        const isEnd = error instanceof ApiError && error.code === 'session-expired';
        if (isEnd && queries.getQueryData(ENDED) !== true) queries.setQueryData(ENDED, true);
      }),
    [queries],
  );
  return <SessionContext value={sessionOf(view, ended)}>{children}</SessionContext>;
}

function sessionOf(view: SessionView | undefined, ended: boolean): Session {
  if (view === undefined) return { kind: 'starting' };
  if (view.state === 'visitor') return { kind: 'visitor', demoAccounts: view.demoAccounts };
  return { kind: 'signedIn', view, ended };
}

/** Without a server behind the page everybody is a visitor. */
async function whoAmI(): Promise<SessionView> {
  return request<SessionView>('/api/session').catch(
    (): SessionView => ({ state: 'visitor', demoAccounts: [] }),
  );
}

export function useSession(): Session {
  return useContext(SessionContext);
}

export function useMay(): (action: Action) => boolean {
  const session = useSession();
  return (action) =>
    session.kind === 'signedIn' &&
    session.view.must.length === 0 &&
    session.view.permissions[action] !== undefined;
}

/** Takes over what the server says of the session after signing in or out, and asks again for what had failed. */
export function useSessionChange(): (view: SessionView) => void {
  const queries = useQueryClient();
  return (view) => {
    queries.setQueryData(ENDED, false);
    queries.setQueryData(KEY, view);
    if (view.state === 'visitor') queries.removeQueries({ queryKey: ['api'] });
    else void queries.invalidateQueries({ queryKey: ['api'] });
  };
}

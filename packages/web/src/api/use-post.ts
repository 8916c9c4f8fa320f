import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTell } from '../app/late-notice.tsx';
import { ApiError, request } from './request.ts';

interface PostOptions {
  /** Idempotency key: the same key and body have one effect, however often they are sent. */
  readonly key?: string;
}

/**
 * Posts to the REST interface and says whether it is under way. It goes through the cache of queries, whose watcher opens
 * the sign-in over the page when the session has ended: what was typed stays, and can be sent again.
 */
export function usePost() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const late = useLate();
  async function post<T>(path: string, body: unknown, { key }: PostOptions = {}): Promise<T> {
    setBusy(true);
    try {
      return await queries.fetchQuery({
        queryKey: ['post', path, randomKey()],
        queryFn: () =>
          request<T>(path, { method: 'POST', body, ...(key === undefined ? {} : { idempotencyKey: key }) }),
        retry: false,
        gcTime: 0,
      });
    } catch (error) {
      await late(error);
      throw error;
    } finally {
      setBusy(false);
    }
  }
  return { busy, post };
}

/**
 * After a conflict the page is read anew, so that it shows what a colleague made of it. When the form that would say why
 * goes with that, the shell says it.
 */
function useLate(): (error: unknown) => Promise<void> {
  const queries = useQueryClient();
  const tell = useTell();
  const stands = useRef(true);
  useEffect(() => {
    stands.current = true;
    return () => {
      stands.current = false;
    };
  }, []);
  return async (error) => {
    if (!(error instanceof ApiError) || error.status !== 409) return;
    await queries.invalidateQueries({ queryKey: ['api'] });
    await new Promise((resolve) => setTimeout(resolve));
    if (!stands.current) tell(error.reasons);
  };
}

/** Hard to guess and new each time; works without a secure context too, as inside of an office network. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

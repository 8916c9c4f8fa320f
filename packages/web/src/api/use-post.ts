import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from './request.ts';

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
    } finally {
      setBusy(false);
    }
  }
  return { busy, post };
}

/** Hard to guess and new each time; works without a secure context too, as inside of an office network. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/request.ts';
import { newKey } from './draft.ts';

/**
 * Posts to the REST interface and says whether it is under way. It goes through the cache of queries, whose watcher opens
 * the sign-in over the page when the session has ended: what was typed stays, and is sent again.
 */
export function useCommand() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  async function post<T>(path: string, body: unknown): Promise<T> {
    setBusy(true);
    try {
      return await queries.fetchQuery({
        queryKey: ['command', path, newKey()],
        queryFn: () => request<T>(path, { method: 'POST', body }),
        retry: false,
        gcTime: 0,
      });
    } finally {
      setBusy(false);
    }
  }
  return { busy, post };
}

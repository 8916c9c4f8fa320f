import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSession } from '../app/session.tsx';
import { ApiError, request } from './request.ts';

/**
 * Reads from the REST interface that third parties get too. `path` undefined: nothing to ask yet; `renewMs`: ask again
 * so often, while it says so of what was read last; that does not keep an idle session alive.
 */
export function useApi<T>(
  path: string | undefined,
  renewMs?: number | ((last: T | undefined) => number | false),
) {
  const session = useSession();
  const who = session.kind === 'signedIn' ? session.view.account : '';
  return useQuery<T>({
    queryKey: ['api', who, path ?? ''],
    refetchInterval: ({ state }) =>
      typeof renewMs === 'function' ? renewMs(state.data) : (renewMs ?? false),
    enabled: path !== undefined && session.kind === 'signedIn',
    retry: isWorthAnotherTry,
    queryFn: ({ signal }) => request<T>(path ?? '', { signal }),
  });
}

interface Paged<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** A list of the REST interface that comes in pages, latest first: what has been read of it, and how to read on. `filter`: further fields of the query. */
export function useApiList<Item, Page extends Paged<Item> = Paged<Item>>(
  path: string | undefined,
  filter: Readonly<Record<string, string>> = {},
) {
  const session = useSession();
  const who = session.kind === 'signedIn' ? session.view.account : '';
  const asked = Object.entries(filter)
    .map(([key, value]) => `&${key}=${encodeURIComponent(value)}`)
    .join('');
  return useInfiniteQuery({
    queryKey: ['api', who, 'list', path ?? '', asked],
    enabled: path !== undefined && session.kind === 'signedIn',
    retry: isWorthAnotherTry,
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<Page>(`${path}?limit=${PAGE}${asked}${pageParam === '' ? '' : `&before=${pageParam}`}`, {
        signal,
      }),
    getNextPageParam: (page) => page.next,
    select: ({ pages }): ListRead<Item, Page> => ({
      items: pages.flatMap((page) => page.items),
      latest: pages[0],
    }),
  });
}

export interface ListRead<Item, Page> {
  readonly items: readonly Item[];
  /** The first page, with what it says beside its items. */
  readonly latest: Page | undefined;
}

const PAGE = 20;

function isWorthAnotherTry(count: number, error: Error): boolean {
  return !(error instanceof ApiError && error.status < 500) && count < 2;
}

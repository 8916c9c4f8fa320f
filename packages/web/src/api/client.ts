import { useQuery } from '@tanstack/react-query';
import { useSession } from '../app/session.tsx';
import { ApiError, request } from './request.ts';

/**
 * Reads from the REST interface that third parties get too. `path` undefined: nothing to ask yet; `renewMs`: ask again
 * so often, without keeping an idle session alive.
 */
export function useApi<T>(path: string | undefined, renewMs?: number) {
  const session = useSession();
  const who = session.kind === 'signedIn' ? session.view.account : '';
  return useQuery({
    queryKey: ['api', who, path ?? ''],
    ...(renewMs === undefined ? {} : { refetchInterval: renewMs }),
    enabled: path !== undefined && session.kind === 'signedIn',
    retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2,
    queryFn: ({ signal }) => request<T>(path ?? '', { signal }),
  });
}

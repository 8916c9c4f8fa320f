import { useQuery } from '@tanstack/react-query';
import { useToken } from '../app/session.tsx';

/** What a failed call says: `application/problem+json` of our server, or that there was no answer. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`request failed with status ${status}`);
    this.status = status;
  }
}

/** Reads from the REST interface that third parties get too. `path` undefined: nothing to ask yet; `renewMs`: ask again so often. */
export function useApi<T>(path: string | undefined, renewMs?: number) {
  const token = useToken();
  return useQuery({
    queryKey: ['api', token, path ?? ''],
    ...(renewMs === undefined ? {} : { refetchInterval: renewMs }),
    enabled: path !== undefined && token !== undefined,
    retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2,
    queryFn: ({ signal }) => getJson<T>(path ?? '', token ?? '', signal),
  });
}

/** The cast states what the server's own schema has checked before sending. */
async function getJson<T>(path: string, token: string, signal: AbortSignal): Promise<T> {
  const reply = await fetch(path, { headers: { authorization: `Bearer ${token}` }, signal });
  if (!reply.ok) throw new ApiError(reply.status);
  return (await reply.json()) as T;
}

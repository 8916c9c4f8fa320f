import type { EnrolPreview } from '@gongji/contract';
import { useEffect, useState } from 'react';
import { request } from '../api/request.ts';

const PAUSE_MS = 350;

/** What the server says would be, asked again when the typing pauses; a reason need not be there yet. */
export function usePreview(
  path: string,
  body: Readonly<Record<string, unknown>> | undefined,
): EnrolPreview | undefined {
  const asked = body === undefined ? '' : JSON.stringify({ ...body, reason: 'preview' });
  const [preview, setPreview] = useState<EnrolPreview>();
  useEffect(() => {
    if (asked === '') return setPreview(undefined);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      request<EnrolPreview>(path, { method: 'POST', body: JSON.parse(asked), signal: stop.signal })
        .then(setPreview)
        .catch(() => {
          // A form that is half filled in, or an answer that came too late: what was shown stays away.
          if (!stop.signal.aborted) setPreview(undefined);
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [path, asked]);
  return preview;
}

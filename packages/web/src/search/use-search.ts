import type { SearchView } from '@gongji/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../api/client.ts';

export type Hit = SearchView['items'][number];

export type Found =
  | { readonly kind: 'nothingAsked' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'found'; readonly items: readonly Hit[]; readonly more: boolean };

const PAUSE_MS = 160;
const LIMIT = 8;

/** What the server finds for a text, asked once the typing pauses. */
export function useSearch(typed: string): Found {
  const text = typed.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useApi<SearchView>(
    asked === '' ? undefined : `/api/search?limit=${LIMIT}&q=${encodeURIComponent(asked)}`,
  );
  if (text === '') return { kind: 'nothingAsked' };
  if (asked !== text) return { kind: 'searching' };
  if (query.data !== undefined) return { kind: 'found', items: query.data.items, more: query.data.more };
  return { kind: query.error === null || query.isFetching ? 'searching' : 'failed' };
}

/** Page of a result. */
export function pageOf(hit: Hit): string {
  switch (hit.kind) {
    case 'person':
      return `/persons/${encodeURIComponent(hit.ref)}`;
    case 'unit':
      return `/enrolment/units?unit=${hit.unitId}`;
    case 'settlement':
      return `/settlements/${hit.settlementId}`;
  }
}

import type { SheetKindsView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';

/** Whether this person may hand in a census 人口底册: a community may, a school sends other lists. */
export function useMaySendCensus(): boolean {
  const may = useMay()('list.upload');
  const kinds = useApi<SheetKindsView>(may ? '/api/lists/kinds' : undefined);
  return kinds.data?.items.some(({ kind }) => kind === 'census') === true;
}

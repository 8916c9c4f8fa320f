import { loadPolicy, type PolicyModel, type Problem } from '@gongji/engine';
import { useQuery } from '@tanstack/react-query';
import { type CatalogueEntry, entryOf, type PolicyBundle } from './catalogue.ts';

/** A policy ready for use in the browser: read from the same text that the server settles by. */
export interface LoadedEntry {
  readonly entry: CatalogueEntry;
  readonly bundle: PolicyBundle;
  readonly model: PolicyModel;
  readonly problems: readonly Problem[];
}

export function usePolicy(id: string | undefined) {
  return useQuery({
    queryKey: ['policy', id ?? ''],
    enabled: id !== undefined && id !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
    queryFn: () => loadEntry(id ?? ''),
  });
}

export async function loadEntry(id: string): Promise<LoadedEntry> {
  const entry = entryOf(id);
  if (entry === undefined) throw new Error(`no policy ${id}`);
  const bundle = await entry.load();
  const { policy, problems } = loadPolicy(bundle.text.source, bundle.text.file, bundle.overlays);
  if (policy === undefined) throw new Error(`policy ${id} has errors`);
  return { entry, bundle, model: policy, problems: [...problems, ...bundle.findings] };
}

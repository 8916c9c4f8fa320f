import type { CalendarDate } from '@gongji/domain';
import { type CompiledPolicy, compilePolicy, type PolicyModel, spanOf } from '@gongji/engine';
import { useQuery } from '@tanstack/react-query';
import { type CatalogueEntry, entryOf, loadVersion, type PolicyBundle } from './catalogue.ts';

/** A policy ready for reading in the browser. */
export interface LoadedEntry {
  readonly entry: CatalogueEntry;
  readonly bundle: PolicyBundle;
  readonly model: PolicyModel;
}

const KEEP = { staleTime: Number.POSITIVE_INFINITY, retry: 1 } as const;

export function usePolicy(id: string | undefined) {
  return useQuery({
    ...KEEP,
    queryKey: ['policy', id ?? ''],
    enabled: id !== undefined && id !== '',
    queryFn: () => loadEntry(id ?? ''),
  });
}

/** The model of exactly the version that settled a bill. */
export function usePolicyVersion(version: string) {
  return useQuery({ ...KEEP, queryKey: ['policy-version', version], queryFn: () => loadVersion(version) });
}

export async function loadEntry(id: string): Promise<LoadedEntry> {
  const entry = entryOf(id);
  if (entry === undefined) throw new Error(`no policy ${id}`);
  const bundle = await entry.load();
  return { entry, bundle, model: bundle.model };
}

/** First day of the span in which the policy stays the same around `on`; undefined when it is not in force. */
export function spanStart(model: PolicyModel, on: CalendarDate | undefined): CalendarDate | undefined {
  const { from, to } = model.inForce;
  if (on === undefined || on < from || (to !== undefined && on > to)) return undefined;
  return spanOf(model, on).from;
}

/** The program that settles bills of a day. */
export function useProgram(loaded: LoadedEntry | undefined, on: CalendarDate | undefined) {
  const from = loaded === undefined ? undefined : spanStart(loaded.model, on);
  return useQuery({
    ...KEEP,
    queryKey: ['program', loaded?.entry.id ?? '', from ?? ''],
    enabled: loaded !== undefined && from !== undefined,
    queryFn: () => (loaded === undefined || from === undefined ? undefined : compiledFor(loaded, from)),
  });
}

/**
 * The policy compiled for a span, on the program that came with the application: a page with a strict content policy
 * creates no code. Throws RangeError when the program was made from other rules.
 */
export async function compiledFor(
  { model, bundle }: LoadedEntry,
  from: CalendarDate,
): Promise<CompiledPolicy> {
  const program = bundle.programs.find((p) => p.from === from);
  if (program === undefined) throw new RangeError(`no program of ${model.id} for ${from}`);
  const { compiled } = compilePolicy(model, from, { module: await program.load() });
  if (compiled === undefined) throw new RangeError(`policy ${model.id} does not compile for ${from}`);
  return compiled;
}

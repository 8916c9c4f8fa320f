import { useQuery } from '@tanstack/react-query';
import { MENU, type MenuEntry } from './menu.ts';
import { useMay } from './session.tsx';

/** The entries that exist on this server and are allowed. Pages that need no server are always there. */
export function useMenu(): readonly MenuEntry[] {
  const may = useMay();
  const offered = useOfferedPaths();
  return MENU.filter(({ action, needs }) => {
    const allowed = action === undefined || may(action);
    return allowed && (needs === undefined || offered.has(needs));
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Paths of the interface description; empty while unknown and when there is no server behind the page. */
function useOfferedPaths(): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: ['offered-paths'],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async (): Promise<ReadonlySet<string>> => {
      const reply = await fetch('/api/openapi.json', { headers: { accept: 'application/json' } });
      if (!reply.ok || !(reply.headers.get('content-type') ?? '').includes('json')) return NONE;
      const description: unknown = await reply.json();
      const paths = isRecord(description) ? description.paths : undefined;
      return isRecord(paths) ? new Set(Object.keys(paths)) : NONE;
    },
  });
  return data ?? NONE;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

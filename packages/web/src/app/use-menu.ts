import { MENU, type MenuEntry } from './menu.ts';
import { useMay } from './session.tsx';

/** The entries that this person may open. Pages that need no sign-in are always there. */
export function useMenu(): readonly MenuEntry[] {
  const may = useMay();
  return MENU.filter(
    ({ action, unless }) => (action === undefined || may(action)) && (unless === undefined || !may(unless)),
  );
}

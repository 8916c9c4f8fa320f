import { MENU, MENU_GROUPS, type MenuEntry, type MenuGroup } from './menu.ts';
import { useMay } from './session.tsx';

/** The entries that this person may open. Pages that need no sign-in are always there. */
export function useMenu(): readonly MenuEntry[] {
  const may = useMay();
  return MENU.filter(
    ({ action, unless }) => (action === undefined || may(action)) && (unless === undefined || !may(unless)),
  );
}

export interface MenuPart {
  readonly group: MenuGroup | undefined;
  readonly entries: readonly MenuEntry[];
}

/** The entries under their headings. A short menu needs none. */
export function groupsOf(menu: readonly MenuEntry[]): readonly MenuPart[] {
  if (menu.length <= SHORT) return [{ group: undefined, entries: menu }];
  return [undefined, ...MENU_GROUPS].flatMap((group) => {
    const entries = menu.filter((entry) => entry.group === group);
    return entries.length === 0 ? [] : [{ group, entries }];
  });
}

const SHORT = 8;

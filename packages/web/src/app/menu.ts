import type { IconName } from './icons.tsx';
import type { Action } from './session.tsx';

/** A place in the workbench. Shown only when it works here and this person may go there. */
export interface MenuEntry {
  readonly path: string;
  readonly text: 'home' | 'calculator' | 'policies' | 'settlements' | 'persons' | 'operations';
  readonly icon: IconName;
  /** Second key after `g`. */
  readonly key: string;
  readonly action?: Action;
  /** Path of the interface description that must exist for the page to have anything to show. */
  readonly needs?: string;
}

export const MENU: readonly MenuEntry[] = [
  { path: '/', text: 'home', icon: 'home', key: 'h' },
  { path: '/calculator', text: 'calculator', icon: 'calculator', key: 'c' },
  { path: '/policies', text: 'policies', icon: 'policies', key: 'p' },
  {
    path: '/settlements',
    text: 'settlements',
    icon: 'settlements',
    key: 's',
    action: 'settlement.read',
    needs: '/api/settlements',
  },
  {
    path: '/persons',
    text: 'persons',
    icon: 'persons',
    key: 'r',
    action: 'person.read',
    needs: '/api/persons/{psnNo}',
  },
  {
    path: '/operations',
    text: 'operations',
    icon: 'operations',
    key: 'o',
    action: 'fund.read',
    needs: '/api/funds',
  },
];

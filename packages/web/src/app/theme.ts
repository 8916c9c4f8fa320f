import { useSyncExternalStore } from 'react';

/** Light or dark 明暗. `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEPT_AS = 'gongji.theme';
const listeners = new Set<() => void>();
let choice: ThemeChoice = 'system';

const darkDevice = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** Call once, before the first render. */
export function startTheme(): void {
  const kept = keptChoice();
  choice = kept === 'light' || kept === 'dark' ? kept : 'system';
  darkDevice().addEventListener('change', apply);
  apply();
}

export function setThemeChoice(next: ThemeChoice): void {
  choice = next;
  try {
    localStorage.setItem(KEPT_AS, next);
  } catch {
    // Kept for this visit only.
  }
  apply();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, themeInUse);
}

function themeInUse(): Theme {
  if (choice !== 'system') return choice;
  return darkDevice().matches ? 'dark' : 'light';
}

function apply(): void {
  document.documentElement.dataset.theme = themeInUse();
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

function keptChoice(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

import { useCallback, useEffect, useState } from 'react';
import { entryOf } from '../policy/catalogue.ts';
import { fromHash, toHash } from './link.ts';
import type { Setting } from './setting.ts';
import { startSetting } from './start.ts';

export type Change = (change: (setting: Setting) => Setting) => void;

/** The calculator's state, kept in the address so that reloading, going back and sharing all work. */
export function useSetting(): readonly [Setting, Change] {
  const [setting, setSetting] = useState<Setting>(() => linked() ?? startSetting());
  useEffect(() => {
    const hash = toHash(setting);
    if (hash !== window.location.hash) window.history.replaceState(window.history.state, '', hash);
  }, [setting]);
  useEffect(() => {
    const followLink = (): void => {
      const next = linked();
      if (next !== undefined) setSetting(next);
    };
    window.addEventListener('hashchange', followLink);
    return () => window.removeEventListener('hashchange', followLink);
  }, []);
  return [setting, useCallback((change) => setSetting(change), [])];
}

function linked(): Setting | undefined {
  const setting = fromHash(window.location.hash);
  return setting !== undefined && entryOf(setting.policy) !== undefined ? setting : undefined;
}

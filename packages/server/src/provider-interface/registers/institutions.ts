import type { Queryable } from '@gongji/store';
import { type Institution, institutionByCode } from '@gongji/store/provider-interface';
import { TimedCache } from './timed-cache.ts';

/** Institutions from memory; every message needs its sender. */
export interface InstitutionRegister {
  byCode(code: string): Promise<Institution | undefined>;
  clear(): void;
}

export function createInstitutionRegister(db: Queryable, ttlMs: number): InstitutionRegister {
  const cache = new TimedCache<Institution>(ttlMs, 20_000);
  return {
    async byCode(code) {
      const held = cache.get(code, Date.now());
      if (held !== undefined) return held;
      const loaded = await institutionByCode(db, code);
      if (loaded !== undefined) cache.set(code, loaded, Date.now());
      return loaded;
    },
    clear: () => cache.clear(),
  };
}

import type { Queryable } from '@gongji/store';
import { benefitDiseases } from '@gongji/store/provider-interface';
import { TimedCache } from './timed-cache.ts';

export interface BenefitDisease {
  readonly name: string;
  readonly kind: string;
}

/** Chronic-disease and case codes: the few hundred codes that choose a benefit, whole in memory. */
export interface DiseaseRegister {
  all(): Promise<ReadonlyMap<string, BenefitDisease>>;
  clear(): void;
}

export function createDiseaseRegister(db: Queryable, ttlMs: number): DiseaseRegister {
  const cache = new TimedCache<ReadonlyMap<string, BenefitDisease>>(ttlMs, 1);
  return {
    async all() {
      const now = Date.now();
      const held = cache.get('all', now);
      if (held !== undefined) return held;
      const rows = await benefitDiseases(db);
      const loaded = new Map(rows.map((row) => [row.code, { name: row.name, kind: row.kind }]));
      cache.set('all', loaded, now);
      return loaded;
    },
    clear: () => cache.clear(),
  };
}

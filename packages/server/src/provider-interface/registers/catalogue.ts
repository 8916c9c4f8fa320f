import type { Queryable } from '@gongji/store';
import { type CatalogueItem, catalogueItems } from '@gongji/store/provider-interface';
import { TimedCache } from './timed-cache.ts';

/** Catalogue items from memory: a bill of thirty lines costs one query at most, usually none. */
export interface CatalogueRegister {
  byCodes(codes: readonly string[]): Promise<ReadonlyMap<string, CatalogueItem>>;
  clear(): void;
}

export function createCatalogueRegister(db: Queryable, ttlMs: number): CatalogueRegister {
  const cache = new TimedCache<CatalogueItem>(ttlMs, 200_000);
  return {
    async byCodes(codes) {
      const now = Date.now();
      const found = new Map<string, CatalogueItem>();
      const missing = new Set<string>();
      for (const code of codes) {
        const held = cache.get(code, now);
        if (held === undefined) missing.add(code);
        else found.set(code, held);
      }
      if (missing.size === 0) return found;
      for (const item of await catalogueItems(db, [...missing])) {
        cache.set(item.listCode, item, now);
        found.set(item.listCode, item);
      }
      return found;
    },
    clear: () => cache.clear(),
  };
}

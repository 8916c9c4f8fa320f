import type { CalendarDate } from '@gongji/domain';
import type { Pool } from '@gongji/store';
import { catalogueOn } from '@gongji/store/office';
import { type SuggestionIndex, suggestionIndex } from './suggest.ts';

/** The catalogue changes with a new version, some times a year; an index is kept for so long. */
const KEEP_MS = 5 * 60_000;

interface Kept {
  readonly on: CalendarDate;
  readonly until: number;
  readonly index: Promise<SuggestionIndex>;
}

const kept = new WeakMap<Pool, Kept>();

/** The index of the catalogue in force on a day; built once for all who ask. */
export function currentIndex(pool: Pool, on: CalendarDate): Promise<SuggestionIndex> {
  const known = kept.get(pool);
  if (known !== undefined && known.on === on && known.until > Date.now()) return known.index;
  const index = catalogueOn(pool, on).then(suggestionIndex);
  kept.set(pool, { on, until: Date.now() + KEEP_MS, index });
  index.catch(() => kept.delete(pool));
  return index;
}

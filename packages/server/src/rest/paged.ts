/** One page of rows of which one more than `limit` was asked for, with the cursor of the next page when there is one. */
export function paged<Item>(
  rows: readonly Item[],
  limit: number,
  cursor: (item: Item) => string,
): { items: Item[]; next?: string } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: cursor(last) } : { items };
}

/** The same of a list whose pages are counted: what comes after this page begins there. */
export function pageAfter<Item>(
  rows: readonly Item[],
  { after, limit }: { readonly after: number; readonly limit: number },
): { items: Item[]; next?: number } {
  const items = rows.slice(0, limit);
  return rows.length > limit ? { items, next: after + limit } : { items };
}

/** Most rows that are counted of a list of any length. */
export const MOST_COUNTED = 10_000;

/** What such a list says of its length, of which one more than {@link MOST_COUNTED} was counted. */
export function countedSoFar(found: number): { total: number; more: boolean } {
  return { total: Math.min(found, MOST_COUNTED), more: found > MOST_COUNTED };
}

/** Of a list that is counted: how many rows all pages have, and where the next page begins while there is one. */
export function pagePlace(after: number, shown: number, total: number): { total: number; next?: number } {
  const next = after + shown;
  return next < total ? { total, next } : { total };
}

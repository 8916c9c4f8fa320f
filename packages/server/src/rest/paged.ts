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

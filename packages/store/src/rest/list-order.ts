/** Order and page of a list: the name of an order, which way, and how many rows come before the page. */
export interface ListOrder {
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  readonly after: number;
  readonly limit: number;
}

/**
 * What a list is ordered by, from the columns that it may be ordered by; the last one makes the order one. Only what stands
 * in the code comes into the statement.
 */
export function orderBy(
  columns: Readonly<Record<string, string>>,
  { sort, order }: Pick<ListOrder, 'sort' | 'order'>,
  last: string,
): string {
  const column = columns[sort];
  if (column === undefined) throw new Error(`no order by ${sort}`);
  return `${column} ${order === 'asc' ? 'asc' : 'desc'} nulls last, ${last}`;
}

/**
 * The same by columns that are never null, rows that are alike the same way round: an index gives the first rows of a long list
 * from either end.
 */
export function orderByIndex(
  columns: Readonly<Record<string, string>>,
  { sort, order }: Pick<ListOrder, 'sort' | 'order'>,
  last: string,
): string {
  const column = columns[sort];
  if (column === undefined) throw new Error(`no order by ${sort}`);
  return `${column} ${order}, ${last} ${order}`;
}

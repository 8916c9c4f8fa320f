import { z } from 'zod';
import { day } from './values.ts';

/** Page of a list: `after` is how many rows come before it. */
export const rowsPage = {
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Order and page of a list that the database sorts. */
export function listPage<const Sorts extends readonly [string, ...string[]]>(
  sorts: Sorts,
  first: 'asc' | 'desc' = 'desc',
) {
  return {
    sort: z.enum(sorts).default(sorts[0] as never),
    order: z.enum(['asc', 'desc']).default(first as never),
    ...rowsPage,
  };
}

/** Days of a list that must be signed for: of the last month while no first day is said, and by whether they are signed. */
export const signedDays = {
  from: day.optional(),
  to: day.optional(),
  state: z.enum(['unsigned', 'signed']).optional(),
};

/** Requests for a second person: those that wait before those decided, the oldest first of each unless asked otherwise. */
export const requestsPage = {
  state: z.enum(['open', 'decided']).optional(),
  ...listPage(['requestedAt'], 'asc'),
};

/** How many rows of a list all pages have together. */
export const total = z.int().meta({ description: '符合条件的行数 rows that match, of all pages' });

/** The same of a list that may be of any length, which is counted so far. */
export const counted = {
  total,
  more: z.boolean().meta({ description: '还有未数的 there are more than are counted' }),
};

/** How a list is handed out as a file. */
export const fileForm = {
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: z.enum(['zh', 'en']).default('zh'),
};

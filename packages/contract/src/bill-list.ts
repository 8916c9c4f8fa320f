import { z } from 'zod';
import { officeBillsCsvQuery, officeBillsQuery } from './office-bills.ts';
import { institutionCode } from './values.ts';

/** Filter 筛选 of the list of all bills that the reader may see: as that of an office, and by institution. */
const place = { institutionCode: institutionCode.optional() };
export const billsQuery = z.strictObject({ ...officeBillsQuery.shape, ...place });
export const billsFileQuery = z.strictObject({
  ...officeBillsCsvQuery.shape,
  ...place,
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
});
export type BillsQuery = z.output<typeof billsQuery>;
export type BillsFileQuery = z.output<typeof billsFileQuery>;

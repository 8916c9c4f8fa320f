import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readData, textsIn } from '../data-file/data-file.ts';

const column = z.int().min(1).max(100);

/** PaymentLayout 缴费文件格式: how a bank or an office writes down payments. Data, in packages/server/payment-layouts. */
export const paymentLayout = z.strictObject({
  format: z.literal('gongji-payment-file/1'),
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Serial numbers are unique within a source; two layouts of one bank share it. */
  source: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/),
  encoding: z.enum(['utf-8', 'gb18030']),
  separator: z.string().length(1),
  /** Lines before the first payment that mean nothing. */
  skip: z.int().min(0).max(20).default(0),
  /** The line with count and sum: the first after what is skipped, or the last; `mark` is its first cell. */
  totals: z
    .strictObject({ at: z.enum(['first', 'last']), mark: z.string().optional(), count: column, sum: column })
    .optional(),
  amount: z.enum(['yuan', 'fen']),
  date: z.enum(['yyyy-MM-dd', 'yyyyMMdd']),
  /** The code of the payer is read from his card or register: what is exactly due on one bill of his alone pays that bill. */
  payerIsSure: z.boolean().default(false),
  /** Number of each column, from 1. */
  columns: z.strictObject({
    serial: column,
    amount: column,
    paidOn: column,
    billNo: column.optional(),
    payerName: column.optional(),
    payerCode: column.optional(),
    payerAccount: column.optional(),
    purpose: column.optional(),
  }),
});
export type PaymentLayout = z.output<typeof paymentLayout>;

const LAYOUTS = fileURLToPath(new URL('../../payment-layouts/', import.meta.url));

/** Reads every layout of a folder. Throws SetupError with all that is wrong at once. */
export function loadPaymentLayouts(folder: string = LAYOUTS): readonly PaymentLayout[] {
  return readData(paymentLayout, { zh: '缴费文件格式', en: 'payment layouts' }, textsIn(folder));
}

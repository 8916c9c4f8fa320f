import { z } from 'zod';
import { settlementSummary } from './settlement.ts';
import { day, fenAmount, institutionCode } from './values.ts';

export const BILL_SORTS = ['settledAt', 'totalFen', 'fundFen', 'accountFen', 'cashFen'] as const;
export const BILL_STATES = ['standing', 'reversed', 'reversal'] as const;

/** Filter 筛选 and order of the list of bills that the reader may see. */
const filter = {
  from: day.optional().meta({ description: '结算日起，缺省为今天 first day settled; default today' }),
  to: day.optional().meta({ description: '结算日止，缺省同起 last day settled; default as `from`' }),
  state: z.enum(BILL_STATES).optional(),
  scheme: z.enum(['employee', 'resident']).optional(),
  institutionCode: institutionCode.optional(),
  q: z
    .string()
    .trim()
    .max(30)
    .regex(/^[\p{L}\p{N}·~]*$/u)
    .optional()
    .meta({ description: '结算编号、人员编号或姓名 settlement number, person number or name' }),
  sort: z.enum(BILL_SORTS).default('settledAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
};

export const billsQuery = z.strictObject({
  ...filter,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(30),
});
export const billsFileQuery = z.strictObject({
  ...filter,
  lang: z.enum(['zh', 'en']).default('zh'),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
});

/** Bills 结算单: a page of them, and the totals of all that match. */
export const billsView = z
  .object({
    from: day,
    to: day,
    items: z.array(settlementSummary),
    page: z.int(),
    pages: z.int(),
    totals: z.object({
      settlements: z.int(),
      reversals: z.int(),
      totalFen: fenAmount,
      fundFen: fenAmount,
      accountFen: fenAmount,
      cashFen: fenAmount,
    }),
  })
  .meta({ id: 'Bills' });

export type BillsQuery = z.output<typeof billsQuery>;
export type BillsFileQuery = z.output<typeof billsFileQuery>;
export type BillsView = z.input<typeof billsView>;

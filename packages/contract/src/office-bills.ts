import { z } from 'zod';
import { settlementSummary } from './settlement.ts';
import { day, fenAmount } from './values.ts';

export const OFFICE_BILL_SORTS = ['settledAt', 'totalFen', 'fundFen', 'accountFen', 'cashFen'] as const;
export const OFFICE_BILL_STATES = ['standing', 'reversed', 'reversal'] as const;

const filter = {
  from: day.optional().meta({ description: '结算日起，缺省为今天 first day settled; default today' }),
  to: day.optional().meta({ description: '结算日止，缺省同起 last day settled; default as `from`' }),
  state: z.enum(OFFICE_BILL_STATES).optional(),
  scheme: z.enum(['employee', 'resident']).optional(),
  q: z
    .string()
    .trim()
    .max(30)
    .regex(/^[\p{L}\p{N}·~]*$/u)
    .optional()
    .meta({ description: '结算编号、人员编号或姓名 settlement number, person number or name' }),
  sort: z.enum(OFFICE_BILL_SORTS).default('settledAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
};

export const officeBillsQuery = z.strictObject({
  ...filter,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(30),
});
export const officeBillsCsvQuery = z.strictObject({ ...filter, lang: z.enum(['zh', 'en']).default('zh') });

/** Bills of the institution: a page of them, and the totals of all that match. */
export const officeBillsView = z
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
  .meta({ id: 'OfficeBills' });

export type OfficeBillsQuery = z.output<typeof officeBillsQuery>;
export type OfficeBillsCsvQuery = z.output<typeof officeBillsCsvQuery>;
export type OfficeBillsView = z.input<typeof officeBillsView>;

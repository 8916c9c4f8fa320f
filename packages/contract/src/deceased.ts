import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, fenAmount, personRef } from './values.ts';

/** How the account of a deceased person stands, with its words. */
export const DECEASED_ACCOUNTS = {
  open: { zh: '未注销', en: 'still to be closed' },
  asked: { zh: '待复核', en: 'waits for a second person' },
  left: { zh: '已注销，又有余额', en: 'closed, with money again' },
  closed: { zh: '已注销', en: 'closed' },
  none: { zh: '无账户', en: 'no account' },
} as const;
const account = z.enum(['open', 'asked', 'left', 'closed', 'none']);

export const DECEASED_SORTS = ['diedOn', 'balanceFen', 'coverEndedOn'] as const;
export const deceasedQuery = z.strictObject({
  account: account.optional(),
  from: day.optional().meta({ description: '死亡日期起 died on or after' }),
  to: day.optional().meta({ description: '死亡日期止 died on or before' }),
  ...listPage(DECEASED_SORTS),
});
/** The deceased 已故人员: when their cover ended and how their account stands. */
export const deceasedView = z.object({
  items: z.array(
    z.object({
      person: personRef,
      psnNo: z.string().meta({ description: '已脱敏 masked' }),
      name: z.string().meta({ description: '已脱敏 masked' }),
      diedOn: day,
      coverEndedOn: day.optional(),
      coversRunning: z.int(),
      account,
      closedOn: day.optional(),
      balanceFen: fenAmount,
      paidOutFen: fenAmount,
      inheritedFen: fenAmount,
      payees: z.array(z.object({ name: z.string(), amountFen: fenAmount })).meta({
        description: '最近一次申请的收款人（已脱敏） whom the last request names, masked',
      }),
    }),
  ),
  total,
  withMoney: z.int(),
  balanceFen: fenAmount,
  next: z.int().optional(),
});
export type DeceasedQuery = z.output<typeof deceasedQuery>;
export type DeceasedView = z.input<typeof deceasedView>;

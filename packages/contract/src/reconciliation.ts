import { z } from 'zod';
import { day, fenAmount, id } from './values.ts';

export const reconciliationParams = z.strictObject({ day });
export const reconciliationDaysQuery = z.strictObject({
  to: day.optional().meta({ description: '最后一天，缺省为今天 last day; default today' }),
  days: z.coerce.number().int().min(1).max(62).default(14),
});

/** State of a day: `none` not compared yet, `stale` our books changed since, `open` lines differ. */
export const RECONCILIATION_STATES = ['empty', 'none', 'stale', 'open', 'balanced'] as const;

export const reconciliationDaysView = z
  .object({
    items: z.array(
      z.object({
        day,
        state: z.enum(RECONCILIATION_STATES),
        count: z.int(),
        totalFen: fenAmount,
        fundFen: fenAmount,
        open: z.int().meta({ description: '未处理的差异笔数 lines that still differ' }),
        by: z.string().optional(),
        at: z.iso.datetime().optional(),
      }),
    ),
  })
  .meta({ id: 'ReconciliationDays' });

const side = z.object({
  count: z.int(),
  totalFen: fenAmount,
  fundFen: fenAmount.nullable(),
  accountFen: fenAmount.nullable(),
  cashFen: fenAmount.nullable(),
});

/** Why a line differs, as far as the books say. */
export const DIFFERENCE_REASONS = [
  'recomputed',
  'compensated',
  'reversed-elsewhere',
  'reply-lost',
  'reversal-not-booked',
  'other-day',
  'refused',
  'unknown',
  'recomputed-since',
  'amounts-differ',
] as const;
export const REPAIRS = ['reverse', 'reply', 'messages', 'accept'] as const;

const difference = z.object({
  key: z.string(),
  kind: z.enum(['only-centre', 'only-own', 'amounts']),
  reason: z.enum(DIFFERENCE_REASONS),
  clrType: z.string(),
  settlementId: id.optional(),
  reversal: z.boolean(),
  receiptNo: z.string().meta({ description: '报文编号或机构单据号 msgid or the institution’s own number' }),
  row: z.int().optional().meta({ description: '清单中的行 row of the list' }),
  person: z.object({ name: z.string(), psnNo: z.string() }).optional().meta({ description: '已脱敏 masked' }),
  settledAt: z.iso.datetime().optional(),
  centreFen: fenAmount.optional(),
  ownFen: fenAmount.optional(),
  fundFen: fenAmount.optional(),
  accountFen: fenAmount.optional(),
  cashFen: fenAmount.optional(),
  fields: z.array(z.object({ field: z.string(), centreFen: fenAmount, ownFen: fenAmount })),
  otherDay: day.optional().meta({ description: '实际所在的结算日 the day on which it stands' }),
  logId: z.string().optional().meta({ description: '被拒报文 the message that was refused' }),
  repairs: z.array(z.enum(REPAIRS)),
  solved: z
    .discriminatedUnion('how', [
      z.object({
        how: z.literal('accepted'),
        reason: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
      z.object({ how: z.literal('reversed'), reversalId: id }),
    ])
    .optional(),
});

/** One day 日对账: both sides, and every line that differs. */
export const reconciliationDayView = z
  .object({
    day,
    state: z.enum(RECONCILIATION_STATES),
    list: z
      .object({
        source: z.enum(['file', 'desk']),
        filename: z.string(),
        bills: z.int(),
        by: z.string(),
        at: z.iso.datetime(),
      })
      .optional(),
    totals: z.array(z.object({ clrType: z.string(), centre: side, own: side.nullable() })),
    equal: z.int(),
    open: z.int(),
    differences: z.array(difference),
    more: z.int().meta({ description: '未列出的差异 differences beyond those listed' }),
  })
  .meta({ id: 'ReconciliationDay' });

/** A file as JSON carries it. At most 4 MB. */
export const uploadedFile = z.object({
  filename: z.string().trim().min(1).max(200),
  content: z.base64().max(6_000_000).meta({ description: '文件内容 base64，至多 4 MB at most 4 MB' }),
});

export const ownBillListBody = z
  .discriminatedUnion('source', [
    z.strictObject({ source: z.literal('file'), ...uploadedFile.shape }),
    z.strictObject({ source: z.literal('desk') }),
  ])
  .meta({ id: 'OwnBillList' });

export const acceptanceBody = z
  .strictObject({
    keys: z.array(z.string().min(1).max(300)).min(1).max(500),
    reason: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .refine((text) => text.isWellFormed() && !text.includes('\0')),
  })
  .meta({ id: 'DifferenceAcceptance' });

export const storedReplyBody = z.strictObject({ settlementId: id }).meta({ id: 'StoredReplyRequest' });
export const storedReplyView = z
  .object({
    msgid: z.string(),
    infno: z.string(),
    reply: z.unknown().meta({ description: '当时的应答，原样 the reply as it was given' }),
  })
  .meta({ id: 'StoredReply' });

export type ReconciliationDaysQuery = z.output<typeof reconciliationDaysQuery>;
export type ReconciliationDaysView = z.input<typeof reconciliationDaysView>;
export type ReconciliationDayView = z.input<typeof reconciliationDayView>;
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number];
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];
export type Repair = (typeof REPAIRS)[number];
export type OwnBillListBody = z.output<typeof ownBillListBody>;
export type AcceptanceBody = z.output<typeof acceptanceBody>;
export type StoredReplyView = z.input<typeof storedReplyView>;

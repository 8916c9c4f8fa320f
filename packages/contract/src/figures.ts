import { z } from 'zod';
import { counted } from './list-query.ts';
import { bilingual, day, fenAmount, id, personRef } from './values.ts';

const moment = z.iso.datetime();

/** Figures of operations 运行情况; those of the whole system only where the whole region is in scope. */
export const operationsView = z
  .object({
    at: moment,
    day,
    perMinute: z
      .array(z.object({ minute: moment, settlements: z.int(), reversals: z.int() }))
      .meta({ description: '最近 60 分钟，每分钟一项 the last sixty minutes, each one' }),
    byFund: z.array(
      z.object({
        payer: z.string(),
        name: bilingual,
        fundType: z.string(),
        amountFen: fenAmount,
        bills: z.int(),
      }),
    ),
    refusals: z
      .array(z.object({ code: z.string(), title: bilingual, remedy: bilingual, messages: z.int() }))
      .meta({
        description:
          '今日被拒报文，按原因，最多的在前 messages refused today, by reason, the most frequent first',
      }),
    refusalReasons: z.int().meta({ description: '共有几种原因 how many reasons there are in all' }),
    verify: z
      .object({
        at: moment,
        persons: z.int(),
        settlements: z.int(),
        auditEntries: z.int(),
        differences: z.int(),
      })
      .optional()
      .meta({ description: '最近一次账实核验 the last verification of the books' }),
    system: z
      .object({
        queues: z.array(z.object({ topic: z.string(), pending: z.int(), oldestSeconds: z.int() })),
        databaseBytes: z.int(),
        disk: z.object({ totalBytes: z.int(), freeBytes: z.int() }).optional(),
      })
      .optional(),
  })
  .meta({ id: 'Operations' });

/** What the message log 报文日志 can be filtered by. */
const messageFilter = {
  person: z.string().max(30).optional().meta({ description: '人员编号或 ref person number or ref' }),
  msgid: z.string().max(60).optional(),
  infno: z.string().max(10).optional(),
  settlementId: id.optional().meta({
    description: '一笔结算背后的报文：同一次就诊的全部 messages behind a settlement: all of its visit',
  }),
  institutionCode: z.string().max(30).optional(),
  failed: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  from: moment.optional(),
  to: moment.optional(),
  sort: z.enum(['receivedAt']).default('receivedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
};
export const messagesQuery = z.strictObject({
  ...messageFilter,
  before: id.optional().meta({ description: '上一页的最后一条 the last message of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const messagesFileQuery = z.strictObject({
  ...messageFilter,
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: z.enum(['zh', 'en']).default('zh'),
});

const message = z.object({
  logId: id,
  receivedAt: moment,
  institutionCode: z.string(),
  institutionName: z.string(),
  infno: z.string(),
  msgid: z.string(),
  person: z
    .object({ ref: personRef.optional(), psnNo: z.string(), name: z.string().optional() })
    .optional()
    .meta({ description: '已脱敏 masked' }),
  ok: z.boolean(),
  infcode: z.int(),
  error: bilingual.optional(),
  durationMs: z.number(),
});

export const messagesPage = z
  .object({
    items: z.array(message),
    ...counted,
    next: id.optional(),
  })
  .meta({ id: 'MessagePage' });
export const messageView = z
  .object({
    ...message.shape,
    settlementId: id.optional(),
    request: z.unknown().meta({ description: '请求（已脱敏） as received, masked' }),
    reply: z.unknown().meta({ description: '应答（已脱敏） as answered, masked' }),
    reasons: z
      .array(z.object({ code: z.string(), title: bilingual, remedy: bilingual }))
      .meta({ description: '每个拒绝原因及处理办法 each reason and what to do' }),
  })
  .meta({ id: 'Message' });

export type OperationsView = z.input<typeof operationsView>;
export type MessagesQuery = z.output<typeof messagesQuery>;
export type MessagesFileQuery = z.output<typeof messagesFileQuery>;
export type MessagesPage = z.input<typeof messagesPage>;
export type MessageView = z.input<typeof messageView>;

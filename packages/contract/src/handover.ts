import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { day, id, personRef } from './values.ts';

export const HANDOVER_KINDS = ['into-school', 'leaving-school'] as const;

/** A list of students to hand over 交接名单: by number and name, so that nobody is handed over by mistake. */
export const handoverBody = z
  .strictObject({
    kind: z.enum(HANDOVER_KINDS),
    onDay: day.meta({ description: '接收方起始日 first day at the receiving side' }),
    keepUntil: day
      .optional()
      .meta({ description: '毕业生待遇保留至 graduates: cover as a student goes on until' }),
    rows: z
      .array(
        z.strictObject({
          number: z.string().trim().min(1).max(30).meta({ description: '人员编号或证件号码' }),
          name: z.string().trim().min(1).max(50),
          className: z.string().trim().max(50).default(''),
          unitCode: z
            .string()
            .trim()
            .max(30)
            .default('')
            .meta({ description: '对方学校或社区编号；毕业离校可不填，按户籍社区' }),
        }),
      )
      .min(1)
      .max(5000),
  })
  .meta({ id: 'HandoverBody' });

const HANDOVER_STATES = ['offered', 'accepted', 'refused', 'withdrawn'] as const;
/** Hand-over 交接 of a student between a school and a community. */
export const handoverView = z
  .object({
    handoverId: id,
    ref: personRef,
    personName: z.string(),
    kind: z.enum(HANDOVER_KINDS),
    schoolName: z.string(),
    communityName: z.string(),
    onDay: day,
    className: z.string(),
    keepUntil: day.optional(),
    state: z.enum(HANDOVER_STATES),
    offeredAt: z.iso.datetime(),
    decidedAt: z.iso.datetime().optional(),
    note: z.string(),
    mayDecide: z.boolean().meta({ description: '等待本单位确认 waits for this unit' }),
  })
  .meta({ id: 'Handover' });
/** By default what was offered last comes first. */
const HANDOVER_SORTS = ['offeredAt', 'onDay'] as const;
export const handoversQuery = z.strictObject({
  state: z.enum(HANDOVER_STATES).optional(),
  kind: z.enum(HANDOVER_KINDS).optional(),
  ...listPage(HANDOVER_SORTS),
});
export const handoversView = z
  .object({ items: z.array(handoverView), total, next: z.int().optional() })
  .meta({ id: 'Handovers' });
export const handoverDecisionBody = z
  .strictObject({ approved: z.boolean(), note: z.string().trim().max(200).default('') })
  .meta({ id: 'HandoverDecision' });

export type HandoverBody = z.output<typeof handoverBody>;
export type HandoversQuery = z.output<typeof handoversQuery>;
export type HandoversView = z.input<typeof handoversView>;
export type HandoverView = z.input<typeof handoverView>;
export type HandoverDecisionBody = z.output<typeof handoverDecisionBody>;

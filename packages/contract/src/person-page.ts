import { z } from 'zod';
import { BILL_STATES } from './bill-list.ts';
import { ROLE_IDS } from './permissions.ts';
import { bilingual, day, fenAmount, id } from './values.ts';

export const pageQuery = z.strictObject({
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Which of the person's bills 时间线筛选: of a year, and standing, reversed or reversals. */
export const personBillsQuery = z.strictObject({
  ...pageQuery.shape,
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .meta({ description: '结算年份 year settled' }),
  state: z.enum(BILL_STATES).optional(),
});

/** Special group 特殊人群. */
export const groupView = z.object({ group: z.string(), validFrom: day, validTo: day.nullable() });
/** Filing 备案: a chronic approval, a place chosen, care elsewhere. */
export const filingView = z.object({
  filingId: id,
  kind: z.string(),
  disease: z.object({ code: z.string(), name: z.string() }).optional(),
  institution: z.object({ code: z.string(), name: z.string() }).optional(),
  outKind: z.string().optional(),
  validFrom: day,
  validTo: day.nullable(),
  state: z.enum(['coming', 'live', 'over', 'withdrawn']),
});

/** A counter 累计 against what the policy allows. */
export const counterItem = z
  .object({
    key: z.string(),
    counter: z.string(),
    name: bilingual,
    unit: z.enum(['yuan', 'number']),
    scope: z
      .string()
      .meta({ description: '病种或机构 disease or institution, where the counter is kept by one' }),
    period: z.string(),
    current: z.boolean().meta({ description: '属于当前年度或时段 of the present year or period' }),
    used: z.int().meta({ description: '已用（分或次） used, in fen or count' }),
    limit: z
      .object({ parameter: z.string(), name: bilingual, value: z.int(), left: z.int(), cite: z.string() })
      .optional(),
  })
  .meta({ id: 'CounterItem' });

/** Movements 账户明细, latest first. */
export const movementsView = z
  .object({
    balanceFen: fenAmount,
    items: z.array(
      z.object({
        movementId: id,
        kind: z.string(),
        amountFen: fenAmount.meta({ description: '正数为入账 positive: into the account' }),
        balanceFen: fenAmount,
        movedAt: z.iso.datetime(),
        settlementId: id.optional(),
      }),
    ),
    next: id.optional(),
  })
  .meta({ id: 'AccountMovements' });

export const REVEALABLE = ['name', 'psnNo', 'certNo', 'phone', 'cardNo'] as const;
export const revealBody = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(4)
      .max(200)
      .meta({ description: '查看事由，参保人可见 seen by the person' }),
    fields: z.array(z.enum(REVEALABLE)).min(1).max(REVEALABLE.length),
  })
  .meta({ id: 'Reveal' });
export const revealView = z
  .object({ lookId: id, values: z.partialRecord(z.enum(REVEALABLE), z.string()) })
  .meta({ id: 'Revealed' });

/** Who looked 谁看过, latest first. */
export const looksView = z
  .object({
    items: z.array(
      z.object({
        lookId: id,
        at: z.iso.datetime(),
        actor: z.string(),
        actorName: z.string(),
        roles: z.array(z.enum(ROLE_IDS)),
        fields: z.array(z.string()),
        reason: z.string(),
      }),
    ),
    next: id.optional(),
  })
  .meta({ id: 'Looks' });

export type PersonBillsQuery = z.output<typeof personBillsQuery>;
export type PageQuery = z.output<typeof pageQuery>;
export type CounterItem = z.input<typeof counterItem>;
export type MovementsView = z.input<typeof movementsView>;
export type RevealBody = z.output<typeof revealBody>;
export type RevealView = z.input<typeof revealView>;
export type LooksView = z.input<typeof looksView>;

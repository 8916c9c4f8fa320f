import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { bilingual, day, fenAmount, id, personRef } from './values.ts';

const kind = z
  .enum(['doubleCover', 'coverElsewhere', 'duplicatePerson', 'studentOver', 'mergedMoney'])
  .meta({ description: '疑点类别 kind of finding' });

export const REGISTER_FINDING_SORTS = ['foundOn', 'name', 'kind'] as const;
export const registerFindingsQuery = z.strictObject({
  state: z.enum(['open', 'done', 'dismissed', 'gone']).default('open'),
  kind: kind.optional(),
  schoolId: id.optional().meta({ description: '只看该校毕业生 graduates of this school only' }),
  ...listPage(REGISTER_FINDING_SORTS),
});
export type RegisterFindingsQuery = z.output<typeof registerFindingsQuery>;
export const registerFindingsView = z
  .object({
    /** Open ones by kind. */
    open: z.partialRecord(kind, z.int()),
    items: z.array(
      z.object({
        findingId: id,
        person: personRef,
        name: z.string(),
        psnNo: z.string(),
        kind,
        /** What was found, in words. */
        sentence: bilingual,
        /** The other person of a pair. */
        other: personRef.optional(),
        foundOn: day,
        state: z.enum(['open', 'done', 'dismissed', 'gone']),
        decidedBy: z.string().optional(),
        /** The list that worked it off. */
        batchId: id.optional(),
        note: z.string(),
      }),
    ),
    /** Schools with open graduates. */
    schools: z.array(z.object({ unitId: id, name: z.string(), count: z.int() })),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'RegisterFindings' });
export type RegisterFindingsView = z.output<typeof registerFindingsView>;
export const searchedView = z.object({ found: z.record(kind, z.int()) }).meta({ id: 'Searched' });
export type SearchedView = z.output<typeof searchedView>;
export const registerFindingBody = z.strictObject({
  person: personRef,
  kind,
  state: z.enum(['done', 'dismissed']),
  note: z.string().trim().min(2).max(200),
});
export type RegisterFindingBody = z.output<typeof registerFindingBody>;

/** Findings to end by one list: those chosen, or all open ones of a kind, or of a school. */
export const endFindingsBody = z
  .strictObject({
    kind: z.enum(['doubleCover', 'coverElsewhere', 'studentOver']),
    chosen: z
      .array(z.strictObject({ person: personRef, findingId: id }))
      .min(1)
      .max(5_000)
      .optional(),
    schoolId: id.optional(),
    scheme: z
      .enum(['employee', 'resident'])
      .default('resident')
      .meta({ description: '重复参保停哪一种 which one of a double cover ends' }),
    on: day.optional().meta({
      description: '停保日期；不填则按疑点取 last covered day; left out: the day that the finding gives',
    }),
  })
  .meta({ id: 'EndFindings' });
export type EndFindingsBody = z.output<typeof endFindingsBody>;
export const searchBody = z.strictObject({});

export const earlyUseQuery = z.strictObject({
  from: day,
  to: day,
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta({ description: '待遇起算后多少天内 within so many days from the first day of benefits' }),
});
export type EarlyUseQuery = z.output<typeof earlyUseQuery>;
export const earlyUseView = z
  .object({
    from: day,
    to: day,
    days: z.int(),
    joiners: z.int(),
    users: z.int(),
    fundFen: fenAmount,
    items: z.array(
      z.object({
        scheme: z.enum(['employee', 'resident']),
        personStatus: z.string(),
        joiners: z.int(),
        users: z.int(),
        inpatients: z.int(),
        fundFen: fenAmount,
      }),
    ),
  })
  .meta({ id: 'EarlyUse' });
export type EarlyUseView = z.input<typeof earlyUseView>;

/** Words of the kinds of findings. */
export const REGISTER_FINDING_KINDS = {
  doubleCover: { zh: '职工、居民重复参保', en: 'covered in both schemes' },
  coverElsewhere: { zh: '外地已参保', en: 'covered here and elsewhere' },
  duplicatePerson: { zh: '疑似重复登记', en: 'may be registered twice' },
  studentOver: { zh: '毕业生过渡期已满', en: 'graduate’s cover has run out' },
  mergedMoney: { zh: '被合并编号账户有余额', en: 'money under a merged number' },
} as const satisfies Record<z.output<typeof kind>, z.output<typeof bilingual>>;

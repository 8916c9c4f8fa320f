import { z } from 'zod';
import { listPage, total } from './list-query.ts';
import { problemDetail } from './problem.ts';
import { bilingual, day, id } from './values.ts';

const SHEET_KINDS = [
  'staff',
  'household',
  'students',
  'newborns',
  'groups',
  'census',
  'endings',
  'promotion',
] as const;
/** Whose list it is: of a unit, or of the agency itself. */
const OWNERS = ['employer', 'school', 'community', 'agency'] as const;
const kind = z.enum(SHEET_KINDS).meta({ description: '批量模板 which list' });
const language = z.enum(['zh', 'en']).default('zh');

/** Lists that this reader may upload, with what stands in their templates. */
export const sheetKindsView = z
  .object({
    items: z.array(
      z.object({
        kind,
        name: bilingual,
        intro: bilingual,
        of: z.enum(OWNERS),
        secondPerson: z.boolean().meta({ description: '入库须另一人复核 a second person agrees first' }),
        version: z.string(),
        columns: z.array(
          z.object({ id: z.string(), name: bilingual, required: z.boolean(), hint: bilingual }),
        ),
        rules: z.array(bilingual),
      }),
    ),
    unit: z.object({ unitId: id, name: z.string() }).optional(),
  })
  .meta({ id: 'SheetKinds' });
export type SheetKindsView = z.input<typeof sheetKindsView>;

export const templateParams = z.strictObject({ kind });
export const templateQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: language,
  unitId: id
    .optional()
    .meta({ description: '学校：模板列出其班级 a school, whose classes the template offers' }),
});
export type TemplateQuery = z.output<typeof templateQuery>;

export const uploadQuery = z.strictObject({
  kind,
  unitId: id
    .optional()
    .meta({ description: '参保单位；本单位用户不填 the unit; left out by a user of a unit' }),
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .transform((name) => name.replaceAll(/[\p{Cc}\\/]/gu, '_')),
});
export type UploadQuery = z.output<typeof uploadQuery>;

const BATCH_STATES = ['uploaded', 'unreadable', 'checked', 'done', 'undone'] as const;
/** Batch 批量参保批次. */
export const batchView = z
  .object({
    batchId: id,
    kind,
    kindName: bilingual,
    unit: z
      .object({ unitId: id, name: z.string() })
      .optional()
      .meta({ description: '经办机构自己的名单没有 none for a list of the agency' }),
    fileName: z.string(),
    fileBytes: z.int(),
    state: z.enum(BATCH_STATES),
    mode: z.enum(['good', 'all']).optional(),
    format: z.string().optional(),
    encoding: z.string().optional(),
    templateVersion: z.string().optional(),
    outdated: z.boolean().meta({ description: '模板不是最新版本 made from an older template' }),
    rows: z.int(),
    good: z.int(),
    bad: z.int(),
    hints: z.int().optional(),
    done: z.int(),
    refusal: z.array(problemDetail),
    taskId: id.optional().meta({ description: '正在进行或最后的任务 the task under way, or the last one' }),
    sameFile: z
      .array(z.object({ batchId: id, createdAt: z.iso.datetime(), state: z.string() }))
      .optional()
      .meta({ description: '同一文件的早先批次 earlier batches of the very same file' }),
    found: z
      .array(z.object({ code: z.string(), message: bilingual, count: z.int() }))
      .optional()
      .meta({ description: '各类问题的行数 rows by kind of problem' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    ranBy: z.string().optional(),
    ranAt: z.iso.datetime().optional(),
    undoneBy: z.string().optional(),
    undoneAt: z.iso.datetime().optional(),
    asked: z
      .object({
        what: z.enum(['run', 'undo']),
        by: z.string(),
        at: z.iso.datetime(),
        mine: z.boolean(),
        reason: z.string(),
        decision: z
          .object({ approved: z.boolean(), by: z.string(), at: z.iso.datetime(), note: z.string() })
          .optional(),
      })
      .optional()
      .meta({ description: '提交复核的事项 what waits for a second person, or was decided last' }),
    secondPerson: z.boolean(),
  })
  .meta({ id: 'GroupEnrolmentBatch' });
export type BatchView = z.input<typeof batchView>;

/** By default the latest first. */
const BATCH_SORTS = ['createdAt', 'rows', 'good', 'bad'] as const;
export const batchesQuery = z.strictObject({
  state: z
    .enum([...BATCH_STATES, 'waiting'])
    .optional()
    .meta({ description: 'waiting 待复核：提交了复核、还没有决定 asked of a second person and not decided' }),
  ...listPage(BATCH_SORTS),
});
export type BatchesQuery = z.output<typeof batchesQuery>;
export const batchesView = z
  .object({ items: z.array(batchView), total, next: z.int().optional() })
  .meta({ id: 'GroupEnrolmentBatches' });
export type BatchesView = z.input<typeof batchesView>;

export const batchRowsQuery = z.strictObject({
  faulty: z.stringbool().default(true),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: '此页之前的行数 rows before this page' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type BatchRowsQuery = z.output<typeof batchRowsQuery>;
export const batchRowsView = z
  .object({
    headings: z.array(z.string()),
    items: z.array(
      z.object({
        row: z.int(),
        state: z.enum(['good', 'hint', 'bad']),
        cells: z
          .array(z.string())
          .meta({ description: '按文件的列，证件已遮挡 as in the file, certificates masked' }),
        problems: z.array(problemDetail.extend({ column: bilingual.optional() })),
      }),
    ),
    total,
    next: z.int().optional(),
  })
  .meta({ id: 'GroupEnrolmentRows' });
export type BatchRowsView = z.input<typeof batchRowsView>;

export const errorFileQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  lang: language,
  rows: z
    .enum(['bad', 'all'])
    .default('bad')
    .meta({ description: '只要有误的行，或全部 the wrong rows alone, or all' }),
});
export type ErrorFileQuery = z.output<typeof errorFileQuery>;

export const runBatchBody = z
  .strictObject({
    mode: z
      .enum(['good', 'all'])
      .meta({ description: 'good 只入库合格的行；all 全部合格才入库 good rows only, or all rows or none' }),
  })
  .meta({ id: 'RunGroupEnrolment' });
export type RunBatchBody = z.output<typeof runBatchBody>;
/** 升级名单: of the classes of a school, from the first day of the school year. */
export const promotionBody = z
  .strictObject({
    unitId: id.optional().meta({ description: '学校；本校用户不填 the school; left out by its own user' }),
    on: day.meta({ description: '新学年第一天 first day of the new school year' }),
  })
  .meta({ id: 'PromoteClasses' });
export type PromotionBody = z.output<typeof promotionBody>;
export const decideBatchBody = z
  .strictObject({ approved: z.boolean(), note: z.string().trim().max(200).default('') })
  .meta({ id: 'DecideGroupEnrolment' });
export type DecideBatchBody = z.output<typeof decideBatchBody>;
export const undoBatchBody = z
  .strictObject({ reason: z.string().trim().min(2).max(200) })
  .meta({ id: 'UndoGroupEnrolment' });
export type UndoBatchBody = z.output<typeof undoBatchBody>;
